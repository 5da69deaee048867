"""Recomputing ten campaigns of 42, 420 and 2 500 municipalities, and one correction, against other engines.

Everybody starts with answers in PostgreSQL. The peers end with states and pairs in memory; ours also scores, compares
with what is stored and writes what differs, so the comparison favours them. Results are compared before anything is
timed. «С нуля» is the first time, when all results are written.
"""

import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bench._campaigns import clear, fill
from bench._recompute_peers import ours, query_per_figure, with_duckdb, with_pandas, with_polars
from monitoring.computation import compute
from monitoring.models import Campaign, Value

PEERS: dict[str, Callable[[list[Campaign]], Any]] = {
    "DuckDB": with_duckdb,
    "Polars": with_polars,
    "pandas": with_pandas,
}
RUNS = {42: 9, 420: 5, 2500: 3}


def main() -> dict[str, dict[str, Any]]:
    cases = {}
    for size in RUNS:
        campaigns = fill(size)
        started = time.perf_counter()
        compute(campaigns)
        fresh = time.perf_counter() - started
        stored = ours(campaigns)
        for name, peer in PEERS.items():
            if peer(campaigns)() != stored:
                raise SystemExit(f"{name}: результаты различаются")
        runs = RUNS[size]
        case = {
            "ours": _median(lambda campaigns=campaigns: compute(campaigns), runs),
            "unit": "с",
            "peers": {
                name: _median(lambda peer=peer, campaigns=campaigns: peer(campaigns), runs)
                for name, peer in PEERS.items()
            },
        }
        case["peers"]["запрос на каждый показатель"] = _median(
            lambda campaigns=campaigns: query_per_figure(campaigns), 1
        )
        cases[f"пересчёт {size} × 10 лет"] = case
        cases[f"пересчёт {size} × 10 лет с нуля"] = {"ours": fresh, "unit": "с"}
        cases[f"одно исправление, {size} муниципалитетов"] = {"ours": _correction(campaigns[0]), "unit": "с"}
    clear()
    return cases


def _correction(campaign: Campaign) -> float:
    """A number in one accepted form becomes another, and the results follow."""
    value = Value.objects.filter(submission__campaign=campaign, element__code="n_contest").earliest("pk")
    taken = []
    for step in range(1, 8):
        Value.objects.filter(pk=value.pk).update(amount=Decimal(1000 + step))
        started = time.perf_counter()
        compute([campaign])
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def _median(work: Callable[[], object], runs: int) -> float:
    """Seconds of the middle run."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
