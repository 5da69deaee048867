"""The page of a region with 2 500 municipalities from stored results, whole and as the bare statements behind it.

Peers in the same run: the statements of that very page without Django, sent through the same connection and fetched;
and the usual way, one query per figure of the table. What the page prints is compared with the peers before timing.
"""

import re
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from bench._campaigns import PREFIX, clear
from cluster.models import Municipality, MunicipalityKind, Region
from monitoring import printing
from monitoring.heat_table import PAGE
from monitoring.models import Campaign, CriterionScore, Edition, RegionResult, Result

AMOUNT = 2500
RUNS = 40
PROMISED, MOST_QUERIES = 0.15, 8  # seconds, queries


def main() -> dict[str, dict[str, Any]]:
    clear()
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    with transaction.atomic():
        campaign = _campaign()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        client = Client()
        client.force_login(
            User.objects.get(email="coordinator@demo.example"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        url = reverse("monitoring:region", args=[campaign.pk])
        cases = {}
        for query, words in (("", "по названию"), ("?sort=deficits", "по дефицитам"), ("?open=all", "27 показателей")):
            cases |= _case(client, campaign, url + query, words)
        transaction.set_rollback(True)
    return cases


def _case(client: Client, campaign: Campaign, url: str, words: str) -> dict[str, dict[str, Any]]:
    with CaptureQueriesContext(connection) as seen:
        text = client.get(url).content.decode()
    if len(seen) > MOST_QUERIES:
        raise SystemExit(f"запросов {len(seen)}, обещано не больше {MOST_QUERIES}")
    statements = [query["sql"] for query in seen if "monitoring_" in query["sql"]]
    keys = [int(key) for key in re.findall(r"/municipalities/(\d+)/", text)]
    if len(keys) != PAGE or not _same(text, campaign, keys):
        raise SystemExit("страница показывает не те баллы")
    title = f"панель региона, {AMOUNT} муниципалитетов, {words} (95-й процентиль, обещано до {PROMISED} с)"
    return {
        title: {
            "ours": _p95(lambda: client.get(url)),
            "unit": "с",
            "peers": {
                "те же запросы без Django": _p95(lambda: _bare(statements)),
                "запрос на каждое число": _p95(lambda: _query_per_figure(campaign, keys), runs=3),
            },
        }
    }


def _same(text: str, campaign: Campaign, keys: list[int]) -> bool:
    """Scores of the first row of the page against one query per figure."""
    row = text[text.index(f"/municipalities/{keys[0]}/") :]
    told = re.findall(r'<td class="heat[^"]*">([^<]*)</td>', row[: row.index("</tr>")])
    printed = [printing.amount(printing.half_up(score)) for score in _query_per_figure(campaign, keys[:1])]
    return all(score in told for score in printed) and bool(printed)


def _bare(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def _query_per_figure(campaign: Campaign, keys: list[int]) -> list[Decimal]:
    found = []
    for key in keys:
        for criterion in campaign.edition.criteria.values_list("pk", flat=True):
            row = CriterionScore.objects.filter(campaign=campaign, municipality=key, criterion=criterion)
            score = row.values_list("score", flat=True).first()
            if score is not None:
                found.append(score)
    return found


def _campaign() -> Campaign:
    """The results of the demonstration year laid out over 2 500 municipalities; only stored results matter here."""
    edition = Edition.objects.published().order_by("number").first()
    sample = Campaign.objects.get(year=2021, region__oktmo_prefix="25")
    region = Region.objects.create(name="Замерная область", name_genitive="Замерной области", oktmo_prefix=PREFIX)
    places = Municipality.objects.bulk_create(
        Municipality(
            region=region, name=f"Район {number}", kind=MunicipalityKind.DISTRICT, oktmo=f"{PREFIX}{number:06}"
        )
        for number in range(AMOUNT)
    )
    campaign = Campaign.objects.create(
        region=region, year=2041, edition=edition, status=Campaign.Status.PUBLISHED,
        opens_on="2041-11-01", closes_on="2041-12-01", computed_at=sample.computed_at,
    )  # fmt: skip
    campaign.expected.set(places)
    sources = list(sample.expected.order_by("pk").values_list("pk", flat=True))
    owners: dict[int, list[int]] = {key: [] for key in sources}
    for number, place in enumerate(places):
        owners[sources[number % len(sources)]].append(place.pk)
    for model in (Result, CriterionScore):
        _lay_out(model, sample, campaign, owners)
    for row in RegionResult.objects.filter(campaign=sample):
        row.pk, row.campaign, row.expected, row.reported = None, campaign, AMOUNT, AMOUNT
        row.save(force_insert=True)
    return campaign


def _lay_out(model: Any, sample: Campaign, campaign: Campaign, owners: dict[int, list[int]]) -> None:
    copies = []
    for row in model.objects.filter(campaign=sample):
        fields = {
            field.attname: getattr(row, field.attname)
            for field in model._meta.concrete_fields
            if field.attname not in ("id", "campaign_id", "municipality_id")
        }
        copies += [model(campaign=campaign, municipality_id=key, **fields) for key in owners[row.municipality_id]]
    model.objects.bulk_create(copies, batch_size=5000)


def _p95(work: Callable[[], object], runs: int = RUNS) -> float:
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.quantiles(taken, n=20)[-1] if runs > 2 else max(taken)
