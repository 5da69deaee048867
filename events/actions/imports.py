"""Import of a protocol: received, reviewed by a person, accepted into the register in one transaction."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cluster.models import Council, Organisation, Person, PersonAlias
from events.actions.attendance import set_attendance
from events.actions.decisions import settle_decisions
from events.actions.meetings import put_on_agenda
from events.actions.people import People, people_of
from events.importing import parse
from events.models import (
    AgendaItem,
    Appendix,
    CoExecutor,
    Decision,
    Meeting,
    Protocol,
    ProtocolImport,
    StateError,
    Vote,
)
from events.review import first_record
from events.review.organisations import KnownOrganisations

DUTIES = ("responsible_person", "supervisor")


@dataclass(frozen=True)
class Reviewed:
    """What the person confirmed: cleaned values of the review forms."""

    head: Mapping[str, Any]
    agenda: Sequence[Mapping[str, Any]]
    decisions: Sequence[Mapping[str, Any]] = field(default_factory=list)
    votes: Sequence[Mapping[str, Any]] = field(default_factory=list)
    same_people: Mapping[str, Person] = field(default_factory=dict)

    def respelt(self, name: str) -> str:
        """The name of the register for a spelling a person recognised; any other name as it is."""
        person = self.same_people.get(" ".join(name.split()))
        return person.full_name if person else name


def receive(data: bytes, *, filename: str, council: Council, by: User) -> ProtocolImport:
    """Read an uploaded protocol into a draft. The same file on review gives the same import again.

    Raises UnreadableProtocol (a sentence for the user) and StateError when the file is already in the register.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if accepted := accepted_before(sha256):
        raise StateError(f"Этот протокол уже принят: {accepted.meeting}. Второй раз в реестр он не попадёт.")
    waiting = ProtocolImport.objects.visible_to(by).waiting().filter(sha256=sha256).first()
    if waiting:
        return waiting
    region = council.cluster.region
    known_people = people_of(region)
    draft = parse(data, filename, known_people=[person.short_name for person in known_people]).as_review()
    return ProtocolImport.objects.create(
        council=council,
        file=ContentFile(data, name=filename),
        filename=filename,
        sha256=sha256,
        draft=draft,
        record=first_record(draft, KnownOrganisations(region)),
        uploaded_by=by,
    )


def accepted_before(sha256: str) -> ProtocolImport | None:
    rows = ProtocolImport.objects.filter(sha256=sha256, state=ProtocolImport.State.ACCEPTED)
    return rows.select_related("meeting").first()


@transaction.atomic
def accept_import(protocol_import: ProtocolImport, reviewed: Reviewed, *, by: User) -> Meeting:
    """Make the meeting, its people, agenda, protocol and decisions of the reviewed draft; all or nothing."""
    source = ProtocolImport.objects.select_for_update().get(pk=protocol_import.pk)
    if not source.is_accepted and accepted_before(source.sha256):
        raise StateError("Такой же файл уже принят: второй раз в реестр он не попадёт.")
    _remember_spellings(source.council, reviewed.same_people)
    meeting = _new_meeting(source, reviewed, by=by)
    source.accept(meeting, by=by, at=timezone.now())
    items = _agenda(meeting, reviewed)
    decisions = _decisions(meeting, items, reviewed)
    _votes(meeting, items, decisions, reviewed.votes)
    for one in source.draft["appendices"]:
        Appendix.objects.create(meeting=meeting, number=one["number"] or "", title=(one["title"] or "")[:300])
    settle_decisions(meeting, by=by)
    source.save()
    return meeting


def _remember_spellings(council: Council, same: Mapping[str, Person]) -> None:
    """A slip a person has recognised is known from now on; a name that fits namesakes says nothing of its own."""
    people = People(council.cluster.region)
    for words, person in same.items():
        if not people.candidates(words):
            PersonAlias.objects.get_or_create(person=person, name=words)


