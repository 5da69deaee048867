"""Which names look alike, which numbers are true: pure computation, and the pages that ask."""

import random
import time

import pytest
from django.urls import reverse

from cluster.duplicates import organisation_pairs, person_pairs
from cluster.inn import inn_problem
from cluster.models import Organisation, Person, Region
from cluster.names import read_name
from cluster.similarity import SIMILAR, Named, bare_name, likeness, similar_pairs

CREATE = reverse("cluster:organisation-create")


def _like(one, other, kind=""):
    return likeness(Named(1, (one,), kind=kind), Named(2, (other,), kind=kind))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО «Кедровая мануфактура»", "Общество с ограниченной ответственностью «Кедровая мануфактура»"),
        ("Областное государственное бюджетное профессиональное образовательное учреждение «Лад»", "ОГБПОУ «Лад»"),
        ("Колледж «Томский маяк»", "ОГБПОУ «Томский маяк»"),
        ("АО «Хлебный двор»", "Акционерное общество «Хлебный двор»"),
        ("ООО «Цифровой архив»", "ООО «Цифровй архив»"),
        ("ООО «Цифровой архив»", "ООО Цифровойархив"),
        ("Школа №5 г. Томска", "Школа № 5 города Томска"),
        ("Северный техникум сервиса", "Техникум сервиса Северный"),
        ("ИРПО", "Институт развития профессионального образования Иркутской области"),
        ("Центр занятости города Томска", "Центр занятости населения города Томска"),
        ("ООО «Тёплый берег»", "ооо теплый берег"),
    ],
)
def test_one_organisation_in_two_spellings(one, other):
    assert _like(one, other) >= SIMILAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Департамент общего образования Томской области", "Департамент профессионального образования Томской области"),
        ("Школа № 5", "Школа № 6"),
        ("Администрация Томского района", "Администрация Колпашевского района"),
        ("АО «Хлебный двор»", "АО «Хлебный дом»"),
        ("ООО", "АО"),
        ("Колледж связи", "Колледж сервиса"),
    ],
)
def test_two_organisations_with_like_names(one, other):
    assert _like(one, other) < SIMILAR


def test_proper_name_counts_within_one_kind_only():
    school, firm = Named(1, ("Школа «Заря»",), kind="school"), Named(2, ("ООО «Заря»",), kind="employer")
    assert likeness(school, Named(3, ("МБОУ «Заря»",), kind="school")) >= SIMILAR
    assert likeness(school, firm) < SIMILAR


def test_legal_form_alone_is_still_a_name():
    assert bare_name("ООО") == "ооо"


def test_places_are_never_mixed():
    assert not similar_pairs([Named(1, ("Заря",), place=25), Named(2, ("Заря",), place=69)])


def test_five_thousand_names_take_less_than_two_seconds():
    chance = random.Random(7)
    parts = ["ба", "ве", "ги", "до", "жу", "за", "ки", "ло", "му", "не", "пи", "ро", "су", "те", "фа", "хо"]
    names = [f"ООО «{''.join(chance.choices(parts, k=4))} {''.join(chance.choices(parts, k=3))}»" for _ in range(4_900)]
    twins = [name.replace("ООО", "Общество с ограниченной ответственностью") for name in names[:100]]
    records = [Named(key, (name,)) for key, name in enumerate(names + twins)]
    started = time.process_time()
    pairs = similar_pairs(records)
    assert time.process_time() - started < 2
    assert {(one.key, other.key) for one, other, _ in pairs} >= {(key, 4_900 + key) for key in range(100)}


@pytest.mark.parametrize("inn", ["7707083893", "500100732259", "7000000003"])
def test_true_numbers(inn):
    assert inn_problem(inn) == ""


@pytest.mark.parametrize(
    ("inn", "words"),
    [("7707083894", "опечатка"), ("500100732258", "опечатка"), ("12345", "10 или 12"), ("0000000000", "10 или 12"),
     ("７７07083893", "10 или 12")],
)  # fmt: skip
def test_false_numbers(inn, words):
    assert words in inn_problem(inn)


