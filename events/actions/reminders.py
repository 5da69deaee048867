"""Reminders of deadlines: 30, 10, 3, 1 days before, on the day, then each week while nobody has reported."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TypeVar, cast

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from accounts.mail import Draft, send_letters
from accounts.models import User
from accounts.roles import Permission
from cluster.models import Membership
from events.models import Decision, GroupMember

DAYS_BEFORE = (30, 10, 3, 1, 0)
WEEK = 7
BATCH = 100
Row = TypeVar("Row")


def latest_occasion(due_on: date, today: date, days_before: Iterable[int] = DAYS_BEFORE) -> date | None:
    """The day of the last occasion that has come: missed ones before it are not made up for."""
    late = (today - due_on).days
    if late >= 0:
        return due_on + timedelta(days=late // WEEK * WEEK)
    passed = [days for days in days_before if days >= -late]
    return due_on - timedelta(days=min(passed)) if passed else None


def remind(today: date | None = None) -> int:
    """Write the reminders of the day into the outbox; returns how many were new. May run again at any moment."""
    today = today or timezone.localdate()
    return sum(_remind_of(part, today) for part in in_parts(_due(today), BATCH))


def _due(today: date) -> Iterator[tuple[Decision, date]]:
    """Open decisions with an occasion that came after they were put on control or got this deadline."""
    rows = Decision.objects.open().filter(due_on__lte=today + timedelta(days=max(DAYS_BEFORE)))
    rows = rows.select_related("meeting__council", "agenda_item", "responsible").order_by("pk")
    for decision in rows.annotate(extended_at=Max("extensions__at")).iterator(chunk_size=BATCH):
        occasion = latest_occasion(cast(date, decision.due_on), today)
        if occasion and occasion >= _known_since(decision):
            yield decision, occasion


def _known_since(decision: Decision) -> date:
    extended_at = getattr(decision, "extended_at", None)
    days = [decision.control_started_on, timezone.localdate(extended_at) if extended_at else None]
    return max((day for day in days if day), default=date.min)


def in_parts(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """What a crash interrupts is one part: the others have left or will leave."""
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part


def _remind_of(due: list[tuple[Decision, date]], today: date) -> int:
    executors = _executors([decision for decision, _ in due], today)
    return send_letters(
        _reminder(decision, occasion, user, today) for decision, occasion in due for user in executors[decision.pk]
    )


def _executors(decisions: list[Decision], today: date) -> dict[int, list[User]]:
    """People with an open account who carry each decision out, of a group those who have not reported.

    Who has no account gets no letters.
    """
    named = {one.pk: [(one.responsible_id, one.responsible_person_id)] for one in decisions}
    waiting = GroupMember.objects.filter(decision__in=decisions, state=GroupMember.State.WAITING).order_by("pk")
    for decision, organisation, person in waiting.values_list("decision", "organisation", "person"):
        named[decision].append((organisation, person))
    organisations = {organisation for rows in named.values() for organisation, _ in rows} - {None}
    people = {person for rows in named.values() for _, person in rows} - {None}
    of_organisation: dict[int | None, list[User]] = defaultdict(list)
    serving = Membership.objects.serving_on(today).filter(person__user__is_active=True, organisation__in=organisations)
    for membership in serving.select_related("person__user").order_by("pk"):
        of_organisation[membership.organisation_id].append(cast(User, membership.person.user))
    users = User.objects.filter(person__in=people, is_active=True).select_related("person")
    of_person: dict[int | None, list[User]] = {user.person.pk: [user] for user in users}
    found = {}
    for key, rows in named.items():
        called = [user for one, person in rows for user in (*of_organisation[one], *of_person.get(person, ()))]
        found[key] = [user for user in dict.fromkeys(called) if user.can(Permission.DECISION_REPORT)]
    return found


def _reminder(decision: Decision, occasion: date, user: User, today: date) -> Draft:
    due_on = cast(date, decision.due_on)
    left = (due_on - today).days
    subject = "Срок решения прошёл" if left < 0 else "Сегодня срок решения" if left == 0 else "Скоро срок решения"
    context = {
        "user": user,
        "decision": decision,
        "left": left,
        "late": -left,
        "link": settings.BASE_URL + decision.get_absolute_url(),
    }
    return Draft(
        to=user.email,
        subject=f"{subject}: {' '.join(str(decision).split())}",
        template="events/letters/reminder.txt",
        context=context,
        key=f"decision-reminder:{decision.pk}:{due_on:%Y%m%d}:{occasion:%Y%m%d}:{user.pk}",
    )
