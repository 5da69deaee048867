"""Remarks of the parser as links: each leads to the field where it is put right, and leaves when it is."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from events.review.parts import Part
from events.review.records import read_days

Row = dict[str, Any]
# The field of a decision a remark is about, by the beginning of its code.
FIELD_OF = {
    "deadline": "due_on",
    "far": "due_on",
    "impossible": "due_on",
    "no_deadline": "due_on",
    "non_working": "due_on",
    "two_deadlines": "due_on",
    "year": "due_on",
    "no_responsible": "responsible",
}
# Remarks about the whole protocol lead to a field of its head.
HEAD_FIELD_OF = {"no_date": "held_on", "strange_date": "held_on", "no_chair": "chair", "chair": "chair"}


@dataclass(frozen=True)
class ReviewWarning:
    text: str
    part: int
    field_url: str = ""
    source_url: str = ""


def review_warnings(
    draft: Row, record: Row, parts: list[Part], anchors: Container[str], current: Part
) -> list[ReviewWarning]:
    """Remarks that still hold. Links stay inside the shown part; words that are marked there can be shown."""
    rows = {row["key"]: row for row in record["decisions"]}
    numbers = {key: part.number for part in parts for key in part.keys}
    days = read_days(draft)
    listed = []
    for warning in draft["warnings"]:
        row = rows.get(warning.get("decision") or "")
        if warning["code"] == "likely_misspelling" or (row and _is_settled(warning["code"], row, days)):
            continue
        part = numbers.get(row["key"], 1) if row else 1
        field_url = _field_url(warning["code"], row)
        anchor = field_url.replace("#id_", "span-")
        if row and anchor not in anchors:
            anchor = f"span-decisions-{row['key']}-text"
        is_here = part == current.number
        source_url = f"#{anchor}" if is_here and anchor in anchors else ""
        listed.append(ReviewWarning(warning["text"], part, field_url if is_here else "", source_url))
    return listed


def _is_settled(code: str, row: Row, days: dict[str, str]) -> bool:
    """The person decided it: the row is no decision any more, or the doubtful field was changed."""
    if row["action"] != "keep":
        return True
    field = next((name for start, name in FIELD_OF.items() if code.startswith(start)), "")
    if field == "responsible":
        return any(row[name] for name in ("responsible", "responsible_person", "group_words"))
    if field == "due_on":
        return row["due_on"] != days.get(row["key"], "")
    return False


def _field_url(code: str, row: Row | None) -> str:
    if row is None:
        return next((f"#id_head-{name}" for start, name in HEAD_FIELD_OF.items() if code.startswith(start)), "")
    field = next((name for start, name in FIELD_OF.items() if code.startswith(start)), "text")
    return f"#id_decisions-{row['key']}-{field}"
