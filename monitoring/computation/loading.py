"""What the rules need, read whole: formulas of an edition and the cells of its campaigns."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitoring.computation.wire import NOTHING, Ints, read
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Edition, Indicator, Population, Submission, Term

HUNDRED = 100

ROWS = """
SELECT x.campaign_id, m.id, m.oktmo::bigint FROM monitoring_expectation x
JOIN cluster_municipality m ON m.id = x.municipality_id
WHERE x.campaign_id = ANY(%(campaigns)s) ORDER BY 1, 3
"""
FORMS = """
SELECT id, campaign_id, municipality_id FROM monitoring_submission
WHERE campaign_id = ANY(%(campaigns)s) ORDER BY 1
"""
VALUES = """
SELECT v.submission_id, v.element_id, v.state::bigint, coalesce((v.amount * 100)::bigint, -1)
FROM monitoring_value v
JOIN monitoring_submission s ON s.id = v.submission_id
WHERE s.campaign_id = ANY(%(campaigns)s) AND s.status = ANY(%(counted)s)
"""
HEADS = """
SELECT campaign_id, municipality_id, population_id, amount::bigint FROM monitoring_referencepopulation
WHERE campaign_id = ANY(%(campaigns)s)
"""
SKIPPED = """
SELECT campaign_id, indicator_id FROM monitoring_campaign_not_assessed WHERE campaign_id = ANY(%(campaigns)s)
"""


@dataclass(frozen=True)
class Rule:
    """An indicator with the columns of its operands: elements and, for a base, populations too."""

    indicator: Indicator
    numerator: list[int]
    base_elements: list[int]
    base_populations: list[int]


@dataclass(frozen=True)
class Cells:
    """Answers of campaigns of one edition. A row is an expected municipality of a campaign, ordered by both."""

    campaigns: Ints
    starts: NDArray[np.intp]  # first row of each campaign
    owner: Ints  # place of the row's campaign in `campaigns`
    places: Ints
    oktmo: Ints
    states: NDArray[np.int8]  # rows × elements
    amounts: Ints  # rows × elements, in hundredths
    heads: Ints  # rows × populations, in hundredths
    is_loaded: NDArray[np.bool_]  # campaigns × populations: does anybody's count exist?
    is_skipped: NDArray[np.bool_]  # campaigns × indicators


@dataclass(frozen=True)
class Framework:
    rules: list[Rule]
    elements: Ints
    populations: Ints
    scale: int | None  # column of the population of the «per 1000»


def framework(edition: Edition) -> Framework:
    """Formulas of an edition; three queries."""
    elements = np.array(sorted(edition.elements.values_list("pk", flat=True)), np.int64)
    heads = dict(Population.objects.filter(edition=edition).order_by("pk").values_list("pk", "code"))
    operands: dict[tuple[int, str, bool], list[int]] = defaultdict(list)
    for indicator, part, element, population in Term.objects.filter(edition=edition).values_list(
        "indicator_id", "part", "element_id", "population_id"
    ):
        column = list(heads).index(population) if element is None else int(np.searchsorted(elements, element))
        operands[indicator, part, element is None].append(column)
    rules = [
        Rule(
            row,
            operands[row.pk, Term.Part.NUMERATOR, False],
            operands[row.pk, Term.Part.DENOMINATOR, False],
            operands[row.pk, Term.Part.DENOMINATOR, True],
        )
        for row in edition.indicators.order_by("pk")
    ]
    codes = list(heads.values())
    scale = codes.index(edition.scale_code) if edition.scale_code in codes else None
    return Framework(rules, elements, np.array(list(heads), np.int64), scale)


def cells(campaigns: Iterable[Campaign], frame: Framework) -> Cells:
    """Everything that municipalities answered in these campaigns of one edition; five reads."""
    keys = np.array(sorted(campaign.pk for campaign in campaigns), np.int64)
    wanted = {"campaigns": keys.tolist(), "counted": [status.value for status in Submission.COUNTED]}
    rows = read(ROWS, 3, wanted)
    owner = np.searchsorted(keys, rows[:, 0])
    place_of = _Places(owner, rows[:, 1])
    forms = read(FORMS, 3, wanted)
    form_rows = place_of(np.searchsorted(keys, forms[:, 1]), forms[:, 2])
    told = read(VALUES, 4, wanted)
    row, column = form_rows[places_in(forms[:, 0], told[:, 0])], places_in(frame.elements, told[:, 1])
    is_asked = (row >= 0) & (column >= 0)
    told, row, column = told[is_asked], row[is_asked], column[is_asked]
    states = np.full((len(rows), len(frame.elements)), State.NOT_SUBMITTED, np.int8)
    amounts = np.full((len(rows), len(frame.elements)), NOTHING, np.int64)
    states[row, column], amounts[row, column] = told[:, 2], told[:, 3]
    heads, is_loaded = _heads(keys, frame, place_of, len(rows), wanted)
    is_skipped = _skipped(keys, frame, wanted)
    starts = np.searchsorted(owner, np.arange(len(keys)))
    return Cells(keys, starts, owner, rows[:, 1], rows[:, 2], states, amounts, heads, is_loaded, is_skipped)


def places_in(known: Ints, wanted: Ints) -> NDArray[np.intp]:
    """Where each wanted key stands among the known ones, which are in order; -1 for a stranger."""
    if not len(known):
        return np.full(len(wanted), NOTHING)
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[at] == wanted, at, NOTHING)


def _skipped(keys: Ints, frame: Framework, wanted: dict[str, list]) -> NDArray[np.bool_]:
    found = read(SKIPPED, 2, wanted)
    indicators = np.array([rule.indicator.pk for rule in frame.rules], np.int64)
    campaign, column = places_in(keys, found[:, 0]), places_in(indicators, found[:, 1])
    is_skipped = np.zeros((len(keys), len(frame.rules)), bool)
    is_skipped[campaign[column >= 0], column[column >= 0]] = True
    return is_skipped


def _heads(
    keys: Ints, frame: Framework, place_of: "_Places", length: int, wanted: dict[str, list]
) -> tuple[Ints, NDArray[np.bool_]]:
    found = read(HEADS, 4, wanted)
    found = found[places_in(frame.populations, found[:, 2]) >= 0]
    campaign, column = places_in(keys, found[:, 0]), places_in(frame.populations, found[:, 2])
    is_loaded = np.zeros((len(keys), len(frame.populations)), bool)
    is_loaded[campaign, column] = True
    heads = np.full((length, len(frame.populations)), NOTHING, np.int64)
    row = place_of(campaign, found[:, 1])
    heads[row[row >= 0], column[row >= 0]] = found[row >= 0, 3] * HUNDRED
    return heads, is_loaded


class _Places:
    """Row of a municipality in a campaign; -1 for one that is not expected there."""

    def __init__(self, owner: Ints, places: Ints) -> None:
        self.wide = int(places.max(initial=0)) + 1
        keys = owner * self.wide + places
        self.order = np.append(np.argsort(keys), NOTHING)
        self.keys = keys[self.order[:-1]]

    def __call__(self, owner: Ints, places: Ints) -> NDArray[np.intp]:
        wanted = np.where(places < self.wide, owner * self.wide + places, NOTHING)
        return self.order[places_in(self.keys, wanted)]
