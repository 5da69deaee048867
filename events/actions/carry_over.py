"""What earlier meetings left unfinished, taken into the agenda of the next one in one click, never twice."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Prefetch, Q
from django.utils import timezone

from events.models import AgendaItem, AgendaSpeaker, Decision, Meeting, Vote
from ui.words import day_in_words

Kind = Literal["item", "words", "decision"]
ABOUT_DECISION = "О ходе исполнения решения"


@dataclass(frozen=True)
class Matter:
    """One unfinished thing: an item as a whole, a postponed part of it (an election), or an overdue decision."""

    kind: Kind
    pk: int
    title: str
    why: str
    source: AgendaItem | None
    meeting: Meeting

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}"

    @property
    def label(self) -> str:
        return f"{self.title.strip().rstrip('.')}. {self.why}, заседание {day_in_words(self.meeting.held_on)}"


def unfinished_matters(meeting: Meeting, today: date | None = None) -> list[Matter]:
    """What this meeting may take over from the earlier ones of its council, the oldest first."""
    today = today or timezone.localdate()
    return [*_items(meeting, today), *_decisions(meeting, today)]


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
        meeting=meeting, number=number, position=position, title=matter.title, carried_from=source
    )
    if source is not None and matter.kind != "decision":
        speakers = source.agenda_speakers.all()
        AgendaSpeaker.objects.bulk_create(
            AgendaSpeaker(agenda_item=item, person_id=row.person_id, position=row.position, post=row.post)
            for row in speakers
        )
    return item


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
    carried = AgendaItem.objects.filter(carried_from=OuterRef("pk")).exclude(title__startswith=ABOUT_DECISION)
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


def _decisions(meeting: Meeting, today: date) -> Iterable[Matter]:
    """Overdue decisions: each meeting hears about them again until they are done, but once a meeting."""
    heard = set(meeting.agenda_items.filter(title__startswith=ABOUT_DECISION).values_list("title", flat=True))
    late = Decision.objects.overdue(today).filter(
        meeting__council=meeting.council_id, meeting__held_on__lt=meeting.held_on
    )
    rows = late.select_related("meeting", "agenda_item").order_by("due_on", "pk")
    matters = [
        Matter("decision", one.pk, title_about(one), _why_late(one), one.agenda_item, one.meeting) for one in rows
    ]
    return [matter for matter in matters if matter.title not in heard]


def title_about(decision: Decision) -> str:
    number = f" {decision.full_number}" if decision.full_number else ""
    return f"{ABOUT_DECISION}{number} от {decision.meeting.held_on:%d.%m.%Y}: {decision.text.strip()}"


def _why_late(decision: Decision) -> str:
    return f"Срок был {day_in_words(decision.due_on)}" if decision.due_on else "Срок прошёл"


def _free_numbers(meeting: Meeting) -> Iterator[str]:
    """Numbers after the last one, without those already taken."""
    taken = set(meeting.agenda_items.values_list("number", flat=True))
    number = len(taken)
    while True:
        number += 1
        if str(number) not in taken:
            yield str(number)
