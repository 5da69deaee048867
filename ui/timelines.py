"""Plan and fact on one axis of quarters: the arithmetic and the shapes of `ui.charts.timeline`."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ui.drawing import Drawing

TRACK = 74.0  # per cent of the width for time; the rest is for the printed lag
EDGE = 1.5  # per cent kept free at both ends for round marks
PLAN, FACT, LATE, QUIET, GRID = "#c9d6d5", "#0b6674", "#b8500a", "#6a8083", "#c4d0cf"
MOST_NAMED_QUARTERS = 10  # more of them do not fit a window of 320 px
NUMERALS = ("I", "II", "III", "IV")
ROW = 1.85  # height of the bars of one item
KEYS = ((1.5, "план"), (29.0, "на деле"))


class Span(NamedTuple):
    """One item: planned days, real days and the lag in print. A real end of None is «not finished»."""

    label: str
    planned_from: date | None
    planned_to: date | None
    real_from: date | None
    real_to: date | None
    text: str
    is_late: bool = False


class Axis:
    """Whole quarters from the first day to the last one; places are in per cent of the chart."""

    def __init__(self, first: date, last: date) -> None:
        self.first = _quarter(first)
        self.quarters = [self.first]
        while self.quarters[-1] <= last:
            self.quarters.append(_next_quarter(self.quarters[-1]))
        self.days = (self.quarters[-1] - self.first).days

    def place(self, day: date) -> float:
        share = (day - self.first).days / self.days
        return EDGE + min(1.0, max(0.0, share)) * (TRACK - 2 * EDGE)


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _next_quarter(day: date) -> date:
    return _quarter(day + timedelta(days=100))


def axis_of(rows: Sequence[Span], today: date) -> tuple[Axis, date | None]:
    """The axis and today where it belongs: beyond the last day only while something is not finished."""
    days = [day for row in rows for day in row[1:5] if day]
    first, last = min(days, default=today), max(days, default=today)
    is_open = any(row.real_to is None and (row.real_from or row.is_late) for row in rows)
    if first <= today <= last or (today > last and is_open):
        return Axis(first, max(last, today)), today
    return Axis(first, last), None


def draw_axis(drawing: Drawing, axis: Axis, y: float) -> float:
    """Years, and the quarters where there is room for them; returns where the rows may begin."""
    are_named = len(axis.quarters) - 1 <= MOST_NAMED_QUARTERS
    if are_named:
        for start, end in zip(axis.quarters, axis.quarters[1:], strict=False):
            middle = (axis.place(start) + axis.place(end)) / 2
            drawing.text(NUMERALS[start.month // 3], middle, y + 2.4, anchor="middle", quiet=True)
    last_place = -20.0
    for start in axis.quarters[:-1]:
        x = axis.place(start)
        if (start == axis.first or start.month == 1) and x - last_place > 14 and x < TRACK - 12:
            drawing.text(str(start.year), x, y + 1.1, bold=True)
            last_place = x
    return y + (2.9 if are_named else 1.6)


def draw_grid(drawing: Drawing, axis: Axis, today: date | None, y: float) -> None:
    """Quarters and today behind the bars of one row; the words above them stay free of lines."""
    for start in axis.quarters:
        x = axis.place(start)
        drawing.line(x, y, x, y + ROW, "chart-line", GRID, 0.1 if start.month == 1 else 0.04)
    if today:
        drawing.line(axis.place(today), y, axis.place(today), y + ROW, "chart-stem", LATE, 0.12)


def draw_key(drawing: Drawing) -> float:
    (plan_at, plan), (fact_at, fact) = KEYS
    drawing.rect(plan_at, 0.15, 6, 0.95, "chart-plan", PLAN)
    drawing.text(plan, plan_at + 6, 1.0, shift=0.4)
    drawing.rect(fact_at, 0.4, 6, 0.45, "chart-main", FACT)
    drawing.text(fact, fact_at + 6, 1.0, shift=0.4)
    return 1.6


def draw_today(drawing: Drawing, axis: Axis, today: date, y: float) -> None:
    """Its name above the axis; the line itself stands in each row."""
    x = axis.place(today)
    anchor = "start" if x < 15 else "middle"
    drawing.text("сегодня", x, y + 1.0, anchor=anchor, bold=True)


def draw_span(drawing: Drawing, axis: Axis, row: Span, today: date, y: float) -> None:
    """A broad pale bar is the plan, a narrow dark one the fact; a round end means done."""
    _bar_or_mark(drawing, axis, row.planned_from, row.planned_to, y)
    if row.real_from:
        end = max(row.real_to or today, row.real_from)
        x, width = axis.place(row.real_from), axis.place(end) - axis.place(row.real_from)
        drawing.rect(x, y + 0.5, max(width, 0.6), 0.45, "chart-main", FACT)
    if row.is_late and row.planned_to:
        end = row.real_to or today
        drawing.line(axis.place(row.planned_to), y + 1.45, axis.place(end), y + 1.45, "chart-stem", LATE, 0.2)
    if row.real_to:
        drawing.circle(axis.place(row.real_to), y + 0.72, 0.42, "chart-main", FACT)
    drawing.text(row.text, 100, y + 1.05, anchor="end", bold=True)


def _bar_or_mark(drawing: Drawing, axis: Axis, first: date | None, last: date | None, y: float) -> None:
    if first and last:
        width = max(axis.place(last) - axis.place(first), 1.0)
        drawing.rect(axis.place(first), y + 0.25, width, 0.95, "chart-plan", PLAN)
    elif day := first or last:
        drawing.circle(axis.place(day), y + 0.72, 0.42, "chart-past", "#ffffff", QUIET)
