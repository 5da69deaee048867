"""People with dated posts: one record for one person, posts that end and do not overlap, names only with consent."""

from datetime import date

import pytest
from django.urls import reverse

from cluster.actions.people import remember_spelling
from cluster.forms.people import HOW_TO_NAME
from cluster.models import Membership, Organisation, Person

pytestmark = pytest.mark.django_db
CREATE, LIST = reverse("cluster:person-create"), reverse("cluster:person-list")


@pytest.fixture
def coordinator(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def college():
    return Organisation.objects.get(name="Колледж «Томский маяк»")


@pytest.fixture
def gorskaya():
    return Person.objects.get(surname="Горская")


def _form(college, **changes):
    return {"name": "Ульянова Елена Захаровна", "organisation": college.pk, "post": "тьютор"} | changes


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ульянова Елена Захаровна", "Ульянова Елена Захаровна"),
        ("Елена Захаровна Ульянова", "Ульянова Елена Захаровна"),
        ("Е.З. Ульянова", "Ульянова Е. З."),
        ("УЛЬЯНОВА Е. З.", "Ульянова Е. З."),
    ],
)
def test_new_person_is_saved_with_the_first_post(coordinator, college, typed, name):
    coordinator.post(CREATE, _form(college, name=typed, from_on="1 марта 2026"))
    post = Membership.objects.get(post="тьютор", person__surname="Ульянова")
    assert post.person.full_name == name
    assert (post.organisation, post.from_on) == (college, date(2026, 3, 1))


@pytest.mark.parametrize(
    "typed", ["Горская О.В.", "О.В. Горская", "Горской Ольги Викторовны", "Горская Ольга Викторовна"]
)
def test_known_person_is_shown_before_a_second_record_appears(coordinator, college, gorskaya, typed):
    response = coordinator.post(CREATE, _form(college, name=typed))
    page = response.content.decode()
    assert response.context["form"].similar == [gorskaya]
    assert reverse("cluster:post-create", args=[gorskaya.pk]) in page and f'value="{typed}"' in page
    assert Person.objects.filter(surname__startswith="Горск").count() == 1


def test_a_tick_says_it_is_another_person(coordinator, college):
    coordinator.post(CREATE, _form(college, name="Горская О.В.", is_another="on"))
    assert Person.objects.filter(surname="Горская").count() == 2


def test_slip_of_a_surname_is_doubted_and_a_husband_is_not(coordinator, college):
    response = coordinator.post(CREATE, _form(college, name="Бересто С.В."))
    assert [person.surname for person in response.context["form"].similar] == ["Берестов"]
    coordinator.post(CREATE, _form(college, name="Берестова С.В."))
    assert Person.objects.filter(surname="Берестова").exists()


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": "37 человек"}, "name", f"{HOW_TO_NAME} Сейчас в поле: 37 человек"),
        ({"name": "Ульянова"}, "name", f"{HOW_TO_NAME} Сейчас в поле: Ульянова"),
        ({"organisation": ""}, "organisation", "Выберите значение в поле «Организация»"),
        ({"from_on": "31.02.2026"}, "from_on", "Такого дня нет: 31.02.2026"),
        ({"from_on": "01.03.2026", "to_on": "01.02.2026"}, "to_on", "Последний день не может быть раньше первого."),
    ],
)  # fmt: skip
def test_bad_input_is_told_beside_the_field_and_kept(coordinator, college, changes, field, message):
    response = coordinator.post(CREATE, _form(college, post="хранитель ключей") | changes)
    assert response.context["form"].errors[field] == [message]
    assert "хранитель ключей" in response.content.decode()
    assert not Membership.objects.filter(post="хранитель ключей").exists()


def test_post_ends_and_stays_in_the_history(coordinator, gorskaya):
    post = gorskaya.memberships.get()
    url = reverse("cluster:post-update", args=[post.pk])
    coordinator.post(url, {"organisation": post.organisation_id, "post": "директор", "to_on": "01.02.2026"})
    page = gorskaya.get_absolute_url()
    assert [row.to_on for row in coordinator.get(page).context["memberships"]] == [date(2026, 2, 1)]
    assert coordinator.get(f"{page}?day=31.01.2026").context["memberships"] == [post]
    assert coordinator.get(f"{page}?day=02.02.2026").context["memberships"] == []
    assert coordinator.get(f"{page}?day=31.02.2026").context["form"].errors


