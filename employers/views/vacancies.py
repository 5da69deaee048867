"""Vacancies as everybody sees them: the list and the page of one vacancy."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from accounts.access import OffersRegister
from accounts.roles import Permission
from cluster.models import Accommodation
from employers.conditions import answers_of
from employers.filters import VacancyFilter
from employers.job_posting import as_script, job_posting
from employers.models import Vacancy
from ui.pages import ListPage


@method_decorator(login_not_required, name="dispatch")
class VacancyList(OffersRegister, ListPage):
    paginate_by = 12
    filterset_class = VacancyFilter
    register = "vacancy-register"
    template_name = "employers/vacancies/list.html"

    def get_queryset(self) -> QuerySet[Vacancy]:
        return Vacancy.objects.open_on(timezone.localdate()).with_cards()


@method_decorator(login_not_required, name="dispatch")
class VacancyDetail(DetailView):
    template_name = "employers/vacancies/detail.html"

    def get_queryset(self) -> QuerySet[Vacancy]:
        rows = Vacancy.objects.readable_by(self.request.user, timezone.localdate())
        return rows.with_cards().select_related("partner__organisation", "municipality__region", "occupation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vacancy, user = self.object, self.request.user
        is_open = vacancy.is_open_on(timezone.localdate())
        url = self.request.build_absolute_uri(vacancy.get_absolute_url())
        return super().get_context_data(
            answers=answers_of(vacancy, Accommodation.objects.all()),
            is_open=is_open,
            is_own=user.is_authenticated
            and user.can(Permission.VACANCY_MANAGE)
            and Vacancy.objects.visible_to(user).filter(pk=vacancy.pk).exists(),
            may_moderate=user.is_authenticated and user.can(Permission.VACANCY_MODERATE),
            posting=as_script(job_posting(vacancy, url)) if is_open else "",
            **kwargs,
        )
