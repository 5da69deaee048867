"""What a running campaign meets: comments, evidence, a rejected answer, a form opened for correction."""

from datetime import timedelta

import pghistory
from django.utils import timezone

from accounts.models import User
from monitoring.actions.unlockings import unlock
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, CampaignStep, Evidence, Submission, Value, municipalities_of

EVIDENCE = (
    ("b_public", "Раздел о профориентации на сайте управления образования", "https://example.org/proforientatsiya"),
    ("b_program", "Муниципальная программа, постановление № 412", "https://example.org/programma-412"),
    ("b_program", "План мероприятий на учебный год", "https://example.org/plan"),
)
COMMENTS = {
    "b_private": (State.NOT_APPLICABLE, "В районе нет частных организаций, которые оказывают такие услуги."),
    "u_other": (State.NOT_SUBMITTED, "Штатные расписания учреждений культуры придут после 5 декабря."),
}
REASON = "Ставки школ указаны вместе с колледжем: нужно разделить."
NOTE = "Ставок больше, чем в штатном расписании, которое прислано в прошлом году."
LOOK_AGAIN = "Сверьте с прошлым годом."


def load_year(campaign: Campaign, *, by: User) -> None:
    operator = User.objects.get_by_natural_key("operator@demo.example")
    own = campaign.submissions.get(municipality__in=municipalities_of(operator))
    for kind, words in ((CampaignStep.Kind.CREATED, ""), (CampaignStep.Kind.OPENED, "до 15 декабря 2026 года")):
        CampaignStep.objects.create(campaign=campaign, kind=kind, words=words, by=by)
    _explain(own, operator)
    _doubt(campaign, by)
    accepted = campaign.submissions.filter(status=Submission.Status.ACCEPTED).latest("pk")
    with pghistory.context(user=by.pk):
        unlock(accepted, reason=REASON, ends_at=timezone.now() + timedelta(days=14), by=by)


def _explain(own: Submission, operator: User) -> None:
    elements = {element.code: element for element in own.campaign.edition.elements.all()}
    own.filled_by = operator
    own.save(update_fields=["filled_by"])
    for code, title, url in EVIDENCE:
        Evidence.objects.create(
            submission=own, element=elements[code], title=title, url=url, added_by=operator
        )  # fmt: skip
    with pghistory.context(user=operator.pk, source="form"):
        for code, (state, comment) in COMMENTS.items():
            own.values.filter(element=elements[code]).update(state=state, amount=None, comment=comment)


def _doubt(campaign: Campaign, by: User) -> None:
    """In the returned forms one answer is rejected and one is to be looked at again."""
    returned = Value.objects.filter(submission__campaign=campaign, submission__status=Submission.Status.RETURNED)
    with pghistory.context(user=by.pk, source="review", reason=NOTE):
        returned.filter(element__code="u_school").update(state=State.REJECTED, amount=None, note=NOTE)
    with pghistory.context(user=by.pk, source="review", reason=LOOK_AGAIN):
        returned.filter(element__code="n_profile_9").update(is_flagged=True, note=LOOK_AGAIN)
