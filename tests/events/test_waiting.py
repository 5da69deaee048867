"""What the desk says, and in how many queries."""

import pytest

from cluster.models import Organisation
from events.waiting import waiting_for
from tests.events.factories import DecisionFactory, today

pytestmark = pytest.mark.django_db


def _by_label(matters):
    return {matter["label"]: matter for matter in matters}


def test_coordinator_sees_overdue_reports_meetings_and_imports(people, django_assert_max_num_queries):
    DecisionFactory(overdue=True)
    DecisionFactory(reported=True)
    with django_assert_max_num_queries(5):
        matters = _by_label(waiting_for(people.coordinator, today()))
    assert matters["Просроченные решения"]["count"] >= 5
    assert len(matters["Просроченные решения"]["rows"]) == 5
    assert matters["Просроченные решения"]["is_urgent"]
    assert matters["Отчёты ждут приёмки"]["count"] >= 1
    assert matters["Заседания впереди"]["count"] >= 1
    assert matters["Протоколы ждут проверки"]["count"] >= 1


def test_each_number_opens_its_list(people, client_of):
    for user in (people.coordinator, people.employer):
        for matter in waiting_for(user, today()):
            if matter["url"].startswith("/decisions/"):
                page = client_of(user).get(matter["url"])
                assert page.context["total"] == matter["count"], matter["label"]


def test_executor_sees_what_to_carry_out(people):
    college = Organisation.objects.of_user(people.college_specialist).get()
    before = _by_label(waiting_for(people.college_specialist, today()))
    DecisionFactory(overdue=True, responsible=college)
    after = _by_label(waiting_for(people.college_specialist, today()))
    for label in ("Решения для исполнения", "Из них просрочено"):
        assert after[label]["count"] == before[label]["count"] + 1


def test_nothing_waits_for_a_graduate(people):
    assert waiting_for(people.graduate, today()) == []


def test_reviewer_sees_post_releases_of_others_only(people):
    label = "Пост-релизы ждут проверки"
    assert _by_label(waiting_for(people.methodologist, today()))[label]["count"] == 1
    assert label not in _by_label(waiting_for(people.coordinator, today()))
