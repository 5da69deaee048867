"""The open list and the page of a vacancy."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cluster.models import Municipality
from tests.employers.factories import VacancyFactory, own_partner

pytestmark = pytest.mark.django_db
LIST = reverse("employers:vacancy-list")


def _found(client, query):
    return {vacancy.title for vacancy in client.get(f"{LIST}?{query}").context["page_obj"]}


def test_condition_that_is_there_or_can_be_arranged_finds_the_vacancy(client):
    VacancyFactory(published=True, title="Зябь тихая", offers={"wp_quiet": "yes"})
    VacancyFactory(published=True, title="Зябь готовая", offers={"wp_quiet": "can_arrange"})
    VacancyFactory(published=True, title="Зябь шумная", offers={"wp_quiet": "no"})
    VacancyFactory(published=True, title="Зябь молчащая")
    assert _found(client, "text=зябь&condition=wp_quiet") == {"Зябь тихая", "Зябь готовая"}


def test_several_conditions_are_needed_all_together(client):
    VacancyFactory(published=True, title="Зябь с двумя", offers={"wp_quiet": "yes", "wp_seated": "can_arrange"})
    VacancyFactory(published=True, title="Зябь с одним", offers={"wp_quiet": "yes"})
    assert _found(client, "text=зябь&condition=wp_quiet&condition=wp_seated") == {"Зябь с двумя"}


def test_municipality_narrows_the_list(client):
    seversk = Municipality.objects.get(oktmo="69741000")
    VacancyFactory(published=True, title="Зябь северская", municipality=seversk)
    VacancyFactory(published=True, title="Зябь томская")
    assert _found(client, f"text=зябь&municipality={seversk.pk}") == {"Зябь северская"}


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("place=remote", {"place": "mixed"}),
        ("part_time=on", {"schedule": "part_day"}),
        ("quota=on", {"is_quota_place": True}),
    ],
)
def test_other_filters_keep_only_what_was_asked(client, query, fields):
    VacancyFactory(published=True, title="Зябь нужная", **fields)
    VacancyFactory(published=True, title="Зябь обычная")
    assert _found(client, f"text=зябь&{query}") == {"Зябь нужная"}


def test_list_holds_only_published_and_confirmed_vacancies(client):
    VacancyFactory(published=True, title="Зябь открытая")
    VacancyFactory(title="Зябь черновая")
    VacancyFactory(waiting=True, title="Зябь на проверке")
    VacancyFactory(stale=True, title="Зябь забытая")
    assert _found(client, "text=зябь") == {"Зябь открытая"}


def test_unknown_condition_is_named_beside_the_field(client):
    page = client.get(f"{LIST}?condition=no_such_code").content.decode()
    assert "Ошибка:" in page
    assert "no_such_code" in page


def test_count_stands_in_the_heading(client):
    VacancyFactory.create_batch(3, published=True, title="Зябь")
    assert "3\N{NO-BREAK SPACE}предложения" in client.get(f"{LIST}?text=зябь").content.decode()


def test_number_of_queries_does_not_grow_with_the_page(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{LIST}?text=зябь&condition=wp_quiet")
        return len(captured)

    VacancyFactory(published=True, title="Зябь", offers={"wp_quiet": "yes"})
    one = queries()
    VacancyFactory.create_batch(20, published=True, title="Зябь", offers={"wp_quiet": "yes", "wp_seated": "yes"})
    assert queries() == one <= 12


def test_page_answers_every_condition_in_one_of_four_words(client):
    vacancy = VacancyFactory(published=True, offers={"wp_quiet": "yes", "wp_seated": "can_arrange", "wp_climate": "no"})
    groups = client.get(vacancy.get_absolute_url()).context["answers"]
    counts = {group.label: len(group.rows) for group in groups}
    assert counts == {"есть": 1, "можем организовать": 1, "нет": 1, "не указано": 31}


def test_page_carries_job_posting_that_cannot_close_its_script(client):
    vacancy = VacancyFactory(published=True, title="Повар</script><b>", salary_from=30000)
    page = client.get(vacancy.get_absolute_url()).content.decode()
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1)
    posting = json.loads(text)
    assert posting["@type"] == "JobPosting"
    assert posting["title"] == vacancy.title
    assert posting["validThrough"] == vacancy.fresh_until.isoformat()
    assert posting["baseSalary"]["value"]["minValue"] == 30000


@pytest.mark.parametrize("state", [{}, {"waiting": True}, {"stale": True}])
def test_page_of_a_vacancy_that_is_not_open_is_404_for_strangers(client, client_of, people, state):
    vacancy = VacancyFactory(**state)
    assert client.get(vacancy.get_absolute_url()).status_code == 404
    assert client_of(people.employer).get(vacancy.get_absolute_url()).status_code == 404
    assert client_of(people.coordinator).get(vacancy.get_absolute_url()).status_code == 200


def test_employer_sees_the_page_of_an_own_draft(client_of, people):
    vacancy = VacancyFactory(partner=own_partner(people.employer))
    page = client_of(people.employer).get(vacancy.get_absolute_url())
    assert page.status_code == 200
    assert "ld+json" not in page.content.decode()


def test_card_says_things_in_the_agreed_order(client):
    VacancyFactory(
        published=True, title="Зябь", salary_from=30000, hours_per_week=20, how_to_apply="Напишите письмо.",
        offers={"wp_quiet": "yes"}, is_quota_place=True,
    )  # fmt: skip
    page = client.get(f"{LIST}?text=зябь").content.decode()
    card = page[page.index("<article") : page.index("</article>")]
    parts = (
        "Зябь",
        "От 30",
        "город Томск",
        "тихое место",
        "20\N{NO-BREAK SPACE}часов",
        "Напишите письмо",
        "подтвердил",
        "квоты",
    )
    places = [card.index(part) for part in parts]
    assert places == sorted(places)
