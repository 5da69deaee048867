"""The coordinator reads a vacancy before everybody else does."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import OffersRegister, PermissionRequired, requires
from accounts.roles import Permission
from employers.actions.vacancies import publish, return_for_revision
from employers.forms.vacancies import ReturnForm
from employers.models import Vacancy, WrongState
from ui.pages import ListPage


class ModerationList(PermissionRequired, OffersRegister, ListPage):
    permission = Permission.VACANCY_MODERATE
    register = "moderation-register"
    template_name = "employers/moderation/list.html"

    def get_queryset(self) -> QuerySet[Vacancy]:
        return Vacancy.objects.waiting_for_check().with_cards()


@requires(Permission.VACANCY_MODERATE)
@require_POST
def publish_vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = get_object_or_404(Vacancy.objects.visible_to(request.user), pk=pk)
    try:
        publish(vacancy, by=request.user)
    except WrongState as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Вакансия «{vacancy.title}» опубликована. Работодателю ушло письмо.")
    return redirect("employers:moderation-list")


@requires(Permission.VACANCY_MODERATE)
def return_vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = get_object_or_404(Vacancy.objects.visible_to(request.user), pk=pk)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_for_revision(vacancy, reason=form.cleaned_data["reason"], by=request.user)
        except WrongState as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Вакансия «{vacancy.title}» возвращена. Работодателю ушло письмо.")
        return redirect("employers:moderation-list")
    return render(request, "employers/moderation/return.html", {"form": form, "vacancy": vacancy})
