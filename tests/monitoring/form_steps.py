"""Random steps of forms through the actions, and what is stored after each."""

import random
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from monitoring.actions import submissions, unlockings, values
from monitoring.computation import compute
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, CriterionScore, ElementTotal, RegionResult, Result, Submission, Value
from tests.monitoring.factories import tomorrow
from tests.monitoring.random_campaigns import random_form

Status = Submission.Status
STORED = (Result, RegionResult, CriterionScore, ElementTotal)


class _Undo(Exception):
    """Takes a computation back that was made only to compare with."""


def rows(campaign: Campaign) -> list[list[dict[str, Any]]]:
    """Every stored row without its key: digests, scores and who is the best included."""
    keys = ("campaign", "municipality", "indicator", "criterion", "element")
    told = []
    for model in STORED:
        fields = [field.name for field in model._meta.concrete_fields if field.name != "id"]
        order = [name for name in keys if name in fields]
        told.append(list(model.objects.filter(campaign=campaign).order_by(*order).values(*fields)))
    return told


def rows_from_nothing(campaign: Campaign) -> list[list[dict[str, Any]]]:
    try:
        with transaction.atomic():
            for model in STORED:
                model.objects.filter(campaign=campaign).delete()
            compute([campaign])
            told = rows(campaign)
            raise _Undo
    except _Undo:
        return told


def plan_of(campaign: Campaign) -> dict[str, Any]:
    """Today's campaign in the words of the second calculator."""
    counted = campaign.submissions.counted().select_related("municipality")
    told = Value.objects.filter(submission__in=counted).select_related("element", "submission__municipality")
    forms: dict[str, dict[str, Any]] = {form.municipality.oktmo: {} for form in counted}
    for value in told:
        forms[value.submission.municipality.oktmo][value.element.code] = (State(value.state).code, value.amount)
    heads: dict[str, dict[str, int]] = {}
    for row in campaign.reference_populations.select_related("population", "municipality"):
        heads.setdefault(row.population.code, {})[row.municipality.oktmo] = row.amount
    return {
        "expected": list(campaign.expected.values_list("oktmo", flat=True)),
        "counted": forms,
        "forms": forms,
        "heads": heads,
        "skipped": set(campaign.not_assessed.values_list("code", flat=True)),
    }


def take_step(chance: random.Random, campaign: Campaign, by: User) -> str:
    """One thing that may be done with some form of the campaign; its name, for the message of a failure."""
    form = chance.choice(list(campaign.submissions.select_related("campaign", "municipality").order_by("pk")))
    name = chance.choice(_possible(form))
    STEPS[name](chance, form, by)
    return f"{name} {form.municipality.oktmo}"


def _possible(form: Submission) -> list[str]:
    if form.status == Status.SUBMITTED:
        return ["accept", "accept", "accept", "send_back", *(["lock"] if form.unlocking else [])]
    if form.status == Status.ACCEPTED:
        return ["unlock", "reject", "retype", "retype"]
    return ["write", "hand_in", "hand_in", *(["lock"] if form.unlocking else [])]


def _accept(chance: random.Random, form: Submission, by: User) -> None:
    submissions.accept(form, by=by)


def _send_back(chance: random.Random, form: Submission, by: User) -> None:
    submissions.return_for_revision(form, reason="проверьте", by=by)


def _unlock(chance: random.Random, form: Submission, by: User) -> None:
    unlockings.unlock(form, reason="опечатка", ends_at=tomorrow(), by=by)


def _lock(chance: random.Random, form: Submission, by: User) -> None:
    unlockings.lock_again(form, reason="не нужно")


def _hand_in(chance: random.Random, form: Submission, by: User) -> None:
    form.submit(by=by)


def _write(chance: random.Random, form: Submission, by: User) -> None:
    """A cell or two, or the whole form; some emptied."""
    made, elements = random_form(chance, 0.9), list(form.campaign.edition.elements.all())
    chosen = chance.sample(elements, chance.choice([1, 2, len(elements)]))
    told = {element: made.get(element.code) for element in chosen}
    answers = {element: answer and (State[answer[0].upper()], answer[1]) for element, answer in told.items()}
    submissions.save_answers(form, answers, by=by)


def _reject(chance: random.Random, form: Submission, by: User) -> None:
    """An answer is rejected, or a rejected one comes back; one that came rejected has nothing to come back to."""
    if not (found := list(form.values.order_by("pk"))):
        return
    value = chance.choice([row for row in found if row.state == State.REJECTED] or found)
    turned = value.state != State.REJECTED
    try:
        values.review(value, is_flagged=False, is_rejected=turned, note="не сходится", by=by)
    except ValidationError:
        assert not turned


def _retype(chance: random.Random, form: Submission, by: User) -> None:
    """No page of the portal changes a number of an accepted form at one stroke; the results would follow that too."""
    counts = list(form.values.filter(state=State.REPORTED).exclude(element__kind="flag").order_by("pk"))
    if counts:
        with submissions.following(form):
            form.values.filter(pk=chance.choice(counts).pk).update(amount=chance.choice([0, 3, 7000, 9000]))


STEPS = {
    "retype": _retype,
    "accept": _accept,
    "send_back": _send_back,
    "unlock": _unlock,
    "lock": _lock,
    "hand_in": _hand_in,
    "write": _write,
    "reject": _reject,
}
