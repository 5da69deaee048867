"""A protocol written during the meeting, item by item, by several people at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone

from accounts.models import User
from cluster.models import Organisation, OrganisationAlias, Person, Region
from events.actions.attendance import People
from events.live import ItemEntry, day_text, entry_of, mark, plain_text
from events.models import AgendaItem, Decision, StateError
from events.models.immutability import SIGNED
from events.review.organisations import plain

PAGES_KEPT = 4
USED = "На это решение опираются другие записи: кандидатуры, состав совета или вложенные поручения. Убрать его нельзя."


class EntryConflict(Exception):
    """Somebody saved the item after this page was opened: nothing of the page is saved."""

    def __init__(self, item: AgendaItem, current: ItemEntry) -> None:
        super().__init__(f"item {item.pk} was saved meanwhile")
        self.item, self.current = item, current


@dataclass(frozen=True)
class TypedDecision:
    pk: int | None
    text: str
    kind: str
    executor: str
    due_on: date | None
    is_removed: bool = False


@dataclass(frozen=True)
class TypedEntry:
    """What a page asks to save. `item` holds only the fields that were read without mistakes."""

    item: dict[str, str] = field(default_factory=dict)
    decisions: list[TypedDecision] = field(default_factory=list)


@transaction.atomic
def save_entry(item: AgendaItem, typed: TypedEntry, *, token: str, by: User) -> tuple[ItemEntry, list[int | None]]:
    """Save a page opened at `token`; tell the item as it is now and the key of each typed decision, in order."""
    rows = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting__council__cluster__region")
    item = rows.get(pk=item.pk)
    if item.meeting.is_frozen:
        raise StateError(SIGNED)
    before = entry_of(item)
    if before.token != token:
        raise EntryConflict(item, before)
    for name, value in typed.item.items():
        setattr(item, name, plain_text(value))
    keys = _save_decisions(item, typed.decisions)
    after = entry_of(item)
    if after != before:
        item.revision += 1
        item.edited_by, item.edited_at = by, timezone.now()
        item.save(update_fields=[*typed.item, "revision", "edited_by", "edited_at"])
        after = entry_of(item)
    return after, keys


def remember_save(item: AgendaItem, posted: Mapping[str, str], saved: ItemEntry, keys: dict[str, int | None]) -> None:
    """What was answered to a page, in case the answer is lost on its way; a few pages back are enough."""
    if not (page := posted.get("page", "")[:40]):
        return
    number = posted.get("save_number", "")
    told = {
        "page": page,
        "number": int(number) if number.isdecimal() and len(number) < 10 else 0,
        "asked_at": mark(posted.get("token", "")),
        "token": saved.token,
        "keys": keys,
    }
    others = [one for one in item.last_saves if one["page"] != page]
    AgendaItem.objects.filter(pk=item.pk).update(last_saves=[told, *others][:PAGES_KEPT])


def _save_decisions(item: AgendaItem, lines: list[TypedDecision]) -> list[int | None]:
    known = {
        one.pk: one for one in item.decisions.filter(parent=None).select_related("responsible", "responsible_person")
    }
    executors = Executors(item.meeting.council.cluster.region)
    keys: list[int | None] = []
    written: list[Decision] = []
    for line in lines:
        decision = known.get(line.pk or 0)
        if line.is_removed:
            _remove(decision)
            keys.append(None)
            continue
        decision = decision or _new_decision(item)
        _write(decision, line, executors)
        written.append(decision)
        keys.append(decision.pk)
    _follow_page(written)
    return keys


def _follow_page(written: list[Decision]) -> None:
    """A decision that could not be saved at first, because of a slip, still stands and counts where it was typed."""
    drafts = [one for one in written if one.state == Decision.State.DRAFT]
    places = sorted((one.position, one.pk, one.number) for one in drafts)
    for decision, (position, _, number) in zip(drafts, places, strict=True):
        if (decision.position, decision.number) != (position, number):
            decision.position, decision.number = position, number
            decision.save(update_fields=["position", "number"])


def _remove(decision: Decision | None) -> None:
    """Only a draft goes: what stands on control has a history and answers for it."""
    if decision is None or decision.state != Decision.State.DRAFT:
        return
    try:
        decision.delete()
    except ProtectedError as error:
        raise StateError(USED) from error


def _new_decision(item: AgendaItem) -> Decision:
    """At the end of the item, numbered the way its neighbours are: «3» or «2.3»."""
    position = item.meeting.decisions.aggregate(last=Max("position"))["last"] or 0
    numbers = list(item.meeting.decisions.filter(agenda_item=item).values_list("number", flat=True))
    own = item.number.rstrip(".")
    others = item.meeting.decisions.exclude(agenda_item=None).values_list("number", "agenda_item__number")
    is_dotted = any(number.startswith(f"{head.rstrip('.')}.") for number, head in others if head)
    taken = {number.rstrip(".").rpartition(".")[2] for number in numbers}
    order = next(str(one) for one in range(len(numbers) + 1, len(numbers) + 1000) if str(one) not in taken)
    number = f"{own}.{order}" if is_dotted and own else order
    return Decision(meeting=item.meeting, agenda_item=item, number=number[:20], position=position + 1)


def _write(decision: Decision, line: TypedDecision, executors: "Executors") -> None:
    decision.text = plain_text(line.text)
    if decision.state == Decision.State.DRAFT:
        decision.kind = line.kind
        if day_text(line.due_on) != day_text(decision.due_on):
            _set_deadline(decision, line.due_on)
    if line.executor.strip() != decision.responsible_display:
        executors.give(decision, line.executor.strip())
    decision.save()


def _set_deadline(decision: Decision, due_on: date | None) -> None:
    """A day typed by hand replaces the words of another day: the protocol must not print both."""
    decision.due_on, decision.deadline_words = due_on, ""
    decision.deadline_kind = Decision.DeadlineKind.DATE if due_on else Decision.DeadlineKind.NONE


class Executors:
    """Who answers, by typed words: a known organisation, a known person, or the words themselves.

    Nobody is created here: a half-typed name that is saved by itself must not become a person.
    """

    def __init__(self, region: Region) -> None:
        self.region = region
        self._organisations: dict[str, Organisation | None] | None = None
        self._people: People | None = None

    def give(self, decision: Decision, words: str) -> None:
        organisation = self.organisation(words)
        person = None if organisation else self.person(words)
        decision.responsible, decision.responsible_person = organisation, person
        decision.responsible_words = "" if organisation or person else words[:500]
        decision.group_words = ""

    def organisation(self, words: str) -> Organisation | None:
        """By full or short name or an alias, legal form and quotes aside; a name of two bodies is nobody's."""
        if self._organisations is None:
            self._organisations = _spellings(self.region)
        return self._organisations.get(plain(words)) if plain(words) else None

    def person(self, words: str) -> Person | None:
        self._people = self._people or People(self.region)
        return self._people.known(words)


def _spellings(region: Region) -> dict[str, Organisation | None]:
    found: dict[str, Organisation | None] = {}
    organisations = Organisation.objects.living().filter(region=region)
    named = [(name, one) for one in organisations for name in (one.name, one.short_name)]
    aliases = OrganisationAlias.objects.filter(organisation__region=region).select_related("organisation")
    for name, organisation in [*named, *((alias.name, alias.organisation) for alias in aliases)]:
        if key := plain(name):
            found[key] = organisation if found.get(key, organisation) == organisation else None
    return found
