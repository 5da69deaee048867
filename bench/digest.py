"""The Monday digest of 1 000 people: queries per hundred of them, against a letter made one by one.

The peer is what is usually written: for each person a query for each part of the letter. Both write into the outbox in
a transaction that is rolled back."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.mail import send_letter
from accounts.models import Letter, User
from accounts.roles import Permission
from cluster.models import Council, Membership, Organisation, Person
from events.actions.digests import SHOWN, send_digests
from events.models import Decision, Meeting

READERS = 1000
MOST = 10  # queries for a hundred people


def main() -> dict[str, dict[str, Any]]:
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    with transaction.atomic():
        _fill(monday)
        ours, peer = _measured(lambda: send_digests(monday)), _measured(lambda: _one_by_one(monday))
        transaction.set_rollback(True)
    if ours["letters"] != peer["letters"]:
        raise SystemExit(f"писем {ours['letters']}, у соседа {peer['letters']}")
    hundreds = ours["letters"] / 100
    if ours["queries"] / hundreds > MOST:
        raise SystemExit(f"запросов на сто человек {ours['queries'] / hundreds:.1f}, обещано {MOST}")
    peers = "по одному письму"
    return {
        f"запросов на 100 получателей (писем {ours['letters']:.0f}, обещано до {MOST})": {
            "ours": ours["queries"] / hundreds,
            "unit": "запросов",
            "peers": {peers: peer["queries"] / hundreds},
        },
        "время на 100 получателей": {
            "ours": ours["seconds"] / hundreds,
            "unit": "с",
            "peers": {peers: peer["seconds"] / hundreds},
        },
    }


def _fill(monday: date) -> None:
    """Fifty organisations of twenty people; each has forty open decisions, a third of them overdue."""
    council = Council.objects.select_related("cluster").earliest("pk")
    region = council.cluster.region_id
    bodies = Organisation.objects.bulk_create(
        Organisation(region_id=region, name=f"Замерная организация {n}", kind="college") for n in range(50)
    )
    users = User.objects.bulk_create(
        User(email=f"digest{n}@bench.test", full_name=f"Читатель {n}", role="college_specialist")
        for n in range(READERS)
    )
    persons = Person.objects.bulk_create(Person(surname=f"Читатель{n}", user=user) for n, user in enumerate(users))
    Membership.objects.bulk_create(
        Membership(person=person, organisation=bodies[n % len(bodies)]) for n, person in enumerate(persons)
    )
    meeting = Meeting.objects.create(council=council, title="Замерное заседание", held_on=monday)
    Decision.objects.bulk_create(
        Decision(
            meeting=meeting,
            text=f"Замерное поручение {n}",
            responsible=bodies[n % len(bodies)],
            supervisor=persons[n % READERS],
            due_on=monday + timedelta(days=n % 90 - 30),
            deadline_kind="date",
            state="on_control",
            control_started_on=monday,
        )
        for n in range(2000)
    )


def _measured(work: Callable[[], object]) -> dict[str, float]:
    with transaction.atomic():
        Letter.objects.all().delete()
        asked: list[str] = []
        started = time.perf_counter()
        with connection.execute_wrapper(lambda execute, sql, *rest: asked.append(sql[:9]) or execute(sql, *rest)):
            work()
        seconds = time.perf_counter() - started
        letters = Letter.objects.count()
        transaction.set_rollback(True)
    return {"queries": len(asked), "seconds": seconds, "letters": letters}


def _one_by_one(monday: date) -> None:
    for user in User.objects.filter(is_active=True, person__isnull=False):
        if not user.can(Permission.DECISION_REPORT):
            continue
        mine = Decision.objects.executed_by(user).open().select_related("agenda_item")
        supervised = Decision.objects.overdue(monday).filter(supervisor__user=user).select_related("agenda_item")
        chaired = Q(meeting__council__members__person__user=user, meeting__council__members__duty="chair")
        context = {
            "user": user,
            "open": mine.count(),
            "overdue": mine.overdue(monday).count(),
            "mine": _rows(mine.order_by("due_on", "pk"), monday),
            "supervised": supervised.count(),
            "supervised_longest": _rows(supervised.order_by("due_on", "pk"), monday),
            "chaired": Decision.objects.overdue(monday - timedelta(weeks=4)).filter(chaired).count(),
            "control": {},
            "link": "http://127.0.0.1:8000/decisions/",
        }
        if user.can(Permission.DECISION_ACCEPT):
            seen = Decision.objects.visible_to(user)
            context["control"] = {
                "open": seen.open().count(),
                "overdue": seen.overdue(monday).count(),
                "reported": seen.awaiting_acceptance().count(),
            }
        if context["open"] or context["supervised"] or context["chaired"] or any(context["control"].values()):
            key = f"one-by-one:{monday:%Y%m%d}:{user.pk}"
            send_letter(
                to=user.email,
                subject="Решения на этой неделе",
                template="events/letters/digest.txt",
                context=context,
                key=key,
            )


def _rows(decisions: Any, monday: date) -> list[dict[str, Any]]:
    return [
        {"text": str(one), "due_on": one.due_on, "is_overdue": one.is_overdue_on(monday)} for one in decisions[:SHOWN]
    ]
