"""Steps of whoever runs a campaign: create, change, open, prolong, close, publish."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.actions import campaigns as actions
from monitoring.forms.campaigns import (
    CampaignForm,
    DraftCampaignForm,
    ExpectedForm,
    RunningCampaignForm,
    WindowForm,
    next_year_of,
)
from monitoring.models import Campaign, Submission
from monitoring.views.campaigns import crumbs
from ui.words import count

MANAGE = Permission.MONITORING_MANAGE
PLACES = "муниципального образования,муниципальных образований,муниципальных образований"
FORMS = "форму,формы,форм"


class Step(NamedTuple):
    """What the confirmation page says and what it does."""

    title: str
    text: str
    label: str
    done: str
    action: Callable[..., Campaign]


STEPS = {
    "open": Step(
        "Начать сбор форм?",
        "Муниципальные образования увидят форму. Редакцию показателей, год и первый день сбора потом изменить нельзя.",
        "Начать сбор",
        "Сбор начат.",
        actions.open_campaign,
    ),
    "close": Step(
        "Закончить сбор форм?",
        "Принятые формы закроются от правки. Сданные можно будет проверить и после этого.",
        "Закончить сбор",
        "Сбор закончен, принятые формы закрыты от правки.",
        actions.close_campaign,
    ),
    "publish": Step(
        "Опубликовать итоги?",
        "Итоги увидят все участники мониторинга и читатели открытых показателей. Отменить публикацию нельзя: "
        "поздние исправления войдут в следующую редакцию.",
        "Опубликовать итоги",
        "Итоги опубликованы.",
        actions.publish_campaign,
    ),
}


@requires(MANAGE)
def create(request: SignedInRequest) -> HttpResponse:
    form = CampaignForm(request.POST or None, user=request.user, initial={"year": next_year_of(request.user)})
    if request.method == "POST" and form.is_valid():
        campaign = actions.create_campaign(form.save(commit=False), by=request.user)
        number = count(campaign.expectations.count(), PLACES)
        messages.success(request, f"Кампания создана, форму ждут от {number}. Проверьте список и начните сбор.")
        return redirect("monitoring:campaign-update", campaign.pk)
    context = {
        "form": form,
        "title": "Новая кампания мониторинга",
        "lead": "Ожидаемые муниципальные образования отметятся сами: все, что есть в регионе на конец года.",
        "action_label": "Создать кампанию",
        "breadcrumbs": crumbs(None, "Новая кампания"),
    }
    return render(request, "monitoring/campaigns/form.html", context)


@requires(MANAGE)
def update(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = _find(request, pk)
    if campaign.status not in (Campaign.Status.DRAFT, Campaign.Status.OPEN):
        messages.info(request, "Сбор закончен, поэтому условия кампании больше не меняются.")
        return redirect(campaign)
    is_draft = campaign.status == Campaign.Status.DRAFT
    form: DraftCampaignForm | RunningCampaignForm = (
        DraftCampaignForm(request.POST or None, instance=campaign)
        if is_draft
        else RunningCampaignForm(request.POST or None, instance=campaign)
    )
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        if is_draft:
            lists = {name: form.cleaned_data[name] for name in ("expected", "not_assessed")}
            actions.change_draft(changed, **lists)
        else:
            changed.save(update_fields=["basis", "operator"])
        messages.success(request, "Кампания сохранена.")
        return redirect(campaign)
    context = {
        "form": form,
        "title": f"Изменить кампанию за {campaign.year} год",
        "lead": "" if is_draft else "Сбор уже идёт. Срок и список ожидаемых меняются на своих страницах, с причиной.",
        "action_label": "Сохранить кампанию",
        "cancel_url": campaign.get_absolute_url(),
        "breadcrumbs": crumbs(campaign, "Изменить"),
    }
    return render(request, "monitoring/campaigns/form.html", context)


@requires(MANAGE)
def take_step(request: SignedInRequest, pk: int, step: str) -> HttpResponse:
    """A confirmation page; what stands in the way is told before anybody presses the button."""
    campaign = _find(request, pk)
    if step not in STEPS:
        raise Http404
    words = STEPS[step]
    if request.method == "POST":
        try:
            words.action(campaign, by=request.user)
            messages.success(request, words.done)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(campaign)
    context = {
        "campaign": campaign,
        "title": words.title,
        "text": words.text,
        "action_label": words.label,
        "facts": _facts(campaign, step),
        "cancel_url": campaign.get_absolute_url(),
        "breadcrumbs": crumbs(campaign, words.label),
    }
    return render(request, "monitoring/campaigns/step.html", context)


@requires(MANAGE)
def change_window(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = _find(request, pk)
    form = WindowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.move_window(campaign, by=request.user, **form.cleaned_data)
            messages.success(request, f"Сбор идёт по {changed.closes_on:%d.%m.%Y}.")
            return redirect(campaign)
        except ValidationError as error:
            form.add_error("closes_on", error)
    is_over = campaign.status == Campaign.Status.CLOSED
    context = {
        "form": form,
        "title": f"{'Открыть сбор снова' if is_over else 'Изменить срок сбора'}: {campaign.year} год",
        "lead": "Сбор закончен. С новым последним днём он пойдёт снова." if is_over else "",
        "action_label": "Открыть сбор снова" if is_over else "Изменить срок",
        "cancel_url": campaign.get_absolute_url(),
        "breadcrumbs": crumbs(campaign, "Срок сбора"),
    }
    return render(request, "monitoring/campaigns/form.html", context)


@requires(MANAGE)
def change_expected(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = _find(request, pk)
    form = ExpectedForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        what = actions.expect if form.cleaned_data["what"] == "expect" else actions.excuse
        place, reason = form.cleaned_data["municipality"], form.cleaned_data["reason"]
        try:
            what(campaign, municipality=place, reason=reason, by=request.user)
            messages.success(request, f"Список изменён: {place}.")
            return redirect(campaign)
        except ValidationError as error:
            form.add_error("municipality", error)
    number = campaign.expectations.count()
    context = {
        "form": form,
        "title": f"Кого ждём: {campaign.year} год",
        "lead": f"Сейчас ждём {count(number, FORMS)}. Изменение останется в истории кампании.",
        "action_label": "Изменить список",
        "cancel_url": campaign.get_absolute_url(),
        "breadcrumbs": crumbs(campaign, "Кого ждём"),
    }
    return render(request, "monitoring/campaigns/form.html", context)


def _facts(campaign: Campaign, step: str) -> list[str]:
    if step == "publish":
        return actions.publication_hindrances(campaign)
    if step == "open":
        number = count(campaign.expectations.count(), FORMS)
        return [f"Ждём {number}, последний день — {campaign.closes_on:%d.%m.%Y}."]
    taken = campaign.submissions.exclude(status__in=[Submission.Status.DRAFT, Submission.Status.RETURNED]).count()
    return [f"Сдано форм: {taken} из {campaign.expectations.count()}."]


def _find(request: SignedInRequest, pk: int) -> Campaign:
    rows = Campaign.objects.manageable_by(request.user).select_related("region", "edition")
    return get_object_or_404(rows, pk=pk)
