"""A picture, the same data as a table, and the same data as CSV: three views of one list of rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.safestring import SafeString

from ui.words import NBSP, figure

Cell = str | int | Decimal | None
NOTHING = "нет данных"


@dataclass(frozen=True)
class Table:
    """Numbers stay numbers until they are shown, so that page and file cannot tell different ones."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def shown_head(self) -> list[tuple[str, bool]]:
        """Names of columns, each with the word whether numbers stand under it."""
        columns = zip(*self.rows, strict=True) if self.rows else [()] * len(self.head)
        return [
            (name, any(isinstance(cell, int | Decimal) for cell in column))
            for name, column in zip(self.head, columns, strict=True)
        ]

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


def file_lines(tables: Sequence[Table], heading: Sequence[str]) -> list[list[Cell]]:
    """Lines of a file for `ui.csv_files`: the heading stands first, a blank line parts the tables."""
    lines: list[list[Cell]] = [[line] for line in heading]
    for table in tables:
        lines += [[], [table.caption], [*table.head], *([_plain(cell) for cell in row] for row in table.rows)]
    return lines


def _plain(cell: Cell) -> Cell:
    """Numbers stay numbers, words lose what only print needs."""
    return in_print(cell).replace(NBSP, " ") if cell is None or isinstance(cell, str) else cell
