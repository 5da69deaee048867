"""The Monday digest: what waits for each person, what a coordinator controls. Ten queries serve a hundred people."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal, cast

from django.conf import settings
from django.db.models import Count, F, Q, Value, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from accounts.mail import Draft, send_letters
from accounts.models import User
from accounts.roles import ROLE_PERMISSIONS, Permission
from cluster.models import CouncilMember, Membership
from events.actions.reminders import BATCH, in_parts
from events.models import CoExecutor, Decision, GroupMember

SHOWN = 10
MADE_UP_FOR = 1  # a Monday without the scheduler: the digest leaves on Tuesday, later it is of no use
CHAIR_AFTER = timedelta(weeks=4)  # overdue longer than this: the chair of the body reads of it, too
Rung = Literal["supervised", "chaired"]
Term = tuple[date, int]  # day of the deadline and key of the decision: sorted, it is the order of the letter


@dataclass
class Places:
    """Where the people of one part serve today."""

    organisations: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    regions: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def send_digests(today: date | None = None) -> int:
    """Write the digests of this week into the outbox; returns how many were new. May run again at any moment."""
    today = today or timezone.localdate()
    if today.weekday() > MADE_UP_FOR:
        return 0
    monday = today - timedelta(days=today.weekday())
    roles = [role for role, granted in ROLE_PERMISSIONS.items() if Permission.DECISION_REPORT in granted]
    readers = User.objects.filter(is_active=True, role__in=roles, person__isnull=False).order_by("pk")
    return sum(_send(part, today, monday) for part in in_parts(readers.iterator(chunk_size=BATCH), BATCH))


def _send(users: list[User], today: date, monday: date) -> int:
    places = _places(users, today)
    own = _own(users, places)
    coordinators = [user for user in users if user.can(Permission.DECISION_ACCEPT)]
    regions = set().union(*(places.regions[user.pk] for user in coordinators))
    counts, late = _counts(regions, today), _longest_overdue(regions, today)
    rungs = _rungs([user.pk for user in users], today)
    shown = {pk for terms in (*own.values(), *rungs.values()) for _, pk in sorted(terms)[:SHOWN]}
    rows = Decision.objects.filter(pk__in=shown).select_related("agenda_item") if shown else []
    decisions = {one.pk: one for one in rows}
    drafts = []
    for user in users:
        terms = sorted(own[user.pk])
        overseen = places.regions[user.pk] if user in coordinators else set()
        context: dict[str, Any] = {
            "user": user,
            "open": len(terms),
            "overdue": sum(due_on < today for due_on, _ in terms),
            "mine": [_row(decisions[pk], today) for _, pk in terms[:SHOWN]],
            **_climbed(user, rungs, decisions, today),
            "control": {name: sum(counts[one][name] for one in overseen) for name in ("open", "overdue", "reported")},
            "longest": [_row(one, today) for region in sorted(overseen) for one in late[region]],
            "link": settings.BASE_URL + reverse("events:decision-list"),
        }
        if terms or context["supervised"] or context["chaired"] or any(context["control"].values()):
            drafts.append(_digest(user, context, monday))
    return send_letters(drafts)


def _places(users: list[User], today: date) -> Places:
    places = Places()
    serving = Membership.objects.serving_on(today).filter(person__user__in=[user.pk for user in users]).order_by()
    for user, organisation, region in serving.values_list("person__user", "organisation", "organisation__region"):
        places.organisations[cast(int, user)].add(organisation)
        places.regions[cast(int, user)].add(region)
    return places


def _own(users: list[User], places: Places) -> dict[int, set[Term]]:
    """Open decisions to carry out by each person: personal, of the organisation, helping another, one of a group."""
    keys = [user.pk for user in users]
    organisations = set().union(*(places.organisations[key] for key in keys))
    by_organisation: dict[int, set[Term]] = defaultdict(set)
    own: dict[int, set[Term]] = defaultdict(set)
    named = Decision.objects.open().filter(Q(responsible__in=organisations) | Q(responsible_person__user__in=keys))
    values = named.order_by().values_list("pk", "due_on", "responsible", "responsible_person__user")
    for pk, due_on, organisation, user in values:
        term = (due_on or date.max, pk)
        by_organisation[cast(int, organisation)].add(term)
        own[cast(int, user)].add(term)
    helping = CoExecutor.objects.filter(organisation__in=organisations, decision__control_rank=0).order_by()
    for organisation, due_on, pk in helping.values_list("organisation", "decision__due_on", "decision"):
        by_organisation[organisation].add((due_on or date.max, pk))
    members = GroupMember.objects.filter(state=GroupMember.State.WAITING, decision__control_rank=0).order_by()
    waiting = members.filter(Q(organisation__in=organisations) | Q(person__user__in=keys))
    for pk, due_on, organisation, user in waiting.values_list(
        "decision", "decision__due_on", "organisation", "person__user"
    ):
        by_organisation[cast(int, organisation)].add((due_on or date.max, pk))
        own[cast(int, user)].add((due_on or date.max, pk))
    for key in keys:
        own[key].update(*(by_organisation[one] for one in places.organisations[key]))
    return own


def _rungs(keys: list[int], today: date) -> dict[tuple[int, Rung], set[Term]]:
    """Overdue decisions of others climb: to their supervisor at once, to the chair of the body after four weeks."""
    rungs: dict[tuple[int, Rung], set[Term]] = defaultdict(set)
    overdue = Decision.objects.overdue(today).order_by()
    supervised = overdue.filter(supervisor__user__in=keys)
    chairs = CouncilMember.objects.serving_on(today).filter(duty=CouncilMember.Duty.CHAIR, person__user__in=keys)
    members = "meeting__council__members"
    chaired = overdue.filter(**{f"{members}__in": chairs}, due_on__lt=today - CHAIR_AFTER)
    rows = supervised.values_list("supervisor__user", "due_on", "pk", Value("supervised"))
    for user, due_on, pk, rung in rows.union(
        chaired.values_list(f"{members}__person__user", "due_on", "pk", Value("chaired"))
    ):
        rungs[user, rung].add((due_on, pk))
    return rungs


def _climbed(
    user: User, rungs: dict[tuple[int, Rung], set[Term]], decisions: dict[int, Decision], today: date
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    names: tuple[Rung, ...] = ("supervised", "chaired")
    for name in names:
        terms = sorted(rungs[user.pk, name])
        told[name] = len(terms)
        told[f"{name}_longest"] = [_row(decisions[pk], today) for _, pk in terms[:SHOWN]]
    return told


def _counts(regions: set[int], today: date) -> dict[int, dict[str, int]]:
    counts: dict[int, dict[str, int]] = defaultdict(lambda: {"open": 0, "overdue": 0, "reported": 0})
    if not regions:
        return counts
    rows = Decision.objects.on_control().filter(meeting__council__cluster__region__in=regions).order_by()
    grouped = rows.values(region=F("meeting__council__cluster__region")).annotate(
        open=Count("pk", Q(control_rank=0)),
        overdue=Count("pk", Q(control_rank=0, due_on__lt=today)),
        reported=Count("pk", Q(control_rank=1)),
    )
    for row in grouped:
        counts[row.pop("region")] = row
    return counts


def _longest_overdue(regions: set[int], today: date) -> dict[int, list[Decision]]:
    found: dict[int, list[Decision]] = defaultdict(list)
    if not regions:
        return found
    region = F("meeting__council__cluster__region")
    place = Window(RowNumber(), partition_by=[region], order_by=["due_on", "pk"])
    rows = Decision.objects.overdue(today).filter(meeting__council__cluster__region__in=regions)
    rows = rows.annotate(region=region, place=place).filter(place__lte=SHOWN)
    for one in rows.select_related("agenda_item").order_by("due_on", "pk"):
        found[one.region].append(one)
    return found


def _row(decision: Decision, today: date) -> dict[str, Any]:
    text = " ".join(str(decision).split())
    return {"text": text, "due_on": decision.due_on, "is_overdue": decision.is_overdue_on(today)}


def _digest(user: User, context: dict[str, Any], monday: date) -> Draft:
    return Draft(
        to=user.email,
        subject="Решения на этой неделе",
        template="events/letters/digest.txt",
        context=context,
        key=f"decision-digest:{monday:%Y%m%d}:{user.pk}",
    )
