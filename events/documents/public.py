"""A protocol for everybody: questions, decisions and votes of the signed text, without speech and attendance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cluster.models import Organisation
from events.differences import Piece, words
from events.documents import wording
from events.documents.masking import Mask, people_of
from events.documents.protocols import text_of
from events.models import Meeting, Protocol
from ui import blocks

TOLD = ("РЕШИЛИ:", "Голосовали")
SILENT = ("Повестка дня", "Особые мнения")
POSTPONED = ("Вопрос перенесён", "Вопрос снят")


def public_protocol(subject: Protocol) -> dict[str, Any]:
    """Read from the signed text: what a correction still in work changes is not shown. Names by consents of today."""
    meeting = Meeting.objects.select_related("council").get(pk=subject.meeting_id)
    mask = _mask_of(subject, meeting)
    document = text_of(subject)
    number = f" № {subject.number}" if subject.number else ""
    title = f"Протокол {wording.kind_and_council(meeting)}{number} от {meeting.held_on:%d.%m.%Y}"
    listed = [_masked(block, mask) for block in _told(document["blocks"])]
    return blocks.document(title, listed, style="gost", meta={"kind": "ПРОТОКОЛ"})


@dataclass(frozen=True)
class Preview:
    """The text before it is hidden, and each paragraph with what is hidden in it."""

    text: str
    paragraphs: list[list[Piece]]

    @property
    def hidden_count(self) -> int:
        return sum(piece.kind == "removed" for pieces in self.paragraphs for piece in pieces)


def preview(subject: Protocol) -> Preview:
    """What the mask does to the text, for the person who opens the page to everybody."""
    meeting = Meeting.objects.select_related("council").get(pk=subject.meeting_id)
    mask = _mask_of(subject, meeting)
    texts = [text for block in _told(text_of(subject)["blocks"]) for text in _texts(block)]
    return Preview("\n".join(texts), [words(text, mask.text(text)) for text in texts])


def _mask_of(protocol: Protocol, meeting: Meeting) -> Mask:
    people = {*people_of(meeting.pk), *(one for one in (protocol.signatory, meeting.chair, meeting.secretary) if one)}
    by_hand = meeting.hidden_words.values_list("words", flat=True)
    organisations = Organisation.objects.filter(region__clusters__councils=meeting.council_id, name__contains="«")
    return Mask(people, timezone.localdate(), by_hand, organisations.order_by().values_list("name", flat=True))


def _texts(block: dict[str, Any]) -> list[str]:
    if block["type"] in ("bullets", "numbered"):
        return list(block["items"])
    said = [block[name] for name in ("lead", "text") if block.get(name)]
    return [" ".join(said)] if said else []


def _told(listed: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What was asked and decided, section by section; the head with its people comes before the first heading."""
    is_open = False
    section = ""
    for block in listed:
        if block["type"] == "heading":
            section, is_open = block["text"], block["text"] in ("Приложения", "Решения")
            if section not in SILENT:
                yield block
        elif block["type"] == "signature" or section in ("", *SILENT):
            continue
        elif block["type"] == "paragraph" and block.get("lead"):
            is_open = block["lead"].startswith(TOLD)
            if is_open:
                yield block
        elif is_open or (block["type"] == "paragraph" and block["text"].startswith(POSTPONED)):
            yield block


def _masked(block: dict[str, Any], mask: Mask) -> dict[str, Any]:
    if block["type"] in ("bullets", "numbered"):
        return block | {"items": [mask.text(item) for item in block["items"]]}
    if "text" in block:
        return block | {"text": mask.text(block["text"])}
    return block
