"""The Monday digest: one per person and week, few queries however many people read it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Letter, User
from cluster.models import Membership, Organisation, Person
from events.actions import digests
from events.actions.digests import send_digests
from events.models import CoExecutor, GroupMember
from reports.duties import DUTIES
from tests.events.factories import DecisionFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 30)


def _college(people):
    return Organisation.objects.of_user(people.college_specialist).get()


def _text(user):
    return Letter.objects.get(key=f"decision-digest:20260330:{user.pk}").text.replace("\N{NO-BREAK SPACE}", " ")


def _readers(number, organisation):
    users = User.objects.bulk_create(
        User(email=f"reader{n}@demo.test", full_name=f"Читатель {n}", role="college_specialist") for n in range(number)
    )
    persons = Person.objects.bulk_create(Person(surname=f"Читатель{n}", user=user) for n, user in enumerate(users))
    Membership.objects.bulk_create(Membership(person=one, organisation=organisation) for one in persons)
    return users


def test_executor_reads_the_own_decisions_overdue_first(people):
    college = _college(people)
    DecisionFactory(on_control=True, responsible=college, text="Успеть до лета", due_on=date(2026, 5, 31))
    DecisionFactory(on_control=True, responsible=college, text="Самое старое дело", due_on=date(2019, 2, 21))
    helped = DecisionFactory(on_control=True, text="Помочь соседям", due_on=date(2019, 2, 22))
    CoExecutor.objects.create(decision=helped, organisation=college)
    shared = DecisionFactory(on_control=True, responsible=None, text="Сделать всем вместе", due_on=date(2019, 2, 23))
    GroupMember.objects.create(decision=shared, organisation=college)
    DecisionFactory(reported=True, responsible=college, text="Уже сделано", due_on=date(2019, 2, 20))
    send_digests(MONDAY)
    text = _text(people.college_specialist)
    assert "Просрочено, срок был 21 февраля 2019 года" in text and "Уже сделано" not in text
    assert text.index("Самое старое дело") < text.index("Помочь соседям") < text.index("Сделать всем")
    assert "Под вашим контролем" not in text


def test_coordinator_reads_what_is_controlled_in_the_own_region_only(people):
    DecisionFactory(on_control=True, text="Древнее дело области", due_on=date(2001, 1, 9))
    DecisionFactory(foreign=True, on_control=True, text="Чужое древнее дело", due_on=date(2001, 1, 8))
    send_digests(MONDAY)
    text = _text(people.coordinator)
    assert "Под вашим контролем" in text and "Древнее дело области" in text
    assert "9 января 2001 года" in text and "Чужое" not in text


def test_overdue_decision_of_another_climbs_to_its_supervisor(people):
    supervisor = people.employer.person
    DecisionFactory(on_control=True, supervisor=supervisor, text="Забытое дело", due_on=MONDAY - timedelta(days=1))
    DecisionFactory(on_control=True, supervisor=supervisor, text="Ещё успевают", due_on=MONDAY)
    DecisionFactory(reported=True, supervisor=supervisor, text="Уже отчитались", due_on=MONDAY - timedelta(days=3))
    send_digests(MONDAY)
    part = _text(people.employer).split("Вы контролёр. Исполнители просрочили 1 решение")[1]
    assert "Забытое дело" in part and "Ещё успевают" not in part and "Уже отчитались" not in part


@pytest.mark.parametrize(("weeks", "to_on", "climbs"), [(5, None, True), (3, None, False), (5, MONDAY, False)])
def test_after_four_weeks_the_chair_in_office_reads_of_it(people, weeks, to_on, climbs):
    decision = DecisionFactory(on_control=True, text="Давнее дело", due_on=MONDAY - timedelta(weeks=weeks))
    council = decision.meeting.council
    council.members.filter(duty="chair").delete()
    council.members.create(person=people.employer.person, duty="chair", to_on=to_on)
    send_digests(MONDAY)
    letter = Letter.objects.filter(key=f"decision-digest:20260330:{people.employer.pk}").first()
    assert ("Вы председатель совета" in letter.text if letter else False) is climbs


def test_a_week_gives_one_digest_however_often_it_is_started(people):
    DecisionFactory(on_control=True, responsible=_college(people))
    assert send_digests(MONDAY) > 0
    assert send_digests(MONDAY) == 0
    assert send_digests(MONDAY + timedelta(days=1)) == 0
    assert send_digests(MONDAY + timedelta(days=7)) > 0


@pytest.mark.parametrize(("weekday", "leaves"), [(0, True), (1, True), (2, False), (4, False), (6, False)])
def test_a_missed_monday_is_made_up_for_on_tuesday_only(people, weekday, leaves):
    assert bool(send_digests(MONDAY + timedelta(days=weekday))) is leaves


def test_nobody_gets_an_empty_digest(people):
    lonely = Organisation.objects.create(region=_college(people).region, name="Пустая организация", kind="ngo")
    (reader,) = _readers(1, lonely)
    send_digests(MONDAY)
    assert not Letter.objects.filter(to=reader.email).exists()


def test_a_crash_between_parts_is_made_up_for_without_doubles(people, monkeypatch):
    college = _college(people)
    DecisionFactory(on_control=True, responsible=college)
    readers = _readers(6, college)
    write, calls = digests.send_letters, []

    def break_down(drafts):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("питание пропало")
        return write(drafts)

    monkeypatch.setattr(digests, "BATCH", 2)
    monkeypatch.setattr(digests, "send_letters", break_down)
    with pytest.raises(RuntimeError):
        send_digests(MONDAY)
    send_digests(MONDAY)
    assert Letter.objects.filter(to__in=[one.email for one in readers]).count() == len(readers)


def test_a_hundred_readers_take_ten_queries_at_most(people):
    college = _college(people)
    for _ in range(5):
        DecisionFactory(on_control=True, responsible=college)
    readers = _readers(200, college)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        written = send_digests(MONDAY)
    assert written >= len(readers)
    parts = -(-User.objects.filter(is_active=True).count() // 100)
    assert len(asked) <= 10 * parts, "\n".join(query["sql"][:150] for query in asked.captured_queries)


def test_the_scheduler_knows_the_duty():
    assert [duty.find() for duty in DUTIES if duty.name == "send-digests"] == [send_digests]
