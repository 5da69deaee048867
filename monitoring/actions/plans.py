"""From a diagnosis to a plan, and from a plan to the road map of the cluster."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cluster.models import Proposal, ProposalRound, RoadMap, RoadMapItem
from monitoring.diagnosing import WeakPoint
from monitoring.models import Diagnosis, DiagnosisAnswer, Plan, PlanItem, Solution


@transaction.atomic
def save_answers(diagnosis: Diagnosis, answers: Mapping[int, int | None]) -> Diagnosis:
    """Answers by indicator; «не знаем» leaves no answer behind."""
    if diagnosis.pk is None:
        diagnosis.save()
    diagnosis.answers.filter(indicator__in=[key for key, answer in answers.items() if answer is None]).delete()
    DiagnosisAnswer.objects.bulk_create(
        [
            DiagnosisAnswer(diagnosis=diagnosis, indicator_id=key, answer=answer)
            for key, answer in answers.items()
            if answer is not None
        ],
        update_conflicts=True,
        unique_fields=["diagnosis", "indicator"],
        update_fields=["answer"],
    )
    return diagnosis


@transaction.atomic
def make_plan(diagnosis: Diagnosis, chosen: Iterable[tuple[WeakPoint, Solution]], *, title: str, by: User) -> Plan:
    """A plan of the chosen solutions, ready to be put into own words; a solution of two weak points stands once."""
    plan = Plan.objects.create(diagnosis=diagnosis, organisation=diagnosis.organisation, title=title, author=by)
    seen: set[int] = set()
    for point, solution in chosen:
        if solution.pk not in seen:
            seen.add(solution.pk)
            PlanItem.objects.create(
                plan=plan,
                indicator=point.indicator,
                solution=solution,
                text=solution.title,
                responsible=diagnosis.organisation,
                expected_result=solution.effect,
            )
    if not seen:
        raise ValidationError("Отметьте хотя бы одно решение: из них сложится план.")
    return plan


@transaction.atomic
def add_to_road_map(items: Iterable[PlanItem], *, road_map: RoadMap) -> int:
    """Who keeps the road map puts items there at once."""
    locked = _unsent(items)
    for item in locked:
        item.road_map_item = RoadMapItem.objects.create(
            road_map=road_map,
            text=item.text,
            responsible=item.responsible,
            starts_on=item.starts_on,
            ends_on=item.ends_on,
            expected_result=item.expected_result,
        )
        item.save(update_fields=["road_map_item"])
    return len(locked)


@transaction.atomic
def propose(items: Iterable[PlanItem], *, to: ProposalRound, by: User) -> int:
    """Everybody else proposes them in an open call."""
    if not to.is_open_on(timezone.localdate()):
        raise ValidationError("Сбор предложений уже закрыт. Дождитесь следующего сбора.")
    locked = _unsent(items)
    for item in locked:
        item.proposal = Proposal.objects.create(
            round=to,
            organisation=item.plan.organisation,
            author=by,
            text=item.text,
            why=_why(item),
            responsible=item.responsible,
            starts_on=item.starts_on,
            ends_on=item.ends_on,
            expected_result=item.expected_result,
        )
        item.save(update_fields=["proposal"])
    return len(locked)


def _unsent(items: Iterable[PlanItem]) -> list[PlanItem]:
    """Two people at once send an item once."""
    rows = PlanItem.objects.select_for_update(of=("self",)).select_related("plan__organisation", "indicator")
    return [item for item in rows.filter(pk__in=[item.pk for item in items]) if not item.is_sent]


def _why(item: PlanItem) -> str:
    weak = f" Слабое место: {item.indicator}." if item.indicator else ""
    return f"Из плана «{item.plan}» по итогам самодиагностики.{weak}"
