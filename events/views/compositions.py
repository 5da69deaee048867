"""How a meeting changes the composition of a council: a list approved, members released, a change taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from cluster.models import Council, CouncilMember
from events.actions import compositions as actions
from events.forms.compositions import ApprovalForm, ReleaseForm
from events.models import CompositionChange, Decision, Meeting, Nomination, StateError
from events.views.meetings import changeable_meeting, protocol_heads


@requires(Permission.MEETING_VIEW)
def meeting_composition(request: HttpRequest, pk: int) -> HttpResponse:
    """Candidates this meeting considers and the changes of composition its decisions made."""
    rows = Meeting.objects.visible_to(request.user).select_related("council").prefetch_related(protocol_heads())
    meeting = get_object_or_404(rows, pk=pk)
    nominations = Nomination.objects.filter(agenda_item__meeting=meeting)
    related = ("council", "person", "organisation", "agenda_item", "decision__agenda_item")
    changes = CompositionChange.objects.filter(decision__meeting=meeting)
    by_decision: dict[int, dict] = {}
    for change in changes.select_related("decision__agenda_item", "member__person", "member__council"):
        by_decision.setdefault(change.decision_id, {"decision": change.decision, "changes": []})["changes"].append(
            change
        )
    context = {
        "meeting": meeting,
        "nominations": nominations.select_related(*related),
        "grounds": list(by_decision.values()),
        "councils": Council.objects.filter(cluster=meeting.council.cluster_id),
        "may_change": request.user.can(Permission.MEETING_MANAGE) and not meeting.is_frozen,
    }
    return render(request, "events/compositions/meeting.html", context)


@requires(Permission.MEETING_MANAGE)
def approve(request: HttpRequest, pk: int, council_pk: int) -> HttpResponse:
    meeting, council = _meeting_and_council(request, pk, council_pk)
    text = f"Утвердить состав {council.name_genitive or f'совета «{council}»'}."
    form = ApprovalForm(request.POST or None, meeting=meeting, council=council, text=text)
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data.get(name) or [] for name in ("nominations", "candidates")}
        try:
            made = actions.approve_list(council, form.ground(), **chosen)
            messages.success(request, f"Состав утверждён: {len(made)}.")
            return redirect(council)
        except StateError as error:
            messages.error(request, str(error))
    is_empty = "nominations" not in form.fields and "candidates" not in form.fields
    context = {"form": form, "meeting": meeting, "council": council, "is_empty": is_empty}
    return render(request, "events/compositions/approve.html", context)


@requires(Permission.MEETING_MANAGE)
def release(request: HttpRequest, pk: int, council_pk: int) -> HttpResponse:
    meeting, council = _meeting_and_council(request, pk, council_pk)
    text = f"Вывести из состава {council.name_genitive or f'совета «{council}»'}: "
    form = ReleaseForm(request.POST or None, meeting=meeting, council=council)
    form.fields["text"].help_text += f" Например: «{text}Иванову А.П.»"
    if request.method == "POST" and form.is_valid():
        try:
            actions.release(form.cleaned_data["members"], form.ground())
            messages.success(request, "Записано: выведены из состава.")
            return redirect(council)
        except StateError as error:
            messages.error(request, str(error))
    return render(request, "events/compositions/release.html", {"form": form, "meeting": meeting, "council": council})


@requires(Permission.MEETING_MANAGE)
def revert(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what a decision changed, until the protocol is signed."""
    rows = Decision.objects.filter(meeting__in=Meeting.objects.visible_to(request.user))
    changed = rows.filter(composition_changes__isnull=False).distinct()
    decision = get_object_or_404(changed.select_related("agenda_item"), pk=pk)
    meeting = changeable_meeting(request, decision.meeting_id)
    if request.method == "POST":
        try:
            actions.revert(decision)
            messages.success(request, "Изменения состава отменены. Само решение осталось.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect("events:meeting-composition", meeting.pk)
    changes = decision.composition_changes.select_related("member__person", "member__council")
    facts = [f"{one.member.person.full_name}: {one.get_kind_display()}, {_seat(one.member)}" for one in changes]
    return render(
        request, "events/compositions/revert.html", {"decision": decision, "meeting": meeting, "facts": facts}
    )


def _seat(member: CouncilMember) -> str:
    return f"{member.get_duty_display()}, {member.council}"


def _meeting_and_council(request: HttpRequest, pk: int, council_pk: int) -> tuple[Meeting, Council]:
    """The council may be another one of the same cluster: a working meeting approves the first composition."""
    meeting = changeable_meeting(request, pk)
    return meeting, get_object_or_404(Council, pk=council_pk, cluster=meeting.council.cluster_id)
