"""Steps of a review: each changes the record of an import and says what was done and where. No database here.

Nothing disappears by a step: what is not a decision, joined, carried over or removed stays in the record, with the
way back, until the protocol is accepted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from events.review.parts import item_of, sort_decisions
from events.review.places import by_hyphens, cut, follow
from events.review.records import blank_decision, blank_item
from events.review.votes import blank_vote

Record = dict[str, Any]
Row = dict[str, Any]
GONE = "gone"
TROUBLES = {
    GONE: "Этого места в черновике уже нет. Посмотрите, что изменилось, и повторите.",
    "no-place": "Выберите место, где разделить решение.",
    "changed": "Текст решения изменился. Выберите место ещё раз.",
    "nothing-above": "Перед этим решением в вопросе нет другого: присоединить не к чему.",
}


class StepError(ValueError):
    """The step cannot be taken; the message is one of the keys of TROUBLES."""


@dataclass(frozen=True)
class Done:
    """`key` names the row to return to."""

    name: str
    key: str


@dataclass(frozen=True)
class Request:
    """One press of a button: what to do, with which row, and where the person chose to cut."""

    name: str
    key: str
    offset: int | None = None
    shown_text: str = ""

    @classmethod
    def read(cls, value: str, **more: Any) -> "Request":
        name, _, key = value.partition(":")
        return cls(name, key, **more)


def take_step(record: Record, draft: Record, request: Request) -> Done:
    step = STEPS.get(request.name)
    if step is None:
        raise StepError(GONE)
    done = step(record, draft, request)
    sort_decisions(record)
    return done


def cut_at_hyphens(record: Record) -> None:
    """A line of three hyphens in a text cuts the decision wherever the person wanted."""
    for row in list(record["decisions"]):
        parts = by_hyphens(row["text"])
        if row["action"] != "keep" or len(parts) < 2:
            continue
        row["text"] = parts[0]
        for part in reversed(parts[1:]):
            _insert_part(record, row, part)


def _split(record: Record, _draft: Record, request: Request) -> Done:
    row = _row(record, "decisions", request.key)
    if request.offset is None:
        raise StepError("no-place")
    offset = follow(request.offset, old=request.shown_text, new=row["text"])
    first, second = cut(row["text"], offset or 0)
    if not first or not second:
        raise StepError("changed")
    row["text"] = first
    return Done("split", _insert_part(record, row, second)["key"])


def _insert_part(record: Record, row: Row, text: str) -> Row:
    part = row | {"key": _free(record, f"{row['origin'] or row['key']}-"), "text": text, "number": ""}
    record["decisions"].insert(record["decisions"].index(row) + 1, part)
    return part


def _mark(name: str) -> Callable[[Record, Record, Request], Done]:
    """Not a decision, carry over, back again: only the mark changes, the fields stay."""

    def step(record: Record, _draft: Record, request: Request) -> Done:
        _row(record, "decisions", request.key)["action"] = name
        return Done(name, request.key)

    return step


def _merge(record: Record, _draft: Record, request: Request) -> Done:
    rows = record["decisions"]
    row = _row(record, "decisions", request.key)
    above = [one for one in rows[: rows.index(row)] if one["action"] in ("keep", "merge")]
    if not above or item_of(above[-1], record) != item_of(row, record):
        raise StepError("nothing-above")
    row["action"] = "merge"
    return Done("merge", row["key"])


def _move(record: Record, _draft: Record, request: Request) -> Done:
    """The new item is among the typed values already: the row goes to the end of it."""
    row = _row(record, "decisions", request.key)
    record["decisions"].remove(row)
    record["decisions"].append(row)
    return Done("move", row["key"])


def _take(record: Record, draft: Record, request: Request) -> Done:
    """A decision out of words nobody explained, after the decision that stands before them."""
    span = next((one for one in draft["unparsed"] if str(one["start"]) == request.key), None)
    if span is None:
        raise StepError(GONE)
    key = f"u{span['start']}"
    known = next((one for one in record["decisions"] if one["key"] == key), None)
    if known:
        known["action"] = "keep"
        return Done("take", key)
    starts = {one["key"]: one["start"] for one in draft["decisions"]}
    before = [one for one in record["decisions"] if starts.get(one["origin"], span["start"]) < span["start"]]
    item = item_of(before[-1], record) if before else _item_before(span["start"], draft, record)
    row = blank_decision(key) | {"text": " ".join(span["text"].split()), "agenda": item}
    record["decisions"].insert(record["decisions"].index(before[-1]) + 1 if before else 0, row)
    return Done("take", key)


def _item_before(start: int, draft: Record, record: Record) -> str:
    above = [one["key"] for one in draft["agenda"] if 0 <= one["title"]["start"] < start]
    kept = {row["key"] for row in record["agenda"] if not row["removed"]}
    return above[-1] if above and above[-1] in kept else ""


def _add(record: Record, _draft: Record, request: Request) -> Done:
    row = blank_decision(_free(record, "n")) | {"agenda": request.key}
    record["decisions"].append(row)
    return Done("add", row["key"])


def _add_item(record: Record, _draft: Record, request: Request) -> Done:
    row = blank_item(_free(record, "b"))
    keys = [one["key"] for one in record["agenda"]]
    record["agenda"].insert(keys.index(request.key) + 1 if request.key in keys else len(keys), row)
    return Done("add-item", row["key"])


def _remove_item(record: Record, _draft: Record, request: Request) -> Done:
    _row(record, "agenda", request.key)["removed"] = True
    return Done("remove-item", request.key)


def _restore_item(record: Record, _draft: Record, request: Request) -> Done:
    row = _row(record, "agenda", request.key)
    row["removed"] = False
    if row["state"] == "postponed":
        row["state"] = "considered"
    return Done("restore-item", request.key)


def _carry_item(record: Record, _draft: Record, request: Request) -> Done:
    _row(record, "agenda", request.key)["state"] = "postponed"
    return Done("carry-item", request.key)


def _add_vote(record: Record, _draft: Record, request: Request) -> Done:
    row = blank_vote(_free(record, "w"), request.key)
    record["votes"].append(row)
    return Done("add-vote", row["key"])


def _mark_vote(name: str) -> Callable[[Record, Record, Request], Done]:
    def step(record: Record, _draft: Record, request: Request) -> Done:
        _row(record, "votes", request.key)["action"] = name
        return Done(f"{name}-vote", request.key)

    return step


def _row(record: Record, kind: str, key: str) -> Row:
    found = next((one for one in record[kind] if one["key"] == key), None)
    if found is None:
        raise StepError(GONE)
    return found


def _free(record: Record, prefix: str) -> str:
    taken = {one["key"] for kind in ("agenda", "decisions", "votes") for one in record[kind]}
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


STEPS: dict[str, Callable[[Record, Record, Request], Done]] = {
    "split": _split,
    "merge": _merge,
    "skip": _mark("skip"),
    "carry": _mark("carry"),
    "keep": _mark("keep"),
    "move": _move,
    "take": _take,
    "add": _add,
    "add-item": _add_item,
    "remove-item": _remove_item,
    "restore-item": _restore_item,
    "carry-item": _carry_item,
    "add-vote": _add_vote,
    "skip-vote": _mark_vote("skip"),
    "keep-vote": _mark_vote("keep"),
}
