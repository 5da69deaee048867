from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from graduates.waiting import waiting_for
from tests.graduates.factories import GraduateFactory, RouteStepFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def specialist(people, client_of):
    return client_of(people.college_specialist)


def _typed(**changes):
    return {
        "text": "Позвонить наставнику",
        "due_on": "24.12.2026",
        "contact_name": "Вера Олеговна",
        "contact_phone": "+7 900 000-20-01",
        **changes,
    }


def _url(name, pk):
    return reverse(f"graduates:{name}", args=[pk])


def test_specialist_writes_the_next_step_and_the_graduate_reads_it(client_of, specialist):
    graduate = GraduateFactory(with_account=True)
    specialist.post(_url("step-create", graduate.pk), _typed())
    text = client_of(graduate.user).get(reverse("graduates:my-route")).content.decode()
    assert "Позвонить наставнику" in text
    assert "24 декабря 2026 года" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert 'href="tel:+7900000-20-01"' in text


def test_the_graduate_sees_one_step_first(client_of):
    graduate = GraduateFactory(with_account=True)
    RouteStepFactory(graduate=graduate, text="Второе дело", due_on=timezone.localdate() + timedelta(days=9))
    RouteStepFactory(graduate=graduate, text="Первое дело")
    text = client_of(graduate.user).get(reverse("graduates:my-route")).content.decode()
    assert text.index("Первое дело") < text.index("Потом") < text.index("Второе дело")


@pytest.mark.parametrize("name", ["step-create", "step-update"])
def test_a_wrong_day_is_refused_and_the_text_kept(specialist, name):
    step = RouteStepFactory()
    pk = step.pk if name == "step-update" else step.route.graduate.pk
    text = specialist.post(_url(name, pk), _typed(due_on="31.02.2026")).content.decode()
    assert "Такого дня нет: 31.02.2026" in text
    assert "Позвонить наставнику" in text
    assert step.route.steps.count() == 1


def test_specialist_changes_a_step(specialist):
    step = RouteStepFactory()
    specialist.post(_url("step-update", step.pk), _typed(text="Новое дело"))
    step.refresh_from_db()
    assert step.text == "Новое дело"


def test_a_step_is_completed_with_its_result(specialist):
    step = RouteStepFactory()
    specialist.post(_url("step-complete", step.pk), {"done_on": "20.11.2026", "result": "Понравилось"})
    step.refresh_from_db()
    assert (f"{step.done_on:%d.%m.%Y}", step.result) == ("20.11.2026", "Понравилось")
    assert specialist.get(_url("step-complete", step.pk)).status_code == 404


def test_a_step_cannot_be_completed_in_the_future(specialist):
    step = RouteStepFactory()
    text = specialist.post(_url("step-complete", step.pk), {"done_on": "01.01.2099", "result": "Рано"}).content.decode()
    assert "Этот день ещё не наступил" in text
    assert "Рано" in text
    step.refresh_from_db()
    assert step.done_on is None


@pytest.mark.parametrize("name", ["step-update", "step-complete"])
def test_a_step_of_another_college_is_not_found(specialist, name):
    step = RouteStepFactory(graduate=GraduateFactory(of_other_college=True))
    assert specialist.get(_url(name, step.pk)).status_code == 404
    assert specialist.post(_url(name, step.pk), _typed(done_on="20.11.2026")).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COLLEGE_SPECIALIST])
def test_other_roles_do_not_touch_routes(client_of, role):
    step, client = RouteStepFactory(), client_of(UserFactory(role=role))
    for name, pk in (("step-create", step.route.graduate.pk), ("step-update", step.pk), ("step-complete", step.pk)):
        assert client.post(_url(name, pk), _typed()).status_code == 403


def test_the_desk_of_the_college_counts_what_waits(people):
    before = [group["count"] for group in waiting_for(people.college_specialist, timezone.localdate())]
    overdue = RouteStepFactory(overdue=True)
    GraduateFactory(occupation=None)
    GraduateFactory(of_other_college=True, occupation=None)
    groups = waiting_for(people.college_specialist, timezone.localdate())
    assert [group["count"] for group in groups] == [before[0] + 1, before[1] + 1, before[2] + 2]
    assert groups[0]["rows"][0]["url"].startswith("/graduates/")
    assert len(groups[1]["rows"]) <= 5
    assert overdue.is_overdue(timezone.localdate())


def test_the_desk_of_the_graduate_tells_the_next_step(people):
    groups = waiting_for(people.graduate, timezone.localdate())
    assert groups[0]["count"] == 1
    assert groups[0]["rows"][0]["url"] == reverse("graduates:my-route")


def test_nothing_of_graduates_waits_for_other_roles(people):
    for person in (people.coordinator, people.administrator, people.methodologist):
        assert waiting_for(person, timezone.localdate()) == []
