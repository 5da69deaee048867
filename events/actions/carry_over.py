"""What earlier meetings left unfinished, taken into the agenda of the next one in one click, never twice."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Prefetch, Q
from django.utils import timezone

from cluster.models import CouncilMember
from events.models import AgendaItem, AgendaSpeaker, Decision, Meeting, Nomination, Vote
from ui.words import day_in_words

Kind = Literal["item", "words", "nomination", "decision"]
ABOUT_DECISION = "О ходе исполнения решения"
ELECTIONS = {
    CouncilMember.Duty.CHAIR: "Избрание председателя совета",
    CouncilMember.Duty.DEPUTY: "Избрание заместителя председателя совета",
    CouncilMember.Duty.SECRETARY: "Избрание секретаря совета",
    CouncilMember.Duty.MEMBER: "Избрание членов совета",
    CouncilMember.Duty.CANDIDATE: "О кандидатах в члены совета",
}

ABOUT = Q(about_decision__isnull=False) | Q(title__startswith=ABOUT_DECISION)


@dataclass(frozen=True)
class Matter:
    """One unfinished thing: an item as a whole, a postponed part of it, a postponed election, an open decision."""

    kind: Kind
    pk: int
    title: str
    why: str
    source: AgendaItem | None
    meeting: Meeting | None
    nominations: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}"

    @property
    def label(self) -> str:
        when = f", заседание {day_in_words(self.meeting.held_on)}" if self.meeting else ""
        return f"{self.title.strip().rstrip('.')}. {self.why}{when}"


def unfinished_matters(meeting: Meeting, today: date | None = None) -> list[Matter]:
    """What this meeting may take over from the earlier ones of its council, the oldest first."""
    today = today or timezone.localdate()
    items = list(_items(meeting, today))
    return [*items, *_elections(meeting, {matter.pk for matter in items}), *_decisions(meeting, today)]


@transaction.atomic
def carry_over(meeting: Meeting, keys: Collection[str]) -> list[AgendaItem]:
    """Put the chosen matters at the end of the agenda. A second press of the button finds nothing left to carry."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    chosen = [matter for matter in unfinished_matters(meeting) if matter.key in keys]
    position = meeting.agenda_items.aggregate(last=Max("position"))["last"] or 0
    numbers = _free_numbers(meeting)
    return [_carry(meeting, matter, position + step, next(numbers)) for step, matter in enumerate(chosen, 1)]


def _carry(meeting: Meeting, matter: Matter, position: int, number: str) -> AgendaItem:
    source = matter.source
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=number,
        position=position,
        title=matter.title,
        carried_from=source,
        about_decision_id=matter.pk if matter.kind == "decision" else None,
    )
    _carry_nominations(matter, item)
    if source is not None and matter.kind in ("item", "words"):
        speakers = source.agenda_speakers.all()
        AgendaSpeaker.objects.bulk_create(
            AgendaSpeaker(agenda_item=item, person_id=row.person_id, position=row.position, post=row.post)
            for row in speakers
        )
    return item


def _carry_nominations(matter: Matter, item: AgendaItem) -> None:
    """Candidates go where their election goes."""
    postponed = Nomination.objects.filter(state=Nomination.State.POSTPONED, council=item.meeting.council_id)
    if matter.kind == "nomination":
        postponed.filter(pk__in=matter.nominations).update(agenda_item=item)
    elif matter.kind in ("item", "words"):
        postponed.filter(agenda_item=matter.source).update(agenda_item=item)


