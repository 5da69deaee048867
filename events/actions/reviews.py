"""The review of an import: each press of a button keeps everything typed so far and takes at most one step."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from events.models import ProtocolImport, StateError
from events.review.parts import sort_decisions
from events.review.records import whole
from events.review.steps import Done, Request, StepError, cut_at_hyphens, take_step

Record = dict[str, Any]


class ChangedElsewhere(StateError):
    """The draft was saved from another window after this page had been opened. `record` holds what was typed too."""

    def __init__(self, record: Record) -> None:
        super().__init__("Пока вы правили, черновик сохранили в другом окне.")
        self.record = record


@dataclass(frozen=True)
class Saved:
    """`trouble`, a key of TROUBLES, says why the step was not taken; what was typed is kept in any case."""

    record: Record
    done: Done | None = None
    trouble: str = ""


@transaction.atomic
def save_review(
    protocol_import: ProtocolImport, typed: Record, *, revision: int | None, request: Request | None = None
) -> Saved:
    """Keep what was typed, right or wrong, then take the step."""
    source = ProtocolImport.objects.select_for_update().get(pk=protocol_import.pk)
    if source.is_accepted:
        raise StateError("Этот протокол уже принят: второй раз в реестр он не попадёт.")
    record = whole(source.record, source.draft)
    is_stale = revision is not None and revision != record["revision"]
    _put(record, typed)
    if is_stale:
        raise ChangedElsewhere(record)
    cut_at_hyphens(record)
    sort_decisions(record)
    done, trouble = None, ""
    if request:
        try:
            done = take_step(record, source.draft, request)
        except StepError as error:
            trouble = str(error)
    record["revision"] += 1
    source.record = record
    source.save(update_fields=["record", "changed_at"])
    protocol_import.record = record
    return Saved(record, done, trouble)


def _put(record: Record, typed: Record) -> None:
    record["head"] |= typed["head"]
    record["people"] |= typed["people"]
    removed = {row["key"] for row in record["agenda"] if row["removed"]}
    for kind in ("agenda", "decisions", "votes"):
        for row in record[kind]:
            values = typed[kind].get(row["key"], {})
            if row.get("agenda") in removed and not values.get("agenda"):
                values.pop("agenda", None)  # a removed item takes its decisions back when it is restored
            if "due_on" in values and values["due_on"] != row["due_on"]:
                row["deadline_confidence"] = "sure"  # a person has looked
            row.update(values)
