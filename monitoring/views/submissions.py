"""Forms of municipalities: filled section by section, handed in, returned or accepted."""

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.actions import submissions as actions
from monitoring.corrections import corrections_of
from monitoring.forms.submissions import DoubtsForm, ReturnForm
from monitoring.models import Campaign, Submission, municipalities_of
from monitoring.place_names import name_then
from monitoring.views.sections import Section, crumbs, doubts_of, find_submission, sections_of, with_sections
from ui.pages import ListPage

ACCEPTED = "Форма принята, результаты пересчитаны."
ACCEPTED_LATE = "Исправление принято. Опубликованные итоги не изменились: оно войдёт в следующую редакцию."
FILL, MANAGE = Permission.SUBMISSION_FILL, Permission.MONITORING_MANAGE


class SubmissionFilter(django_filters.FilterSet):
    municipality__name = django_filters.CharFilter(label="Муниципальное образование", lookup_expr="icontains")
    status = django_filters.ChoiceFilter(label="Состояние", choices=Submission.Status.choices, empty_label="Любое")
    campaign__year = django_filters.NumberFilter(label="Год")

    class Meta:
        model = Submission
        fields = ["municipality__name", "status", "campaign__year"]


class SubmissionList(ListPage):
    """Forms this person fills or checks; campaigns where the own form is not started yet stand on top."""

    request: SignedInRequest
    template_name = "monitoring/submissions/list.html"
    filterset_class = SubmissionFilter

    def get_queryset(self) -> QuerySet[Submission]:
        rows = Submission.objects.visible_to(self.request.user)
        named = rows.select_related("campaign").annotate(place_name=name_then("campaign__year"))
        return named.order_by("-campaign__year", "municipality__sort_key")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        trail = [(reverse("monitoring:campaign-list"), "Мониторинг"), ("", "Формы")]
        return context | {"to_start": self._to_start(), "breadcrumbs": trail}

    def _to_start(self) -> list[tuple[Campaign, Any]]:
        user = self.request.user
        if not user.can(FILL):
            return []
        places = list(municipalities_of(user))
        campaigns = Campaign.objects.filter(status=Campaign.Status.OPEN, expected__in=places).distinct()
        started = set(Submission.objects.visible_to(user).values_list("campaign_id", "municipality_id"))
        return [
            (campaign, place)
            for campaign in campaigns.select_related("region")
            for place in places
            if (campaign.pk, place.pk) not in started
        ]


submission_list = requires(FILL, MANAGE)(SubmissionList.as_view())


@require_POST
@requires(FILL)
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = get_object_or_404(Campaign.objects.visible_to(request.user), pk=pk)
    place = get_object_or_404(municipalities_of(request.user), pk=request.POST.get("municipality") or None)
    try:
        return redirect(actions.start_submission(campaign, municipality=place))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("monitoring:submission-list")


@requires(FILL, MANAGE)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    submission = find_submission(request, pk)
    sections = sections_of(submission)
    may_unlock = request.user.can(Permission.SUBMISSION_UNLOCK)
    context = {
        "submission": submission,
        "sections": sections,
        "doubts": with_sections(doubts_of(submission, sections), sections),
        "missing": _missing(sections),
        "can_fill": submission.is_editable and request.user.can(FILL),
        "can_check": submission.is_waiting and request.user.can(MANAGE),
        "may_unlock": may_unlock,
        "can_unlock": may_unlock and submission.can_be_unlocked,
        "unlocking": submission.unlocking,
        "corrections": corrections_of(submission),
        "breadcrumbs": [(reverse("monitoring:submission-list"), "Формы"), ("", str(submission))],
    }
    return render(request, "monitoring/submissions/detail.html", context)


@requires(FILL)
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Handing in; each doubt that asks for a comment gets one first."""
    submission = find_submission(request, pk)
    comments = {value.element.code: value.comment for value in submission.values.select_related("element")}
    sections = sections_of(submission)
    found = doubts_of(submission, sections) if submission.is_editable else []
    doubts = [doubt for doubt in found if doubt.asks]
    form = DoubtsForm(request.POST if request.method == "POST" else None, doubts=doubts, comments=comments)
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit(submission, by=request.user, comments=form.comments())
            messages.success(request, "Форма сдана. Методист проверит её и примет или вернёт с пояснением.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(submission)
    context = {
        "submission": submission,
        "form": form,
        "doubts": doubts,
        "missing": _missing(sections),
        "breadcrumbs": crumbs(submission, "Сдать"),
    }
    return render(request, "monitoring/submissions/submit.html", context)


@requires(MANAGE)
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    submission = find_submission(request, pk)
    if request.method == "POST":
        try:
            actions.accept(submission, by=request.user)
            messages.success(request, ACCEPTED_LATE if submission.campaign.is_published else ACCEPTED)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(submission)
    title = "Принять форму?"
    text = f"{capfirst(str(submission))}. Значения войдут в результаты муниципального образования и региона."
    return _confirm(request, submission, title=title, text=text, action_label="Принять форму")


@requires(MANAGE)
def return_for_revision(request: SignedInRequest, pk: int) -> HttpResponse:
    submission = find_submission(request, pk)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_for_revision(submission, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, "Форма возвращена на доработку.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(submission)
    context = {"submission": submission, "form": form, "breadcrumbs": crumbs(submission, "Вернуть на доработку")}
    return render(request, "monitoring/submissions/return.html", context)


def _missing(sections: list[Section]) -> int:
    return sum(len(section.elements) - section.answered for section in sections)


def _confirm(request: SignedInRequest, submission: Submission, **words: str) -> HttpResponse:
    context = {"submission": submission, "cancel_url": submission.get_absolute_url(), **words}
    context["breadcrumbs"] = crumbs(submission, words["action_label"])
    return render(request, "monitoring/submissions/confirm.html", context)
