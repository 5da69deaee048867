"""Recomputing ten campaigns of 42, 420 and 2 500 municipalities, and one correction, against other engines.

Everybody starts with answers in PostgreSQL. The peers end with states and pairs in memory; ours also scores, compares
with what is stored and writes what differs, so the comparison favours them. Results are compared before anything is
timed. «С нуля» is the first time, when all results are written.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from bench._campaigns import clear, fill
from bench._recompute_peers import ours, query_per_figure, with_duckdb, with_pandas, with_polars
from monitoring.actions.submissions import accept, asked_elements, save_answers, submit
from monitoring.actions.unlockings import unlock
from monitoring.computation import compute
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Element, Submission

PEERS: dict[str, Callable[[list[Campaign]], Any]] = {
    "DuckDB": with_duckdb,
    "Polars": with_polars,
    "pandas": with_pandas,
}
RUNS = {42: 9, 420: 5, 2500: 3}
CORRECTIONS = 9


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
        cases |= _corrections(campaigns[0], size)
    clear()
    return cases


def _corrections(campaign: Campaign, size: int) -> dict[str, dict[str, Any]]:
    """The way of a correction as people go it: a form is opened, a number typed, the form handed in and accepted.

    Each step is the whole action with its letters and journal.
    """
    by, taken = User.objects.filter(is_active=True).earliest("pk"), defaultdict(list)
    for step, form in enumerate(_full_forms(campaign)):
        with _timed(taken["форму открыли"]):
            unlock(form, reason="замер", ends_at=timezone.now() + timedelta(days=1), by=by)
        form.refresh_from_db()
        with _timed(taken["число исправили и форму сдали"]):
            element = Element.objects.get(edition=campaign.edition_id, code="n_contest")
            save_answers(form, {element: (State.REPORTED, Decimal(1000 + step))}, by=by)
            submit(form, by=by)
        with _timed(taken["исправление приняли"]):
            accept(form, by=by)
    return {
        f"одно исправление, {size} муниципалитетов: {name}": {"ours": statistics.median(times), "unit": "с"}
        for name, times in taken.items()
    }


def _full_forms(campaign: Campaign) -> list[Submission]:
    asked = len(asked_elements(campaign))
    forms = campaign.submissions.annotate(told=Count("values")).filter(told=asked).order_by("pk")
    return list(forms.select_related("campaign", "municipality")[:CORRECTIONS])


@contextmanager
def _timed(taken: list[float]) -> Iterator[None]:
    started = time.perf_counter()
    yield
    taken.append(time.perf_counter() - started)


def _median(work: Callable[[], object], runs: int) -> float:
    """Seconds of the middle run."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
