"""Terms in working days by the Russian calendar with its moved days, and the usual term of a council."""

from datetime import date, timedelta

import pytest

from events.actions.decisions import put_on_control
from events.actions.meetings import sign_protocol
from events.importing.workdays import is_working_day
from events.terms import hint, nearest_working_day, read_term
from tests.events.factories import DecisionFactory, MeetingFactory, ProtocolFactory, today

# Days moved by the yearly decrees of the Government, and ordinary days around them.
WORKING = (
    *("2022-01-10", "2022-03-05", "2022-03-09", "2022-05-04", "2022-05-11", "2022-06-14", "2022-11-07"),
    *("2023-01-09", "2023-02-22", "2023-02-27", "2023-05-02", "2023-05-10", "2023-06-13", "2023-11-07"),
    *("2024-01-09", "2024-04-27", "2024-11-02", "2024-12-28", "2024-05-02", "2024-05-08", "2024-06-13"),
    *("2025-01-09", "2025-11-01", "2025-05-05", "2025-06-16", "2025-03-10", "2025-11-05", "2025-12-30"),
)
DAYS_OFF = (
    *("2022-03-07", "2022-05-03", "2022-05-10", "2022-06-13", "2023-02-24", "2023-05-08", "2023-11-06"),
    *("2024-04-29", "2024-04-30", "2024-05-10", "2024-12-30", "2024-12-31", "2025-05-02", "2025-05-08"),
    *("2025-06-13", "2025-11-03", "2025-12-31", "2026-01-09", "2026-05-11", "2027-01-08", "2027-11-04"),
)


@pytest.mark.parametrize("day", WORKING)
def test_a_working_day(day):
    assert is_working_day(date.fromisoformat(day)) and hint(date.fromisoformat(day)) == ""


@pytest.mark.parametrize("day", DAYS_OFF)
def test_a_day_off(day):
    day = date.fromisoformat(day)
    assert not is_working_day(day) and nearest_working_day(day) > day


@pytest.mark.parametrize(
    ("words", "held_on", "expected"),
    [
        ("10 рабочих дней со дня заседания", "2024-04-24", "2024-05-14"),
        ("3 рабочих дня", "2024-04-26", "2024-05-03"),
        ("5 рабочих дней", "2022-04-28", "2022-05-11"),
        ("в течение 5 календарных дней", "2024-04-24", "2024-04-29"),
        ("10 дней со дня заседания", "2024-04-24", "2024-05-04"),
        ("1 рабочий день", "2025-10-31", "2025-11-01"),
        ("15 рабочих дней", "2024-12-20", "2025-01-21"),
        ("две недели", "2024-04-24", "2024-05-08"),
        ("21 февраля 2030", "2024-04-24", "2030-02-21"),
    ],
)
def test_a_term_is_counted(words, held_on, expected):
    term = read_term(words, held_on=date.fromisoformat(held_on), signed_on=None)
    assert term.day == date.fromisoformat(expected)


def test_the_nearest_working_day_is_told():
    assert hint(date(2024, 4, 30)) == "30.04.2024 — нерабочий день, ближайший рабочий — 02.05.2024."


@pytest.mark.parametrize("words", ["31.02.2030", "когда-нибудь", "сто зайцев", "10 рабочих"])
def test_what_cannot_be_counted_is_told(words):
    with pytest.raises(ValueError, match=r"Такого дня нет|Напишите"):
        read_term(words, held_on=date(2024, 4, 24), signed_on=None)


def _typed(**given):
    return {"number": "1", "text": "Назначить наставников", "kind": "assignment", "deadline_kind": "date"} | given


@pytest.mark.django_db
def test_the_form_counts_the_day_and_keeps_the_words(people, client_of):
    meeting = MeetingFactory(held_on=date(2024, 4, 24))
    url = f"/meetings/{meeting.pk}/decisions/new/"
    client_of(people.coordinator).post(url, _typed(due_on="10 рабочих дней со дня заседания"))
    decision = meeting.decisions.get()
    assert (decision.due_on, decision.deadline_kind) == (date(2024, 5, 14), "relative")
    assert decision.deadline_rule == "10 рабочих дней со дня заседания"
    wrong = client_of(people.coordinator).post(url, _typed(due_on="10 рабочих зайцев")).content.decode()
    assert "Сейчас в поле: 10 рабочих зайцев" in wrong and 'value="10 рабочих зайцев"' in wrong


@pytest.mark.django_db
def test_a_day_off_is_accepted_with_a_hint(people, client_of):
    meeting = MeetingFactory(held_on=date(2024, 4, 24))
    url = f"/meetings/{meeting.pk}/decisions/new/"
    page = client_of(people.coordinator).post(url, _typed(due_on="30.04.2024"), follow=True).content.decode()
    assert "ближайший рабочий — 02.05.2024" in page


@pytest.mark.django_db
def test_a_term_from_the_signing_gets_its_day_at_the_signing(people, client_of):
    meeting = MeetingFactory()
    ProtocolFactory(meeting=meeting)
    url = f"/meetings/{meeting.pk}/decisions/new/"
    client_of(people.coordinator).post(url, _typed(due_on="5 дней со дня подписания"))
    decision = meeting.decisions.get()
    assert decision.due_on is None and decision.deadline_rule == "5 дней со дня подписания"
    edit = client_of(people.coordinator).get(f"/decisions/{decision.pk}/edit/").content.decode()
    assert 'value="5 дней со дня подписания"' in edit
    sign_protocol(meeting.protocols.get(), by=people.coordinator)
    decision.refresh_from_db()
    assert decision.due_on == today() + timedelta(days=5)


@pytest.mark.django_db
def test_the_usual_term_of_the_council_is_seen_as_such(people, client_of):
    meeting = MeetingFactory()
    meeting.council.default_deadline_days = 30
    meeting.council.save()
    decision = DecisionFactory(meeting=meeting, due_on=None, deadline_kind="none")
    decision = put_on_control(decision, by=people.coordinator)
    assert decision.due_on == meeting.held_on + timedelta(days=30)
    page = client_of(people.coordinator).get(decision.get_absolute_url()).content.decode().replace("\xa0", " ")
    assert "По умолчанию, 30 дней со дня заседания" in page
