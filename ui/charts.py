"""Charts as SVG text, made on the server and always shown beside their table.

Horizontal places are in per cent and vertical ones in `em`, so a chart fits any width and grows with the text.
Concrete colours serve documents; the classes let the style sheet repaint the chart for its themes. Output is
deterministic: the same data give the same bytes.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.safestring import SafeString

from ui import timelines
from ui.drawing import Drawing, Value, place, wrap
from ui.timelines import Span

TRACK = 74.0  # per cent of the width for marks; the rest is for the printed value
INK, QUIET, MAIN, PAST, OWN, RAIL = "#11262c", "#485c61", "#0b6674", "#8a6a2e", "#b8500a", "#dfe8e7"

OWN_WIDTH = 26  # letters of the bold name of one's own dot
LONE_PILE = 8  # taller piles of dots stand three abreast
# Neighbours differ in shade, not in colour only: dark, pale, dark, hollow.
PART_LOOKS = (
    ("chart-main", MAIN, ""),
    ("chart-plan", RAIL, QUIET),
    ("chart-own", OWN, ""),
    ("chart-past", "#ffffff", PAST),
)


class Bar(NamedTuple):
    """One bar; `value` None is «no data», `text` is printed as it is. `own` marks the bar the reader came for."""

    label: str
    value: Value | None
    text: str
    own: bool = False


class Pair(NamedTuple):
    """Two years of one indicator."""

    label: str
    before: Value | None
    after: Value | None
    text: str


class Part(NamedTuple):
    """One part of a whole in a stacked bar."""

    label: str
    value: Value
    text: str


def heat_step(score: Value | None) -> int:
    """Step 1–5 of a score 0–100 in the heat map (1 is the deepest deficit); 0 means there are no data."""
    if score is None or score == "":
        return 0
    return min(5, int(max(0, float(score))) // 20 + 1)


def bars(
    rows: Sequence[Bar | tuple], *, title: str, description: str, ident: str, maximum: Value | None = None
) -> SafeString:
    """Horizontal bars, label above, value at the right. `title` states the finding in words."""
    found = [Bar(*row) for row in rows]
    top = float(maximum or max((float(bar.value) for bar in found if bar.value is not None), default=0) or 1)
    drawing = Drawing(ident, title, description)
    y = 0.0
    for bar in found:
        y = drawing.label(bar.label, y, bold=bar.own)
        drawing.rect(0, y + 0.25, TRACK, 0.9, "chart-track", RAIL)
        if bar.value is not None:
            width = place(bar.value, 0, top) * TRACK / 100
            drawing.rect(0, y + 0.25, width, 0.9, "chart-own" if bar.own else "chart-main", OWN if bar.own else MAIN)
        drawing.text(bar.text, 100, y + 1.05, anchor="end", bold=True)
        y += 2.0
    return drawing.finish(y)


def stacked(parts: Sequence[Part | tuple], *, title: str, description: str, ident: str) -> SafeString:
    """One bar cut into parts, each named below with its printed value: yes/no of a flag, states of a campaign."""
    found = [Part(*part) for part in parts]
    whole = sum(float(part.value) for part in found) or 1.0
    drawing = Drawing(ident, title, description)
    x, y = 0.0, 2.2
    for part, (css, colour, edge) in zip(found, PART_LOOKS * len(found), strict=False):
        width = float(part.value) / whole * 100
        if width:
            drawing.rect(x, 0.1, max(width - 0.4, 0.2), 1.5, css, colour, edge)
        x += width
        drawing.circle(1.5, y + 0.5, 0.4, css, colour, edge)
        drawing.text(part.label, 1.5, y + 0.85, shift=0.9)
        drawing.text(part.text, 100, y + 0.85, anchor="end", bold=True)
        y += 1.5
    return drawing.finish(y)


def dumbbell(
    rows: Sequence[Pair | tuple],
    *,
    title: str,
    description: str,
    ident: str,
    names: tuple[str, str],
    maximum: Value = 100,
    minimum: Value = 0,
    ends: tuple[str, str] | None = None,
) -> SafeString:
    """Two years on one line: open circle before, filled circle after; `ends` are words at both ends of the line."""
    drawing = Drawing(ident, title, description)
    drawing.circle(1.5, 0.6, 0.42, "chart-past", "#ffffff", PAST)
    drawing.text(names[0], 1.5, 0.95, shift=0.9)
    drawing.circle(41.5, 0.6, 0.5, "chart-main", MAIN)
    drawing.text(names[1], 41.5, 0.95, shift=0.9)
    y = 2.2
    for pair in (Pair(*row) for row in rows):
        y = drawing.label(pair.label, y)
        drawing.line(0, y + 0.85, TRACK, y + 0.85, "chart-line", "#c4d0cf", 0.06)
        before, after = (
            None if value is None else 1.5 + place(value, minimum, maximum) * (TRACK - 3) / 100
            for value in (pair.before, pair.after)
        )
        if before is not None and after is not None:
            drawing.line(before, y + 0.85, after, y + 0.85, "chart-link", MAIN, 0.22)
        if before is not None:
            drawing.circle(before, y + 0.85, 0.42, "chart-past", "#ffffff", PAST)
        if after is not None:
            drawing.circle(after, y + 0.85, 0.5, "chart-main", MAIN)
        drawing.text(pair.text, 100, y + 1.2, anchor="end", bold=True)
        y += 2.1
    if ends:
        drawing.text(ends[0], 0, y + 0.6, quiet=True)
        drawing.text(ends[1], TRACK, y + 0.6, anchor="end", quiet=True)
        y += 1.0
    return drawing.finish(y)


def dots(
    values: Sequence[Value | None],
    own: Value | None,
    *,
    own_text: str,
    title: str,
    description: str,
    ident: str,
    minimum: Value = 0,
    maximum: Value = 100,
    ends: tuple[str, str] | None = None,
) -> SafeString:
    """Everyone as an open dot on the range, one's own dot filled and named. Equal values stand in a pile."""
    drawing = Drawing(ident, title, description)
    own_step = None if own is None else _dot_step(own, minimum, maximum)
    piles: dict[int, int] = {}
    for value in values:
        if value is not None:
            step = _dot_step(value, minimum, maximum)
            piles[step] = piles.get(step, 0) + 1
    if own_step is not None:
        piles.setdefault(own_step, 1)
    rows = max((-(-size // _abreast(piles, step)) for step, size in piles.items()), default=1)
    rise = min(0.62, 6.0 / rows)
    lines = wrap(own_text, OWN_WIDTH) if own is not None else []
    base = 1.4 * len(lines) + 1.0 + rise * (rows + 1)
    drawing.line(0, base, 100, base, "chart-line", "#6a8083", 0.08)
    for step, size in sorted(piles.items()):
        others, abreast = size - (step == own_step), _abreast(piles, step)
        for number in range(others):
            level, column = divmod(number, abreast)
            x = _dot_place(step) + (column - 1) * 2.2 * (abreast > 1)
            drawing.circle(x, base - 0.5 - level * rise, 0.3, "chart-dot", "#ffffff", MAIN)
        if step == own_step:
            _own_dot(drawing, _dot_place(step), base - 0.5 - -(-others // abreast) * rise, lines)
    for x, anchor, text in zip((0, 100), ("start", "end"), ends or (str(minimum), str(maximum)), strict=True):
        drawing.text(text, x, base + 1.35, anchor=anchor, quiet=True)
    return drawing.finish(base + 1.8)


def timeline(rows: Sequence[Span | tuple], *, today: date, title: str, description: str, ident: str) -> SafeString:
    """Plan and fact of each item on an axis of quarters; the lag is printed at the right. Needs no colour to be read.

    `rows` hold days; a bar of the fact without a round end goes on until `today`.
    """
    found = [Span(*row) for row in rows]
    axis, shown_today = timelines.axis_of(found, today)
    drawing = Drawing(ident, title, description)
    y = timelines.draw_key(drawing)
    top = timelines.draw_axis(drawing, axis, y + (1.4 if shown_today else 0))
    if shown_today:
        timelines.draw_today(drawing, axis, shown_today, y)
    y = top
    for row in found:
        y = drawing.label(row.label, y) + 0.2
        timelines.draw_grid(drawing, axis, shown_today, y)
        timelines.draw_span(drawing, axis, row, today, y)
        y += timelines.ROW + 0.25
    return drawing.finish(y)


def _abreast(piles: dict[int, int], step: int) -> int:
    """A tall pile stands three abreast, unless its neighbours are so near that the dots would run together."""
    has_room = not any(other in piles for other in (step - 2, step - 1, step + 1, step + 2))
    return 3 if piles[step] > LONE_PILE and has_room else 1


def _dot_step(value: Value, minimum: Value, maximum: Value) -> int:
    return round(place(value, minimum, maximum) / 2.5)


def _dot_place(step: int) -> float:
    return 3 + step * 2.35


def _own_dot(drawing: Drawing, x: float, y: float, lines: list[str]) -> None:
    anchor = "start" if x < 35 else "end" if x > 65 else "middle"
    for number, line in enumerate(lines):
        drawing.text(line, x, 1.0 + 1.4 * number, anchor=anchor, bold=True)
    drawing.line(x, 1.4 * len(lines) + 0.1, x, y, "chart-stem", OWN, 0.1)
    drawing.circle(x, y, 0.45, "chart-own", OWN)
