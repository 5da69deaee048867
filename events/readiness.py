"""What is still missing before a protocol is signed: told to the person, who decides. Nothing here forbids."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch

from events.documents import wording
from events.models import AgendaItem, Decision, Meeting, Protocol, Vote
from events.presence import people_there, quorum_of, with_members
from events.quorum import too_many_votes
from ui.words import count


def shortcomings(protocol: Protocol) -> list[str]:
    """Sentences for the page of signing, the gravest first; six queries whatever the length."""
    meeting = _loaded(protocol.meeting_id)
    found = [] if protocol.signatory_id else ["Не указано, кто подписывает протокол."]
    return [*found, *_people(meeting), *_items(meeting), *_decisions(meeting), *_rest(meeting)]


def _loaded(pk: int) -> Meeting:
    decisions = Decision.objects.filter(parent=None)
    return (
        with_members(Meeting.objects.select_related("council"))
        .prefetch_related(
            "attendance",
            "agenda_items",
            Prefetch("decisions", decisions.select_related("agenda_item", "responsible", "responsible_person")),
            Prefetch("votes", Vote.objects.select_related("agenda_item")),
            "appendices",
        )
        .get(pk=pk)
    )


def _people(meeting: Meeting) -> Iterator[str]:
    there = people_there(meeting.attendance.all())
    if not there:
        yield "Не записано, кто присутствовал."
    elif warning := quorum_of(meeting).warning:
        yield warning
    for vote in meeting.votes.all():
        counts = [one or 0 for one in (vote.for_count, vote.against_count, vote.abstained_count)]
        if there and (told := too_many_votes(*counts, present=len(there))):
            of = f"Вопрос {wording.item_number(vote.agenda_item)} " if vote.agenda_item else ""
            yield f"{of}{told}."


def _items(meeting: Meeting) -> Iterator[str]:
    items = list(meeting.agenda_items.all())
    if not items:
        yield "В повестке нет вопросов."
    decided = {one.agenda_item_id for one in meeting.decisions.all()}
    parents = {item.parent_id for item in items}
    open_ones = [item for item in items if item.state == AgendaItem.State.CONSIDERED and item.pk not in parents]
    untouched = [item for item in open_ones if item.pk not in decided and not item.heard and not item.spoke]
    if untouched:
        yield f"Ничего не записано по вопросам: {_numbers(untouched)}."
    undecided = [item for item in open_ones if item.pk not in decided and item not in untouched]
    if undecided:
        yield f"Нет решения по вопросам: {_numbers(undecided)}."


def _decisions(meeting: Meeting) -> Iterator[str]:
    tasks = [one for one in meeting.decisions.all() if one.is_task]
    if nobody := [one for one in tasks if not one.responsible_display]:
        yield f"Не назван ответственный: {_decision_numbers(nobody)}."
    if unknown := [one for one in tasks if _is_only_words(one)]:
        yield f"Ответственный записан словами, напоминания ему не придут: {_decision_numbers(unknown)}."
    if endless := [one for one in tasks if one.deadline_kind == Decision.DeadlineKind.NONE]:
        usual = meeting.council.default_deadline_days
        then = f" Им встанет обычный срок совета: {count(usual, 'день,дня,дней')}." if usual else ""
        yield f"Нет срока: {_decision_numbers(endless)}.{then}"


def _is_only_words(decision: Decision) -> bool:
    is_known = decision.responsible_id or decision.responsible_person_id
    return bool(decision.responsible_display) and not is_known and not decision.group_words


def _rest(meeting: Meeting) -> Iterator[str]:
    if missing := [str(one) for one in meeting.appendices.all() if not one.is_attached]:
        yield f"Не приложены: {'; '.join(missing)}."


def _numbers(items: Iterable[AgendaItem]) -> str:
    return ", ".join(wording.item_number(item).rstrip(".") for item in items)


def _decision_numbers(decisions: Iterable[Decision]) -> str:
    return "решения " + ", ".join(one.full_number or f"«{one.text[:40]}»" for one in decisions)
