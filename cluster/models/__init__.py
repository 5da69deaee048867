from cluster.models.colleges import CollegeProfile, OrganisationFact, Programme
from cluster.models.councils import Cluster, ClusterStage, ClusterTask, Council, CouncilMember
from cluster.models.merges import Merge
from cluster.models.organisations import Organisation, OrganisationAlias
from cluster.models.partnerships import PartnershipDirection
from cluster.models.people import Membership, Person, PersonAlias
from cluster.models.practices import Practice
from cluster.models.projects import Project, ProjectStep, Subportfolio
from cluster.models.proposals import Proposal, ProposalRound
from cluster.models.reference import (
    Accommodation,
    AccommodationGroup,
    MunicipalChange,
    Municipality,
    MunicipalityKind,
    MunicipalityPeriod,
    Occupation,
    Region,
    named_on,
)
from cluster.models.road_maps import RoadMap, RoadMapItem

__all__ = [
    "Accommodation",
    "AccommodationGroup",
    "Cluster",
    "ClusterStage",
    "ClusterTask",
    "CollegeProfile",
    "Council",
    "CouncilMember",
    "Membership",
    "Merge",
    "MunicipalChange",
    "Municipality",
    "MunicipalityKind",
    "MunicipalityPeriod",
    "Occupation",
    "Organisation",
    "OrganisationAlias",
    "OrganisationFact",
    "PartnershipDirection",
    "Person",
    "PersonAlias",
    "Practice",
    "Programme",
    "Project",
    "ProjectStep",
    "Proposal",
    "ProposalRound",
    "Region",
    "RoadMap",
    "RoadMapItem",
    "Subportfolio",
    "named_on",
]
