"""Everything that waits to be issued or to reach somebody, on one page with one button."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.models.scope import regions_of
from cluster.views.pages import FormPage, show_form
from monitoring.actions.sending import send_waiting, waiting_of
from monitoring.forms.recommendations import SendForm
from monitoring.models import Campaign
from monitoring.views.campaigns import crumbs
from ui.words import count

LEAD = (
    "Отмеченные черновики будут выпущены, и текст их больше не изменится. Рекомендации муниципального уровня уйдут "
    "тем, у кого на этот дефицит рекомендации ещё нет; каждый оператор получит одно письмо со всем списком."
)


@requires(Permission.MONITORING_MANAGE)
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.filter(region__in=regions_of(request.user)), pk=pk)
    waiting = waiting_of(campaign)
    if not waiting and request.method == "GET":
        messages.info(request, "Черновиков нет, и все выпущенные рекомендации уже направлены.")
        return redirect(_back(campaign))
    form = SendForm(request.POST if request.method == "POST" else None, waiting=waiting)
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_waiting(campaign, only=form.cleaned_data["recommendations"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            sendings = count(sent.addressed, "направление,направления,направлений")
            messages.success(request, f"Выпущено рекомендаций: {sent.issued}. Муниципальным образованиям: {sendings}.")
            return redirect(_back(campaign))
    heading = "Выпустить и направить рекомендации"
    page = FormPage(
        heading,
        [*crumbs(campaign, "")[:-1], (_back(campaign), "Дефициты")],
        "Выпустить и направить",
        title=f"{heading}: {campaign}",
        lead=LEAD,
    )
    return show_form(request, form, page)


def _back(campaign: Campaign) -> str:
    return f"{reverse('monitoring:deficit-list', args=[campaign.pk])}?level=municipal"
