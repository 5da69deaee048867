"""The way of a form: started, filled, handed in, returned or accepted."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from cluster.models import Municipality
from monitoring.computation import compute
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Element, Submission, Term, Value

Answer = tuple[State, Decimal | None]


@transaction.atomic
def start_submission(campaign: Campaign, *, municipality: Municipality) -> Submission:
    """The form of a municipality in a running campaign; a second call returns the same form."""
    if not campaign.takes_submissions:
        raise ValidationError("Сбор по этой кампании не идёт.")
    if not campaign.expectations.filter(municipality=municipality).exists():
        raise ValidationError("Это муниципальное образование в кампании не участвует.")
    submission, _ = Submission.objects.get_or_create(campaign=campaign, municipality=municipality)
    return submission


@transaction.atomic
def save_answers(submission: Submission, answers: Mapping[Element, Answer | None], *, by: User) -> Submission:
    """Keep what was typed; an emptied cell loses its value and never becomes a zero."""
    locked = Submission.objects.select_for_update().select_related("campaign").get(pk=submission.pk)
    if not locked.is_editable:
        raise ValidationError("Форма уже сдана: править можно черновик и возвращённую форму.")
    emptied = [element.pk for element, answer in answers.items() if answer is None]
    locked.values.filter(element__in=emptied).delete()
    told = [
        Value(submission=locked, element=element, state=answer[0], amount=answer[1])
        for element, answer in answers.items()
        if answer is not None
    ]
    Value.objects.bulk_create(
        told, update_conflicts=True, unique_fields=["submission", "element"], update_fields=["state", "amount"]
    )
    locked.filled_by = by
    locked.save(update_fields=["filled_by"])
    return locked


@transaction.atomic
def submit(submission: Submission, *, by: User, comments: Mapping[str, str] | None = None) -> Submission:
    """Hand the form in, with comments on doubtful answers by the code of their element."""
    if missing := len(unanswered(submission)):
        raise ValidationError(
            f"Не заполнено полей: {missing}. Ответьте на каждый вопрос или укажите, почему числа нет."
        )
    submission.submit(by=by)
    for code, comment in (comments or {}).items():
        submission.values.filter(element__code=code).update(comment=comment)
    return submission


@transaction.atomic
def return_for_revision(submission: Submission, *, reason: str, by: User) -> Submission:
    submission.return_for_revision(reason=reason)
    return submission


@transaction.atomic
def accept(submission: Submission, *, by: User) -> Submission:
    """Acceptance brings the form into the results at once."""
    submission.accept(by=by)
    compute([submission.campaign])
    return submission


def asked_elements(campaign: Campaign) -> list[Element]:
    """Elements of the form: those of indicators that this campaign does not assess are left out."""
    asked = Term.objects.filter(edition=campaign.edition_id).exclude(indicator__in=campaign.not_assessed.values("pk"))
    elements = campaign.edition.elements.filter(pk__in=asked.values("element"))
    return list(elements.select_related("criterion").order_by("position"))


def unanswered(submission: Submission) -> list[Element]:
    told = set(submission.values.values_list("element_id", flat=True))
    return [element for element in asked_elements(submission.campaign) if element.pk not in told]