@pytest.mark.parametrize("words", ["Ульянова Е.З.", "Е. З. Ульянова", "УЛЬЯНОВА Е З", "Ульянова Елена Захаровна"])
def test_name_is_read_in_usual_forms(words):
    assert read_name(words).key == ("ульянова", "е", "з")


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def coordinator(self, client_of, people):
        return client_of(people.coordinator)

    def _form(self, **changes):
        region = Region.objects.get(oktmo_prefix="69")
        return {"name": "ОГБПОУ «Томский маяк»", "kind": "college", "region": region.pk} | changes

    def test_similar_organisation_is_shown_and_input_kept(self, coordinator):
        response = coordinator.post(CREATE, self._form(address="улица Мира, 7"))
        page = response.content.decode()
        college = Organisation.objects.get(name="Колледж «Томский маяк»")
        assert response.context["form"].similar == [college]
        assert college.get_absolute_url() in page and "улица Мира, 7" in page
        assert "Это другая организация, сохранить" in page
        assert not Organisation.objects.filter(address="улица Мира, 7").exists()

    def test_a_tick_says_it_is_another_organisation(self, coordinator):
        coordinator.post(CREATE, self._form(is_another="on"))
        assert Organisation.objects.filter(name="ОГБПОУ «Томский маяк»").exists()

    def test_same_number_is_an_error_with_a_link(self, coordinator):
        response = coordinator.post(CREATE, self._form(name="Заря", inn="7000000001"))
        assert response.context["form"].errors["inn"] == ["Организация с таким ИНН уже есть на портале."]
        assert Organisation.objects.get(inn="7000000001").get_absolute_url() in response.content.decode()

    def test_number_with_a_slip_is_told(self, coordinator):
        response = coordinator.post(CREATE, self._form(name="Заря", inn="7707083894"))
        assert "опечатка" in response.context["form"].errors["inn"][0]

    def test_name_of_a_joined_record_leads_to_the_living_one(self, coordinator):
        college = Organisation.objects.get(name="Колледж «Томский маяк»")
        Organisation.objects.create(name="Маячок", kind="college", region=college.region, merged_into=college)
        response = coordinator.post(CREATE, self._form(name="Маячок"))
        assert response.context["form"].twin == college

    def test_pairs_are_listed(self, coordinator, django_assert_max_num_queries):
        pairs = coordinator.get(reverse("cluster:duplicate-list")).context["page_obj"].object_list
        assert ("Братска" in pairs[0]["first"].name) and len(pairs) == len(organisation_pairs())
        with django_assert_max_num_queries(8):
            people = coordinator.get(reverse("cluster:duplicate-list") + "?kind=people").context["page_obj"]
        assert {pair["first"].surname for pair in people.object_list} == {"Листвянкин"}

    def test_two_numbers_are_two_organisations(self):
        region = Region.objects.get(oktmo_prefix="69")
        for name, inn in (("ООО «Двойня»", "7000000981"), ("АО «Двойня»", "7000000998")):
            Organisation.objects.create(name=name, kind="employer", region=region, inn=inn)
        named = Organisation.objects.in_bulk([pair.first for pair in organisation_pairs()])
        assert not [one for one in named.values() if "Двойня" in one.name]

    def test_man_and_wife_are_no_pair(self):
        before = len(person_pairs())
        for surname in ("Двойнин", "Двойнина"):
            Person.objects.create(surname=surname, first_name="Е.", patronymic="З.")
        assert len(person_pairs()) == before

    def test_other_records_are_found_by_name(self, coordinator):
        college = Organisation.objects.get(name="Колледж «Томский маяк»")
        url = reverse("cluster:organisation-merge-choose", args=[college.pk])
        found = coordinator.get(f"{url}?text=техникум").context["found"]
        assert {one["record"].name for one in found} == {"Северный техникум сервиса"}
