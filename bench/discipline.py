"""Overdue count and statistics of discipline over 100 000 decisions, with the rows one person may see.

The results are compared before anything is timed."""

import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F
from django.db.models.functions import TruncQuarter
from django.utils import timezone

from bench._decisions import AMOUNT, fill
from events.discipline import RESULTS, discipline_of, of_result
from events.models import Decision
from events.models.registers import DecisionQuerySet

RUNS = 9
PROMISED = 0.15  # seconds
GROUPS = {
    "councils": F("meeting__council"),
    "organisations": F("responsible"),
    "quarters": TruncQuarter("meeting__held_on"),
}
Figures = dict[tuple[str, Any, str], int]


def main() -> dict[str, dict[str, Any]]:
    today = timezone.localdate()
    with transaction.atomic():
        rows = Decision.objects.visible_to(fill())
        if _flat(rows, today) != _query_per_figure(rows, today):
            raise SystemExit("запрос на каждое число даёт другие числа")
        limit = f"{AMOUNT} решений, обещано до {PROMISED} с"
        cases = {
            f"число просроченных ({limit})": {
                "ours": _median(lambda: rows.overdue(today).count()),
                "unit": "с",
                "peers": {"без индекса": _without_index(lambda: rows.overdue(today).count())},
            },
            f"статистика дисциплины ({limit})": {
                "ours": _median(lambda: discipline_of(rows, today)),
                "unit": "с",
                "peers": {
                    "запрос на каждое число": _median(lambda: _query_per_figure(rows, today), runs=1),
                    "выборка и словари Python": _median(lambda: _dictionaries(rows), runs=1),
                },
            },
        }
        transaction.set_rollback(True)
    return cases


def _flat(rows: DecisionQuerySet, today: date) -> Figures:
    told = discipline_of(rows, today)
    figures = {("total", None, result): told.total.counts[result] for result in RESULTS}
    for group in GROUPS:
        for key, one in getattr(told, group).items():
            figures |= {(group, key, result): one.counts[result] for result in RESULTS}
    return {name: number for name, number in figures.items() if number}


def _query_per_figure(rows: DecisionQuerySet, today: date) -> Figures:
    """The usual way: the list behind each figure is counted."""
    figures: Figures = {}
    for result in RESULTS:
        found = of_result(rows, result, today).order_by()
        figures["total", None, result] = found.count()
        for group, column in GROUPS.items():
            for key, number in found.values_list(column).annotate(number=Count("pk")):
                figures[group, key, result] = number
    return {name: number for name, number in figures.items() if number}


def _dictionaries(rows: DecisionQuerySet) -> dict[Any, int]:
    """All rows into the process, counted there: only the part every figure needs."""
    counts: dict[Any, int] = {}
    columns = ("meeting__council", "responsible", "meeting__held_on", "kind", "state", "due_on", "executed_on")
    for council, organisation, held_on, *_ in rows.order_by().values_list(*columns):
        for key in (("c", council), ("o", organisation), ("q", held_on.year, held_on.month // 4)):
            counts[key] = counts.get(key, 0) + 1
    return counts


def _without_index(work: Callable[[], object]) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_indexonlyscan = off")
        taken = _median(work)
        cursor.execute("RESET enable_indexscan; RESET enable_bitmapscan; RESET enable_indexonlyscan")
    return taken


def _median(work: Callable[[], object], runs: int = RUNS) -> float:
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
