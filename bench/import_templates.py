"""Dry run of 42 filled templates, from bytes to the stored report, against the limit of three seconds.

The peer does what a plain importer does: it looks up and compares every cell by queries of its own and reads the
workbooks with the same library, without looking for formulas, errors, joined cells or doubts. So it does less."""

import io
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from python_calamine import CalamineWorkbook

from accounts.models import User
from monitoring.actions.batches import check_files
from monitoring.control_rules import Cell
from monitoring.demonstration_values import values_of_2021
from monitoring.exchange.reading import Sent
from monitoring.exchange.template import ANSWER, CODE, FORM, HEAD, template
from monitoring.form_files import fillings_of, seal
from monitoring.models import Campaign, Element, Submission, Value

RUNS = 5
LIMIT = 3.0


def main() -> dict[str, dict[str, Any]]:
    campaign = Campaign.objects.select_related("edition").get(status=Campaign.Status.OPEN, region__oktmo_prefix="25")
    by = User.objects.get_by_natural_key("methodologist@demo.example")
    with transaction.atomic():
        Submission.objects.filter(campaign=campaign).update(
            status=Submission.Status.DRAFT, accepted_at=None, accepted_by=None
        )
        files = _files(campaign)
        rows = check_files(campaign, files, by=by).rows
        changes = rows.filter(outcome__in=("new", "changed")).count()
        found = _by_cell(campaign, files)
        if rows.filter(outcome="error").exists() or changes != found:
            raise SystemExit(f"результаты различаются: {changes} и {found}")
        ours = _median(lambda: check_files(campaign, files, by=by))
        peer = _median(lambda: _by_cell(campaign, files))
        transaction.set_rollback(True)
    peers = {"запрос на каждую ячейку, без проверок": peer, "предел": LIMIT}
    return {f"проверка 42 шаблонов, {changes} изменений": {"unit": "с", "ours": ours, "peers": peers}}


def _files(campaign: Campaign) -> list[Sent]:
    """Templates of all municipalities with the answers of 2021, a little moved."""
    values = values_of_2021()
    files = []
    for number, filling in enumerate(fillings_of(campaign, list(campaign.expected.all()))):
        cells = {
            question.code: Cell(values[question.code][filling.passport.oktmo] + Decimal(question.code.startswith("n_")))
            for question in filling.questions
        }
        files.append(Sent(f"{number}.xlsx", template(replace(filling, cells=cells), seal)))
    return files


def _by_cell(campaign: Campaign, files: list[Sent]) -> int:
    """Number of answers that would be new or changed."""
    changes = 0
    places = list(campaign.expected.all())
    for place, file in zip(places, files, strict=True):
        grid = CalamineWorkbook.from_filelike(io.BytesIO(file.data)).get_sheet_by_name(FORM).to_python()
        for row in grid[HEAD + 1 :]:
            element = Element.objects.filter(edition=campaign.edition_id, code=row[CODE]).first()
            if element is None or row[ANSWER] == "":
                continue
            answer = Decimal(repr({"да": 1, "нет": 0}.get(row[ANSWER], row[ANSWER])))
            stored = Value.objects.filter(
                submission__campaign=campaign, submission__municipality=place, element=element
            ).first()
            changes += stored is None or stored.amount != answer
    return changes


def _median(work: Callable[[], object]) -> float:
    """Seconds of the middle run."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
