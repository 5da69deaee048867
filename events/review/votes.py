"""Votes of the draft as rows a person corrects."""

from typing import Any

Row = dict[str, Any]


def vote_rows(draft: Row) -> list[Row]:
    return [_vote_row(index, vote, draft) for index, vote in enumerate(draft["votes"], 1)]


def blank_vote(key: str, subject: str = "") -> Row:
    """A vote a person adds by hand."""
    counts = dict.fromkeys(("for_count", "against_count", "abstained_count", "words"), "")
    return {"key": key, "action": "keep", "subject": subject, "is_unanimous": False, **counts}


def _vote_row(index: int, vote: Row, draft: Row) -> Row:
    return {
        "key": f"v{index}",
        "action": "keep",
        "subject": _subject(vote, draft),
        "for_count": _number(vote["for"]),
        "against_count": _number(vote["against"]),
        "abstained_count": _number(vote["abstained"]),
        "is_unanimous": bool(vote["unanimous"]),
        "words": (vote["words"] or "")[:500],
    }


def _subject(vote: Row, draft: Row) -> str:
    """Key of the decision or of the item voted on; empty when the vote is on everything."""
    item, number = vote["agenda_number"], vote["decision_number"]
    decided = (one["key"] for one in draft["decisions"] if one["number"] == number and one["agenda_number"] == item)
    found = next(decided, "") if number else ""
    return found or next((one["key"] for one in draft["agenda"] if item and one["number"] == item), "")


def _number(value: Any) -> str:
    return "" if value is None else str(value)
