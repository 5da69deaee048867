"""Answers of an employer about the conditions of a workplace, and own words beside them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from employers.actions.offered_accommodations import answer_conditions
from employers.forms.offered_accommodations import CommentsForm, ConditionsForm
from employers.models import Vacancy


@requires(Permission.VACANCY_MANAGE)
def edit_conditions(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = _draft(request, pk)
    form = ConditionsForm(request.POST or None, vacancy=vacancy)
    if request.method == "POST" and form.is_valid():
        answer_conditions(vacancy, form.answers())
        messages.success(request, "Ответы об условиях сохранены.")
        return redirect("employers:my-vacancy-detail", vacancy.pk)
    return render(request, "employers/offered_accommodations/form.html", {"form": form, "vacancy": vacancy})


@requires(Permission.VACANCY_MANAGE)
def edit_comments(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = _draft(request, pk)
    form = CommentsForm(request.POST or None, vacancy=vacancy)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Пояснения сохранены.")
        return redirect("employers:my-vacancy-detail", vacancy.pk)
    return render(request, "employers/offered_accommodations/comments.html", {"form": form, "vacancy": vacancy})


def _draft(request: HttpRequest, pk: int) -> Vacancy:
    return get_object_or_404(Vacancy.objects.visible_to(request.user), pk=pk, status=Vacancy.Status.DRAFT)
