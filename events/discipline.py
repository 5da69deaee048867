"""How decisions are kept: given, in time, late, overdue, extended, by body, organisation and quarter.

Each task (an assignment or a recommendation out of the draft) has exactly one of six results, so the results of a row
add up to what was given. The same conditions filter the register: each figure opens its list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When

from events.models import ControlPoint, Extension
from events.models.decisions import CONTROLLED_KINDS
from events.models.registers import DecisionQuerySet

RESULTS = {
    "given": "дано",
    "in_time": "исполнено в срок",
    "first_time": "из них в первоначальный срок",
    "late": "исполнено с опозданием",
    "undated": "исполнено, срока не было",
    "reported": "ждёт приёмки",
    "overdue": "просрочено сейчас",
    "running": "в работе, срок не прошёл",
    "extended": "срок продлевали",
}
PARTS = ("in_time", "late", "undated", "reported", "overdue", "running")
QUERY = """
WITH given AS ({given}),
extended AS (
    SELECT decision_id, count(*) AS times, min(old_due_on) AS first_due_on FROM {extensions} GROUP BY decision_id
),
told AS (
    SELECT given.*, times, first_due_on, date_trunc('quarter', held_on::timestamp)::date AS quarter
    FROM given LEFT JOIN extended ON extended.decision_id = given.id
)
SELECT grouping(council, responsible_id, quarter), council, responsible_id, quarter, count(*),
    {parts},
    count(*) FILTER (WHERE result = 'in_time' AND executed_on <= LEAST(first_due_on, due_on)),
    count(times), coalesce(sum(times), 0)::int,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY executed_on - due_on) FILTER (WHERE result = 'late')
FROM told GROUP BY GROUPING SETS ((), (council), (responsible_id), (quarter))
"""
COLUMNS = ("given", *PARTS, "first_time", "extended", "extensions")
BY_COUNCIL, BY_ORGANISATION, BY_QUARTER = 0b011, 0b101, 0b110  # what `grouping` says of columns left out


@dataclass(frozen=True)
class Figures:
    """One row: a count per column, and the median delay in days of what was done late."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    median_delay: Decimal | None = None


@dataclass
class Discipline:
    total: Figures = field(default_factory=Figures)
    councils: dict[int, Figures] = field(default_factory=dict)
    organisations: dict[int | None, Figures] = field(default_factory=dict)
    quarters: dict[date, Figures] = field(default_factory=dict)


def of_result(rows: DecisionQuerySet, result: str, today: date) -> DecisionQuerySet:
    """The decisions behind a figure."""
    conditions = _conditions(today)
    tasks = rows.filter(kind__in=CONTROLLED_KINDS).exclude(control_rank=2)
    if result in conditions:
        return tasks.filter(conditions[result])
    extensions = Extension.objects.filter(decision=OuterRef("pk"))
    if result == "extended":
        return tasks.filter(Exists(extensions))
    if result == "first_time":
        saved = extensions.filter(old_due_on__lt=OuterRef("executed_on"))
        return tasks.filter(conditions["in_time"]).exclude(Exists(saved))
    return tasks


def discipline_of(rows: DecisionQuerySet, today: date) -> Discipline:
    """All figures of these decisions in one pass of the database."""
    told = Discipline()
    for grouping, council, organisation, quarter, figures in _grouped(rows, today):
        if grouping == BY_COUNCIL:
            told.councils[council] = figures
        elif grouping == BY_ORGANISATION:
            told.organisations[organisation] = figures
        elif grouping == BY_QUARTER:
            told.quarters[quarter] = figures
        else:
            told.total = figures
    return told


def _conditions(today: date) -> dict[str, Q]:
    done = Q(control_rank=3)
    return {
        "in_time": done & Q(executed_on__lte=F("due_on")),
        "late": done & Q(executed_on__gt=F("due_on")),
        "undated": done & Q(due_on=None),
        "reported": Q(control_rank=1),
        "overdue": Q(control_rank=0, due_on__lt=today),
        "running": Q(control_rank=0) & (Q(due_on=None) | Q(due_on__gte=today)),
    }


def _grouped(rows: DecisionQuerySet, today: date) -> Iterator[tuple[int, int, int | None, date, Figures]]:
    conditions = _conditions(today)
    given = (
        of_result(rows, "given", today)
        .order_by()
        .values(
            *("id", "responsible_id", "due_on", "executed_on"),
            council=F("meeting__council"),
            held_on=F("meeting__held_on"),
            result=Case(*(When(conditions[part], then=Value(part)) for part in PARTS)),
        )
    )
    try:
        sql, params = given.query.sql_with_params()
    except EmptyResultSet:
        return
    parts = ", ".join(f"count(*) FILTER (WHERE result = '{part}')" for part in PARTS)
    with connection.cursor() as cursor:
        cursor.execute(QUERY.format(given=sql, parts=parts, extensions=Extension._meta.db_table), params)
        for grouping, council, organisation, quarter, *counts, median in cursor.fetchall():
            figures = Figures(dict(zip(COLUMNS, counts, strict=True)), None if median is None else Decimal(str(median)))
            yield grouping, council, organisation, quarter, figures


def end_of_quarter(first: date) -> date:
    month = first.month + 2
    return date(first.year, month, 31 if month in (3, 12) else 30)


def quarter_in_words(first: date) -> str:
    return f"{('I', 'II', 'III', 'IV')[first.month // 3]} квартал {first.year} года"


def worst_first(figures: Figures) -> tuple[int, int, int]:
    counts = figures.counts
    return -counts["overdue"], -counts["late"], -counts["given"]


def turns_of(rows: DecisionQuerySet, today: date) -> dict[str, int]:
    """Turns of recurring tasks: they stand beside the figures, not in them."""
    tasks = of_result(rows, "given", today).order_by()
    points = ControlPoint.objects.filter(decision__in=tasks.values("pk")).order_by()
    return points.aggregate(
        decisions=Count("decision", distinct=True),
        all=Count("pk"),
        in_time=Count("pk", Q(executed_on__lte=F("due_on"))),
        late=Count("pk", Q(executed_on__gt=F("due_on"))),
        overdue=Count("pk", Q(executed_on=None, due_on__lt=today)),
    )
