"""The register of 100 000 decisions: the page with filters against its bare SQL.

Bare SQL means every query the page asks (session and person included), sent over the same connection by the driver
alone and fetched: what is left is the work of the portal, forms and templates. Both are told as the 95th percentile."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test import Client

from bench._decisions import AMOUNT, fill
from cluster.models import Council, Organisation

RUNS = 12
ASKED_FOR = 3  # the page may take so many times its SQL
Query = tuple[str, Any]


def main() -> dict[str, dict[str, Any]]:
    with transaction.atomic():
        user = fill()
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        pages, queries = [], []
        cases = {}
        for title, address in _addresses().items():
            page, bare = _measured(client, address)
            pages += page
            queries += bare
            cases[title] = _case(page, bare)
        whole = f"страница реестра, {AMOUNT} решений, все отборы вместе (обещано не дольше {ASKED_FOR} × SQL)"
        transaction.set_rollback(True)
    return {whole: _case(pages, queries), **cases}


def _addresses() -> dict[str, str]:
    council = Council.objects.filter(cluster__region__oktmo_prefix="96").earliest("pk").pk
    body = Organisation.objects.filter(region__oktmo_prefix="96").earliest("pk").pk + 7
    return {
        "без отбора": "/decisions/",
        "просроченные одного совета": f"/decisions/?term=overdue&council={council}",
        "организация и состояние": f"/decisions/?responsible={body}&state=accepted",
        "слова": "/decisions/?text=доступность зданий",
        "слова, вид и период": "/decisions/?text=наставников&kind=recommendation&given_from=2024-01-01",
        "исполнено с опозданием": "/decisions/?result=late",
        "глубокая страница": "/decisions/?page=2000",
        "последняя страница отбора": f"/decisions/?council={council}&state=accepted&page=last",
        "ничего не найдено": "/decisions/?text=небывальщина",
    }


def _measured(client: Client, address: str) -> tuple[list[float], list[float]]:
    asked: list[Query] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    pages = _seconds(lambda: client.get(address))
    return pages, _seconds(lambda: _bare(asked))


def _bare(asked: list[Query]) -> None:
    driver: Any = connection.connection
    with driver.cursor() as cursor:
        for sql, params in asked:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def _seconds(work: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return taken


def _case(page: list[float], bare: list[float]) -> dict[str, Any]:
    return {"ours": _p95(page), "unit": "с", "peers": {"только SQL этой страницы": _p95(bare)}}


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95) - 1]
