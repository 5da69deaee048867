"""The way of a form: started, filled, handed in, returned or accepted."""

from collections.abc import Mapping
from decimal import Decimal

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from cluster.models import Municipality
from monitoring.actions import letters
from monitoring.computation import following
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Element, Submission, Term, Unlocking, Value

Answer = tuple[State, Decimal | None]
UNTOLD = (State.NOT_APPLICABLE, State.REFUSED, State.NOT_SUBMITTED)
REJECTED_BEFORE = "Отклонено при проверке"


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
def save_answers(
    submission: Submission,
    answers: Mapping[Element, Answer | None],
    *,
    by: User,
    comments: Mapping[Element, str] | None = None,
    source: str = "form",
) -> Submission:
    """Keep what was typed; an emptied cell loses its value and never becomes a zero.

    Comments of answers that are not named in `comments` stay as they are. `source` goes into the journal.
    """
    locked = Submission.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=submission.pk)
    if not locked.is_editable:
        raise ValidationError("Форма уже сдана: править можно черновик, возвращённую форму и открытую для исправления.")
    comments = comments or {}
    with pghistory.context(source=source, **_why(locked)):
        emptied = [element.pk for element, answer in answers.items() if answer is None]
        locked.values.filter(element__in=emptied).delete()
        told = {element: answer for element, answer in answers.items() if answer is not None}
        for element in [element for element, answer in told.items() if answer[0] == State.REJECTED]:
            _write_rejected(locked, element, comments.get(element), told.pop(element))
        _write(locked, {element: answer for element, answer in told.items() if element not in comments}, {})
        _write(locked, {element: answer for element, answer in told.items() if element in comments}, comments)
    locked.filled_by = by
    locked.save(update_fields=["filled_by"])
    return locked


def _write(submission: Submission, answers: Mapping[Element, Answer], comments: Mapping[Element, str]) -> None:
    rows = [
        Value(
            submission=submission,
            element=element,
            state=answer[0],
            amount=answer[1],
            comment=comments.get(element, ""),
        )
        for element, answer in answers.items()
    ]
    fields = ["state", "amount", "comment"] if comments else ["state", "amount"]
    Value.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["submission", "element"], update_fields=fields
    )  # fmt: skip


def _write_rejected(submission: Submission, element: Element, comment: str | None, answer: Answer) -> None:
    """A rejected answer stays rejected with the words of its rejection; one that comes back gets words."""
    told = {} if comment is None else {"comment": comment}
    changed = {"state": answer[0], "amount": answer[1], "note": REJECTED_BEFORE, **told}
    if not submission.values.filter(element=element, state=State.REJECTED).update(state=answer[0], **told):
        submission.values.update_or_create(element=element, defaults=changed)


def _why(submission: Submission) -> dict[str, str]:
    """A correction after acceptance carries the reason of its unlocking into the journal."""
    unlocking = submission.unlocking
    return {"reason": unlocking.reason} if unlocking else {}


@transaction.atomic
def submit(submission: Submission, *, by: User, comments: Mapping[str, str] | None = None) -> Submission:
    """Hand the form in, with comments on doubtful answers by the code of their element."""
    if not submission.is_editable:
        raise ValidationError("Сдать можно форму, которую сейчас можно править.")
    if missing := len(unanswered(submission)):
        raise ValidationError(
            f"Не заполнено полей: {missing}. Ответьте на каждый вопрос или укажите, почему числа нет."
        )
    with pghistory.context(source="submit", **_why(submission)):
        for code, comment in (comments or {}).items():
            submission.values.filter(element__code=code).exclude(comment=comment).update(comment=comment)
    if bare := len(uncommented(submission)):
        raise ValidationError(f"Нет пояснений: {bare}. Напишите, почему нет ответа, рядом с вопросом.")
    submission.submit(by=by)
    return submission


@transaction.atomic
def return_for_revision(submission: Submission, *, reason: str, by: User) -> Submission:
    """Back to the operator; what waits for acceptance after the end of collection goes back by an unlocking."""
    unlocking = submission.unlocking
    if unlocking is None and not submission.campaign.takes_submissions:
        raise ValidationError("Сбор закончен. Чтобы форму исправили, откройте её для исправления и назовите срок.")
    if unlocking is not None and not unlocking.is_running:
        raise ValidationError("Срок исправления прошёл. Откройте форму для исправления с новым сроком.")
    submission.return_for_revision(reason=reason)
    letters.tell_returned(submission, by=by)
    return submission


@transaction.atomic
def accept(submission: Submission, *, by: User) -> Submission:
    """Acceptance brings the form into the results at once, except for published ones: those wait for a revision."""
    unlocking = submission.unlocking
    with following(submission):
        submission.accept(by=by)
    if unlocking is not None:
        unlocking.finish(Unlocking.Outcome.ACCEPTED)
    letters.tell_accepted(submission, by=by)
    return submission


def asked_elements(campaign: Campaign) -> list[Element]:
    """Elements of the form: those of indicators that this campaign does not assess are left out."""
    asked = Term.objects.filter(edition=campaign.edition_id).exclude(indicator__in=campaign.not_assessed.values("pk"))
    elements = campaign.edition.elements.filter(pk__in=asked.values("element"))
    return list(elements.select_related("criterion").order_by("position"))


def unanswered(submission: Submission) -> list[Element]:
    told = set(submission.values.values_list("element_id", flat=True))
    return [element for element in asked_elements(submission.campaign) if element.pk not in told]


def uncommented(submission: Submission) -> list[Value]:
    """Answers without a number and without words why."""
    return list(submission.values.filter(state__in=UNTOLD, comment="").select_related("element"))
