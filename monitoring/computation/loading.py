"""What the rules need, read whole: formulas of an edition and the cells of its campaigns."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from monitoring.computation.sums import ENGINE
from monitoring.computation.wire import NOTHING, Ints, read
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Edition, Element, Indicator, Population, Submission, Term

HUNDRED = 100
Wanted = dict[str, list | None]

ROWS = """
SELECT x.campaign_id, m.id, m.oktmo::bigint FROM monitoring_expectation x
JOIN cluster_municipality m ON m.id = x.municipality_id
WHERE x.campaign_id = ANY(%(campaigns)s)
  AND (%(places)s::bigint[] IS NULL OR x.municipality_id = ANY(%(places)s))
ORDER BY 1, 3
"""
FORMS = """
SELECT id, campaign_id, municipality_id FROM monitoring_submission
WHERE campaign_id = ANY(%(campaigns)s) AND (%(places)s::bigint[] IS NULL OR municipality_id = ANY(%(places)s))
ORDER BY 1
"""
VALUES = """
SELECT v.submission_id, v.element_id, v.state::bigint, coalesce((v.amount * 100)::bigint, -1)
FROM monitoring_value v
JOIN monitoring_submission s ON s.id = v.submission_id
WHERE s.campaign_id = ANY(%(campaigns)s) AND s.status = ANY(%(counted)s)
  AND (%(places)s::bigint[] IS NULL OR s.municipality_id = ANY(%(places)s))
  AND (%(elements)s::bigint[] IS NULL OR v.element_id = ANY(%(elements)s))
"""
HEADS = """
SELECT campaign_id, municipality_id, population_id, amount::bigint FROM monitoring_referencepopulation
WHERE campaign_id = ANY(%(campaigns)s) AND (%(places)s::bigint[] IS NULL OR municipality_id = ANY(%(places)s))
"""
LOADED = """
SELECT c.id, p.id FROM monitoring_campaign c JOIN monitoring_population p ON p.edition_id = c.edition_id
WHERE c.id = ANY(%(campaigns)s) AND EXISTS (
    SELECT FROM monitoring_referencepopulation r WHERE r.campaign_id = c.id AND r.population_id = p.id
)
"""
SKIPPED = """
SELECT campaign_id, indicator_id FROM monitoring_campaign_not_assessed WHERE campaign_id = ANY(%(campaigns)s)
"""
GROUNDS = """
SELECT c.id, encode(sha256(convert_to(concat_ws(' ; ', c.edition_id, places.told, skipped.told), 'UTF8')), 'hex')
FROM monitoring_campaign c
LEFT JOIN LATERAL (
    SELECT string_agg(m.id || ':' || m.oktmo, ' ' ORDER BY m.oktmo, m.id) AS told
    FROM monitoring_expectation x JOIN cluster_municipality m ON m.id = x.municipality_id WHERE x.campaign_id = c.id
) places ON true
LEFT JOIN LATERAL (
    SELECT string_agg(indicator_id::text, ' ' ORDER BY indicator_id) AS told
    FROM monitoring_campaign_not_assessed WHERE campaign_id = c.id
) skipped ON true
WHERE c.id = ANY(%(campaigns)s)
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

    @property
    def rows(self) -> list[slice]:
        """Rows of each campaign."""
        ends = [*self.starts[1:].tolist(), len(self.owner)]
        return [slice(start, end) for start, end in zip(self.starts.tolist(), ends, strict=True)]


@dataclass(frozen=True)
class Framework:
    rules: list[Rule]
    elements: Ints
    populations: Ints
    scale: int | None  # column of the population of the «per 1000»
    is_whole: bool = True

    def of(self, criteria: Collection[int]) -> "Framework":
        """Only the indicators of some criteria; a criterion is never torn, for its score needs them all."""
        rules = [rule for rule in self.rules if rule.indicator.criterion_id in criteria]
        return replace(self, rules=rules, is_whole=False)

    @property
    def asked(self) -> list[int] | None:
        """Elements that the rules need; None for all, those in no formula too."""
        if self.is_whole:
            return None
        columns = {column for rule in self.rules for column in rule.numerator + rule.base_elements}
        return self.elements[sorted(columns)].tolist()


def framework(edition: Edition) -> Framework:
    """Formulas of an edition. A published one never changes: it is read once by each process."""
    read_formulas = _published if edition.is_published else _framework
    return read_formulas(edition.pk, edition.scale_code)


def _framework(edition: int, scale_code: str) -> Framework:
    elements = np.array(sorted(Element.objects.filter(edition=edition).values_list("pk", flat=True)), np.int64)
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
        for row in Indicator.objects.filter(edition=edition).order_by("pk")
    ]
    codes = list(heads.values())
    scale = codes.index(scale_code) if scale_code in codes else None
    return Framework(rules, elements, np.array(list(heads), np.int64), scale)


