"""A cluster of another region: the demonstration coordinator keeps nothing of it."""

from datetime import date, timedelta

from django.utils import timezone

from cluster.models import Cluster, Organisation, Project, ProposalRound, Region, RoadMap, Subportfolio


def foreign_cluster() -> Cluster:
    region = Region.objects.get(oktmo_prefix="25")
    body = Organisation.objects.filter(region=region).earliest("pk")
    return Cluster.objects.create(region=region, name="Кластер другой области", founder=body, organiser=body)


def foreign_project() -> Project:
    subportfolio = Subportfolio.objects.create(cluster=foreign_cluster(), number=1, name="Чужой субпортфель")
    return Project.objects.create(subportfolio=subportfolio, name="Чужой проект")


def foreign_road_map() -> RoadMap:
    return RoadMap.objects.create(cluster=foreign_cluster(), name="Чужая дорожная карта")


def foreign_round(by) -> ProposalRound:
    today = timezone.localdate()
    return ProposalRound.objects.create(
        road_map=foreign_road_map(), title="Чужой сбор", opens_on=today, closes_on=today, created_by=by
    )


def days(number: int) -> date:
    """A day so many days from today."""
    return timezone.localdate() + timedelta(days=number)


def typed(day: date) -> str:
    """As a person types it."""
    return f"{day:%d.%m.%Y}"
