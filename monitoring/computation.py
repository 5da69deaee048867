"""Results of campaigns by grouped SQL: ten statements per call, however many campaigns, forms and indicators.

The rules (design of the portal, section 8):
- a municipality's indicator takes the worst state of the elements in its formula; only accepted forms count;
- region: yes-count of those who reported, sum, or sum of numerators over sum of denominators of the same reporters;
- score 0-100: flag 0/100 (reversed when less is better), share against its target, the rest per head of the scale
  population with the best municipality at 100; a criterion is the mean of its indicators that have a score.
Nothing is rounded here except scores, to six digits; pairs stay exact.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from monitoring.framework.vocabulary import Comparison, IndicatorKind, Operation, Polarity, Scoring, State
from monitoring.models import Campaign, CriterionScore, ElementTotal, RegionResult, Result, Submission, Term

WORDS: dict[str, Any] = {
    **{f"state_{state.code}": state.value for state in State},
    **{f"op_{word.value}": word.value for word in Operation},
    **{f"cmp_{word.value}": word.value for word in Comparison},
    **{f"score_{word.value}": word.value for word in Scoring},
    "counted": [status.value for status in Submission.COUNTED],
    "low": Polarity.LOW.value,
    "flags": [IndicatorKind.FLAG.value, IndicatorKind.DERIVED_FLAG.value],
    "numerator": Term.Part.NUMERATOR.value,
    "denominator": Term.Part.DENOMINATOR.value,
    "slice": Term.Part.SLICE.value,
}

RESULTS = """
WITH loaded AS (
    SELECT campaign_id, population_id FROM monitoring_referencepopulation
    WHERE campaign_id = ANY(%(campaigns)s) GROUP BY 1, 2
), operand AS (
    SELECT c.id AS campaign_id, x.municipality_id, t.indicator_id, t.part,
           coalesce(v.amount, p.amount) AS amount,
           t.population_id IS NOT NULL AND l.population_id IS NULL AS is_unknown,
           CASE WHEN skipped.id IS NOT NULL THEN %(state_not_assessed)s
                WHEN t.element_id IS NOT NULL THEN coalesce(v.state, %(state_not_submitted)s)
                WHEN p.id IS NULL AND l.population_id IS NOT NULL THEN %(state_not_assessed)s
                ELSE %(state_reported)s END AS state
    FROM monitoring_campaign c
    JOIN monitoring_expectation x ON x.campaign_id = c.id
    JOIN monitoring_term t ON t.edition_id = c.edition_id AND t.part <> %(slice)s
    LEFT JOIN monitoring_campaign_not_assessed skipped
           ON skipped.campaign_id = c.id AND skipped.indicator_id = t.indicator_id
    LEFT JOIN monitoring_submission s
           ON s.campaign_id = c.id AND s.municipality_id = x.municipality_id AND s.status = ANY(%(counted)s)
    LEFT JOIN monitoring_value v ON v.submission_id = s.id AND v.element_id = t.element_id
    LEFT JOIN loaded l ON l.campaign_id = c.id AND l.population_id = t.population_id
    LEFT JOIN monitoring_referencepopulation p
           ON p.campaign_id = c.id AND p.municipality_id = x.municipality_id AND p.population_id = t.population_id
    WHERE c.id = ANY(%(campaigns)s)
), folded AS (
    SELECT campaign_id, municipality_id, indicator_id, max(state) AS state,
           sum(amount) FILTER (WHERE part = %(numerator)s) AS total,
           min(amount) FILTER (WHERE part = %(numerator)s) AS smallest,
           max(amount) FILTER (WHERE part = %(numerator)s) AS largest,
           sum(amount) FILTER (WHERE part = %(denominator)s) AS base,
           bool_or(is_unknown) AS has_no_base
    FROM operand GROUP BY 1, 2, 3
), pair AS (
    SELECT f.campaign_id, f.municipality_id, f.indicator_id, f.state, i.scoring, i.polarity, i.target, e.scale_code,
           c.edition_id,
           CASE WHEN f.state <> %(state_reported)s THEN NULL
                WHEN i.operation = %(op_all)s THEN (f.smallest > 0)::int
                WHEN i.operation = %(op_any)s THEN (f.largest > 0)::int
                WHEN i.comparison = %(cmp_above)s THEN (f.total > i.threshold)::int
                WHEN i.comparison = %(cmp_at_least)s THEN (f.total >= i.threshold)::int
                WHEN i.comparison = %(cmp_equals)s THEN (f.total = i.threshold)::int
                WHEN i.comparison = %(cmp_at_most)s THEN (f.total <= i.threshold)::int
                WHEN i.comparison = %(cmp_below)s THEN (f.total < i.threshold)::int
                ELSE f.total END AS numerator,
           CASE WHEN f.state <> %(state_reported)s OR f.has_no_base THEN NULL
                WHEN i.kind = ANY(%(flags)s) THEN 1
                ELSE f.base END AS denominator
    FROM folded f
    JOIN monitoring_indicator i ON i.id = f.indicator_id
    JOIN monitoring_campaign c ON c.id = f.campaign_id
    JOIN monitoring_edition e ON e.id = c.edition_id
), rated AS (
    SELECT pair.*, CASE WHEN scale.amount > 0 THEN numerator::numeric / scale.amount END AS rate
    FROM pair
    LEFT JOIN monitoring_population head ON head.edition_id = pair.edition_id AND head.code = pair.scale_code
    LEFT JOIN monitoring_referencepopulation scale
           ON scale.campaign_id = pair.campaign_id AND scale.municipality_id = pair.municipality_id
          AND scale.population_id = head.id
), best AS (
    SELECT rated.*, max(rate) OVER (PARTITION BY campaign_id, indicator_id) AS best FROM rated
)
INSERT INTO monitoring_result
    (campaign_id, municipality_id, indicator_id, state, numerator, denominator, score)
