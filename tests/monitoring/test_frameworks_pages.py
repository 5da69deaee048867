"""Drafts on pages: cloned, edited part by part, read from a file; somebody else's and published ones stay closed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from monitoring.forms.frameworks_indicators import PARTS
from monitoring.framework.reading import FOLDER, read
from monitoring.framework.tables import definition_of
from monitoring.framework.writing import write
from monitoring.models import Edition, Indicator

pytestmark = pytest.mark.django_db
SHIPPED = (FOLDER / "irkutsk.toml").read_text(encoding="utf-8")
UPLOAD = reverse("monitoring:framework-upload")


@pytest.fixture
def methodologist(people) -> User:
    return people.methodologist


@pytest.fixture
def client(client_of, methodologist):
    return client_of(methodologist)


@pytest.fixture
def draft() -> Edition:
    return Edition.objects.get(status=Edition.Status.DRAFT)


@pytest.fixture
def published() -> Edition:
    return Edition.objects.published().get(code="career-choice")


def address(name: str, edition: Edition, kind: str = "", part=None) -> str:
    args = [edition.pk, *([kind] if kind else []), *([part.pk] if part else [])]
    return reverse(f"monitoring:framework-{name}", args=args)


def send_file(client, text: str | bytes, name: str = "framework.toml"):
    content = text.encode() if isinstance(text, str) else text
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def test_clone_has_every_part_and_the_next_number(client, published):
    assert client.post(address("clone", published)).status_code == 302
    copy = Edition.objects.latest("number")
    assert (copy.number, copy.status, copy.base) == (4, "draft", published)
    parts = ("populations", "criteria", "elements", "indicators", "subsets", "rules", "solutions")
    assert [getattr(definition_of(copy), part) for part in parts] == [
        getattr(definition_of(published), part) for part in parts
    ]


def test_list_tells_states_and_hides_drafts_from_viewers(client, client_of, people):
    url = reverse("monitoring:framework-list")
    page = client.get(url).content.decode()
    assert "черновик" in page and "на проверке" in page
    assert "черновик" not in client_of(people.coordinator).get(url).content.decode()


def test_draft_page_offers_editing_within_the_bound_of_queries(client, draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = client.get(draft.get_absolute_url()).content.decode()
    assert address("part-add", draft, "solutions") in page


def test_indicator_gets_a_formula_from_chosen_elements(client, draft):
    indicator = draft.indicators.get(code="6.1")
    page = client.get(address("part", draft, "indicators", indicator))
    data = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    data |= {"kind": "share", "numerator": ["n_probes", "n_contest"], "denominator": ["r6_11"], "scoring": "none"}
    assert client.post(address("part", draft, "indicators", indicator), data).status_code == 302
    row = next(row for row in definition_of(draft).indicators if row.code == "6.1")
    assert (set(row.numerator.operands), row.denominator.operands) == ({"n_probes", "n_contest"}, ("r6_11",))
    assert row.region == "pooled"


def test_new_indicator_stands_by_its_code(client, draft):
    page = client.get(address("part", draft, "indicators", draft.indicators.get(code="1.4")))
    data = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    assert client.post(address("part-add", draft, "indicators"), data | {"code": "1.5"}).status_code == 302
    codes = [row.code for row in definition_of(draft).indicators]
    assert codes[codes.index("1.4") + 1] == "1.5"


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        ("elements", {"code": "n_probes"}, "уже занят"),
        ("elements", {"code": "пробы"}, "латинскими буквами"),
        ("populations", {"code": "r9"}, "уже занят"),
        ("criteria", {"number": "10"}, "уже есть"),
        ("criteria", {"number": "много"}, "целое число"),
        ("indicators", {"code": "1.1"}, "уже есть"),
        ("indicators", {"code": "a.b"}, "Код состоит из чисел"),
        ("indicators", {"threshold": "сто"}, "число, например"),
        ("indicators", {"numerator": ["n_missing"]}, "из списка"),
        ("rules", {"code": "reference"}, "уже настроено"),
        ("solutions", {"code": "parents"}, "уже есть"),
    ],
)
def test_bad_part_shows_the_error_keeps_what_was_typed_and_saves_nothing(client, draft, kind, data, message):
    before = definition_of(draft)
    answer = client.post(address("part-add", draft, kind), data | {"name": "Напечатанное название", "text": "Слова"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert "Ошибка:" in page
    assert kind in ("rules", "solutions") or "Напечатанное название" in page
    assert definition_of(draft) == before


def test_threshold_out_of_bounds_is_refused_beside_its_field(client, draft):
    rule = draft.control_rules.get(code="reference")
    answer = client.post(
        address("part", draft, "rules", rule),
        {"code": "reference", "is_on": "on", "threshold": "500", "severity": "ask"},
    )
    assert "threshold" in answer.context["form"].errors
    assert "500" in answer.content.decode()


def test_part_and_whole_must_differ(client, draft):
    element = draft.elements.get(code="n_dop")
    answer = client.post(address("part-add", draft, "subsets"), {"part": element.pk, "whole": element.pk})
    assert "часть и целое совпадают" in answer.content.decode()


def test_used_element_is_not_removed_and_an_unused_rule_is(client, draft):
    element, rule = draft.elements.get(code="n_probes"), draft.control_rules.first()
    assert "формула показателя 6.1" in client.get(address("part-remove", draft, "elements", element)).content.decode()
    client.post(address("part-remove", draft, "elements", element))
    client.post(address("part-remove", draft, "rules", rule))
    assert draft.elements.filter(pk=element.pk).exists()
    assert not draft.control_rules.filter(pk=rule.pk).exists()


def test_solution_moves_up_once(client, draft):
    one, two = draft.solutions.all()[:2]
    client.post(address("part-move", draft, "solutions", two), {"step": "up"})
    client.post(address("part-move", draft, "solutions", two), {"step": "up"})
    assert [row.pk for row in draft.solutions.all()[:2]] == [two.pk, one.pk]


def test_head_of_a_draft_is_edited_and_years_must_be_in_order(client, draft):
    data = {"title": "Новое название", "valid_from": "2027", "valid_to": "2026", "authored_by": "Автор"}
    assert "не может быть раньше" in client.post(address("edit", draft), data).content.decode()
    client.post(address("edit", draft), data | {"valid_to": "2030", "next_review": "01.06.2030"})
    draft.refresh_from_db()
    assert (draft.title, draft.valid_to) == ("Новое название", 2030)


def test_somebody_elses_draft_and_a_published_edition_are_not_there_to_edit(client, client_of, draft, published):
    waiting = Edition.objects.get(status=Edition.Status.IN_REVIEW)
    for edition in (published, waiting):
        assert client.get(address("edit", edition)).status_code == 404
        assert client.get(address("part-add", edition, "criteria")).status_code == 404
    author = client_of(waiting.author)
    assert author.get(draft.get_absolute_url()).status_code == 200
    assert author.get(address("edit", draft)).status_code == 404
    assert author.post(address("part-remove", draft, "criteria", draft.criteria.first())).status_code == 404
    assert client.get(address("part-add", draft, "wishes")).status_code == 404


def test_viewer_may_not_edit_and_does_not_see_drafts(client_of, people, draft, published):
    viewer = client_of(people.coordinator)
    assert viewer.get(address("edit", draft)).status_code == 403
    assert viewer.post(address("clone", published)).status_code == 403
    assert viewer.get(draft.get_absolute_url()).status_code == 404
    assert viewer.get(Indicator.objects.filter(edition=draft).first().get_absolute_url()).status_code == 404
    assert viewer.get(address("file", draft)).status_code == 404


def test_draft_is_removed_after_a_question(client, draft):
    assert client.get(address("remove", draft)).status_code == 200
    client.post(address("remove", draft))
    assert not Edition.objects.filter(pk=draft.pk).exists()


def test_file_goes_out_and_comes_in_as_a_draft(client, published, methodologist):
    text = client.get(address("file", published)).content.decode()
    assert read(text) == definition_of(published)
    assert send_file(client, text.replace("\nedition = 1\n", "\nedition = 9\n")).status_code == 302
    edition = Edition.objects.get(number=9)
    assert (edition.author, edition.status) == (methodologist, "draft")
    assert write(definition_of(edition)).replace("edition = 9", "edition = 1") == text


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (SHIPPED.replace('all = ["b_model"]', 'all = ["b_missing"]'), "a.toml", "элемента «b_missing» нет"),
        (SHIPPED, "a.toml", "Редакция 1 системы «career-choice» уже есть"),
        (SHIPPED.replace("above = 0", "above = много"), "a.toml", "ошибка в строке"),
        (SHIPPED.encode("cp1251", "replace"), "a.toml", "не в кодировке UTF-8"),
        (SHIPPED.encode("utf-16"), "a.toml", "не в кодировке UTF-8"),
        (b"#" * (1024 * 1024 + 1), "a.toml", "слишком большой"),
        (b"", "a.toml", "Файл пустой"),
        (SHIPPED, "a.txt", "Такой файл не подходит"),
        ('[framework]\ncode = "x\\u0000"', "a.toml", "невидимые знаки"),
    ],
)
def test_bad_file_is_told_in_words_and_nothing_is_stored(client, content, name, message):
    before = Edition.objects.count()
    page = send_file(client, content, name).content.decode()
    assert message in page
    assert "Ошибка:" in page
    assert Edition.objects.count() == before


@pytest.mark.parametrize("kind", PARTS)
def test_forms_of_parts_speak_russian(kind, draft):
    form = PARTS[kind].form(edition=draft)
    assert not [name for name in form.fields if not re.search("[а-яё]", form[name].label)]


def test_operands_are_folded_by_criterion_and_open_where_something_is_chosen(draft):
    indicator = draft.indicators.get(code="5.1")
    page = str(PARTS["indicators"].form(instance=indicator, edition=draft)["numerator"])
    sections = re.findall(r"<details class=\"details\"( open)?>\s*<summary>(\d+)\. .*?отмечено (\d+) из", page)
    assert len(sections) == draft.criteria.count()
    assert [number for is_open, number, _ in sections if is_open] == ["5"]
    assert [chosen for *_, chosen in sections if chosen != "0"] == ["2"]


def test_an_element_is_compared_with_a_population_of_its_own_edition(draft, client):
    element = draft.elements.get(code="n_profile_9")
    url = address("part", draft, "elements", element)
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields} | {"restates": "r9"}
    client.post(url, data)
    element.refresh_from_db()
    assert element.restates == "r9"
    page = client.post(url, data | {"kind": "staff"}).content.decode()
    assert "С численностью сверяют только целое число" in page
    assert "из списка" in client.post(url, data | {"restates": "r77"}).content.decode()
    element.refresh_from_db()
    assert (element.kind, element.restates) == ("count", "r9")
