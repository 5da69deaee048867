"""Self-diagnosis of a municipality or a team: answers, weak points, solutions of the catalogue, a plan."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.models.scope import regions_of
from cluster.views.pages import FormPage, show_form
from monitoring.actions import plans as actions
from monitoring.diagnosing import asked_indicators, offered_answers, weak_points
from monitoring.forms.diagnoses import AnswersForm, ChoiceOfSolutionsForm, DiagnosisStartForm, FeedbackForm
from monitoring.models import Diagnosis, Edition, Plan

DIAGNOSE = Permission.SELF_DIAGNOSE
LIST = "monitoring:diagnosis-list"
SHOWN = 50


@requires(DIAGNOSE)
def diagnosis_list(request: SignedInRequest) -> HttpResponse:
    """What the own organisation has done; the methodologist also reads what authors of the region say of the tool."""
    user = request.user
    diagnoses = Diagnosis.objects.visible_to(user).select_related("organisation", "municipality", "author")
    plans = Plan.objects.visible_to(user).select_related("author").annotate(number=Count("items"))
    opinions = None
    if user.can(Permission.MONITORING_MANAGE):
        told = Diagnosis.objects.told_of().filter(organisation__region__in=regions_of(user))
        opinions = told.select_related("organisation", "author")[:SHOWN]
    context = {
        "diagnoses": diagnoses[:SHOWN],
        "plans": plans[:SHOWN],
        "opinions": opinions,
    }
    return render(request, "monitoring/diagnoses/list.html", context)


@requires(DIAGNOSE)
def create(request: SignedInRequest) -> HttpResponse:
    edition = Edition.objects.published().order_by("-valid_from", "-number").first()
    if edition is None:
        messages.error(request, "Самодиагностика начнётся, когда опубликуют систему показателей.")
        return redirect(LIST)
    form = DiagnosisStartForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        diagnosis = Diagnosis(edition=edition, author=request.user, **form.cleaned_data)
        offered = offered_answers(diagnosis.municipality, edition) if diagnosis.municipality else {}
        actions.save_answers(diagnosis, {key: one.answer for key, one in offered.items()})
        return redirect("monitoring:diagnosis-answer", diagnosis.pk)
    lead = "Ответьте на вопросы системы показателей. Портал найдёт слабые места и предложит решения из каталога."
    page = FormPage("Новая самодиагностика", _crumbs(), "Перейти к вопросам", lead=lead)
    return show_form(request, form, page)


@requires(DIAGNOSE)
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    diagnosis = _own(request, pk)
    place = diagnosis.municipality
    form = AnswersForm(
        request.POST or None,
        indicators=asked_indicators(diagnosis.edition),
        offered=offered_answers(place, diagnosis.edition) if place else {},
        given=dict(diagnosis.answers.values_list("indicator_id", "answer")),
    )
    if request.method == "POST" and form.is_valid():
        actions.save_answers(diagnosis, form.answers())
        messages.success(request, "Ответы сохранены.")
        return redirect(diagnosis)
    crumbs = [*_crumbs(), (diagnosis.get_absolute_url(), str(diagnosis))]
    lead = "Отвечайте за то, что есть сейчас. «Отчасти» — если сделано не везде или не для всех."
    page = FormPage("Вопросы самодиагностики", crumbs, "Показать слабые места", lead=lead)
    return show_form(request, form, page)


@requires(DIAGNOSE)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Weak points from the heaviest, solutions under each; the chosen ones become a plan."""
    diagnosis = _own(request, pk)
    points = weak_points(diagnosis)
    title = f"План: {diagnosis.municipality or diagnosis.organisation}"[:200]
    form = ChoiceOfSolutionsForm(request.POST or None, points=points, initial={"title": title})
    if request.method == "POST" and form.is_valid():
        plan = actions.make_plan(diagnosis, form.chosen(), title=form.cleaned_data["title"], by=request.user)
        messages.success(request, "План составлен. Допишите, кто отвечает, сроки и ожидаемый результат.")
        return redirect("monitoring:plan-update", plan.pk)
    context = {
        "diagnosis": diagnosis,
        "form": form,
        "rows": [(point, _field(form, point.indicator.pk)) for point in points],
        "answered": diagnosis.answers.count(),
        "plans": diagnosis.plans.all(),
        "breadcrumbs": [*_crumbs(), ("", str(diagnosis))],
    }
    return render(request, "monitoring/diagnoses/detail.html", context)


def _field(form: ChoiceOfSolutionsForm, key: int) -> Any:
    name = f"solutions_{key}"
    return form[name] if name in form.fields else None


@requires(DIAGNOSE)
def feedback(request: SignedInRequest, pk: int) -> HttpResponse:
    diagnosis = _own(request, pk)
    form = FeedbackForm(request.POST or None, instance=diagnosis)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Спасибо, отзыв сохранён.")
        return redirect(diagnosis)
    crumbs = [*_crumbs(), (diagnosis.get_absolute_url(), str(diagnosis))]
    return show_form(request, form, FormPage("Отзыв о самодиагностике", crumbs, "Отправить отзыв"))


def _own(request: SignedInRequest, pk: int) -> Diagnosis:
    rows = Diagnosis.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("edition", "organisation__region", "municipality", "author"), pk=pk)


def _crumbs() -> list[tuple[str, str]]:
    return [(reverse(LIST), "Самодиагностика и планы")]
