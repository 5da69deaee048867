"""What looks wrong in typed values: told beside the field and written down as it is, never a reason to refuse."""

from datetime import date
from typing import Any

from events.importing.workdays import is_working_day
from events.models import Decision
from ui.days import parse_day

Row = dict[str, Any]
FLAG_WORDS = {
    "deadline_before_meeting": "Срок раньше дня заседания.",
    "impossible_date": "Такого дня нет в календаре: срок остался словами протокола.",
    "non_working_day": "Срок в нерабочий день.",
    "two_deadlines": "В протоколе названы два срока: проверьте, какой верный.",
    "year_inferred": "Год срока в протоколе не назван, он предположен.",
    "no_responsible": "Ответственный не назван.",
    "far_from_siblings": "Срок намного дальше, чем у остальных решений.",
    "implied": "Решение взято из текста, номера у него в протоколе нет.",
}
# Which field a flag stands beside; the others are told over the decision.
FIELD_OF_FLAG = {"no_responsible": "responsible", "implied": "text"}
# These hold for the day that was read: another day needs its own check.
OF_READ_DAY = {"impossible_date", "two_deadlines", "year_inferred", "far_from_siblings"}
LAST_YEAR = 2100


def typed_day(value: Any) -> date | None:
    """The day a person typed, or None while it cannot be understood."""
    try:
        return parse_day(value) if isinstance(value, str) else value
    except ValueError:
        return None


def flags_of(row: Row, *, held_on: date | None, read_due: str | None) -> list[str]:
    """Flags of a decision as it is typed now. `read_due` is the day the parser read, None for rows made by hand."""
    due_on = typed_day(row["due_on"])
    is_read = read_due is not None and row["due_on"] == read_due
    flags = [flag for flag in row["flags"] if flag == "implied" or (flag in OF_READ_DAY and is_read)]
    if due_on and held_on and due_on < held_on:
        flags.append("deadline_before_meeting")
    if due_on and due_on.year < LAST_YEAR and not is_working_day(due_on):
        flags.append("non_working_day")
    if row["kind"] in (Decision.Kind.ASSIGNMENT, Decision.Kind.RECOMMENDATION) and not _has_responsible(row):
        flags.append("no_responsible")
    return flags


def remarks(flags: list[str]) -> dict[str, list[str]]:
    """Sentences by the field they stand beside."""
    told: dict[str, list[str]] = {}
    for flag in flags:
        if flag in FLAG_WORDS:
            told.setdefault(FIELD_OF_FLAG.get(flag, "due_on"), []).append(FLAG_WORDS[flag])
    return told


def _has_responsible(row: Row) -> bool:
    return any(row[name] for name in ("responsible", "responsible_person", "group_words"))
