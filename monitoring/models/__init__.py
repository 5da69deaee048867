from monitoring.models.batches import Batch, BatchFile, BatchRow
from monitoring.models.campaign_steps import CampaignStep
from monitoring.models.campaigns import Campaign, Expectation, ReferencePopulation, municipalities_of
from monitoring.models.diagnoses import Diagnosis, DiagnosisAnswer
from monitoring.models.editions import Edition
from monitoring.models.evidence import Evidence
from monitoring.models.frameworks import ControlRule, Criterion, Element, Indicator, Population, SubsetRule, Term
from monitoring.models.measures import Measure
from monitoring.models.note_texts import NoteText
from monitoring.models.plans import Plan, PlanItem
from monitoring.models.populations import PopulationLoad
from monitoring.models.recommendations import Recommendation, RecommendationAddress
from monitoring.models.results import CriterionScore, ElementTotal, RegionResult, Result
from monitoring.models.snapshots import Snapshot, SnapshotDocument, SnapshotFile
from monitoring.models.solutions import Solution, SolutionTarget
from monitoring.models.submissions import Submission, Value
from monitoring.models.success import SuccessEntry, SuccessIndicator
from monitoring.models.unlockings import Unlocking

__all__ = [
    "Batch",
    "BatchFile",
    "BatchRow",
    "Campaign",
    "CampaignStep",
    "ControlRule",
    "Criterion",
    "CriterionScore",
    "Diagnosis",
    "DiagnosisAnswer",
    "Edition",
    "Element",
    "ElementTotal",
    "Evidence",
    "Expectation",
    "Indicator",
    "Measure",
    "NoteText",
    "Plan",
    "PlanItem",
    "Population",
    "PopulationLoad",
    "Recommendation",
    "RecommendationAddress",
    "ReferencePopulation",
    "RegionResult",
    "Result",
    "Snapshot",
    "SnapshotDocument",
    "SnapshotFile",
    "Solution",
    "SolutionTarget",
    "Submission",
    "SubsetRule",
    "SuccessEntry",
    "SuccessIndicator",
    "Term",
    "Unlocking",
    "Value",
    "municipalities_of",
]
