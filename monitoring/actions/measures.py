"""Steps of a measure, each judged on the row as it stands at that moment."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from monitoring.models import Measure


def _locked(measure: Measure) -> Measure:
    return Measure.objects.select_for_update().get(pk=measure.pk)


@transaction.atomic
def start(measure: Measure, *, day: date | None = None) -> Measure:
    """Work on the measure has begun."""
    locked = _locked(measure)
    locked.start(day=day or timezone.localdate())
    locked.save(update_fields=["status", "started_on"])
    return locked


@transaction.atomic
def finish(measure: Measure, *, day: date, result: str, url: str = "", file: Any = None) -> Measure:
    """Done, with the evidence beside it."""
    locked = _locked(measure)
    locked.finish(day=day, result=result)
    locked.evidence_url = url
    if file:
        locked.evidence_file = file
    locked.save(update_fields=["status", "done_on", "result", "evidence_url", "evidence_file"])
    return locked


@transaction.atomic
def drop(measure: Measure, *, reason: str) -> Measure:
    """It will not be done; it stays in the list with the reason."""
    locked = _locked(measure)
    locked.drop(reason=reason)
    locked.save(update_fields=["status", "dropped_reason"])
    return locked


@transaction.atomic
def reopen(measure: Measure) -> Measure:
    """A mark set by mistake is taken back."""
    locked = _locked(measure)
    locked.reopen()
    locked.save(update_fields=["status", "done_on", "dropped_reason"])
    return locked
