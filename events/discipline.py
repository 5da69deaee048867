"""How decisions are kept: given, in time, late, overdue, extended, by body, organisation and quarter.

Each task (an assignment or a recommendation out of the draft) has exactly one of six results, so the results of a row
add up to what was given. The same conditions filter the register: each figure opens its list.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from events.models import ControlPoint, Extension, Meeting
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
LISTS = RESULTS | {"recurring": "повторяется, с контрольными точками"}
TURNS = {
    "in_time": "закрыта в срок",
    "late": "закрыта с опозданием",
    "overdue": "просрочена сейчас",
    "ahead": "срок впереди",
}
PARTS = ("in_time", "late", "undated", "reported", "overdue", "running")
# Only meetings and organisations are told apart in the pass over all decisions: councils, quarters and the total are
# sums over meetings, which are few. Delays are gathered, not sorted, so that one hashed pass without sorting is enough.
QUERY = """
WITH given AS ({given}),
extended AS (
    SELECT decision_id, count(*) AS times, min(old_due_on) AS first_due_on FROM {extensions} GROUP BY decision_id
),
told AS (
    SELECT meeting_id, responsible_id, result, times, executed_on - due_on AS delay,
        executed_on <= LEAST(first_due_on, due_on) AS is_first_time
    FROM given LEFT JOIN extended ON extended.decision_id = given.id
),
counted AS (
    SELECT grouping(meeting_id) = 1 AS of_organisation, meeting_id, responsible_id, count(*) AS given, {parts},
        count(*) FILTER (WHERE is_first_time) AS first_time, count(times) AS extended,
        coalesce(sum(times), 0)::int AS extensions,
        array_to_string(array_agg(delay) FILTER (WHERE result = {late}), ' ') AS delays
    FROM told GROUP BY GROUPING SETS ((meeting_id), (responsible_id))
)
SELECT of_organisation, responsible_id, council_id, held_on, given, {names}, first_time, extended, extensions, delays
FROM counted LEFT JOIN {meetings} meeting ON meeting.id = meeting_id
"""
COLUMNS = ("given", *PARTS, "first_time", "extended", "extensions")


@dataclass
class Figures:
    """One row: a count per column, and the delays in days of what was done late."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    delays: list[int] = field(default_factory=list)

    @property
    def median_delay(self) -> Decimal | None:
        return Decimal(str(median(self.delays))) if self.delays else None

    def add(self, counts: Sequence[int], delays: Sequence[int]) -> None:
        for column, number in zip(COLUMNS, counts, strict=True):
            self.counts[column] += number
        self.delays += delays


@dataclass
class Discipline:
    total: Figures = field(default_factory=Figures)
    councils: dict[int, Figures] = field(default_factory=lambda: defaultdict(Figures))
    organisations: dict[int | None, Figures] = field(default_factory=lambda: defaultdict(Figures))
    quarters: dict[date, Figures] = field(default_factory=lambda: defaultdict(Figures))


def of_result(rows: DecisionQuerySet, result: str, today: date) -> DecisionQuerySet:
    """The decisions behind a figure."""
    conditions = _conditions(today)
    tasks = rows.filter(kind__in=CONTROLLED_KINDS).exclude(control_rank=2)
    if result in conditions:
        return tasks.filter(conditions[result])
    extensions = Extension.objects.filter(decision=OuterRef("pk"))
    if result == "extended":
        return tasks.filter(Exists(extensions))
    if result == "recurring":
        return tasks.filter(Exists(ControlPoint.objects.filter(decision=OuterRef("pk"))))
    if result == "first_time":
        saved = extensions.filter(old_due_on__lt=OuterRef("executed_on"))
        return tasks.filter(conditions["in_time"]).exclude(Exists(saved))
    return tasks


def discipline_of(rows: DecisionQuerySet, today: date) -> Discipline:
    """All figures of these decisions in one pass of the database."""
    told = Discipline()
    for of_organisation, organisation, council, held_on, *counts, words in _grouped(rows, today):
        delays = [int(word) for word in words.split()] if words else []
        if of_organisation:
            told.organisations[organisation].add(counts, delays)
        else:
            told.councils[council].add(counts, delays)
            told.quarters[start_of_quarter(held_on)].add(counts, delays)
    for figures in told.councils.values():
        told.total.add([figures.counts[column] for column in COLUMNS], figures.delays)
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


def _grouped(rows: DecisionQuerySet, today: date) -> list[tuple[Any, ...]]:
    conditions = _conditions(today)
    given = (
        of_result(rows, "given", today)
        .order_by()
        .values(
            *("id", "meeting_id", "responsible_id", "due_on", "executed_on"),
            result=Case(*(When(conditions[part], then=Value(n)) for n, part in enumerate(PARTS))),
        )
    )
    try:
        sql, params = given.query.sql_with_params()
    except EmptyResultSet:
        return []
    query = QUERY.format(
        given=sql,
        parts=", ".join(f"count(*) FILTER (WHERE result = {n}) AS {part}" for n, part in enumerate(PARTS)),
        names=", ".join(PARTS),
        late=PARTS.index("late"),
        extensions=Extension._meta.db_table,
        meetings=Meeting._meta.db_table,
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '32MB'")  # the gathered delays fit: no sorting, no temporary files
        cursor.execute(query, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def start_of_quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


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
    counts = {turn: Count("pk", condition) for turn, condition in _turns(today).items()}
    return points_of(rows, today).aggregate(decisions=Count("decision", distinct=True), all=Count("pk"), **counts)


def points_of(rows: DecisionQuerySet, today: date) -> QuerySet[ControlPoint]:
    tasks = of_result(rows, "given", today).order_by()
    return ControlPoint.objects.filter(decision__in=tasks.values("pk")).order_by()


def of_turn(points: QuerySet[ControlPoint], turn: str, today: date) -> QuerySet[ControlPoint]:
    """The control points behind a figure of the note."""
    return points.filter(_turns(today)[turn])


def _turns(today: date) -> dict[str, Q]:
    """Each point is in exactly one of these states."""
    return {
        "in_time": Q(executed_on__lte=F("due_on")),
        "late": Q(executed_on__gt=F("due_on")),
        "overdue": Q(executed_on=None, due_on__lt=today),
        "ahead": Q(executed_on=None, due_on__gte=today),
    }
