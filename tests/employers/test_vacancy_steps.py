"""States of a vacancy: each step starts from a right state only, once, and tells whom it concerns."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from employers.actions.vacancies import expire_unconfirmed
from employers.models import Step, Vacancy, WrongState
from employers.models.states import STEPS
from tests.employers.factories import VacancyFactory, own_partner

pytestmark = pytest.mark.django_db
S = Vacancy.Status
CALLS = {
    Step.SEND: lambda vacancy, today: vacancy.send_to_moderation(),
    Step.PUBLISH: lambda vacancy, today: vacancy.publish(today),
    Step.RETURN: lambda vacancy, today: vacancy.return_for_revision("Назовите часы."),
    Step.WITHDRAW: lambda vacancy, today: vacancy.withdraw(),
    Step.PAUSE: lambda vacancy, today: vacancy.pause(),
    Step.RESUME: lambda vacancy, today: vacancy.resume(today),
    Step.CONFIRM: lambda vacancy, today: vacancy.confirm(today),
    Step.FILL: lambda vacancy, today: vacancy.fill(),
    Step.EXPIRE: lambda vacancy, today: vacancy.expire(),
}


def _step(name, vacancy):
    return reverse(f"employers:{name}", args=[vacancy.pk])


@pytest.fixture
def mine(people):
    return own_partner(people.employer)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("status", S)
def test_step_starts_only_from_its_states(step, status):
    today = timezone.localdate()
    vacancy = VacancyFactory(status=status, published_on=today, confirmed_on=today)
    sources, target = STEPS[step]
    if status in sources:
        CALLS[step](vacancy, today)
        assert vacancy.status == target
    else:
        with pytest.raises(WrongState):
            CALLS[step](vacancy, today)
    vacancy.refresh_from_db()
    assert vacancy.status == (target if status in sources else status)


def test_of_two_clicks_only_the_first_publishes():
    vacancy = VacancyFactory(waiting=True)
    same = Vacancy.objects.get(pk=vacancy.pk)
    vacancy.publish(timezone.localdate())
    with pytest.raises(WrongState, match="уже опубликована"):
        same.publish(timezone.localdate())


@pytest.mark.parametrize("name", ["vacancy-send", "vacancy-confirm", "vacancy-pause", "vacancy-resume"])
def test_step_is_a_post_of_the_owner_only(client_of, people, mine, name):
    own, foreign = VacancyFactory(partner=mine), VacancyFactory()
    employer = client_of(people.employer)
    assert employer.get(_step(name, own)).status_code == 405
    assert employer.post(_step(name, foreign)).status_code == 404
    assert client_of(people.coordinator).post(_step(name, own)).status_code == 403


@pytest.mark.parametrize("name", ["vacancy-fill", "vacancy-withdraw"])
def test_step_off_the_list_asks_first(client_of, people, mine, name):
    vacancy = VacancyFactory(partner=mine, published=True)
    employer = client_of(people.employer)
    assert employer.get(_step(name, vacancy)).status_code == 200
    vacancy.refresh_from_db()
    assert vacancy.status == S.PUBLISHED
    employer.post(_step(name, vacancy))
    vacancy.refresh_from_db()
    assert vacancy.status != S.PUBLISHED


def test_wrong_step_is_told_in_words(client_of, people, mine):
    vacancy = VacancyFactory(partner=mine, status=S.FILLED)
    page = client_of(people.employer).post(_step("vacancy-pause", vacancy), follow=True).content.decode()
    assert "закрыта, место занято" in page


def test_vacancy_without_conditions_is_not_sent(client_of, people, mine):
    vacancy = VacancyFactory(partner=mine)
    page = client_of(people.employer).post(_step("vacancy-send", vacancy), follow=True).content.decode()
    vacancy.refresh_from_db()
    assert vacancy.status == S.DRAFT
    assert "Вакансия пока не отправлена." in page


def test_confirmation_keeps_the_vacancy_listed(client_of, people, mine):
    vacancy = VacancyFactory(partner=mine, stale=True)
    client_of(people.employer).post(_step("vacancy-confirm", vacancy))
    vacancy.refresh_from_db()
    assert vacancy.is_open_on(timezone.localdate())


def test_return_needs_a_reason_and_keeps_what_was_typed(client_of, people):
    vacancy = VacancyFactory(waiting=True)
    coordinator = client_of(people.coordinator)
    page = coordinator.post(_step("vacancy-return", vacancy), {"reason": " "}).content.decode()
    assert "Заполните поле «Что исправить»" in page
    page = coordinator.post(_step("vacancy-return", vacancy), {"reason": "д" * 501}).content.decode()
    assert "д" * 501 in page
    vacancy.refresh_from_db()
    assert vacancy.status == S.MODERATION


def test_return_tells_the_employer_what_to_change(client_of, people, mine):
    vacancy = VacancyFactory(partner=mine, waiting=True)
    client_of(people.coordinator).post(_step("vacancy-return", vacancy), {"reason": "Назовите часы."})
    vacancy.refresh_from_db()
    assert vacancy.is_returned
    letter = Letter.objects.get(to=people.employer.email, subject__contains=vacancy.title)
    assert "Назовите часы." in letter.text


def test_publication_tells_the_employer_once(client_of, people, mine):
    vacancy = VacancyFactory(partner=mine, waiting=True)
    coordinator = client_of(people.coordinator)
    coordinator.post(_step("vacancy-publish", vacancy))
    coordinator.post(_step("vacancy-publish", vacancy))
    assert Letter.objects.filter(to=people.employer.email, subject__contains=vacancy.title).count() == 1


def test_only_moderators_publish(client_of, people, mine):
    vacancy = VacancyFactory(partner=mine, waiting=True)
    assert client_of(people.employer).post(_step("vacancy-publish", vacancy)).status_code == 403
    assert client_of(people.employer).get(_step("vacancy-return", vacancy)).status_code == 403


def test_vacancy_unconfirmed_for_sixty_days_leaves_the_list_once(people, mine):
    today = timezone.localdate()
    old = VacancyFactory(partner=mine, stale=True)
    last_day = VacancyFactory(partner=mine, stale=True, confirmed_on=today - timedelta(days=59))
    assert last_day.fresh_until == today
    expire_unconfirmed(today)
    assert expire_unconfirmed(today) == 0
    old.refresh_from_db()
    last_day.refresh_from_db()
    assert (old.status, last_day.status) == (S.EXPIRED, S.PUBLISHED)
    assert Letter.objects.filter(to=people.employer.email, subject__contains=old.title).count() == 1
