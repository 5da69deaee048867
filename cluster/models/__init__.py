from cluster.models.councils import Cluster, ClusterStage, ClusterTask, Council, CouncilMember
from cluster.models.organisations import Organisation, OrganisationAlias
from cluster.models.people import Membership, Person
from cluster.models.projects import Project, RoadMap, RoadMapItem, Subportfolio
from cluster.models.reference import (
    Accommodation,
    AccommodationGroup,
    Municipality,
    MunicipalityKind,
    MunicipalityPeriod,
    Occupation,
    Region,
)

__all__ = [
    "Accommodation",
    "AccommodationGroup",
    "Cluster",
    "ClusterStage",
    "ClusterTask",
    "Council",
    "CouncilMember",
    "Membership",
    "Municipality",
    "MunicipalityKind",
    "MunicipalityPeriod",
    "Occupation",
    "Organisation",
    "OrganisationAlias",
    "Person",
    "Project",
    "Region",
    "RoadMap",
    "RoadMapItem",
    "Subportfolio",
]
