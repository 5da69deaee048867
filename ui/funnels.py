"""The funnel: every share against its base with the limits within which chance alone moves it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils.safestring import SafeString

from ui import shapes
from ui.drawing import Drawing, Value
from ui.words import NBSP, figure

HEIGHT = 18.0
LEFT, RIGHT = 9.0, 97.0
TOP = 3.4
NAMED = 6  # names beside points, the farthest first
LETTER = 1.15  # per cent for a letter of a name in the narrowest picture


class Point(NamedTuple):
    """`rank` 0 is inside, 1 beyond the first limit, 2 beyond the second."""

    label: str
    base: Value
    percent: Value
    rank: int
    is_own: bool = False


class Box(NamedTuple):
    """Where a name stands: per cent across, em down."""

    left: float
    top: float
    right: float
    bottom: float


class Limit(NamedTuple):
    """Bounds in per cent at one size of base: the inner pair and the outer pair."""

    base: Value
    inner: tuple[Value, Value]
    outer: tuple[Value, Value]


def funnel(
    points: Sequence[Point],
    limits: Sequence[Limit],
    line: Value,
    *,
    title: str,
    description: str,
    ident: str,
    names: tuple[str, str, str],
) -> SafeString:
    """`line` is the region in per cent; `names` are words for it and for both limits."""  # fmt: skip
    drawing = Drawing(ident, title, description, is_wide=True)
    plot = _Plot(points, limits)
    _key(drawing, names)
    _axes(drawing, plot)
    drawing.line(LEFT, plot.y(line), RIGHT, plot.y(line), "chart-region", "#11262c", 0.12)
    for before, after in pairwise(limits):
        for side in (0, 1):
            for which, dash, width in (("inner", "5 4", 0.09), ("outer", "", 0.09)):
                start, end = getattr(before, which)[side], getattr(after, which)[side]
                x1, x2 = plot.x(before.base), plot.x(after.base)
                drawing.line(x1, plot.y(start), x2, plot.y(end), "chart-line", "#6a8083", width, dash)
    for point in points:
        _draw(drawing, plot, point)
    _names(drawing, plot, points, line)
    return drawing.finish(TOP + HEIGHT + 2.6)


class _Plot:
    """Places of bases (by their square root, so that small ones do not stick together) and of per cents."""

    def __init__(self, points: Sequence[Point], limits: Sequence[Limit]) -> None:
        self.widest = (
            max([*(float(one.base) for one in points), *(float(one.base) for one in limits)], default=1.0) or 1.0
        )
        tops = [float(point.percent) for point in points] + [float(limit.inner[1]) for limit in limits[2:]]
        self.highest = min(100.0, max(10.0, -(-max(tops, default=10.0) // 10) * 10))

    def x(self, base: Value) -> float:
        return LEFT + (float(base) / self.widest) ** 0.5 * (RIGHT - LEFT)

    def y(self, percent: Value) -> float:
        return TOP + HEIGHT * (1 - min(self.highest, float(percent)) / self.highest)


def _key(drawing: Drawing, names: tuple[str, str, str]) -> None:
    for x, name, dash, css, width in (
        (0.0, names[0], "", "chart-region", 0.14), (34.0, names[1], "5 4", "chart-line", 0.1),
        (66.0, names[2], "", "chart-line", 0.1),
    ):  # fmt: skip
        drawing.line(x, 0.7, x + 5, 0.7, css, "#11262c" if css == "chart-region" else "#6a8083", width, dash)
        drawing.text(name, x + 6, 1.05, size=0.85)


def _axes(drawing: Drawing, plot: _Plot) -> None:
    drawing.line(LEFT, TOP + HEIGHT, RIGHT, TOP + HEIGHT, "chart-line", "#6a8083", 0.08)
    step = 20 if plot.highest > 50 else 10 if plot.highest > 20 else 5
    for percent in range(0, int(plot.highest) + 1, step):
        drawing.text(f"{percent}{NBSP}%", LEFT - 1, plot.y(percent) + 0.35, anchor="end", quiet=True, size=0.85)
    for base in _round_bases(plot.widest):
        drawing.text(figure(base), plot.x(base), TOP + HEIGHT + 1.2, anchor="middle", quiet=True, size=0.85)
    drawing.text("база, человек", RIGHT, TOP + HEIGHT + 2.3, anchor="end", quiet=True, size=0.85)


def _round_bases(widest: float) -> list[int]:
    """Round numbers at about a quarter, a half, three quarters and the whole of the axis."""
    found = {_rounded(widest * share, 1) for share in (0.0625, 0.25, 0.5625)} | {_rounded(widest, 2)}
    return sorted(base for base in found if 0 < base <= widest)


def _rounded(value: float, digits: int) -> int:
    """Down to so many leading digits."""
    unit = 10 ** max(0, len(str(int(value))) - digits)
    return int(value) // unit * unit


def _draw(drawing: Drawing, plot: _Plot, point: Point) -> None:
    """Open ring inside, filled diamond beyond the first limit, filled square in a frame beyond the second."""
    x, y = plot.x(point.base), plot.y(point.percent)
    path = (shapes.RING, shapes.DIAMOND, shapes.SQUARE)[point.rank]
    css, colour = ("chart-own", "#b8500a") if point.is_own else ("chart-main", "#0b6674")
    if point.rank == 0 and not point.is_own:
        drawing.mark(path, x, y, 0.7, "chart-dot", "#ffffff", "#0b6674")
    else:
        drawing.mark(path, x, y, 0.95 if point.is_own else 0.8, css, colour)


def _names(drawing: Drawing, plot: _Plot, points: Sequence[Point], line: Value) -> None:
    far = sorted((p for p in points if p.rank == 2), key=lambda p: -abs(float(p.percent) - float(line)))[:NAMED]
    marks = [(plot.x(point.base), plot.y(point.percent)) for point in points]
    taken: list[Box] = []
    for point in [*(p for p in points if p.is_own), *far]:
        x, y = plot.x(point.base), plot.y(point.percent)
        for is_left, base in ((False, y - 0.45), (True, y - 0.45), (False, y + 0.35), (True, y + 0.35)):
            box = _box(point.label, x, base, is_left=is_left)
            if point.is_own or _is_free(box, marks, taken):
                taken.append(box)
                drawing.text(point.label, x - 1.2 if is_left else x + 1.2, base, anchor="end" if is_left else "start",
                             size=0.8, bold=point.is_own)  # fmt: skip
                break


def _box(label: str, x: float, base: float, *, is_left: bool) -> Box:
    width = len(label) * LETTER
    left = x - 1.2 - width if is_left else x + 1.2
    return Box(left, base - 0.7, left + width, base + 0.15)


def _is_free(box: Box, marks: Sequence[tuple[float, float]], taken: Sequence[Box]) -> bool:
    """A name covers no point, no other name and stays inside the picture."""
    return (
        box.left >= LEFT
        and box.right <= 100
        and not any(box.left - 0.8 < x < box.right + 0.8 and box.top - 0.4 < y < box.bottom + 0.4 for x, y in marks)
        and not any(
            box.left < other.right and other.left < box.right and box.top < other.bottom and other.top < box.bottom
            for other in taken
        )
    )
