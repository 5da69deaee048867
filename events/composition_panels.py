"""What the page of a council learns from meetings: candidates, and the decisions that made its composition."""

from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from cluster.models import Council
from events.actions.nominations import OPEN
from events.models import CompositionChange
from events.models.scope import regions_of
from ui.panels import Panel, PanelRow, panel
from ui.words import day_in_words

SHOWN = 30


@panel("cluster.Council", order=10)
def candidates_of(council: Council, user: User) -> Panel | None:
    """Who waits for an election or an approval."""
    if not user.can(Permission.MEETING_VIEW):
        return None
    url = reverse("events:nomination-list", args=[council.pk])
    here = council.nominations.filter(state__in=OPEN, council__cluster__region__in=regions_of(user))
    rows = [
        PanelRow(f"{one.person.full_name}, {one.get_duty_display()}", url, one.get_state_display())
        for one in here.select_related("person")
    ]
    if not rows and not user.can(Permission.MEETING_MANAGE):
        return None
    return Panel("Кандидаты и предложения", rows, len(rows), action_label="Все кандидатуры", action_url=url)


@panel("cluster.Council", order=20)
def changes_of(council: Council, user: User) -> Panel | None:
    """Every change of the composition with the decision that made it, the latest first."""
    if not user.can(Permission.CLUSTER_VIEW):
        return None
    found = CompositionChange.objects.filter(member__council=council).select_related(
        "decision__meeting", "decision__agenda_item", "member__person"
    )
    changes = list(found.order_by("-decision__meeting__held_on", "-pk")[: SHOWN + 1])
    may_open = user.can(Permission.MEETING_VIEW)
    rows = [
        PanelRow(
            f"{change.member.person.short_name}: {change.get_kind_display()}, {change.member.get_duty_display()}",
            change.decision.get_absolute_url() if may_open else "",
            f"решение {change.decision.full_number} от {day_in_words(change.decision.meeting.held_on)}",
        )
        for change in changes[:SHOWN]
    ]
    return Panel("Какими решениями менялся состав", rows, len(rows))
