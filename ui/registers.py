"""A register as a document: the rows of a list page in one table, with their number and the day."""

from collections.abc import Sequence

from django.utils import timezone

from ui import blocks
from ui.words import count, day_in_words

RECORDS = "запись,записи,записей"


def register(
    title: str,
    head: Sequence[str],
    lines: Sequence[Sequence[blocks.CellLike]],
    widths: Sequence[float],
    *,
    records: str = RECORDS,
    remark: str = "",
) -> blocks.Block:
    """`records` are the three forms of the counted noun; `remark` goes on after the number found."""
    if not lines:
        return blocks.document(title, [blocks.paragraph("Под эти условия не подходит ни одна запись.")])
    summary = f"На {day_in_words(timezone.localdate())}: {count(len(lines), records)}{remark}."
    table = blocks.table(title, head, lines, widths=widths)
    return blocks.document(title, [blocks.paragraph(summary), table])
