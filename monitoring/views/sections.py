"""The form section by section: every field is saved for itself, by the button or when it is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.actions import submissions as actions
from monitoring.control_rules import Doubt
from monitoring.doubts import doubts_about
from monitoring.forms.sections import SectionForm
from monitoring.models import Criterion, Element, Evidence, Submission, Value
from monitoring.place_names import name_then
from ui.words import count

CLOSED = "Форма уже сдана или срок правки прошёл: записать ничего нельзя. Скопируйте то, что написали."


@dataclass(frozen=True)
class Line:
    """One question with its answer, for reading."""

    element: Element
    value: Value | None

    @property
    def words(self) -> str:
        return self.value.printed if self.value else "нет ответа"


@dataclass(frozen=True)
class Section:
    criterion: Criterion
    elements: list[Element]
    rows: list[Line]
    answered: int

    @property
    def is_full(self) -> bool:
        return self.answered == len(self.elements)


@requires(Permission.SUBMISSION_FILL)
def edit(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """One section. What is right is kept, what is wrong stays on the page with the reason beside it."""
    submission = find_submission(request, pk)
    by_itself = "application/json" in request.headers.get("Accept", "")
    if not submission.is_editable:
        if by_itself:
            return JsonResponse({"problem": CLOSED}, status=409)
        messages.info(request, "Форма уже сдана, поэтому правка закрыта.")
        return redirect(submission)
    sections = sections_of(submission)
    section = next((row for row in sections if row.criterion.number == number), None)
    if section is None:
        raise Http404
    if request.method != "POST":
        told = [line.value for line in section.rows if line.value]
        return _page(request, submission, sections, section, _form(request, submission, section, told))
    try:
        form, saved = _save(request, submission, section)
    except ValidationError:  # handed in or locked between the two lines above
        messages.info(request, CLOSED)
        return JsonResponse({"problem": CLOSED}, status=409) if by_itself else redirect(submission)
    if by_itself:
        return _answer(form)
    if form.errors:
        if saved:
            messages.success(request, f"Сохранено: {count(saved, 'ответ,ответа,ответов')}. Остальное исправьте.")
        return _page(request, submission, sections, section, form)
    messages.success(request, f"Раздел {number} сохранён.")
    return redirect(next_url(submission, sections, number))


def _form(
    request: SignedInRequest, submission: Submission, section: Section, told: Iterable[Value]
) -> SectionForm:  # fmt: skip
    return SectionForm(
        request.POST if request.method == "POST" else None,
        elements=section.elements,
        values={value.element_id: value for value in told},
        rules=list(submission.campaign.edition.subset_rules.select_related("part", "whole")),
        neighbour=_neighbour(submission, request),
    )


@transaction.atomic
def _save(request: SignedInRequest, submission: Submission, section: Section) -> tuple[SectionForm, int]:
    """Compared and written under one lock: two people cannot both be the first."""
    current = Submission.objects.select_for_update(of=("self",)).select_related("filled_by").get(pk=submission.pk)
    submission.filled_by = current.filled_by
    told = submission.values.filter(element__in=section.elements).select_related("element")
    form = _form(request, submission, section, told)
    form.is_valid()
    changes = form.changes()
    if changes:
        actions.save_answers(
            submission,
            {element: change.answer for element, change in changes.items()},
            comments={element: change.comment for element, change in changes.items()},
            by=request.user,
        )
        form.remember(changes)
    return form, len(changes)


def _page(
    request: SignedInRequest, submission: Submission, sections: list[Section], section: Section, form: SectionForm
) -> HttpResponse:
    form.show_doubts(doubts_of(submission, sections))
    evidence: dict[int, list[Evidence]] = {}
    for row in submission.evidence.filter(element__in=section.elements):
        evidence.setdefault(row.element_id, []).append(row)
    context = {
        "submission": submission,
        "section": section,
        "form": form,
        "questions": list(form.questions(evidence)),
        "total": len(sections),
        "breadcrumbs": crumbs(submission, f"Раздел {section.criterion.number}"),
    }
    return render(request, "monitoring/submissions/edit.html", context)


def _answer(form: SectionForm) -> JsonResponse:
    """To the script: when it was saved, what was not, and what to compare the next time with."""
    conflicts = [error for errors in form.errors.values() for error in errors if "пока вы писали" in error]
    told: dict[str, object] = {
        "at": f"{timezone.localtime():%H:%M}",
        "mistakes": form.mistakes(),
        "marks": form.saved,
    }
    if conflicts:
        told["warning"] = " ".join(conflicts)
    return JsonResponse(told)


def _neighbour(submission: Submission, request: SignedInRequest) -> str:
    other = submission.filled_by
    return "другой человек" if other is None or other == request.user else str(other)


def find_submission(request: SignedInRequest, pk: int) -> Submission:
    rows = Submission.objects.visible_to(request.user)
    own = rows.select_related("campaign__edition", "campaign__region", "municipality", "filled_by", "accepted_by")
    found: Any = get_object_or_404(own.annotate(place_name=name_then("campaign__year")), pk=pk)
    found.municipality.name = found.place_name
    return cast(Submission, found)


def sections_of(submission: Submission) -> list[Section]:
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
            [Line(element, told.get(element.pk)) for element in elements],
            sum(element.pk in told for element in elements),
        )
        for number, elements in sorted(sections.items())
    ]


def doubts_of(submission: Submission, sections: list[Section]) -> list[Doubt]:
    return doubts_about(submission, [element for section in sections for element in section.elements])


def with_sections(doubts: list[Doubt], sections: list[Section]) -> list[tuple[Doubt, int]]:
    """Each doubt with the number of the section that holds its first cell."""
    numbers = {element.code: section.criterion.number for section in sections for element in section.elements}
    return [(doubt, numbers[doubt.elements[0]]) for doubt in doubts]


def next_url(submission: Submission, sections: list[Section], number: int) -> str:
    """The next section, or the list of sections after the last one."""
    later = [section.criterion.number for section in sections if section.criterion.number > number]
    if not later:
        return submission.get_absolute_url()
    return reverse("monitoring:submission-edit", args=[submission.pk, later[0]])


def crumbs(submission: Submission, last: str) -> list[tuple[str, str]]:
    return [
        (reverse("monitoring:submission-list"), "Формы"), (submission.get_absolute_url(), str(submission)), ("", last)
    ]  # fmt: skip
