"""Answers corrected after publication: they wait for the next revision of the published results."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from monitoring.models import Campaign, Element, Submission, Unlocking, Value
from monitoring.place_names import name_then
from ui.words import day_in_words

NOTHING = "нет ответа"
Told = tuple[int, Decimal | None] | None


@dataclass(frozen=True)
class Correction:
    """One answer that differs from the published one."""

    submission: Submission
    element: Element
    before: str
    after: str
    reason: str
    who: str
    at: datetime
    is_accepted: bool


def pending_corrections(campaign: Campaign, *, since: datetime | None = None) -> list[Correction]:
    """Answers that differ from those of the last publication, by municipality and question.

    One query while there are none, else three.

    Published answers change by an unlocking and in no other way, so what stood there before the first unlocking
    since the publication is what was published. `since` names the moment of a later revision.
    """
    moment = since or campaign.published_at
    if moment is None:
        return []
    opened = Unlocking.objects.filter(submission__campaign=campaign, opened_at__gt=moment)
    return _corrections(opened, campaign)


def reasons_of_opening(campaign: Campaign, *, since: datetime) -> dict[str, str]:
    """By key of a municipality: why its form was opened and by whom, where a correction was accepted after `since`."""
    rows = Unlocking.objects.filter(
        submission__campaign=campaign, outcome=Unlocking.Outcome.ACCEPTED, finished_at__gt=since
    )
    found: dict[str, list[str]] = {}
    for row in rows.order_by("pk").select_related("submission", "opened_by"):
        words = f"{row.reason} ({row.opened_by.full_name}, {day_in_words(row.opened_at)})"
        found.setdefault(str(row.submission.municipality_id), []).append(words)
    return {key: "; ".join(words) for key, words in found.items()}


def corrections_of(submission: Submission) -> list[Correction]:
    """The same for one form."""
    campaign = submission.campaign
    if campaign.published_at is None:
        return []
    opened = Unlocking.objects.filter(submission=submission, opened_at__gt=campaign.published_at)
    return _corrections(opened, campaign)


def answers_behind_results(
    submission: Submission, campaign: Campaign, *, was_opened: bool = True
) -> dict[int, Value]:  # fmt: skip
    """Answers the stored results were made from, by element: a correction after publication is not among them.

    `was_opened`: whether the form may have been opened for correction; whoever knows better saves a query.
    """
    now = {value.element_id: value for value in Value.objects.filter(submission=submission).select_related("element")}
    if campaign.published_at is None or not was_opened:
        return now
    opened = Unlocking.objects.filter(submission=submission, opened_at__gt=campaign.published_at)
    first = opened.order_by("pk").first()
    if first is None:
        return now
    elements = {element.pk: element for element in campaign.edition.elements.all()}
    return {
        int(key): Value(
            submission=submission, element=elements[int(key)], state=row[0], amount=_amount(row), comment=row[2]
        )
        for key, row in first.before.items()
    }


def _corrections(opened: QuerySet[Unlocking], campaign: Campaign) -> list[Correction]:
    first: dict[int, Unlocking] = {}
    last: dict[int, Unlocking] = {}
    named: QuerySet[Any] = opened.annotate(name=name_then(campaign.year, "submission__municipality"))
    for row in named.order_by("pk").select_related("submission__municipality", "submission__filled_by"):
        row.submission.municipality.name = row.name
        first.setdefault(row.submission_id, row)
        last[row.submission_id] = row
    if not first:
        return []
    elements = {element.pk: element for element in campaign.edition.elements.all()}
    now: dict[int, dict[int, Value]] = {}
    for value in Value.objects.filter(submission__in=first):
        now.setdefault(value.submission_id, {})[value.element_id] = value
    return [
        correction
        for key, unlocking in sorted(first.items(), key=lambda row: str(row[1].submission.municipality))
        for correction in _of_form(unlocking, last[key], now.get(key, {}), elements)
    ]


def _of_form(
    first: Unlocking, last: Unlocking, now: dict[int, Value], elements: dict[int, Element]
) -> Iterable[Correction]:
    submission = last.submission
    before = {int(key): _told(row) for key, row in first.before.items()}
    for key, element in elements.items():
        value = now.get(key)
        current: Told = None if value is None else (value.state, value.amount)
        if current != before.get(key):
            yield Correction(
                submission=submission,
                element=element,
                before=_words(element, before.get(key)),
                after=_words(element, current),
                reason=last.reason,
                who=str(submission.filled_by or ""),
                at=last.finished_at or last.opened_at,
                is_accepted=submission.is_counted,
            )


def _told(row: list[Any]) -> Told:
    return int(row[0]), _amount(row)


def _amount(row: list[Any]) -> Decimal | None:
    return None if row[1] is None else Decimal(row[1])


def _words(element: Element, told: Told) -> str:
    return NOTHING if told is None else Value(element=element, state=told[0], amount=told[1]).printed
