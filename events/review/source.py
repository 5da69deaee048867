"""The source text with marks: which words became which field, and which words nobody explained."""

from dataclasses import dataclass
from typing import Any

KINDS = {
    "decision": "решение",
    "deadline": "срок",
    "responsible": "ответственный",
    "attendees": "участники",
    "agenda": "повестка",
    "unparsed": "не разобрано",
}


@dataclass(frozen=True)
class Piece:
    text: str
    kind: str = ""
    anchor: str = ""

    @property
    def is_unparsed(self) -> bool:
        return self.kind == "unparsed"


def source_lines(draft: dict[str, Any]) -> list[list[Piece]]:
    """Non-empty lines of the source, each as pieces in reading order; anchors are unique on the page."""
    text = draft["source_text"]
    spans = sorted(draft["spans"], key=lambda span: (span["start"], span["end"]))
    lines, position = [], 0
    for line in text.splitlines(keepends=True):
        end = position + len(line)
        if line.strip():
            inside = [span for span in spans if span["start"] < end and span["end"] > position]
            lines.append(list(_pieces(text, position, position + len(line.rstrip()), inside)))
        position = end
    return lines


def anchor_of(draft: dict[str, Any], start: int) -> str:
    """Anchor of the span that holds this offset, or an empty string."""
    for span in draft["spans"]:
        if span["start"] <= start < span["end"]:
            return f"s{span['start']}"
    return ""


def _pieces(text: str, start: int, end: int, spans: list[dict[str, Any]]) -> Any:
    at = start
    for span in spans:
        first, last = max(span["start"], at), min(span["end"], end)
        if first >= last:
            continue
        if first > at:
            yield Piece(text[at:first])
        anchor = f"s{span['start']}" if span["start"] >= start else ""
        yield Piece(text[first:last], span["kind"], anchor)
        at = last
    if at < end:
        yield Piece(text[at:end])