_published = lru_cache(maxsize=8)(_framework)


def cells(campaigns: Iterable[Campaign], frame: Framework, places: Collection[int] | None = None) -> Cells:
    """What municipalities, all or some, answered in these campaigns of one edition; six reads."""
    keys = np.array(sorted(campaign.pk for campaign in campaigns), np.int64)
    wanted = _wanted(keys, frame, places)
    rows = read(ROWS, 3, wanted)
    owner = np.searchsorted(keys, rows[:, 0])
    place_of = _Places(owner, rows[:, 1])
    states = np.full((len(rows), len(frame.elements)), State.NOT_SUBMITTED, np.int8)
    amounts = np.full((len(rows), len(frame.elements)), NOTHING, np.int64)
    _fill(states, amounts, keys, frame, place_of, wanted)
    heads, is_loaded = _heads(keys, frame, place_of, len(rows), wanted), _loaded(keys, frame, wanted)
    is_skipped = _skipped(keys, frame, wanted)
    starts = np.searchsorted(owner, np.arange(len(keys)))
    return Cells(keys, starts, owner, rows[:, 1], rows[:, 2], states, amounts, heads, is_loaded, is_skipped)


def with_form_of(place: int, answers: Cells, frame: Framework) -> Cells:
    """The same cells with the answers of one municipality read again."""
    states, amounts = answers.states.copy(), answers.amounts.copy()
    states[answers.places == place], amounts[answers.places == place] = State.NOT_SUBMITTED, NOTHING
    keys, place_of = answers.campaigns, _Places(answers.owner, answers.places)
    _fill(states, amounts, keys, frame, place_of, _wanted(keys, frame, [place]))
    return replace(answers, states=states, amounts=amounts)


def _wanted(keys: Ints, frame: Framework, places: Collection[int] | None) -> Wanted:
    return {
        "campaigns": keys.tolist(),
        "counted": [status.value for status in Submission.COUNTED],
        "places": None if places is None else sorted(places),
        "elements": frame.asked,
    }


def _fill(
    states: NDArray[np.int8], amounts: Ints, keys: Ints, frame: Framework, place_of: "_Places", wanted: Wanted
) -> None:
    """Put counted answers into their cells; two reads."""
    forms = read(FORMS, 3, wanted)
    form_rows = place_of(np.searchsorted(keys, forms[:, 1]), forms[:, 2])
    told = read(VALUES, 4, wanted)
    row, column = form_rows[places_in(forms[:, 0], told[:, 0])], places_in(frame.elements, told[:, 1])
    is_asked = (row >= 0) & (column >= 0)
    told, row, column = told[is_asked], row[is_asked], column[is_asked]
    states[row, column], amounts[row, column] = told[:, 2], told[:, 3]


def grounds(campaigns: Iterable[Campaign]) -> dict[int, str]:
    """What results stand on besides answers and head counts: the rules, who is expected, what is left out."""
    with connection.cursor() as cursor:
        cursor.execute(GROUNDS, {"campaigns": [campaign.pk for campaign in campaigns]})
        return {campaign: f"{ENGINE}-{ground}" for campaign, ground in cursor.fetchall()}


def places_in(known: Ints, wanted: Ints) -> NDArray[np.intp]:
    """Where each wanted key stands among the known ones, which are in order; -1 for a stranger."""
    if not len(known):
        return np.full(len(wanted), NOTHING)
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[at] == wanted, at, NOTHING)


def _skipped(keys: Ints, frame: Framework, wanted: Wanted) -> NDArray[np.bool_]:
    found = read(SKIPPED, 2, wanted)
    indicators = np.array([rule.indicator.pk for rule in frame.rules], np.int64)
    campaign, column = places_in(keys, found[:, 0]), places_in(indicators, found[:, 1])
    is_skipped = np.zeros((len(keys), len(frame.rules)), bool)
    is_skipped[campaign[column >= 0], column[column >= 0]] = True
    return is_skipped


def _heads(keys: Ints, frame: Framework, place_of: "_Places", length: int, wanted: Wanted) -> Ints:
    found = read(HEADS, 4, wanted)
    campaign, column = places_in(keys, found[:, 0]), places_in(frame.populations, found[:, 2])
    row = place_of(campaign, found[:, 1])
    is_asked = (row >= 0) & (column >= 0)
    heads = np.full((length, len(frame.populations)), NOTHING, np.int64)
    heads[row[is_asked], column[is_asked]] = found[is_asked, 3] * HUNDRED
    return heads


def _loaded(keys: Ints, frame: Framework, wanted: Wanted) -> NDArray[np.bool_]:
    found = read(LOADED, 2, wanted)
    is_loaded = np.zeros((len(keys), len(frame.populations)), bool)
    is_loaded[places_in(keys, found[:, 0]), places_in(frame.populations, found[:, 1])] = True
    return is_loaded


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
