from collections.abc import Iterable
from typing import Any

from accounts.models import User
from cluster.models import Organisation
from events.documents import wording
from events.models import Decision, Meeting, Protocol
from ui import blocks


def extract(subject: Decision | tuple[Protocol, Organisation], viewer: User | None = None) -> dict[str, Any]:
    """An extract for the executor: the head of the protocol and only the points that concern the executor."""
    if isinstance(subject, Decision):
        return _extract(subject.meeting_id, lambda decisions: [one for one in decisions if one.pk == subject.pk])
    protocol, organisation = subject
    return _extract(
        protocol.meeting_id,
        lambda decisions: [
            one for one in decisions if one.responsible == organisation or organisation in one.co_executors.all()
        ],
    )


def _extract(meeting_pk: int, choose: Any) -> dict[str, Any]:
    meeting = wording.loaded(Meeting.objects.prefetch_related("protocols__signatory")).get(pk=meeting_pk)
    protocol = meeting.protocol
    number = protocol.number if protocol else ""
    signatures = []
    if protocol and protocol.signatory:
        signatures = [
            blocks.signature(protocol.signatory_post or "Председатель", protocol.signatory.signature_name),
        ]
    return blocks.document(
        f"Выписка из протокола {wording.kind_and_council(meeting)} от {meeting.held_on:%d.%m.%Y}",
        [*_points(choose(meeting.decisions.all())), *signatures],
        style="gost",
        meta={
            "organisation": meeting.council.cluster.name,
            "kind": "ВЫПИСКА ИЗ ПРОТОКОЛА",
            "number": number,
            "day": wording.day_and_time(meeting),
            "place": meeting.place,
            "subject": wording.kind_and_council(meeting),
        },
    )


def _points(decisions: Iterable[Decision]) -> list[blocks.Block]:
    listed: list[blocks.Block] = []
    shown = None
    for decision in decisions:
        item = decision.agenda_item
        if item and item != shown:
            listed.append(blocks.heading(1, f"{wording.item_number(item)} {item.title.strip()}"))
            listed.append(blocks.paragraph("", lead="РЕШИЛИ:"))
            shown = item
        listed += wording.decision_blocks(decision)
    return listed or [blocks.paragraph("В протоколе нет решений для этой организации.")]
