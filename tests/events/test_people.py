"""In whichever form a name is typed, it finds the one person; a name of two people finds nobody."""

import pytest
from django.urls import reverse

from cluster.models import Membership, Organisation, Person, PersonAlias, Region
from events.actions.people import People, case_readings, nominative_name

FORMS = (
    "Ульянова Е.З.",
    "Ульяновой Елены Захаровны",
    "Ульянову Е.З.",
    "Е.З. Ульянова",
    "Ульянова Елена Захаровна",
    "Елена Захаровна Ульянова",
    "УЛЬЯНОВА Е. З.",
    "Ульяновой Елене Захаровне",
    "Еленой Захаровной Ульяновой",
)


@pytest.fixture
def region(db):
    return Region.objects.get(oktmo_prefix="69")


@pytest.fixture
def person(region):
    """Writes down somebody of the region."""

    def make(surname, first_name="", patronymic=""):
        made = Person.objects.create(surname=surname, first_name=first_name, patronymic=patronymic)
        Membership.objects.create(person=made, organisation=region.organisations.first(), post="методист")
        return made

    return make


@pytest.mark.parametrize("words", FORMS)
@pytest.mark.parametrize("given", [("Е.", "З."), ("Елена", "Захаровна")])
def test_every_form_finds_the_person(region, person, words, given):
    ulyanova = person("Ульянова", *given)
    assert People(region).find_or_create(words) == ulyanova


@pytest.mark.parametrize("order", [FORMS[:5], FORMS[4::-1], FORMS[2:5] + FORMS[:2], FORMS[1:5] + FORMS[:1]])
def test_forms_in_any_order_make_one_person(region, order):
    people = People(region)
    made = {people.find_or_create(words) for words in order}
    assert {person.full_name for person in Person.objects.filter(surname__startswith="Ульянов")} == {
        "Ульянова Елена Захаровна"
    }
    assert len(made) == 1


def test_whole_name_takes_the_place_of_initials(region, person):
    ulyanova = person("Ульянова", "Е.", "З.")
    People(region).find_or_create("Ульяновой Елены Захаровны")
    ulyanova.refresh_from_db()
    assert ulyanova.full_name == "Ульянова Елена Захаровна"


def test_initials_take_nothing_away(region, person):
    ulyanova = person("Ульянова", "Елена", "Захаровна")
    People(region).find_or_create("Ульянова Е.З.")
    ulyanova.refresh_from_db()
    assert ulyanova.full_name == "Ульянова Елена Захаровна"


def test_a_name_of_two_people_is_asked_about(region, person):
    person("Ульянова", "Елена", "Захаровна")
    person("Ульянова", "Екатерина", "Захаровна")
    people = People(region)
    assert people.known("Ульянова Е.З.") is None
    assert "Ульянова Екатерина Захаровна; Ульянова Елена Захаровна" in people.question("Ульянову Е.З.")
    assert people.known("Ульянова Елена Захаровна").first_name == "Елена"
    assert people.question("Ульянова Елена Захаровна") == ""


def test_a_doubtful_name_makes_one_record_not_many(region, person):
    person("Ульянова", "Елена", "Захаровна")
    person("Ульянова", "Екатерина", "Захаровна")
    people = People(region)
    assert people.find_or_create("Ульянова Е.З.") == people.find_or_create("Ульянова Е. З.")


def test_another_given_name_is_another_person(region, person):
    ekaterina = person("Ульянова", "Екатерина", "Захаровна")
    assert People(region).find_or_create("Ульянова Елена Захаровна") != ekaterina


def test_man_and_wife_stay_two(region, person):
    man = person("Ульянов", "Е.", "З.")
    people = People(region)
    assert people.find_or_create("Ульянова Е.З.") != man
    assert people.known("Ульянову Е.З.") is None


def test_remembered_spelling_finds_the_person(region, person):
    ulyanova = person("Ульянова", "Елена", "Захаровна")
    PersonAlias.objects.create(person=ulyanova, name="Ульнова Е.З.")
    assert People(region).known("Ульнова Е. З.") == ulyanova


def test_joined_record_leads_to_the_one_that_lives_on(region, person):
    left, kept = person("Ульянова", "Е.", "З."), person("Ульянова", "Елена", "Захаровна")
    Person.objects.filter(pk=left.pk).update(merged_into=kept)
    assert People(region).known("Ульянова Е.З.") == kept


