"""Long lists drawn one line a row: the range of each figure, or two years of it. The name stands at the left."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from ui import shapes
from ui.drawing import Drawing, Value, place, wrap

NAMES = 31.0  # per cent for names
TRACK = 82.0  # where the track ends; the printed value follows
NAME_WIDTH = 24
STEP = 1.35


class Range(NamedTuple):
    """`low` and `high` may be the value itself: then there is no bar."""

    label: str
    low: Value | None
    value: Value | None
    high: Value | None
    text: str
    is_own: bool = False


class Move(NamedTuple):
    label: str
    before: Value | None
    after: Value | None
    text: str


def ranges(
    rows: Sequence[Range],
    *,
    line: Value | None,
    line_text: str,
    title: str,
    description: str,
    ident: str,
    maximum: Value = 100,
) -> SafeString:
    """A dot on its interval, one row each, with the region as a vertical line."""  # fmt: skip
    drawing = Drawing(ident, title, description, is_wide=True)
    top, y = _axis_words(drawing, line, line_text, maximum), 0.0
    y = top
    for row in rows:
        y = _name(drawing, row.label, y, bold=row.is_own)
        at = y - 0.45
        drawing.line(NAMES, at, TRACK, at, "chart-track", "#dfe8e7", 0.08)
        if row.low is not None and row.high is not None and row.low != row.high:
            drawing.line(_x(row.low, maximum), at, _x(row.high, maximum), at, "chart-link", "#0b6674", 0.16)
        if row.value is not None:
            css, colour, path = (
                ("chart-own", "#b8500a", shapes.DIAMOND) if row.is_own else ("chart-main", "#0b6674", shapes.RING)
            )
            drawing.mark(path, _x(row.value, maximum), at, 0.8 if row.is_own else 0.55, css, colour)
        drawing.text(row.text, 100, y - 0.1, anchor="end", bold=row.is_own, size=0.85)
    _line(drawing, line, maximum, top, y)
    return drawing.finish(y + 0.4)


def moves(
    rows: Sequence[Move], *, names: tuple[str, str], title: str, description: str, ident: str, maximum: Value = 100
) -> SafeString:
    """Two years of each: open ring before, filled diamond after, no line where a year is missing."""
    drawing = Drawing(ident, title, description, is_wide=True)
    drawing.mark(shapes.RING, NAMES + 2, 0.6, 0.7, "chart-past", "#ffffff", "#8a6a2e")
    drawing.text(names[0], NAMES + 3.5, 0.95, size=0.85)
    drawing.mark(shapes.DIAMOND, NAMES + 22, 0.6, 0.8, "chart-main", "#0b6674")
    drawing.text(names[1], NAMES + 23.5, 0.95, size=0.85)
    y = 1.5
    for row in rows:
        y = _name(drawing, row.label, y)
        at = y - 0.45
        drawing.line(NAMES, at, TRACK, at, "chart-line", "#c4d0cf", 0.04)
        before, after = (None if value is None else _x(value, maximum) for value in (row.before, row.after))
        if before is not None and after is not None:
            drawing.line(before, at, after, at, "chart-link", "#0b6674", 0.18)
        if before is not None:
            drawing.mark(shapes.RING, before, at, 0.6, "chart-past", "#ffffff", "#8a6a2e")
        if after is not None:
            drawing.mark(shapes.DIAMOND, after, at, 0.75, "chart-main", "#0b6674")
        drawing.text(row.text, 100, y - 0.1, anchor="end", size=0.85)
    return drawing.finish(y + 0.4)


def _x(value: Value, maximum: Value) -> float:
    return NAMES + 1 + place(value, 0, maximum) * (TRACK - NAMES - 2) / 100


def _name(drawing: Drawing, label: str, y: float, *, bold: bool = False) -> float:
    """Returns the bottom of the row."""
    for text in wrap(label, NAME_WIDTH):
        y += STEP
        drawing.text(text, 0, y - 0.1, size=0.85, bold=bold)
    return y


def _axis_words(drawing: Drawing, line: Value | None, line_text: str, maximum: Value) -> float:
    if line is None:
        return 0.2
    x = _x(line, maximum)
    drawing.text(line_text, x, 1.0, anchor="start" if x < 50 else "end", bold=True, size=0.85)
    return 1.5


def _line(drawing: Drawing, line: Value | None, maximum: Value, top: float, bottom: float) -> None:
    if line is not None:
        x = _x(line, maximum)
        drawing.line(x, top, x, bottom, "chart-region", "#11262c", 0.1)