SELECT campaign_id, municipality_id, indicator_id, state, numerator, denominator,
       CASE WHEN numerator IS NULL THEN NULL
            WHEN scoring = %(score_flag)s AND polarity = %(low)s THEN 100 * (1 - numerator)
            WHEN scoring = %(score_flag)s THEN 100 * numerator
            WHEN scoring = %(score_target)s AND denominator > 0
                THEN round(least(100, 10000::numeric * numerator / denominator / target), 6)
            WHEN scoring = %(score_best)s AND best > 0
                THEN round(100 * CASE WHEN polarity = %(low)s THEN 1 - rate / best ELSE rate / best END, 6)
            WHEN scoring = %(score_best)s AND best = 0 AND rate IS NOT NULL
                THEN CASE WHEN polarity = %(low)s THEN 100 ELSE 0 END
       END
FROM best
"""

REGION = """
INSERT INTO monitoring_regionresult
    (campaign_id, indicator_id, state, numerator, denominator, reported, expected, digest)
SELECT r.campaign_id, r.indicator_id,
       CASE WHEN count(*) FILTER (WHERE state = %(state_reported)s) > 0 THEN %(state_reported)s
            WHEN min(state) = max(state) THEN min(state)
            ELSE %(state_not_submitted)s END,
       sum(numerator),
       sum(denominator) FILTER (WHERE numerator IS NOT NULL),
       count(*) FILTER (WHERE state = %(state_reported)s),
       count(*),
       encode(sha256(convert_to(string_agg(
           concat_ws(':', m.oktmo, state, trim_scale(numerator), trim_scale(denominator)), ';' ORDER BY m.oktmo
       ), 'UTF8')), 'hex')
FROM monitoring_result r
JOIN cluster_municipality m ON m.id = r.municipality_id
WHERE r.campaign_id = ANY(%(campaigns)s)
GROUP BY r.campaign_id, r.indicator_id
"""

SCORES = """
INSERT INTO monitoring_criterionscore (campaign_id, municipality_id, criterion_id, score, assessed, scorable)
SELECT r.campaign_id, r.municipality_id, i.criterion_id, round(avg(r.score), 6), count(r.score),
       count(*) FILTER (WHERE i.scoring <> %(score_none)s)
FROM monitoring_result r JOIN monitoring_indicator i ON i.id = r.indicator_id
WHERE r.campaign_id = ANY(%(campaigns)s)
GROUP BY 1, 2, 3
"""

TOTALS = """
INSERT INTO monitoring_elementtotal (campaign_id, element_id, amount, reported, expected)
SELECT c.id, e.id, sum(v.amount), count(v.amount), count(*)
FROM monitoring_campaign c
JOIN monitoring_element e ON e.edition_id = c.edition_id
JOIN monitoring_expectation x ON x.campaign_id = c.id
LEFT JOIN monitoring_submission s
       ON s.campaign_id = c.id AND s.municipality_id = x.municipality_id AND s.status = ANY(%(counted)s)
LEFT JOIN monitoring_value v ON v.submission_id = s.id AND v.element_id = e.id
WHERE c.id = ANY(%(campaigns)s)
GROUP BY 1, 2
"""


@transaction.atomic
def compute(campaigns: Iterable[Campaign]) -> None:
    """Replace the stored results of these campaigns; running it twice changes nothing."""
    keys = sorted(campaign.pk for campaign in campaigns)
    list(Campaign.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    for model in (Result, RegionResult, CriterionScore, ElementTotal):
        model.objects.filter(campaign__in=keys).delete()
    with connection.cursor() as cursor:
        for statement in (RESULTS, REGION, SCORES, TOTALS):
            cursor.execute(statement, WORDS | {"campaigns": keys})
    Campaign.objects.filter(pk__in=keys).update(computed_at=timezone.now())
