"""Reminders of deadlines: each occasion once, to people with accounts only, nothing about what is done."""

from datetime import date, timedelta

import pytest

from accounts.models import Letter
from cluster.models import Organisation, Person
from events.actions import reminders
from events.actions.decisions import extend
from events.actions.reminders import latest_occasion, remind
from events.models import GroupMember
from reports.actions.locks import advisory_lock
from reports.actions.scheduling import run_due
from reports.duties import DUTIES
from tests.events.factories import DecisionFactory, today

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 31)


def _decision(people, **fields):
    college = Organisation.objects.of_user(people.college_specialist).get()
    started = fields.pop("control_started_on", today() - timedelta(days=100))
    return DecisionFactory(on_control=True, responsible=college, control_started_on=started, **fields)


def _letters(decision):
    return Letter.objects.filter(key__startswith=f"decision-reminder:{decision.pk}:")


@pytest.mark.parametrize(
    ("left", "occasion"),
    [
        *((31, None), (30, 30), (29, 30), (11, 30), (10, 10), (4, 10), (3, 3), (2, 3), (1, 1), (0, 0)),
        *((-1, 0), (-6, 0), (-7, -7), (-13, -7), (-14, -14), (-70, -70)),
    ],
)
def test_the_latest_occasion_that_has_come_counts(left, occasion):
    expected = None if occasion is None else DUE - timedelta(days=occasion)
    assert latest_occasion(DUE, DUE - timedelta(days=left)) == expected


@pytest.mark.parametrize(
    ("left", "words"),
    [
        *((30, "До срока решения 30 дней"), (10, "10 дней"), (3, "3 дня"), (1, "1 день")),
        *((0, "Сегодня срок решения"), (-7, "прошёл 7 дней назад"), (-21, "прошёл 21 день назад")),
    ],
)
def test_each_occasion_gives_one_letter_in_plain_words(people, left, words):
    decision = _decision(people, due_on=today() + timedelta(days=left))
    remind()
    letter = _letters(decision).get()
    assert letter.to == people.college_specialist.email
    text = letter.text.replace("\N{NO-BREAK SPACE}", " ")
    assert words in text and "на предприятиях" in text and f"/decisions/{decision.pk}/" in text


def test_a_run_repeated_on_the_same_and_the_next_day_writes_nothing_new(people):
    decision = _decision(people, due_on=today() + timedelta(days=10))
    remind()
    assert remind() == 0
    remind(today() + timedelta(days=1))
    assert _letters(decision).count() == 1


def test_a_month_without_the_scheduler_gives_one_letter_and_no_storm(people):
    decision = _decision(people, due_on=today() - timedelta(days=16))
    remind()
    assert _letters(decision).count() == 1


def test_a_crash_between_rows_is_made_up_for_without_doubles(people, monkeypatch):
    decisions = [_decision(people, due_on=today() + timedelta(days=3)) for _ in range(3)]
    write, calls = reminders.send_letters, []

    def break_down(drafts):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("питание пропало")
        return write(drafts)

    Letter.objects.all().delete()
    monkeypatch.setattr(reminders, "BATCH", 1)
    monkeypatch.setattr(reminders, "send_letters", break_down)
    with pytest.raises(RuntimeError):
        remind()
    remind()
    assert [_letters(one).count() for one in decisions] == [1, 1, 1]


@pytest.mark.parametrize("state", ["draft", "reported"])
def test_nothing_is_written_about_what_nobody_has_to_do_now(people, state):
    decision = _decision(people, due_on=today() + timedelta(days=3))
    type(decision).objects.filter(pk=decision.pk).update(state=state)
    remind()
    assert not _letters(decision).exists()


def test_an_accepted_decision_is_silent(people):
    decision = _decision(people, due_on=today() - timedelta(days=7))
    done = {"executed_on": today(), "accepted_at": "2026-01-01T10:00Z", "accepted_by": people.coordinator}
    type(decision).objects.filter(pk=decision.pk).update(state="accepted", **done)
    remind()
    assert not _letters(decision).exists()


def test_occasions_before_the_control_are_not_missed(people):
    decision = _decision(people, due_on=today() + timedelta(days=5), control_started_on=today())
    remind()
    assert not _letters(decision).exists()
    remind(today() + timedelta(days=2))
    assert _letters(decision).count() == 1


def test_an_extended_deadline_has_its_own_occasions(people):
    decision = _decision(people, due_on=today() + timedelta(days=3))
    remind()
    extend(decision, new_due_on=today() + timedelta(days=10), reason="Отпуск", by=people.coordinator)
    remind()
    assert _letters(decision).count() == 2


def test_a_person_without_account_or_with_a_closed_one_gets_no_letter(people):
    stranger = Person.objects.create(surname="Безучётный")
    decision = DecisionFactory(on_control=True, responsible_person=stranger, due_on=today())
    closed = _decision(people, due_on=today())
    type(people.college_specialist).objects.filter(pk=people.college_specialist.pk).update(is_active=False)
    remind()
    assert not _letters(decision).exists() and not _letters(closed).exists()


def test_the_responsible_person_with_an_account_is_reminded_once(people):
    decision = _decision(people, due_on=today(), responsible_person=people.college_specialist.person)
    remind()
    assert _letters(decision).count() == 1


def test_the_scheduler_keeps_the_duty_once_a_day_and_never_two_at_once(people):
    decision = _decision(people, due_on=today())
    duty = next(one for one in DUTIES if one.name == "remind-of-decisions")
    with advisory_lock("duty.remind-of-decisions") as is_ours:
        assert is_ours
    assert run_due([duty]) == ["remind-of-decisions"]
    assert run_due([duty]) == []
    assert _letters(decision).count() == 1


def test_of_a_group_those_are_reminded_who_have_not_reported(people):
    decision = DecisionFactory(on_control=True, due_on=today() + timedelta(days=10), responsible=None)
    decision.control_started_on = today() - timedelta(days=100)
    decision.save()
    factory = Organisation.objects.of_user(people.employer).get()
    GroupMember.objects.create(decision=decision, organisation=factory)
    GroupMember.objects.create(decision=decision, person=people.college_specialist.person, state="reported")
    remind()
    assert [letter.to for letter in _letters(decision)] == [people.employer.email]
