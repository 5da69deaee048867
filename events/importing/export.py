"""The draft as JSON: the plain record of design section 7 and the rich one for the review page."""

from __future__ import annotations

import re
from typing import Any

from events.importing.coverage import Span, field_spans, partition, share_explained
from events.importing.draft import Decision, Draft
from events.importing.values import Field, Warning_, confidence

_TOP = ("title", "date", "time", "place", "protocol_number", "chair", "secretary")


def plain(draft: Draft) -> dict[str, Any]:
    record: dict[str, Any] = {name: _value(draft.fields.get(name)) for name in _TOP}
    record |= {
        "attendees": [field.value for field in draft.attendees],
        "absent": [field.value for field in draft.absent],
        "agenda": [
            {"number": item.number, "title": item.title.value, "speakers": [s.value for s in item.speakers]}
            for item in draft.agenda
        ],
        "decisions": [_decision(decision) for decision in draft.decisions],
        "implied_decisions": [{"agenda_number": f.more["agenda_number"], "text": f.value} for f in draft.implied],
        "votes": [_vote(vote) for vote in draft.votes],
        "appendices": [
            {
                "number": f.more["number"],
                "title": f.more["title"],
                "status": "приложено" if f.more["attached"] else "не приложено",
            }
            for f in draft.appendices
        ],
        "warnings": [{"code": w.code, "text": w.text} for w in draft.warnings],
        "unparsed": _kept_apart(draft),
    }
    return record


def _value(field: Field | None) -> Any:
    return field.value if field else None


def _vote(vote: Field) -> dict[str, Any]:
    names = ("agenda_number", "decision_number", "for", "against", "abstained", "unanimous")
    return {**{name: vote.more[name] for name in names}, "text": vote.value}


def _decision(decision: Decision) -> dict[str, Any]:
    deadline = decision.deadline
    record = {
        "agenda_number": decision.agenda_number,
        "number": decision.number,
        "text": decision.text.value,
        "responsible": [field.value for field in decision.responsible],
        "controller": _value(decision.controller),
        "deadline": _value(deadline),
        "deadline_kind": deadline.more["kind"] if deadline else "none",
        "deadline_text": deadline.more["words"] if deadline else None,
        "deadlines": [field.value or field.more["words"] for field in decision.deadlines],
        "flags": decision.flags,
        "confidence": {
            "text": confidence(decision.text.score),
            "responsible": confidence(min((f.score for f in decision.responsible), default=gap_score(decision))),
            "deadline": confidence(deadline.score if deadline else gap_score(decision)),
        },
    }
    if deadline and deadline.more["resolved"]:
        record["deadline_resolved"] = deadline.more["resolved"]
    return record


def gap_score(decision: Decision) -> float:
    """How far one may trust that nothing is there: fully for what is only taken note of or approved."""
    return 0.9 if decision.kind in {"information"} else 0.75


def _kept_apart(draft: Draft) -> list[dict[str, Any]]:
    """All source text whose words the plain record does not repeat: heard text, headings, posts, the not understood."""
    text = draft.source_text
    literal = _literal_spans(draft)
    covered = partition(text, [*literal, *_shadow(draft)])
    kept: list[Span] = []
    for part in covered:
        if part.kind.startswith("="):
            continue
        if kept and kept[-1].end == part.start:  # «_29 мая 2023 года_»: signs glued to a value stay with it
            longer = max(kept[-1], part, key=lambda span: span.end - span.start)
            kept[-1] = Span(kept[-1].start, part.end, longer.kind)
        else:
            kept.append(Span(part.start, part.end, part.kind))
    return [
        {"start": part.start, "end": part.end, "kind": part.kind, "text": text[part.start : part.end]} for part in kept
    ]


def _literal_spans(draft: Draft) -> list[Span]:
    """Parts of the source that stand word for word in the plain record; «=» marks them."""
    fields = [f for f in draft.fields.values() if f]
    fields += [*draft.attendees, *draft.absent, *draft.votes, *draft.implied]
    fields += [item.title for item in draft.agenda]
    for decision in draft.decisions:
        later = [field for field in decision.deadlines[1:] if not field.value]  # a later day stands there as a day only
        fields += [decision.text, *decision.deadlines[:1], *later]
    text = draft.source_text
    return [
        Span(f.start, f.end, "=")
        for f in fields
        if f.start >= 0 and isinstance(f.value, str) and _same(text[f.start : f.end], _kept_words(f))
    ]


def _kept_words(field: Field) -> str:
    return field.more.get("words") or field.value or ""


def _same(source: str, value: str) -> bool:
    """Word for word; a letter-spaced heading or a hyphenated word is kept as written besides."""
    return " ".join(re.sub("[—‒―−-]", "–", source).split()) == " ".join(value.replace("-", "–").split())


def _shadow(draft: Draft) -> list[Span]:
    return field_spans(draft)


def review(draft: Draft) -> dict[str, Any]:
    text = draft.source_text
    parts = partition(text, field_spans(draft))
    return {
        "filename": draft.filename,
        "format": draft.source.format,
        "encoding": draft.source.encoding,
        "source_text": text,
        "fields": {name: _field(draft, draft.fields.get(name)) for name in _TOP},
        "attendees": [_field(draft, field) for field in draft.attendees],
        "absent": [_field(draft, field) for field in draft.absent],
        "agenda": [
            {
                "key": item.key, "number": item.number, "title": _field(draft, item.title), "state": item.state,
                "speakers": [_field(draft, field) for field in item.speakers],
                "heard": [_piece(text, t.start, t.end) for t in item.entry.heard],
            }
            for item in draft.agenda
        ],
        "decisions": [_review_decision(draft, decision) for decision in draft.decisions],
        "implied_decisions": [_field(draft, field) for field in draft.implied],
        "votes": [_field(draft, field) for field in draft.votes],
        "appendices": [_field(draft, field) for field in draft.appendices],
        "warnings": [_warning(warning) for warning in draft.warnings],
        "spans": [{"start": p.start, "end": p.end, "kind": p.kind, "key": p.key} for p in parts],
        "unparsed": [_piece(text, p.start, p.end) for p in parts if p.kind == "unparsed"],
        "coverage": round(share_explained(text, parts), 4),
    }  # fmt: skip


def _piece(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end]}


def _field(draft: Draft, field: Field | None) -> dict[str, Any] | None:
    if field is None:
        return None
    record = field.review(draft.source_text)
    record.pop("post_span", None)
    return record


def _review_decision(draft: Draft, decision: Decision) -> dict[str, Any]:
    deadlines = [_field(draft, field) for field in decision.deadlines]
    return {
        "key": decision.key, "agenda_number": decision.agenda_number, "number": decision.number,
        "start": decision.start, "end": decision.end, "kind": decision.kind,
        "text": _field(draft, decision.text), "header": _field(draft, decision.header),
        "responsible": [_field(draft, field) for field in decision.responsible],
        "controller": _field(draft, decision.controller),
        "deadline": deadlines[0] if deadlines else None, "deadlines": deadlines, "flags": decision.flags,
    }  # fmt: skip


def _warning(warning: Warning_) -> dict[str, Any]:
    return {
        "code": warning.code,
        "text": warning.text,
        "start": warning.start,
        "end": warning.end,
        "decision": warning.decision,
    }
