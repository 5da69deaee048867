"""The framework as data: what ships, what the linter refuses, and that a published edition stays as it is."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from monitoring.actions.frameworks import publish_edition, store_edition
from monitoring.framework import linter
from monitoring.framework import reading as definitions
from monitoring.models import Criterion, Edition, Element, Indicator, Term

SHIPPED = (definitions.FOLDER / "irkutsk.toml").read_text(encoding="utf-8")
CODES = [
    "1.1",
    "1.2",
    "1.3",
    "1.4",
    "2.1",
    "2.2",
    "3.1",
    "3.2",
    "3.3",
    "4.1.1",
    "4.1.2",
    "4.1.3",
    "4.1.4",
    "4.2",
    "5.1",
    "5.2",
    "5.3",
    "5.4",
    "6.1",
    "7.1",
    "7.2",
    "8.1",
    "8.2",
    "9.1",
    "10.1",
    "10.2",
    "10.3",
]


def faults_after(old: str, new: str) -> list[str]:
    assert old in SHIPPED
    return linter.faults(definitions.read(SHIPPED.replace(old, new, 1)))


def test_shipped_framework_has_ten_criteria_and_27_indicators_without_faults():
    framework = definitions.shipped()
    assert [row.number for row in framework.criteria] == list(range(1, 11))
    assert [row.code for row in framework.indicators] == CODES
    assert linter.faults(framework) == []


def test_shipped_kinds_are_those_of_the_note():
    kinds = [row.kind for row in definitions.shipped().indicators]
    assert (kinds.count("flag") + kinds.count("derived_flag"), kinds.count("staff")) == (15, 2)
    assert (kinds.count("count"), kinds.count("share")) == (6, 4)
    derived = [row.code for row in definitions.shipped().indicators if row.kind == "derived_flag"]
    assert derived == ["4.1.1", "4.1.3", "8.2", "10.2"]


def test_ticket_to_the_future_stays_outside_the_diagnosed():
    share = next(row for row in definitions.shipped().indicators if row.code == "5.1")
    assert "n_diag_bvb" in share.slices
    assert "n_diag_bvb" not in share.numerator.operands


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('all = ["b_model"]', 'all = ["b_missing"]', "элемента «b_missing» нет"),
        ('sum = ["n_probes"]', 'sum = ["b_model"]', "сюда не подходит"),
        ('slices = ["n_probes_ovz"]', "", "«n_probes_ovz» не участвует"),
        ("number = 3\n", "number = 4\n", "по порядку от 1"),
        ('code = "1.2"', 'code = "1.1"', "описан дважды"),
        ('code = "2.1"', 'code = "3.1"', "код должен начинаться"),
        ('region = "sum"', 'region = "pooled"', "правило региона"),
        ('score = "target"\ntarget = 100', 'score = "target"', "целевое значение"),
        ('polarity = "low"', 'polarity = "none"', "без направления нет балла"),
        ("above = 0", "eval = 0", "нельзя писать: eval"),
        ('all = ["b_public", "b_monthly"]', 'all = ["b_public", "b_public"]', "дважды"),
        ('denominator = { sum = ["r9", "r11"] }', "", "знаменатель нужен доле"),
        ("edition = 1", "edition = 0", "Номер редакции"),
        ("above = 0", 'above = "много"', "нужно число"),
        ("above = 0", "above = nan", "нужно число"),
        ("decimals = 2", "decimals = 2.5", "нужно целое число"),
        ('title = "Мониторинг', 'titel = "x"\ntitle = "Мониторинг', "ключ «titel» неизвестен"),
        ('part = "n_gia_deep"', 'part = "n_missing"', "элемента «n_missing» нет"),
        ('part = "n_gia_deep"', 'part = "n_profile_11"', "один и тот же элемент"),
        ('part = "b_monthly"\nwhole = "b_public"', 'part = "b_monthly"\nwhole = "n_camp"', "нельзя сравнить с числом"),
        ('code = "reference"\nthreshold = 10', 'code = "reference"\nthreshold = 500', "порог должен быть от 1 до 100"),
        ('code = "times_ten"', 'code = "times_two"', "такого правила нет"),
        ('code = "doubtful"', 'code = "doubtful"\nis_on = false', "нельзя отключить"),
        ('code = "b_model"', 'code = "модель"', "латинские буквы"),
        ("valid_from = 2020", "valid_from = 20200", "от 2000 до 2100"),
        ("next_review = 2027-06-01", "", "даты следующего пересмотра"),
        (
            'kind = "staff"\nname = "Ставки специалистов по профориентации в школах',
            'kind = "posts"\nname = "Ставки специалистов по профориентации в школах',
            "вид «posts» неизвестен",
        ),
        ('scale = "pupils"', 'scale = "people"', "не описана"),
        ("decimals = 1", "decimals = 9", "от 0 до 4"),
        ('gap = "муниципальной модели нет"', "", "ответа «нет»"),
    ],
)
def test_linter_names_the_fault(old, new, message):
    assert any(message in fault for fault in faults_after(old, new))


def test_linter_reports_every_fault_at_once():
    text = re.sub(r"next_review = .*", "", SHIPPED).replace('all = ["b_model"]', 'all = ["b_missing"]')
    assert len(linter.faults(definitions.read(text))) >= 3


def test_parts_and_wholes_in_a_circle_are_named():
    circle = '[[subsets]]\npart = "n_profile_11"\nwhole = "n_gia_deep"\n[[subsets]]\npart = "n_gia_deep"'
    assert any("замкнулись в круг" in fault for fault in faults_after('[[subsets]]\npart = "n_gia_deep"', circle))


@pytest.mark.parametrize(
    "text",
    ["= broken", "[criteria]\nnumber = 1", "x = " + "[" * 5000, "x = " + "9" * 5000, 'framework = "x"', "[framework"],
)
def test_unreadable_file_is_refused_in_words(text):
    with pytest.raises(definitions.DefinitionError, match=r"Файл не читается|нет раздела"):
        definitions.read(text)


@pytest.mark.django_db
def test_definition_with_faults_never_reaches_the_tables():
    broken = definitions.read(SHIPPED.replace('code = "career-choice"', 'code = ""'))
    with pytest.raises(ValidationError):
        store_edition(broken)


@pytest.fixture
def edition(db) -> Edition:
    return Edition.objects.published().get(code="career-choice", number=1)


@pytest.mark.parametrize("model", [Criterion, Element, Indicator])
def test_published_edition_never_changes(edition, model):
    with pytest.raises(DatabaseError, match="published edition"), transaction.atomic():
        model.objects.filter(edition=edition).update(name="иначе")


def test_nothing_is_added_to_a_published_edition(edition):
    with pytest.raises(DatabaseError, match="published edition"), transaction.atomic():
        Criterion.objects.create(edition=edition, number=11, name="лишний", short="лишний")


def test_nothing_is_removed_from_a_published_edition(edition):
    with pytest.raises(DatabaseError, match="published edition"), transaction.atomic():
        Term.objects.filter(edition=edition).delete()


def test_published_edition_itself_is_protected(edition):
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(title="иначе")


def test_edition_is_published_once(edition):
    with pytest.raises(ValidationError, match="уже опубликована"):
        publish_edition(edition)


def test_newest_published_edition_is_in_force(edition):
    draft = store_edition(definitions.read(SHIPPED.replace("edition = 1", "edition = 12")))
    assert Edition.objects.in_force("career-choice", 2025) == edition
    publish_edition(draft)
    assert Edition.objects.in_force("career-choice", 2025) == draft
    assert Edition.objects.in_force("career-choice", 2019) is None
