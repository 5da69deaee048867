"""Routes of what the cluster does: passport, projects, road map, proposals, partnerships, practices."""

from accounts.roles import Role
from cluster.models import (
    Cluster,
    PartnershipDirection,
    Practice,
    Project,
    ProjectStep,
    Proposal,
    ProposalRound,
    RoadMap,
)
from cluster.models import RoadMapItem as Item
from tests.routes import EVERYONE, Route

VIEWERS = EVERYONE - {Role.GRADUATE}
MANAGERS = {Role.COORDINATOR}
MEMBERS = {Role.COORDINATOR, Role.EMPLOYER, Role.COLLEGE_SPECIALIST}
OF_OTHER_REGIONS = {Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR}
WRITERS = MEMBERS | OF_OTHER_REGIONS


def _first(model, extra=None, **which):
    return lambda: {"pk": model.objects.filter(**which).first().pk, **(extra or {})}


cluster = _first(Cluster)
project = _first(Project, name__startswith="Полгода рядом")
step = _first(ProjectStep, text="Обучить наставников")
road_map = _first(RoadMap, proposal_rounds__isnull=False, cluster__region__oktmo_prefix="69")
item = _first(Item, text__startswith="Собрать папку")
done_item = _first(Item, text__startswith="Провести неделю")
call = _first(ProposalRound, road_map__cluster__region__oktmo_prefix="69")
proposal = _first(Proposal, state="submitted", author__email="employer@demo.example")
direction = _first(PartnershipDirection)
published = _first(Practice, status="published")
submitted = _first(Practice, status="submitted")
draft = _first(Practice, status="draft")
author = {"roles": {Role.METHODOLOGIST}, "foreign": WRITERS - {Role.METHODOLOGIST}}
proposer = {"roles": {Role.EMPLOYER}, "foreign": WRITERS - {Role.EMPLOYER}}

WORK_ROUTES = [
    Route("cluster:cluster-create", roles=MANAGERS),
    Route("cluster:cluster-update", roles=MANAGERS, args=cluster),
    Route("cluster:cluster-rows", roles=MANAGERS, args=_first(Cluster, {"noun": "tasks"})),
    Route("cluster:cluster-rows", roles=MANAGERS, args=_first(Cluster, {"noun": "stages"}), query="?stages"),
    Route("cluster:project-list", roles=VIEWERS),
    Route("cluster:project-list", roles=VIEWERS, query="?late=on"),
    Route("cluster:project-detail", roles=VIEWERS, args=project),
    Route("cluster:project-create", roles=MANAGERS),
    Route("cluster:project-update", roles=MANAGERS, args=project),
    Route("cluster:project-step-create", roles=MANAGERS, args=project),
    Route("cluster:project-step-update", roles=MANAGERS, args=step),
    Route("cluster:project-step-finish", roles=MANAGERS, args=step),
    Route("cluster:project-step-remove", roles=MANAGERS, args=step),
    Route("cluster:road-map-detail", roles=VIEWERS, args=road_map),
    Route("cluster:road-map-detail", roles=VIEWERS, args=road_map, query="?late=on"),
    Route("cluster:road-map-create", roles=MANAGERS),
    Route("cluster:road-map-update", roles=MANAGERS, args=road_map),
    Route("cluster:road-map-item-create", roles=MANAGERS, args=road_map),
    Route("cluster:road-map-item-detail", roles=VIEWERS, args=item),
    Route("cluster:road-map-item-update", roles=MANAGERS, args=done_item),
    Route("cluster:road-map-item-start", roles=MANAGERS, args=item),
    Route("cluster:road-map-item-finish", roles=MANAGERS, args=item),
    Route("cluster:road-map-item-drop", roles=MANAGERS, args=item),
    Route("cluster:road-map-item-reopen", roles=MANAGERS, args=done_item),
    Route("cluster:proposal-round-create", roles=MANAGERS, args=road_map),
    Route("cluster:proposal-round-detail", roles=MEMBERS, foreign=OF_OTHER_REGIONS, args=call),
    Route("cluster:proposal-round-update", roles=MANAGERS, args=call),
    Route("cluster:proposal-create", roles=MEMBERS, foreign=OF_OTHER_REGIONS, args=call),
    Route(
        "cluster:proposal-detail",
        roles={Role.COORDINATOR, Role.EMPLOYER},
        foreign=WRITERS - {Role.COORDINATOR, Role.EMPLOYER},
        args=proposal,
    ),
    Route("cluster:proposal-update", args=proposal, **proposer),
    Route("cluster:proposal-withdraw", args=proposal, **proposer),
    Route("cluster:proposal-accept", roles=MANAGERS, args=proposal),
    Route("cluster:proposal-reject", roles=MANAGERS, args=proposal),
    Route("cluster:proposal-merge", roles=MANAGERS, args=proposal),
    Route("cluster:partnership-list", roles=VIEWERS),
    Route("cluster:partnership-detail", roles=VIEWERS, args=direction),
    Route("cluster:partnership-create", roles=MANAGERS),
    Route("cluster:partnership-update", roles=MANAGERS, args=direction),
    Route("cluster:practice-list", public=True),
    Route("cluster:practice-list", public=True, query="?text=наставник"),
    Route("cluster:practice-detail", public=True, args=published),
    Route("cluster:my-practice-list", roles=WRITERS),
    Route("cluster:practice-create", roles=WRITERS),
    Route("cluster:practice-update", args=draft, **author),
    Route("cluster:practice-send", args=draft, method="post", template="action", **author),
    Route("cluster:practice-publish", roles=MANAGERS, args=submitted, method="post", template="action"),
    Route("cluster:practice-return", roles=MANAGERS, args=published),
]
