"""A grid of cells that each say their state in words and in a shape of its own: how collection of forms goes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from ui import shapes
from ui.drawing import Drawing, wrap

COLUMNS = 5
HEIGHT = 5.2
NAME_WIDTH, NAME_LINES = 13, 3  # small letters that fit a cell; no name of the region needs more lines
WORDS_WIDTH = 18
# kind of a tag → shape, class and colour; kinds are those of `ui/status.html`
LOOKS: Mapping[str, tuple[str, str, str]] = {
    "done": (shapes.CHECK, "chart-main", "#0b6674"),
    "closed": (shapes.SQUARE, "chart-main", "#0b6674"),
    "waiting": (shapes.HALF, "chart-main", "#0b6674"),
    "progress": (shapes.RIGHT, "chart-main", "#0b6674"),
    "returned": (shapes.LEFT, "chart-own", "#b8500a"),
    "overdue": (shapes.UP, "chart-own", "#b8500a"),
    "draft": (shapes.DIAMOND, "chart-quiet", "#485c61"),
    "idle": (shapes.BAR, "chart-quiet", "#485c61"),
}


class State(NamedTuple):
    """One cell: whose it is, the kind of its state and the state in words."""

    label: str
    kind: str
    words: str


def status_grid(cells: Sequence[State | tuple], *, title: str, description: str, ident: str) -> SafeString:
    """Cells in the given order, so that each keeps its place from day to day."""
    drawing = Drawing(ident, title, description, is_wide=True)
    found = [State(*cell) for cell in cells]
    width = 100 / COLUMNS
    for number, cell in enumerate(found):
        row, column = divmod(number, COLUMNS)
        _draw(drawing, cell, column * width + 0.4, row * (HEIGHT + 0.25) + 0.1, width - 0.8)
    return drawing.finish(-(-len(found) // COLUMNS) * (HEIGHT + 0.25) + 0.1)


def _draw(drawing: Drawing, cell: State, x: float, y: float, width: float) -> None:
    path, css, colour = LOOKS.get(cell.kind, LOOKS["idle"])
    drawing.rect(x, y, width, HEIGHT, "chart-cell", "#ffffff", "#6a8083")
    drawing.mark(path, x + 2.2, y + 0.85, 0.85, css, colour)
    for line, text in enumerate(wrap(cell.label, NAME_WIDTH)[:NAME_LINES]):
        drawing.text(text, x + 3.9, y + 1.1 + line * 0.88, size=0.76)
    for line, text in enumerate(wrap(cell.words, WORDS_WIDTH)[:2]):
        drawing.text(text, x + 1, y + 4.0 + line * 0.8, size=0.75)
