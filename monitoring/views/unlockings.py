"""Opening a form for correction and closing it again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.actions import unlockings as actions
from monitoring.forms.unlockings import LockAgainForm, UnlockingForm
from monitoring.models import Campaign
from monitoring.views.campaigns import crumbs as campaign_crumbs
from monitoring.views.sections import crumbs, find_submission

UNLOCK = Permission.SUBMISSION_UNLOCK


@requires(UNLOCK)
def unlock(request: SignedInRequest, pk: int) -> HttpResponse:
    submission = find_submission(request, pk)
    running = submission.unlocking
    form = UnlockingForm(request.POST or None, initial={"reason": running.reason} if running else None)
    if request.method == "POST" and form.is_valid():
        reason, ends_at = form.cleaned_data["reason"], form.cleaned_data["last_day"]
        try:
            actions.unlock(submission, reason=reason, ends_at=ends_at, by=request.user)
            messages.success(request, f"Форма открыта для исправления до конца дня {ends_at:%d.%m.%Y}.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(submission)
    lead = "До этого срока оператор сможет исправить и снова сдать форму. Потом она закроется сама, без исправлений."
    if submission.campaign.is_published:
        lead += " Итоги уже опубликованы: принятое исправление войдёт в следующую редакцию."
    context = {
        "form": form,
        "title": f"Открыть форму для исправления: {submission}",
        "lead": lead,
        "action_label": "Открыть форму",
        "cancel_url": submission.get_absolute_url(),
        "breadcrumbs": crumbs(submission, "Открыть для исправления"),
    }
    return render(request, "monitoring/campaigns/form.html", context)


@requires(UNLOCK)
def open_late_form(request: SignedInRequest, pk: int, municipality: int) -> HttpResponse:
    """For a municipality that never began while collection went on."""
    rows = Campaign.objects.manageable_by(request.user).select_related("region", "edition")
    campaign = get_object_or_404(rows, pk=pk)
    without_form = campaign.expected.exclude(submissions__campaign=campaign)
    place = get_object_or_404(without_form, pk=municipality)
    form = UnlockingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, ends_at = form.cleaned_data["reason"], form.cleaned_data["last_day"]
        try:
            opened = actions.open_late_form(
                campaign, municipality=place, reason=reason, ends_at=ends_at, by=request.user
            )  # fmt: skip
            messages.success(request, f"{place}: форма открыта до конца дня {ends_at:%d.%m.%Y}.")
            return redirect(opened.submission)
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "form": form,
        "title": f"Открыть форму после срока: {place}, {campaign.year} год",
        "lead": "Сбор закончен, а форма отсюда не начата. До названного дня её можно будет заполнить и сдать.",
        "action_label": "Открыть форму",
        "cancel_url": reverse("monitoring:collection", args=[campaign.pk]),
        "breadcrumbs": campaign_crumbs(campaign, "Форма после срока"),
    }
    return render(request, "monitoring/campaigns/form.html", context)


@requires(UNLOCK)
def lock_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Without acceptance: the answers return to what they were."""
    submission = find_submission(request, pk)
    form = LockAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lock_again(submission, reason=form.cleaned_data["reason"])
            messages.success(request, "Форма закрыта, ответы вернулись к тем, что были до исправления.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(submission)
    context = {
        "form": form,
        "title": f"Закрыть без исправления: {submission}",
        "lead": "Ответы вернутся к тем, что были до открытия. Всё, что написал оператор, останется в журнале.",
        "action_label": "Закрыть без исправления",
        "cancel_url": submission.get_absolute_url(),
        "breadcrumbs": crumbs(submission, "Закрыть без исправления"),
    }
    return render(request, "monitoring/campaigns/form.html", context)
