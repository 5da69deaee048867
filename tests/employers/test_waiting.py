from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from cluster.models import Person
from employers.waiting import waiting_for
from tests.employers.factories import PartnerFactory, VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer():
    user = User.objects.create_user("second@work.example", None, full_name="Вторая Ева", role=Role.EMPLOYER)
    partner = PartnerFactory()
    Person.objects.create(surname="Вторая", user=user).memberships.create(organisation=partner.organisation)
    user.partner = partner
    return user


def test_employer_sees_returned_ending_and_unfinished(employer):
    today = timezone.localdate()
    VacancyFactory(partner=employer.partner, returned=True, title="Вернули")
    VacancyFactory(partner=employer.partner, title="Черновик")
    VacancyFactory(
        partner=employer.partner, published=True, confirmed_on=today - timedelta(days=55), title="Скоро уйдёт"
    )
    VacancyFactory(partner=employer.partner, published=True, title="Свежая")
    VacancyFactory(returned=True, title="Чужая")
    rows = {row["text"] for group in waiting_for(employer, today) for row in group["rows"]}
    assert rows == {"Вернули", "Черновик", "Скоро уйдёт"}


def test_nothing_waits_gives_an_empty_list(employer):
    assert waiting_for(employer, timezone.localdate()) == []


def test_moderator_sees_how_many_wait_and_five_of_them(people):
    VacancyFactory.create_batch(7, waiting=True)
    (group,) = waiting_for(people.coordinator, timezone.localdate())
    assert group["count"] >= 7
    assert len(group["rows"]) == 5


@pytest.mark.parametrize("role", ["coordinator", "employer", "graduate"])
def test_desk_costs_at_most_three_queries(people, role):
    user = getattr(people, role)
    with CaptureQueriesContext(connection) as queries:
        waiting_for(user, timezone.localdate())
    assert len(queries) <= 3
