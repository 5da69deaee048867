"""The way between recommendations of the monitoring and decisions of councils, and from a campaign to its files."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts.roles import Permission
from events.models import Decision
from monitoring.models import Batch, Campaign, Measure, Plan, PlanItem, Recommendation, SuccessIndicator
from ui.panels import Panel, PanelRow, panel

if TYPE_CHECKING:
    from accounts.models import User
    from cluster.models import Cluster, Proposal, RoadMapItem

SHOWN = 12
LAST = 3


@panel("cluster.Cluster", order=30)
def success_of_cluster(cluster: "Cluster", user: "User") -> Panel | None:
    """By what the cluster judges its success."""
    found = SuccessIndicator.objects.visible_to(user).filter(cluster=cluster)[:SHOWN]
    rows = [PanelRow(str(one), one.get_absolute_url(), f"единица: {one.unit}") for one in found]
    url = reverse("monitoring:success-list", args=[cluster.pk])
    return Panel("Показатели успешности", rows, len(rows), "", "План и факт по годам", url)


@panel("events.Decision", order=30)
def recommendations_of_decision(decision: Decision, user: "User") -> Panel | None:
    if not user.can(Permission.MONITORING_VIEW) or not decision.is_task:
        return None
    found = decision.recommendations.visible_to(user).select_related("campaign__region")[:SHOWN]
    rows = [PanelRow(one.text, one.get_absolute_url(), str(one.campaign)) for one in found]
    may_link = user.can(Permission.DECISION_MANAGE)
    url = reverse("monitoring:decision-recommendations", args=[decision.pk]) if may_link else ""
    return Panel("Рекомендации мониторинга", rows, len(rows), "", "Связать с рекомендацией", url)


@panel("cluster.RoadMapItem", order=30)
def measures_of_item(item: "RoadMapItem", user: "User") -> Panel | None:
    """Measures of the monitoring that carry the item out, and recommendations behind its decisions."""
    if not user.can(Permission.MONITORING_VIEW):
        return None
    found = Measure.objects.visible_to(user).filter(road_map_item=item).select_related("municipality")[:SHOWN]
    advised = Recommendation.objects.visible_to(user).filter(decisions__road_map_item=item).distinct()[:SHOWN]
    rows = [PanelRow(one.text, one.get_absolute_url(), f"мера, {one.get_status_display()}") for one in found]
    rows += [PanelRow(one.text, one.get_absolute_url(), "рекомендация") for one in advised]
    return Panel("Мониторинг об этом мероприятии", rows, len(rows))


@panel("cluster.RoadMapItem", order=40)
def plans_of_item(item: "RoadMapItem", user: "User") -> Panel | None:
    return _plans(PlanItem.objects.filter(Q(road_map_item=item) | Q(proposal__item=item)), user)


@panel("cluster.Proposal", order=40)
def plans_of_proposal(proposal: "Proposal", user: "User") -> Panel | None:
    return _plans(PlanItem.objects.filter(proposal=proposal), user)


def _plans(items: QuerySet[PlanItem], user: "User") -> Panel:
    """A plan is read in its organisation only; others learn that there is one."""
    seen = Plan.objects.visible_to(user).filter(pk=OuterRef("plan"))
    found = items.select_related("plan__organisation").annotate(is_seen=Exists(seen))[:SHOWN]
    rows = [
        PanelRow(str(one.plan), one.plan.get_absolute_url() if one.is_seen else "", str(one.plan.organisation))
        for one in found
    ]
    return Panel("Из плана по самодиагностике", rows, len(rows))


@panel("monitoring.Campaign", order=30)
def decisions_of_campaign(campaign: Campaign, user: "User") -> Panel | None:
    """What councils decided on the recommendations of this campaign."""
    if not user.can(Permission.DECISION_VIEW) or not campaign.shows_results_to(user):
        return None
    links = Recommendation.decisions.through.objects.filter(
        recommendation__campaign=campaign, decision__in=Decision.objects.visible_to(user)
    )
    rows = [
        PanelRow(str(one.decision)[:160], one.decision.get_absolute_url(), f"по рекомендации «{one.recommendation}»")
        for one in links.select_related("decision__agenda_item", "recommendation").order_by("pk")[:SHOWN]
    ]
    return Panel("Решения по рекомендациям", rows, len(rows))


@panel("monitoring.Campaign", order=10)
def files_of_campaign(campaign: Campaign, user: "User") -> Panel | None:
    """Templates and the last batches, for those who fill forms or run the campaign."""
    if not user.can(Permission.MONITORING_MANAGE) and not user.can(Permission.SUBMISSION_FILL):
        return None
    batches = Batch.objects.visible_to(user).filter(campaign=campaign).select_related("campaign")[:LAST]
    rows = [PanelRow(str(one), one.get_absolute_url(), one.get_status_display()) for one in batches]
    if not rows and not campaign.takes_submissions:
        return None
    url = reverse("monitoring:batch-list", args=[campaign.pk])
    return Panel("Формы из файлов", rows, len(rows), "", "Скачать шаблон Excel или загрузить файлы", url)


@panel("monitoring.Campaign", order=15)
def populations_of_campaign(campaign: Campaign, user: "User") -> Panel | None:
    if not user.can(Permission.MONITORING_MANAGE):
        return None
    url = reverse("monitoring:population-list", args=[campaign.pk])
    return Panel("Справочные численности", [], 0, "", "Посмотреть или загрузить численности", url)
