"""Forms of municipalities: filled section by section, handed in, returned or accepted."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.actions import submissions as actions
from monitoring.control_rules import Doubt
from monitoring.doubts import doubts_about
from monitoring.forms.submissions import DoubtsForm, ReturnForm, SectionForm
from monitoring.models import Campaign, Criterion, Element, Submission, Value, municipalities_of
from ui.pages import ListPage

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
        return rows.select_related("campaign", "municipality").order_by("-campaign__year", "municipality__sort_key")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"to_start": self._to_start()}

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


@dataclass(frozen=True)
class Section:
    criterion: Criterion
    elements: list[Element]
    rows: list[tuple[Element, str]]
    answered: int

    @property
    def is_full(self) -> bool:
        return self.answered == len(self.elements)


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
    submission = _find(request, pk)
    sections = _sections(submission)
    context = {
        "submission": submission,
        "sections": sections,
        "doubts": _with_sections(_doubts(submission, sections), sections),
        "missing": sum(len(section.elements) - section.answered for section in sections),
        "can_fill": submission.is_editable and request.user.can(FILL),
        "can_check": submission.is_waiting and request.user.can(MANAGE),
        "breadcrumbs": [(reverse("monitoring:submission-list"), "Формы"), ("", str(submission))],
    }
    return render(request, "monitoring/submissions/detail.html", context)


@requires(FILL)
def edit(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """One section of the form; what was typed stays on the page when something is wrong."""
    submission = _find(request, pk)
    sections = _sections(submission)
    section = next((row for row in sections if row.criterion.number == number), None)
    if section is None:
        raise Http404
    if not submission.is_editable:
        messages.info(request, "Форма уже сдана, поэтому правка закрыта.")
        return redirect(submission)
    form = SectionForm(
        request.POST or None,
        elements=section.elements,
        values={value.element_id: value for value in submission.values.all()},
        rules=list(submission.campaign.edition.subset_rules.select_related("part", "whole")),
    )
    if request.method == "POST" and form.is_valid():
        actions.save_answers(submission, form.answers(), by=request.user)
        messages.success(request, f"Раздел {number} сохранён.")
        return redirect(_next_url(submission, sections, number))
    form.show_doubts(_doubts(submission, sections))
    context = {
        "submission": submission,
        "section": section,
        "form": form,
        "total": len(sections),
        "breadcrumbs": [
            (reverse("monitoring:submission-list"), "Формы"), (submission.get_absolute_url(), str(submission)),
            ("", f"Раздел {number}"),
        ],
    }  # fmt: skip
    return render(request, "monitoring/submissions/edit.html", context)


@requires(FILL)
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Handing in; each doubt that asks for a comment gets one first."""
    submission = _find(request, pk)
    comments = {value.element.code: value.comment for value in submission.values.select_related("element")}
    found = _doubts(submission, _sections(submission)) if submission.is_editable else []
    doubts = [doubt for doubt in found if doubt.asks]
    form = DoubtsForm(request.POST if request.method == "POST" else None, doubts=doubts, comments=comments)
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit(submission, by=request.user, comments=form.comments())
            messages.success(request, "Форма сдана. Методист проверит её и примет или вернёт с пояснением.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(submission)
    context = {"submission": submission, "form": form, "doubts": doubts, "breadcrumbs": _crumbs(submission, "Сдать")}
    return render(request, "monitoring/submissions/submit.html", context)


@requires(MANAGE)
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    submission = _find(request, pk)
    if request.method == "POST":
        try:
            actions.accept(submission, by=request.user)
            messages.success(request, "Форма принята, результаты пересчитаны.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(submission)
    title, text = "Принять форму?", "Значения войдут в результаты муниципального образования и региона."
    return _confirm(request, submission, title=title, text=text, action_label="Принять форму")


@requires(MANAGE)
def return_for_revision(request: SignedInRequest, pk: int) -> HttpResponse:
    submission = _find(request, pk)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_for_revision(submission, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, "Форма возвращена на доработку.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(submission)
    context = {"submission": submission, "form": form, "breadcrumbs": _crumbs(submission, "Вернуть на доработку")}
    return render(request, "monitoring/submissions/return.html", context)


def _find(request: SignedInRequest, pk: int) -> Submission:
    rows = Submission.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("campaign__edition", "campaign__region", "municipality", "filled_by", "accepted_by"), pk=pk
    )


def _sections(submission: Submission) -> list[Section]:
    told = {value.element_id: value for value in submission.values.select_related("element")}
    sections: dict[int, list[Element]] = {}
    criteria: dict[int, Criterion] = {}
    for element in actions.asked_elements(submission.campaign):
        criteria[element.criterion.number] = element.criterion
        sections.setdefault(element.criterion.number, []).append(element)
    return [
        Section(
            criteria[number],
            elements,
            [(element, _words(told.get(element.pk))) for element in elements],
            sum(element.pk in told for element in elements),
        )
        for number, elements in sorted(sections.items())
    ]


def _doubts(submission: Submission, sections: list[Section]) -> list[Doubt]:
    return doubts_about(submission, [element for section in sections for element in section.elements])


def _with_sections(doubts: list[Doubt], sections: list[Section]) -> list[tuple[Doubt, int]]:
    """Each doubt with the number of the section that holds its first cell."""
    numbers = {element.code: section.criterion.number for section in sections for element in section.elements}
    return [(doubt, numbers[doubt.elements[0]]) for doubt in doubts]


def _words(value: Value | None) -> str:
    if value is None:
        return "нет ответа"
    return f"{value.printed}. Пояснение: {value.comment}" if value.comment else value.printed


def _next_url(submission: Submission, sections: list[Section], number: int) -> str:
    """The next section, or the list of sections after the last one."""
    later = [section.criterion.number for section in sections if section.criterion.number > number]
    if not later:
        return submission.get_absolute_url()
    return reverse("monitoring:submission-edit", args=[submission.pk, later[0]])


def _confirm(request: SignedInRequest, submission: Submission, **words: str) -> HttpResponse:
    context = {"submission": submission, "cancel_url": submission.get_absolute_url(), **words}
    context["breadcrumbs"] = _crumbs(submission, words["action_label"])
    return render(request, "monitoring/submissions/confirm.html", context)


def _crumbs(submission: Submission, last: str) -> list[tuple[str, str]]:
    return [
        (reverse("monitoring:submission-list"), "Формы"), (submission.get_absolute_url(), str(submission)), ("", last)
    ]  # fmt: skip
