"""The register of decisions and the page of one decision."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import DetailView

from accounts.access import PermissionRequired, requires
from accounts.roles import Permission
from events.actions.bulk import STEPS
from events.actions.decisions import set_executors
from events.decision_page import decisions_for_page, steps_for
from events.filters import DecisionFilter
from events.forms.decisions import DecisionForm
from events.history import history_of
from events.models import Decision
from events.models.registers import DecisionQuerySet
from events.terms import hint
from events.views.meetings import changeable_meeting
from ui.pages import ListPage
from ui.panels import panels_of


class DecisionList(PermissionRequired, ListPage):
    permission = Permission.DECISION_VIEW
    filterset_class = DecisionFilter
    template_name = "events/decisions/list.html"

    def get_queryset(self) -> DecisionQuerySet:
        rows = Decision.objects.visible_to(self.request.user).overdue_first(timezone.localdate())
        return rows.select_related("meeting__council", "agenda_item", "responsible", "responsible_person")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        counts = (
            Decision.objects.visible_to(self.request.user)
            .on_control()
            .aggregate(
                overdue=Count("pk", Q(control_rank=0, due_on__lt=today)),
                on_control=Count("pk", Q(control_rank__lte=1)),
                reported=Count("pk", Q(control_rank=1)),
            )
        )
        may_order = self.request.user.can(Permission.REPORT_ORDER)
        return super().get_context_data(
            counts=counts,
            chosen=self._chosen(),
            may_order=may_order,
            may_mark=self.request.user.can(Permission.DECISION_MANAGE),
            is_all_marked=self.request.GET.get("mark") == "page",
            steps=[(code, title) for code, (title, _) in STEPS.items()],
            **kwargs,
        )

    def _chosen(self) -> list[tuple[str, str]]:
        """What is filtered now, to order the same rows as a file."""
        return [(name, value) for name, value in self.request.GET.items() if value and name not in ("page", "mark")]


class DecisionDetail(PermissionRequired, DetailView):
    permission = Permission.DECISION_VIEW
    template_name = "events/decisions/detail.html"

    def get_queryset(self) -> QuerySet[Decision]:
        return decisions_for_page(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decision, user = self.object, self.request.user
        return super().get_context_data(
            history=history_of(decision), panels=panels_of(decision, user), **steps_for(decision, user), **kwargs
        )


@requires(Permission.DECISION_MANAGE)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision of a meeting, entered by hand."""
    meeting = changeable_meeting(request, pk)
    initial = {"agenda_item": request.GET.get("item"), "number": str(meeting.decisions.count() + 1)}
    decision = Decision(meeting=meeting, position=meeting.decisions.count() + 1)
    return _form_page(request, decision, initial=initial)


@requires(Permission.DECISION_MANAGE)
def update(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Decision.objects.visible_to(request.user).exclude(state=Decision.State.ACCEPTED)
    rows = rows.select_related("meeting__council__cluster__region", "responsible_person", "supervisor", "parent")
    decision = get_object_or_404(rows.prefetch_related("meeting__protocols", "co_executors"), pk=pk)
    return _form_page(request, decision)


def _form_page(request: HttpRequest, decision: Decision, initial: dict[str, Any] | None = None) -> HttpResponse:
    form = DecisionForm(request.POST or None, instance=decision, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = form.save(commit=False)
        set_executors(saved, co_executors=form.cleaned_data["co_executors"], **form.people())
        messages.success(request, "Решение сохранено.")
        if day_off := hint(saved.due_on):
            messages.warning(request, day_off)
        return redirect(saved if decision.state != Decision.State.DRAFT else saved.meeting)
    context = {"form": form, "decision": decision, "meeting": decision.meeting}
    return render(request, "events/decisions/form.html", context)
