"""How collection of forms goes: every expected municipality in a cell of its own, by name."""

from collections.abc import Sequence
from typing import Protocol

from cluster.models import Municipality
from monitoring.models import Campaign
from monitoring.pictures.csv_files import csv_url
from monitoring.place_names import short_name
from ui.grids import State, status_grid
from ui.pictures import Cell, Picture, Table
from ui.words import count

MOST_DRAWN = 150  # cells; a larger region has its table only
FORMS = "форма,формы,форм"


class Progress(Protocol):
    """Where the form of one municipality is: its place, the kind of its state, the state in words."""

    @property
    def place(self) -> Municipality: ...
    @property
    def tag(self) -> str: ...
    @property
    def words(self) -> str: ...


def progress_picture(campaign: Campaign, rows: Sequence[Progress]) -> Picture | None:
    if not 1 < len(rows) <= MOST_DRAWN:
        return None
    numbers: dict[str, int] = {}
    for row in rows:
        numbers[row.words] = numbers.get(row.words, 0) + 1
    told = "; ".join(f"{words} — {number}" for words, number in sorted(numbers.items(), key=lambda one: -one[1]))
    finding = f"{count(len(rows), FORMS)}: {told}"
    cells = [State(short_name(row.place.name), row.tag, row.words) for row in rows]
    return Picture(
        ident="progress-grid",
        finding=finding,
        svg=status_grid(
            cells,
            title=finding,
            description="; ".join(f"{cell.label} — {cell.words}" for cell in cells),
            ident="progress-grid",
        ),
        table=progress_table(rows),
        csv_url=csv_url(campaign, "progress"),
        is_wide=True,
    )


def progress_table(rows: Sequence[Progress]) -> Table:
    lines: list[list[Cell]] = [[row.place.name, row.words] for row in rows]
    return Table("Состояние форм", ["Муниципальное образование", "Состояние"], lines)
