"""Accounts for every non-blank character: it belongs to a field, to a heading, to what was heard, or is unparsed."""

from __future__ import annotations

from dataclasses import dataclass

from events.importing.draft import Draft


@dataclass(slots=True)
class Span:
    start: int
    end: int
    kind: str
    key: str = ""


def field_spans(draft: Draft) -> list[Span]:
    """Spans of all fields; later ones in the list yield to earlier ones."""
    spans = [Span(f.start, f.end, name) for name, f in draft.fields.items() if f and name != "title"]
    for kind, fields in (
        ("attendee", draft.attendees),
        ("absent", draft.absent),
        ("vote", draft.votes),
        ("implied", draft.implied),
    ):
        spans += [Span(f.start, f.end, kind) for f in fields]
        posts = [f.more.get("post_span", (-1, -1)) for f in fields]
        spans += [Span(start, end, "post") for start, end in posts if start >= 0]
    for decision in draft.decisions:
        spans += [Span(f.start, f.end, "deadline", decision.key) for f in decision.deadlines]
        spans += [Span(f.start, f.end, "responsible", decision.key) for f in decision.responsible]
        if decision.controller:
            spans.append(Span(decision.controller.start, decision.controller.end, "controller", decision.key))
        spans.append(Span(decision.text.start, decision.text.end, "decision", decision.key))
        if decision.header:
            spans.append(Span(decision.header.start, decision.header.end, "header", decision.key))
    for item in draft.agenda:
        spans += [Span(f.start, f.end, "speaker", item.key) for f in item.speakers]
        spans.append(Span(item.title.start, item.title.end, "agenda", item.key))
    spans += [Span(f.start, f.end, "appendix") for f in draft.appendices]
    title = draft.fields.get("title")
    if title:
        spans.append(Span(title.start, title.end, "title"))
    if draft.stated_count:
        spans.append(Span(draft.stated_count.start, draft.stated_count.end, "head_count"))
    keys = {item.number: item.key for item in draft.agenda}
    spans += [Span(start, end, "heard", keys.get(number or "", "")) for number, start, end in draft.heard]
    spans += [Span(start, end, "label") for start, end in draft.labels]
    return [span for span in spans if 0 <= span.start < span.end]


def partition(text: str, spans: list[Span]) -> list[Span]:
    """Non-overlapping sorted spans over all non-blank text; what no span covers becomes «unparsed»."""
    owner = [-1] * len(text)
    for index in range(len(spans) - 1, -1, -1):
        span = spans[index]
        owner[span.start : span.end] = [index] * (min(span.end, len(text)) - span.start)
    found: list[Span] = []
    position = 0
    while position < len(text):
        end = position
        while end < len(text) and owner[end] == owner[position] and not (owner[position] < 0 and text[end] == "\n"):
            end += 1
        end = max(end, position + 1)
        piece = text[position:end]
        if piece.strip():
            start = position + len(piece) - len(piece.lstrip())
            stop = end - (len(piece) - len(piece.rstrip()))
            owned = spans[owner[position]] if owner[position] >= 0 else Span(0, 0, "unparsed")
            found.append(Span(start, stop, owned.kind, owned.key))
        position = end
    return found


def share_explained(text: str, parts: list[Span]) -> float:
    total = sum(not character.isspace() for character in text)
    lost = sum(1 for part in parts if part.kind == "unparsed" for c in text[part.start : part.end] if not c.isspace())
    return 1.0 if not total else 1 - lost / total
