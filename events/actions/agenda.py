"""The agenda of a meeting: items put in, moved, taken out; numbers and order follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction

from cluster.models import Membership, Person
from events.agenda_tree import DEEPEST, Branch, flat, follows_numbers, grow, height, is_roman
from events.models import AgendaItem, AgendaSpeaker, Decision, Meeting, StateError
from events.models.immutability import SIGNED

Step = Literal["up", "down", "in", "out"]
PLANNED = frozenset({"number", "title", "parent", "state", "postponed_words", "starts_at", "minutes"})
LAST = 30_000  # beyond any real agenda, so that a new item falls to the end of its level


@dataclass(frozen=True)
class Speaker:
    """Who reports, and the post in the words of that day; an empty post is looked up."""

    person: Person
    post: str = ""


@transaction.atomic
def save_item(item: AgendaItem, *, speakers: Iterable[Speaker], changed: Iterable[str] = ()) -> AgendaItem:
    """Save an item with its speakers. Only the changed fields are written: somebody may be typing its minutes."""
    meeting = _locked(item.meeting)
    if item.pk is None:
        item.position = LAST
        item.save()
    elif fields := [name for name in changed if name in PLANNED]:
        item.save(update_fields=fields)
    _set_speakers(item, list(speakers))
    arrange(meeting)
    item.refresh_from_db()
    return item


def arrange(meeting: Meeting) -> None:
    """Write positions in the order of the tree; number the new items, unless the body numbers in a way of its own."""
    rows = list(meeting.agenda_items.order_by("position", "pk"))
    branches = grow(rows, in_roman=numbers_in_roman(meeting, rows))
    is_counted = follows_numbers(branches)
    for position, branch in enumerate(flat(branches), 1):
        AgendaItem.objects.filter(pk=branch.row.pk).exclude(position=position).update(position=position)
        if is_counted and not branch.row.number:
            _renumber(branch.row, branch.number)


@transaction.atomic
def move(item: AgendaItem, step: Step) -> AgendaItem:
    """One step up, down, under the item above, or out from under its parent; children go along."""
    meeting = _locked(item.meeting)
    rows = list(meeting.agenda_items.order_by("position", "pk"))
    in_roman = numbers_in_roman(meeting, rows)
    before = grow(rows, in_roman=in_roman)
    is_counted = follows_numbers(before)
    moved = next(branch for branch in flat(before) if branch.row.pk == item.pk)
    ordered = _reordered(before, moved, step)
    AgendaItem.objects.filter(pk=item.pk).update(parent=moved.row.parent_id)
    _write_order(grow(ordered, in_roman=in_roman), is_counted=is_counted)
    item.refresh_from_db()
    return item


def _write_order(branches: list[Branch], *, is_counted: bool) -> None:
    for position, branch in enumerate(flat(branches), 1):
        AgendaItem.objects.filter(pk=branch.row.pk).exclude(position=position).update(position=position)
        if is_counted:
            _renumber(branch.row, branch.number)


def _reordered(tree: list[Branch], moved: Branch, step: Step) -> list[AgendaItem]:
    """Rows in their new order, with the new parent of the moved one."""
    siblings, parent, above = _place_of(tree, moved)
    index = siblings.index(moved)
    if step in ("up", "down"):
        other = index + (-1 if step == "up" else 1)
        if not 0 <= other < len(siblings):
            raise StateError("Дальше вопрос не сдвинуть.")
        siblings[index], siblings[other] = siblings[other], siblings[index]
    elif step == "in":
        if not index:
            raise StateError("Над этим вопросом нет другого, в который он мог бы войти.")
        if moved.depth + height(moved) > DEEPEST:
            raise StateError("Глубже вложить нельзя: в повестке не больше трёх уровней.")
        siblings[index - 1].children.append(siblings.pop(index))
        moved.row.parent_id = siblings[index - 1].row.pk
    else:
        if parent is None:
            raise StateError("Вопрос уже стоит на верхнем уровне.")
        above.insert(above.index(parent) + 1, siblings.pop(index))
        moved.row.parent_id = parent.row.parent_id
    return [branch.row for branch in flat(tree)]


def _place_of(tree: list[Branch], moved: Branch) -> tuple[list[Branch], Branch | None, list[Branch]]:
    """The level of a branch, its parent, and the level of the parent."""
    if moved in tree:
        return tree, None, tree
    branches = flat(tree)
    parent = next(one for one in branches if moved in one.children)
    above = next((one.children for one in branches if parent in one.children), tree)
    return parent.children, parent, above


@transaction.atomic
def remove_item(item: AgendaItem) -> None:
    """Take an item out. Its parts rise to its level; an item that the meeting has decided on stays."""
    meeting = _locked(item.meeting)
    if item.decisions.exists():
        raise StateError("По этому вопросу есть решения: сначала перенесите их в другой вопрос.")
    rows = list(meeting.agenda_items.order_by("position", "pk"))
    in_roman = numbers_in_roman(meeting, rows)
    is_counted = follows_numbers(grow(rows, in_roman=in_roman))
    item.children.update(parent=item.parent_id)
    item.delete()
    left = list(meeting.agenda_items.order_by("position", "pk"))
    _write_order(grow(left, in_roman=in_roman), is_counted=is_counted)


def numbers_in_roman(meeting: Meeting, rows: Iterable[AgendaItem] | None = None) -> bool:
    """As the agenda itself does; a new one follows the latest agenda of the body."""
    own = [row.number for row in (meeting.agenda_items.all() if rows is None else rows)]
    if any(own):
        return is_roman(own)
    latest = AgendaItem.objects.filter(meeting__council=meeting.council_id, parent=None).exclude(meeting=meeting.pk)
    last = latest.exclude(number="").order_by("-meeting__held_on", "-meeting", "position").first()
    return last is not None and is_roman([last.number])


def post_on(person: Person, day: date) -> str:
    """Post and organisation as of the day: they change later, the agenda keeps what they were."""
    serving = Membership.objects.filter(person=person).serving_on(day).select_related("organisation")
    row = serving.order_by("-from_on", "pk").first()
    return ", ".join(part for part in (row.post, str(row.organisation)) if part)[:300] if row else ""


def _set_speakers(item: AgendaItem, speakers: list[Speaker]) -> None:
    item.agenda_speakers.exclude(person__in=[one.person for one in speakers]).delete()
    for position, one in enumerate(speakers, 1):
        post = one.post or post_on(one.person, item.meeting.held_on)
        AgendaSpeaker.objects.update_or_create(
            agenda_item=item, person=one.person, defaults={"position": position, "post": post}
        )


def _renumber(item: AgendaItem, number: str) -> None:
    """Points numbered after their item («2.1») follow its new number."""
    old = item.number.strip().rstrip(".")
    if old == number:
        return
    AgendaItem.objects.filter(pk=item.pk).update(number=number)
    if old:
        for decision in Decision.objects.filter(agenda_item=item.pk, number__startswith=f"{old}."):
            decision.number = number + decision.number[len(old) :]
            decision.save(update_fields=["number"])


def _locked(meeting: Meeting) -> Meeting:
    """Two people who press the buttons at once arrange one after the other; a signed agenda stays."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)
    if meeting.is_frozen:
        raise StateError(SIGNED)
    return meeting
