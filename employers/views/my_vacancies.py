"""Vacancies as their employer sees them: the list, one vacancy with its tasks, the form of the job."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import CreateView, DetailView, UpdateView

from accounts.access import OffersRegister, PermissionRequired
from accounts.roles import Permission
from cluster.models import Accommodation
from employers.conditions import answers_of
from employers.filters import MyVacancyFilter
from employers.forms.vacancies import VacancyForm
from employers.models import Partner, Step, Vacancy
from ui.pages import ListPage


class MyVacancyList(PermissionRequired, OffersRegister, ListPage):
    permission = Permission.VACANCY_MANAGE
    filterset_class = MyVacancyFilter
    register = "my-vacancy-register"
    template_name = "employers/my_vacancies/list.html"

    def get_queryset(self) -> QuerySet[Vacancy]:
        return self._own().select_related("municipality", "partner__organisation").order_by("-changed_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = dict(self._own().order_by().values_list("status").annotate(Count("pk")))
        states = [(Vacancy.Status(status), count) for status, count in sorted(counts.items(), key=_in_order)]
        return super().get_context_data(states=states, **kwargs)

    def _own(self) -> QuerySet[Vacancy]:
        return Vacancy.objects.visible_to(self.request.user)


def _in_order(state: tuple[str, int]) -> int:
    return Vacancy.Status.values.index(state[0])


class MyVacancyDetail(PermissionRequired, DetailView):
    """The task list of a draft, or the state and the possible steps of a vacancy that has left it."""

    permission = Permission.VACANCY_MANAGE
    template_name = "employers/my_vacancies/detail.html"

    def get_queryset(self) -> QuerySet[Vacancy]:
        return Vacancy.objects.visible_to(self.request.user).with_cards()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vacancy = self.object
        accommodations = list(Accommodation.objects.all())
        return super().get_context_data(
            answers=answers_of(vacancy, accommodations),
            answered=len(vacancy.offered_accommodations.all()),
            commented=sum(bool(row.comment) for row in vacancy.offered_accommodations.all()),
            total=len(accommodations),
            missing=vacancy.missing_for_moderation(),
            is_draft=vacancy.status == Vacancy.Status.DRAFT,
            is_open=vacancy.is_open_on(timezone.localdate()),
            steps={step.value: vacancy.allows(step) for step in Step},
            **kwargs,
        )


class VacancyCreate(PermissionRequired, CreateView):
    permission = Permission.VACANCY_MANAGE
    form_class = VacancyForm
    template_name = "employers/my_vacancies/form.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not Partner.objects.of_user(request.user).exists():
            messages.info(request, "Сначала расскажите о работодателе: карточку увидят рядом с вакансией.")
            return redirect("employers:my-partner")
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: ModelForm) -> HttpResponse:
        vacancy = form.save()
        messages.success(self.request, "Черновик сохранён. Теперь ответьте, какие условия есть на рабочем месте.")
        return redirect("employers:vacancy-conditions", vacancy.pk)


class VacancyUpdate(PermissionRequired, UpdateView):
    permission = Permission.VACANCY_MANAGE
    form_class = VacancyForm
    template_name = "employers/my_vacancies/form.html"

    def get_queryset(self) -> QuerySet[Vacancy]:
        """Only a draft changes: what the public reads has been checked."""
        return Vacancy.objects.visible_to(self.request.user).filter(status=Vacancy.Status.DRAFT)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: ModelForm) -> HttpResponse:
        """Only the fields of the form are written: a state that changed meanwhile stays as it is."""
        vacancy = form.save(commit=False)
        vacancy.save(update_fields=[*form.fields, "changed_at"])
        messages.success(self.request, "Изменения сохранены.")
        return redirect("employers:my-vacancy-detail", vacancy.pk)