def test_whoever_only_chairs_or_signs_is_known_too(region):
    council = region.clusters.first().councils.first()
    chair = Person.objects.create(surname="Ульянова", first_name="Е.", patronymic="З.")
    council.meetings.create(title="Заседание", held_on="2026-03-02", chair=chair)
    assert People(region).known("Ульянова Е.З.") == chair


def test_all_people_take_one_query(region, django_assert_num_queries):
    with django_assert_num_queries(1):
        people = People(region)
        assert [people.known(words) for words in ("Горская О.В.", "Горской Ольги Викторовны", "Никтошин Н.Н.")][
            2
        ] is None


@pytest.mark.parametrize(
    ("words", "surnames"),
    [("Озёрному К.М.", "Озёрный"), ("Берестовым С.В.", "Берестов"), ("Иванова Е.З.", ""), ("Бурый С.П.", "")],
)
def test_readings_of_oblique_surnames(words, surnames):
    readings = {name.surname for name in case_readings(words)}
    assert surnames in readings if surnames else not readings


def test_whole_names_are_turned_to_the_nominative():
    assert nominative_name("Берестову Сергею Владимировичу").words == ("берестов", "сергей", "владимирович")


def test_organisations_are_no_people(db):
    assert Organisation.objects.exists() and nominative_name("ООО «Кедровая мануфактура»") is None


def test_two_records_of_one_whole_name_never_become_three(region, person):
    first = person("Ульянова", "Елена", "Захаровна")
    person("Ульянова", "Елена", "Захаровна")
    people = People(region)
    assert people.known("Ульянова Елена Захаровна") is None
    assert "Объедините" in people.question("Ульянова Елена Захаровна")
    assert people.find_or_create("Ульянова Елена Захаровна") == first


@pytest.mark.parametrize("field", ["chair_name", "secretary_name"])
def test_meeting_form_asks_which_of_two_people(region, person, client_of, people, field):
    person("Ульянова", "Елена", "Захаровна")
    person("Ульянова", "Екатерина", "Захаровна")
    form = {"council": region.clusters.first().councils.first().pk, "kind": "sitting", "title": "О разном"}
    form |= {"held_on": "02.03.2026", field: "Ульянову Е.З."}
    response = client_of(people.coordinator).post(reverse("events:meeting-create"), form)
    assert "Напишите имя полностью" in response.context["form"].errors[field][0]
    assert "Ульянову Е.З." in response.content.decode()


def test_bare_surname_of_a_known_person_is_asked_about(region, person, client_of, people):
    person("Ульянова", "Елена", "Захаровна")
    council = region.clusters.first().councils.first()
    url = f"{reverse('events:meeting-create')}?council={council.pk}"
    client, before = client_of(people.coordinator), Person.objects.count()
    assert client.get(url).context["form"]["council"].value() == str(council.pk)
    form = {"council": council.pk, "kind": "sitting", "title": "О разном", "held_on": "02.03.2026"}
    response = client.post(url, form | {"chair_name": "Ульянова", "secretary_name": "Небывалова"})
    assert "На портале есть: Ульянова Елена Захаровна" in response.context["form"].errors["chair_name"][0]
    assert "secretary_name" not in response.context["form"].errors and 'value="Ульянова"' in response.content.decode()
    assert Person.objects.count() == before


def test_attendance_asks_and_then_remembers_who_stood_there(region, person, client_of, people):
    elena, _ = person("Ульянова", "Елена", "Захаровна"), person("Ульянова", "Екатерина", "Захаровна")
    council = region.clusters.first().councils.first()
    meeting = council.meetings.create(title="Заседание", held_on="2026-03-02")
    url, coordinator = reverse("events:meeting-attendance", args=[meeting.pk]), client_of(people.coordinator)
    response = coordinator.post(url, {"present": "Ульяновой Е.З., тьютор"})
    assert "подходит нескольким людям" in response.context["form"].errors["present"][0]
    coordinator.post(url, {"present": "Ульянова Елена Захаровна, тьютор"})
    coordinator.post(url, {"present": "Ульянова Е.З., тьютор"})
    assert [row.person for row in meeting.attendance.all()] == [elena]