def _new_meeting(source: ProtocolImport, reviewed: Reviewed, *, by: User) -> Meeting:
    if source.is_accepted:
        raise StateError("Этот протокол уже принят: второй раз в реестр он не попадёт.")
    head = reviewed.head
    people = People(head["council"].cluster.region)
    chair = people.find_or_create(reviewed.respelt(head["chair"])) if head["chair"] else None
    secretary = people.find_or_create(reviewed.respelt(head["secretary"])) if head["secretary"] else None
    named = {name: head[name] for name in ("council", "kind", "title", "held_on", "held_at", "place", "chair_post")}
    meeting = Meeting.objects.create(chair=chair, secretary=secretary, created_by=by, **named)
    lines = [*head["attendees"], *head["guests"], *head["absent"]]
    set_attendance(meeting, [replace(one, name=reviewed.respelt(one.name), words=one.name) for one in lines])
    Protocol.objects.create(
        meeting=meeting,
        number=head["number"],
        signatory=chair,
        signatory_post=head["chair_post"],
        source_file=source.file.name,
        source_name=source.filename,
        source_hash=source.sha256,
        source_text=source.draft["source_text"],
    )
    return meeting


def _agenda(meeting: Meeting, reviewed: Reviewed) -> dict[str, AgendaItem]:
    people = People(meeting.council.cluster.region)
    items = {}
    for position, row in enumerate(reviewed.agenda, 1):
        item = AgendaItem(
            meeting=meeting,
            number=row["number"],
            position=position,
            title=" ".join(row["title"].split()),
            state=row["state"],
            postponed_words=row["postponed_words"],
            heard=row["heard"],
        )
        item.save()
        speakers = [people.find_or_create(reviewed.respelt(name)) for name in row["speakers"]]
        items[row["key"]] = put_on_agenda(item, speakers=speakers)
    return items


def _decisions(meeting: Meeting, items: dict[str, AgendaItem], reviewed: Reviewed) -> dict[str, Decision]:
    people = People(meeting.council.cluster.region)
    region = meeting.council.cluster.region
    rows = Organisation.objects.filter(region=region).select_related("merged_into")
    organisations = {one.pk: one.merged_into or one for one in rows}  # joined since the draft was made
    made: dict[str, Decision] = {}
    for position, row in enumerate(_joined(reviewed.decisions), 1):
        named = {duty: people.find_or_create(reviewed.respelt(row[duty])) for duty in DUTIES if row[duty]}
        decision = Decision.objects.create(
            meeting=meeting,
            agenda_item=items.get(row["agenda"]),
            position=position,
            responsible=organisations.get(row["responsible"]),
            **named,
            **{name: row[name] for name in ("number", "text", "kind", "group_words", "responsible_words", "due_on")},
            **{name: row[name] for name in ("deadline_kind", "deadline_words", "deadline_rule")},
            deadline_confidence=row["deadline_confidence"],
            flags=row["flags"],
        )
        CoExecutor.objects.bulk_create(
            CoExecutor(decision=decision, organisation=organisations[pk])
            for pk in row["co_executors"]
            if pk in organisations and pk != row["responsible"]
        )
        made[row["key"]] = decision
    _carry_over(meeting, items, [row for row in reviewed.decisions if row["action"] == "carry"])
    return made


def _joined(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Decisions of the register: rows marked as parts join the decision before them."""
    joined: list[dict[str, Any]] = []
    for row in rows:
        if row["action"] == "merge" and joined:
            joined[-1]["text"] += f"\n{row['text']}"
        elif row["action"] == "keep":
            joined.append(dict(row))
    return joined


def _carry_over(meeting: Meeting, items: dict[str, AgendaItem], rows: Sequence[Mapping[str, Any]]) -> None:
    """A matter put off becomes a postponed item at the end of the agenda, where the next meeting finds it."""
    last = max((item.position for item in items.values()), default=0)
    for position, row in enumerate(rows, last + 1):
        AgendaItem.objects.create(
            meeting=meeting,
            parent=items.get(row["agenda"]),
            number=row["number"][:20],
            position=position,
            title=" ".join(row["text"].split()),
            state=AgendaItem.State.POSTPONED,
        )


def _votes(
    meeting: Meeting,
    items: dict[str, AgendaItem],
    decisions: dict[str, Decision],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    for row in rows:
        decision = decisions.get(row["subject"])
        Vote.objects.create(
            meeting=meeting,
            agenda_item=decision.agenda_item if decision else items.get(row["subject"]),
            decision=decision,
            **{name: row[name] for name in ("for_count", "against_count", "abstained_count", "is_unanimous", "words")},
        )
