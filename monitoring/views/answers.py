"""One answer of a form: its history, what confirms it, what the methodologist thinks of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.actions.values import REVIEWED, review
from monitoring.forms.answers import EvidenceForm, ReviewForm
from monitoring.framework.vocabulary import State
from monitoring.journal import entries_of_answer
from monitoring.models import Element, Evidence, Submission
from monitoring.views.sections import crumbs, find_submission

FILL, MANAGE = Permission.SUBMISSION_FILL, Permission.MONITORING_MANAGE


@requires(FILL, MANAGE)
def detail(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    submission = find_submission(request, pk)
    element = _element(submission, code)
    value = submission.values.select_related("element").filter(element=element).first()
    may_fill = request.user.can(FILL) and submission.is_editable
    context = {
        "submission": submission,
        "element": element,
        "value": value,
        "evidence": list(submission.evidence.filter(element=element).select_related("added_by")),
        "entries": entries_of_answer(submission, element),
        "may_fill": may_fill,
        "may_review": value is not None and request.user.can(MANAGE) and submission.status in REVIEWED,
        "breadcrumbs": crumbs(submission, f"Вопрос: {element.name}"),
    }
    return render(request, "monitoring/answers/detail.html", context)


@requires(FILL)
def add_evidence(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    submission = find_submission(request, pk)
    element = _element(submission, code)
    if not submission.is_editable:
        messages.info(request, "Форма уже сдана, поэтому подтверждения не меняются.")
        return redirect(_url(submission, element))
    row = Evidence(submission=submission, element=element, added_by=request.user)
    form = EvidenceForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Подтверждение добавлено.")
        return redirect(_url(submission, element))
    context = {
        "form": form,
        "title": "Добавить подтверждение",
        "lead": f"{element.name}. Ссылка должна открываться без пароля.",
        "action_label": "Добавить подтверждение",
        "cancel_url": _url(submission, element),
        "breadcrumbs": crumbs(submission, "Подтверждение"),
    }
    return render(request, "monitoring/campaigns/form.html", context)


@require_POST
@requires(FILL)
def remove_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Evidence.objects.filter(submission__in=Submission.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("submission__campaign", "element"), pk=pk)
    if row.submission.is_editable:
        row.delete()
        messages.success(request, f"Подтверждение убрано: {row.title}. Его можно добавить снова.")
    else:
        messages.error(request, "Форма уже сдана, поэтому подтверждения не меняются.")
    return redirect(_url(row.submission, row.element))


@requires(MANAGE)
def review_answer(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    submission = find_submission(request, pk)
    element = _element(submission, code)
    value = get_object_or_404(submission.values.select_related("element"), element=element)
    initial = {"is_flagged": value.is_flagged, "is_rejected": value.state == State.REJECTED, "note": value.note}
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            review(value, by=request.user, **form.cleaned_data)
            messages.success(request, "Проверка ответа сохранена.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(_url(submission, element))
    context = {
        "form": form,
        "title": "Проверить ответ",
        "lead": f"{submission.municipality}. {element.name}: {value.printed}.",
        "action_label": "Сохранить проверку",
        "cancel_url": _url(submission, element),
        "breadcrumbs": crumbs(submission, "Проверить ответ"),
    }
    return render(request, "monitoring/campaigns/form.html", context)


def _element(submission: Submission, code: str) -> Element:
    return get_object_or_404(submission.campaign.edition.elements.select_related("criterion"), code=code)


def _url(submission: Submission, element: Element) -> str:
    return reverse("monitoring:answer-detail", args=[submission.pk, element.code])
