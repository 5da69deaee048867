"""Decisions without HTTP: the register, who sees what, the steps of execution, history."""

from datetime import timedelta

import pghistory
import pytest
from django.db import IntegrityError, transaction

from cluster.models import Organisation
from events.actions import decisions as actions
from events.actions import execution
from events.history import history_of
from events.models import CoExecutor, Decision, StateError
from tests.events.factories import DecisionFactory, MeetingFactory, today

pytestmark = pytest.mark.django_db


def _organisation_of(user):
    return Organisation.objects.of_user(user).get()


def test_overdue_is_open_and_past_its_day():
    late = DecisionFactory(overdue=True)
    DecisionFactory(on_control=True, due_on=today())
    DecisionFactory(reported=True, due_on=today() - timedelta(days=5))
    ours = Decision.objects.filter(text=late.text)
    assert list(ours.overdue(today())) == [late]
    assert late.is_overdue and late.days_left == -5


def test_register_shows_overdue_first_then_by_day():
    meeting = MeetingFactory()
    done = DecisionFactory(meeting=meeting, kind="information", state="recorded", due_on=None, deadline_kind="none")
    reported = DecisionFactory(meeting=meeting, reported=True)
    later = DecisionFactory(meeting=meeting, on_control=True, due_on=today() + timedelta(days=9))
    undated = DecisionFactory(meeting=meeting, on_control=True, due_on=None, deadline_kind="none")
    late = DecisionFactory(meeting=meeting, overdue=True)
    rows = Decision.objects.filter(meeting=meeting).overdue_first(today())
    assert list(rows) == [late, later, undated, reported, done]
    assert rows[0].is_late and not rows[1].is_late


@pytest.mark.parametrize("words", ["наставника", "назначить НАСТАВНИКАМ", "предприят"])
def test_search_finds_words_in_any_form(words):
    decision = DecisionFactory()
    assert decision in Decision.objects.search(words)
    assert decision not in Decision.objects.search("наставники бассейна")


def test_coordinator_sees_only_decisions_of_own_region(people):
    here, there = DecisionFactory(), DecisionFactory(foreign=True)
    visible = Decision.objects.visible_to(people.coordinator)
    assert here in visible
    assert there not in visible


def test_executor_sees_own_and_shared_decisions_but_no_drafts(people):
    college = _organisation_of(people.college_specialist)
    own = DecisionFactory(on_control=True, responsible=college)
    shared = DecisionFactory(on_control=True)
    CoExecutor.objects.create(decision=shared, organisation=college)
    draft = DecisionFactory(responsible=college)
    strange = DecisionFactory(on_control=True)
    visible = Decision.objects.visible_to(people.college_specialist)
    assert own in visible and shared in visible
    assert draft not in visible and strange not in visible


def test_graduate_sees_no_decisions(people):
    DecisionFactory(on_control=True)
    assert not Decision.objects.visible_to(people.graduate).exists()


def test_only_tasks_go_on_control(people):
    decision = DecisionFactory(kind="information", due_on=None, deadline_kind="none")
    with pytest.raises(StateError, match="поручения и рекомендации"):
        actions.put_on_control(decision, by=people.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(state="on_control")


def test_full_life_of_a_decision(people):
    decision = DecisionFactory(due_on=today() + timedelta(days=5))
    actions.put_on_control(decision, by=people.coordinator)
    execution.report(decision, text="Половина сделана", is_partial=True, by=people.employer)
    decision.refresh_from_db()
    assert decision.state == "on_control"
    execution.report(decision, text="Сделано", by=people.employer)
    execution.return_for_revision(decision, reason="Нет списка", by=people.coordinator)
    execution.report(decision, text="Сделано, список приложен", by=people.employer)
    accepted = execution.accept(decision, by=people.coordinator)
    assert accepted.state == "accepted"
    assert accepted.executed_on == today()
    assert [report.verdict for report in decision.reports.all()] == ["accepted", "returned", ""]


def test_accepting_twice_is_refused(people):
    decision = DecisionFactory(on_control=True)
    execution.report(decision, text="Сделано", by=people.employer)
    execution.accept(decision, by=people.coordinator)
    with pytest.raises(StateError):
        execution.accept(decision, by=people.coordinator)


def test_extension_keeps_the_old_day_and_moves_forward_only(people):
    decision = DecisionFactory(overdue=True)
    old = decision.due_on
    later = today() + timedelta(days=10)
    extension = actions.extend(decision, new_due_on=later, reason="Отпуск", by=people.coordinator)
    assert (extension.old_due_on, extension.new_due_on) == (old, later)
    decision.refresh_from_db()
    assert not decision.is_overdue
    with pytest.raises(StateError, match="позже прежнего"):
        actions.extend(decision, new_due_on=today(), reason="Назад", by=people.coordinator)


def test_history_names_who_and_what_even_after_a_bulk_update(people):
    decision = DecisionFactory()
    with pghistory.context(user=people.coordinator.pk):
        actions.put_on_control(decision, by=people.coordinator)
    Decision.objects.filter(pk=decision.pk).update(due_on=today() + timedelta(days=30))
    newest, middle, first = history_of(decision)
    assert newest.changes == [
        f"срок: {today() + timedelta(days=20):%d.%m.%Y} → {today() + timedelta(days=30):%d.%m.%Y}"
    ]
    assert middle.who == people.coordinator.full_name
    assert middle.changes == ["состояние: черновик → на контроле"]
    assert (first.label, first.who) == ("Решение записано", "портал")


def test_number_inside_the_protocol():
    assert DecisionFactory(number="1").full_number == "I.1"
    assert DecisionFactory(number="I.2").full_number == "I.2"
    assert DecisionFactory(number="").full_number == ""
