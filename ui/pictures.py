"""A picture, the same data as a table, and the same data as CSV: three views of one list of rows."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.safestring import SafeString

from ui.words import NBSP, figure

Cell = str | int | Decimal | None
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
NOTHING = "нет данных"
RISKY = ("=", "+", "@", "\t", "\r")  # what a spreadsheet would take for a formula


@dataclass(frozen=True)
class Table:
    """Numbers stay numbers until they are shown, so that page and file cannot tell different ones."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def shown(self) -> list[list[tuple[str, bool]]]:
        """Cells in print, each with the word whether it is a number."""
        return [[(in_print(cell), isinstance(cell, int | Decimal)) for cell in row] for row in self.rows]


@dataclass(frozen=True)
class Picture:
    """`finding` says what is seen, not what is drawn."""

    ident: str
    finding: str
    svg: SafeString
    table: Table
    csv_url: str = ""
    note: str = ""
    is_wide: bool = False
    legend: Sequence[str] = field(default_factory=tuple)


def in_print(cell: Cell) -> str:
    if cell is None:
        return NOTHING
    return cell if isinstance(cell, str) else figure(cell)


def as_csv(tables: Sequence[Table], heading: Sequence[str]) -> str:
    """Semicolons, decimal commas and a byte order mark, as Russian spreadsheets read them; `heading` stands first."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(line)] for line in heading)
    for table in tables:
        writer.writerows([[], [_plain(table.caption)], [_plain(cell) for cell in table.head]])
        writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return BOM + out.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, int | Decimal):
        text = format(Decimal(cell), "f")
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
    text = in_print(cell).replace(NBSP, " ")
    return f"'{text}" if text.startswith(RISKY) else text
