"""Remarks of the parser as links: each leads to the field where it is put right."""

from dataclasses import dataclass
from typing import Any

from events.review.source import anchor_of

# The field of a decision a remark is about, by the beginning of its code.
FIELD_OF = {
    "deadline": "due_on",
    "far": "due_on",
    "impossible": "due_on",
    "non_working": "due_on",
    "two_deadlines": "due_on",
    "year": "due_on",
    "no_responsible": "responsible",
    "responsible": "responsible",
}


@dataclass(frozen=True)
class ReviewWarning:
    text: str
    field_url: str
    source_url: str


def review_warnings(draft: dict[str, Any], decision_keys: list[str]) -> list[ReviewWarning]:
    """`decision_keys` are keys of the decisions in the order of their forms."""
    listed = []
    for warning in draft["warnings"]:
        anchor = anchor_of(draft, warning["start"]) if warning["start"] >= 0 else ""
        listed.append(
            ReviewWarning(warning["text"], _field_url(warning, decision_keys), f"#{anchor}" if anchor else "")
        )
    return listed


def _field_url(warning: dict[str, Any], keys: list[str]) -> str:
    if warning.get("decision") not in keys:
        return ""
    index = keys.index(warning["decision"])
    field = next((name for start, name in FIELD_OF.items() if warning["code"].startswith(start)), "text")
    return f"#id_decisions-{index}-{field}"