def test_same_post_twice_at_one_time_is_refused(coordinator, gorskaya, college):
    Membership.objects.filter(person=gorskaya).update(from_on=date(2024, 1, 1), to_on=date(2025, 1, 1))
    url = reverse("cluster:post-create", args=[gorskaya.pk])
    response = coordinator.post(url, {"organisation": college.pk, "post": "Директор", "from_on": "01.06.2024"})
    assert "уже записана с 01.01.2024" in response.context["form"].errors["post"][0]
    coordinator.post(url, {"organisation": college.pk, "post": "Директор", "from_on": "01.01.2025"})
    assert gorskaya.memberships.count() == 2


def test_a_post_that_ended_gives_no_more_rights(people, college):
    person = people.college_specialist.person
    assert college in Organisation.objects.of_user(people.college_specialist)
    person.memberships.update(to_on=date(2025, 1, 1))
    assert not Organisation.objects.of_user(people.college_specialist).exists()
    person.memberships.update(from_on=date(2100, 1, 1), to_on=None)
    assert not Organisation.objects.of_user(people.college_specialist).exists()


def test_names_spellings_and_consent_change(coordinator, gorskaya):
    url = reverse("cluster:person-update", args=[gorskaya.pk])
    form = {"surname": "Горская", "first_name": "Ольга", "patronymic": "Викторовна"}
    coordinator.post(url, form | {"aliases": "Горска О.В.", "may_be_published_until": "31.12.2030"})
    gorskaya.refresh_from_db()
    assert gorskaya.may_be_published(date(2030, 1, 1))
    assert [alias.name for alias in gorskaya.aliases.all()] == ["Горска О.В."]
    found = coordinator.get(f"{LIST}?text=горска о").context["page_obj"]
    assert list(found) == [gorskaya]
    response = coordinator.post(url, form | {"surname": "Горская 2"})
    assert response.context["form"].errors["surname"] == ["В этом поле пишут только буквы, дефис и точку."]


def test_spelling_chosen_in_a_review_is_remembered_once(gorskaya):
    assert remember_spelling(gorskaya, " Горска  О. В.,").name == "Горска О. В."
    assert remember_spelling(gorskaya, "горска О.В.") is None
    assert remember_spelling(gorskaya, "О.В. Горская") is None
    twin = Person.objects.create(surname="Горска", merged_into=gorskaya)
    assert remember_spelling(twin, "Горскя О.В.").person == gorskaya


def test_list_narrows_by_organisation_and_counts(coordinator, college):
    college.aliases.create(name="Маячок")
    context = coordinator.get(f"{LIST}?organisation=маячок").context
    assert context["total"] == 2 and {person.surname for person in context["page_obj"]} == {"Горская", "Томилина"}


def test_people_of_protocols_are_for_keepers_only(client_of, people, coordinator):
    guest = Person.objects.create(surname="Гостева", first_name="А.", patronymic="Б.")
    assert coordinator.get(guest.get_absolute_url()).status_code == 200
    assert client_of(people.employer).get(guest.get_absolute_url()).status_code == 404
    assert coordinator.get(people.graduate.person.get_absolute_url()).status_code == 404


def test_only_coordinators_change_people(client_of, people, gorskaya, college):
    employer = client_of(people.employer)
    assert employer.post(CREATE, _form(college)).status_code == 403
    assert employer.get(reverse("cluster:person-update", args=[gorskaya.pk])).status_code == 403
    assert employer.post(reverse("cluster:post-create", args=[gorskaya.pk]), {}).status_code == 403


def test_missing_person_and_post_are_404(coordinator):
    for name in ("person-update", "post-create", "post-update", "person-merge-choose"):
        assert coordinator.get(reverse(f"cluster:{name}", args=[10**9])).status_code == 404