def _items(meeting: Meeting, today: date) -> Iterable[Matter]:
    """Postponed items, items with a postponed part, and items of a past meeting of which nothing was written down.

    An election may be postponed by one body to the sitting of another: then the words name the other body.
    """
    council = meeting.council
    named = Q(postponed_words__icontains=council.name_genitive) if council.name_genitive else Q(pk=None)
    untouched = (
        Q(state=AgendaItem.State.CONSIDERED, heard="", postponed_words="", meeting__held_on__lt=today)
        & ~Exists(Decision.objects.filter(agenda_item=OuterRef("pk")))
        & ~Exists(Vote.objects.filter(agenda_item=OuterRef("pk")))
        & ~Exists(AgendaItem.objects.filter(parent=OuterRef("pk")))
    )
    postponed = Q(state=AgendaItem.State.POSTPONED) | ~Q(postponed_words="")
    carried = AgendaItem.objects.filter(carried_from=OuterRef("pk")).exclude(ABOUT)
    found = (
        AgendaItem.objects.filter(postponed | untouched, ~Exists(carried), meeting__held_on__lt=meeting.held_on)
        .filter(Q(meeting__council=council) | named & Q(meeting__council__cluster=council.cluster_id))
        .exclude(state=AgendaItem.State.WITHDRAWN)
        .select_related("meeting")
        .prefetch_related(Prefetch("agenda_speakers", AgendaSpeaker.objects.order_by("position")))
    )
    return [_matter_of(item) for item in found.order_by("meeting__held_on", "meeting", "position", "pk")]


def _matter_of(item: AgendaItem) -> Matter:
    if item.postponed_words and item.state != AgendaItem.State.POSTPONED:
        words = item.postponed_words.strip()
        title = words[:1].upper() + words[1:]
        return Matter("words", item.pk, title, "Отложено", item, item.meeting)
    why = "Вопрос перенесён" if item.state == AgendaItem.State.POSTPONED else "Вопрос не рассмотрен"
    return Matter("item", item.pk, item.title, why, item, item.meeting)


def _elections(meeting: Meeting, items: set[int]) -> Iterator[Matter]:
    """Postponed candidates whose election is not carried as an item of its own, one matter for each duty."""
    waiting = Nomination.objects.filter(state=Nomination.State.POSTPONED, council=meeting.council_id)
    rows = waiting.filter(Q(agenda_item=None) | Q(agenda_item__meeting__held_on__lt=meeting.held_on))
    by_duty: dict[str, list[Nomination]] = {}
    for one in rows.exclude(agenda_item__in=items).select_related("person", "agenda_item__meeting"):
        by_duty.setdefault(one.duty, []).append(one)
    for duty, named in by_duty.items():
        names = ", ".join(one.person.short_name for one in named)
        source = next((one.agenda_item for one in named if one.agenda_item), None)
        title = f"{ELECTIONS[CouncilMember.Duty(duty)]}: {names}"
        keys = tuple(one.pk for one in named)
        why = "Рассмотрение отложено"
        yield Matter("nomination", keys[0], title, why, source, source.meeting if source else None, keys)


def _decisions(meeting: Meeting, today: date) -> Iterable[Matter]:
    """Open decisions whose day comes before the meeting: each meeting hears about them again, but once a meeting.

    Items of the time before `about_decision` are known by their title.
    """
    heard = meeting.agenda_items.filter(ABOUT).values_list("about_decision", "title")
    keys, titles = {key for key, _ in heard}, {title for key, title in heard if key is None}
    due = Decision.objects.overdue(max(today, meeting.held_on)).filter(
        meeting__council=meeting.council_id, meeting__held_on__lt=meeting.held_on
    )
    rows = due.exclude(pk__in=keys - {None}).select_related("meeting", "agenda_item").order_by("due_on", "pk")
    matters = [
        Matter("decision", one.pk, title_about(one), _why_now(one, today), one.agenda_item, one.meeting) for one in rows
    ]
    return [matter for matter in matters if matter.title not in titles]


def title_about(decision: Decision) -> str:
    number = f" {decision.full_number}" if decision.full_number else ""
    return f"{ABOUT_DECISION}{number} от {decision.meeting.held_on:%d.%m.%Y}: {decision.text.strip()}"


def _why_now(decision: Decision, today: date) -> str:
    day = day_in_words(decision.due_on) if decision.due_on else ""
    return f"Срок был {day}" if decision.is_overdue_on(today) else f"Срок до заседания, {day}"


def _free_numbers(meeting: Meeting) -> Iterator[str]:
    """Numbers after the last one, without those already taken."""
    taken = set(meeting.agenda_items.values_list("number", flat=True))
    number = len(taken)
    while True:
        number += 1
        if str(number) not in taken:
            yield str(number)
