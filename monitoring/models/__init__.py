from monitoring.models.batches import Batch, BatchFile, BatchRow
from monitoring.models.campaigns import Campaign, Expectation, ReferencePopulation, municipalities_of
from monitoring.models.editions import Edition
from monitoring.models.frameworks import ControlRule, Criterion, Element, Indicator, Population, SubsetRule, Term
from monitoring.models.measures import Measure
from monitoring.models.recommendations import Recommendation, RecommendationAddress
from monitoring.models.results import CriterionScore, ElementTotal, RegionResult, Result
from monitoring.models.solutions import Solution, SolutionTarget
from monitoring.models.submissions import Submission, Value

__all__ = [
    "Batch",
    "BatchFile",
    "BatchRow",
    "Campaign",
    "ControlRule",
    "Criterion",
    "CriterionScore",
    "Edition",
    "Element",
    "ElementTotal",
    "Expectation",
    "Indicator",
    "Measure",
    "Population",
    "Recommendation",
    "RecommendationAddress",
    "ReferencePopulation",
    "RegionResult",
    "Result",
    "Solution",
    "SolutionTarget",
    "Submission",
    "SubsetRule",
    "Term",
    "Value",
    "municipalities_of",
]
