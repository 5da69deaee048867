"""The profile of a college: programmes, centres, dated figures; kept by the college itself and by coordinators."""

from datetime import date

import pytest
from django.urls import reverse

from cluster.models import Organisation, OrganisationFact, Programme

pytestmark = pytest.mark.django_db
WRITTEN = "На этот день такое сведение уже записано."


@pytest.fixture
def specialist(client_of, people):
    return client_of(people.college_specialist)


@pytest.fixture
def college():
    return Organisation.objects.get(name="Колледж «Томский маяк»")


@pytest.fixture
def foreign():
    return Organisation.objects.get(name="Северный техникум сервиса")


def _url(name, record):
    return reverse(f"cluster:{name}", args=[record.pk])


def test_college_keeps_its_own_profile(specialist, college):
    specialist.post(_url("college-update", college), {"inclusive_centre": "Центр «Рядом»", "is_bpoo": "on"})
    page = specialist.get(_url("college-detail", college)).content.decode()
    assert "Центр «Рядом»" in page and "Изменить профиль" in page


def test_profile_of_a_college_without_one_is_made(client_of, people):
    college = Organisation.objects.create(
        name="Новый лицей", kind="college", region=Organisation.objects.first().region
    )
    client_of(people.coordinator).post(_url("college-update", college), {"summary": "Учит поваров"})
    assert college.college_profile.summary == "Учит поваров"


def test_programme_is_added_changed_and_removed(specialist, college):
    specialist.post(_url("programme-create", college), {"name": "Обувщик", "level": "worker", "is_adapted": "on"})
    programme = Programme.objects.get(name="Обувщик")
    assert programme.organisation == college and programme.is_adapted
    specialist.post(_url("programme-update", programme), {"name": "Обувщик", "level": "qualified"})
    programme.refresh_from_db()
    assert programme.level == "qualified" and not programme.is_adapted
    specialist.get(_url("programme-remove", programme))
    assert Programme.objects.filter(pk=programme.pk).exists()
    specialist.post(_url("programme-remove", programme))
    assert not Programme.objects.filter(pk=programme.pk).exists()


def test_newest_figure_stands_first_and_the_old_one_stays(specialist, college):
    form = {"name": "мастерских", "amount": "19", "as_of": "01.04.2023", "source": "Отчёт"}
    specialist.post(_url("fact-create", college), form)
    resources = {
        one["newest"].name: one for one in specialist.get(_url("college-detail", college)).context["resources"]
    }
    assert resources["Мастерских"]["newest"].amount == 19
    assert [fact.amount for fact in resources["Мастерских"]["older"]] == [17, 14]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"amount": "много"}, "amount", "Напишите в поле «Сколько» целое число"),
        ({"amount": "-3"}, "amount", "Число в поле «Сколько» должно быть не меньше 0"),
        ({"as_of": "01.04.2022"}, "as_of", f"{WRITTEN} Измените его или укажите другой день."),
        ({"as_of": "01.04.2099"}, "as_of", "Этот день ещё не наступил."),
        ({"as_of": "31.02.2022"}, "as_of", "Такого дня нет: 31.02.2022"),
        ({"source": ""}, "source", "Заполните поле «Источник»"),
    ],
)  # fmt: skip
def test_bad_figure_is_told_beside_the_field_and_kept(specialist, college, changes, field, message):
    form = {"name": "Мастерских", "amount": "19", "as_of": "01.04.2023", "source": "Особый отчёт"} | changes
    response = specialist.post(_url("fact-create", college), form)
    assert response.context["form"].errors[field] == [message]
    assert (changes.get("source", "Особый отчёт")) in response.content.decode()
    assert not OrganisationFact.objects.filter(as_of=date(2023, 4, 1), organisation=college).exists()


def test_same_programme_twice_is_refused(specialist, college):
    response = specialist.post(_url("programme-create", college), {"name": " повар,  Кондитер ", "level": "worker"})
    assert response.context["form"].errors["name"] == ["Такая программа у колледжа уже записана."]


def test_slip_in_a_figure_is_corrected(specialist, college):
    fact = college.facts.get(name="Тьюторов")
    form = {"name": "Тьюторов", "amount": "6", "as_of": "01.10.2022", "source": fact.source}
    specialist.post(_url("fact-update", fact), form)
    fact.refresh_from_db()
    assert fact.amount == 6


def test_another_college_is_not_found(specialist, foreign):
    for name in ("college-update", "programme-create", "fact-create"):
        assert specialist.post(_url(name, foreign), {}).status_code == 404
    assert specialist.post(_url("programme-remove", foreign.programmes.first())).status_code == 404
    assert specialist.post(_url("fact-update", foreign.facts.first()), {}).status_code == 404
    assert "Изменить профиль" not in specialist.get(_url("college-detail", foreign)).content.decode()


def test_only_colleges_have_a_profile(client_of, people):
    department = Organisation.objects.get(short_name="ДПО Томской области")
    assert client_of(people.coordinator).get(_url("college-detail", department)).status_code == 404


def test_others_read_only(client_of, people, college):
    employer = client_of(people.employer)
    assert "Повар, кондитер" in employer.get(_url("college-detail", college)).content.decode()
    assert employer.post(_url("college-update", college), {}).status_code == 403
    assert client_of(people.graduate).get(_url("college-detail", college)).status_code == 403
