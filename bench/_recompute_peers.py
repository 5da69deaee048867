"""The same results by other engines: read from the same database, computed, and left in memory as arrays.

Each peer reads by COPY in CSV, the quickest way into all three, and works out state and exact pair of each indicator of
each municipality and of the region. It neither scores nor stores, which ours does.
"""

import io
from collections.abc import Callable
from decimal import Decimal

import duckdb
import pandas
import polars
import pyarrow.csv
from django.db import connection
from django.db.models import Max, Min, Sum

from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Indicator, RegionResult, Result, Submission, Term, Value

Pairs = set[tuple[int, int, int, int, int]]  # campaign, municipality or 0, indicator, state, numerator in hundredths
Figures = dict[tuple[int, str], Decimal]

CELLS = """
SELECT x.campaign_id AS campaign, x.municipality_id AS place, v.element_id AS element, v.state, (v.amount * 100)::bigint
       AS amount
FROM monitoring_value v
JOIN monitoring_submission s ON s.id = v.submission_id AND s.status = ANY(%(counted)s)
JOIN monitoring_expectation x ON x.campaign_id = s.campaign_id AND x.municipality_id = s.municipality_id
WHERE s.campaign_id = ANY(%(campaigns)s)
"""
PLACES = """
SELECT campaign_id AS campaign, municipality_id AS place FROM monitoring_expectation
WHERE campaign_id = ANY(%(campaigns)s)
"""
TERMS = """
SELECT t.indicator_id AS indicator, t.element_id AS element, i.operation, i.comparison,
       (i.threshold * 100)::bigint AS threshold
FROM monitoring_term t JOIN monitoring_indicator i ON i.id = t.indicator_id
WHERE t.part = 'numerator'
  AND t.edition_id IN (SELECT edition_id FROM monitoring_campaign WHERE id = ANY(%(campaigns)s))
"""
BASES = """
SELECT t.indicator_id AS indicator, t.element_id AS element, 'sum' AS operation, '' AS comparison, 0 AS threshold
FROM monitoring_term t
WHERE t.part = 'denominator' AND t.element_id IS NOT NULL
  AND t.edition_id IN (SELECT edition_id FROM monitoring_campaign WHERE id = ANY(%(campaigns)s))
"""


def _csv(select: str, campaigns: list[Campaign]) -> bytes:
    own = {"campaigns": [row.pk for row in campaigns], "counted": [status.value for status in Submission.COUNTED]}
    with connection.cursor() as cursor:
        statement = f"COPY ({cursor.mogrify(select, own)}) TO STDOUT (FORMAT CSV, HEADER)"
        with cursor.copy(statement) as copy:
            return b"".join(copy)


def with_duckdb(campaigns: list[Campaign]) -> Callable[[], Pairs]:
    told = duckdb.connect()
    for name, select in (("cells", CELLS), ("places", PLACES), ("terms", TERMS), ("bases", BASES)):
        told.register(name, pyarrow.csv.read_csv(io.BytesIO(_csv(select, campaigns))))
    missing, reported = int(State.NOT_SUBMITTED), int(State.REPORTED)
    told.execute(f"""
        CREATE TABLE municipal AS
        WITH folded AS (
            SELECT p.campaign, p.place, t.indicator, any_value(t.operation) AS operation,
                   any_value(t.comparison) AS comparison, any_value(t.threshold) AS threshold,
                   max(coalesce(c.state, {missing})) AS state, sum(c.amount) AS total, min(c.amount) AS least,
                   max(c.amount) AS most
            FROM places p CROSS JOIN (SELECT *, true AS own FROM terms UNION ALL SELECT *, false FROM bases) t
            LEFT JOIN cells c ON c.campaign = p.campaign AND c.place = p.place AND c.element = t.element
            WHERE t.own GROUP BY ALL
        ), based AS (
            SELECT p.campaign, p.place, b.indicator, max(coalesce(c.state, {missing})) AS state
            FROM places p CROSS JOIN bases b
            LEFT JOIN cells c ON c.campaign = p.campaign AND c.place = p.place AND c.element = b.element GROUP BY ALL
        )
        SELECT f.campaign, f.place, f.indicator, greatest(f.state, coalesce(based.state, 0)) AS worst,
               CASE WHEN worst <> {reported} THEN -1
                    WHEN operation = 'all' THEN 100 * (least > 0)::int
                    WHEN operation = 'any' THEN 100 * (most > 0)::int
                    WHEN comparison = 'above' THEN 100 * (total > threshold)::int
                    WHEN comparison = 'equals' THEN 100 * (total = threshold)::int
                    ELSE total END AS numerator
        FROM folded f LEFT JOIN based USING (campaign, place, indicator)""")
    municipal = told.execute("SELECT * FROM municipal").fetchnumpy()
    region = told.execute(
        "SELECT campaign, 0 AS place, indicator, 0 AS state, sum(numerator) AS numerator FROM municipal "
        "WHERE worst = 0 GROUP BY ALL"
    ).fetchnumpy()
    return lambda: _pairs(*municipal.values()) | _pairs(*region.values())


def with_polars(campaigns: list[Campaign]) -> Callable[[], Pairs]:
    cells, places, terms, bases = (polars.read_csv(_csv(select, campaigns)) for select in (CELLS, PLACES, TERMS, BASES))
    both = polars.concat([terms.with_columns(own=True), bases.cast(dict(terms.schema)).with_columns(own=False)])
    amount, rule = polars.col("amount"), polars.col("comparison")
    total, bound = polars.col("total"), polars.col("threshold")
    found = (
        places.lazy()
        .join(both.lazy(), how="cross")
        .join(cells.lazy(), on=["campaign", "place", "element"], how="left")
        .with_columns(polars.col("state").fill_null(int(State.NOT_SUBMITTED)))
        .group_by("campaign", "place", "indicator")
        .agg(
            state=polars.col("state").max(),
            operation=polars.col("operation").filter("own").first(),
            comparison=rule.filter("own").first(),
            threshold=bound.filter("own").first(),
            total=amount.filter("own").sum(),
            least=amount.filter("own").min(),
            most=amount.filter("own").max(),
        )
        .with_columns(
            numerator=polars.when(polars.col("state") != int(State.REPORTED)).then(-1)
            .when(polars.col("operation") == "all").then(100 * (polars.col("least") > 0).cast(int))
            .when(polars.col("operation") == "any").then(100 * (polars.col("most") > 0).cast(int))
            .when(rule == "above").then(100 * (total > bound).cast(int))
            .when(rule == "equals").then(100 * (total == bound).cast(int))
            .otherwise(total)
        )
        .select("campaign", "place", "indicator", "state", "numerator")
        .collect()
    )  # fmt: skip
    region = found.filter(polars.col("state") == 0).group_by("campaign", "indicator").agg(polars.col("numerator").sum())
    told = [found[name].to_numpy() for name in found.columns]
    sums = [region[name].to_numpy() for name in ("campaign", "indicator", "numerator")]
    return lambda: _pairs(*told) | _pairs(sums[0], sums[0] * 0, sums[1], sums[1] * 0, sums[2])


def with_pandas(campaigns: list[Campaign]) -> Callable[[], Pairs]:
    cells, places, terms, bases = (
        pandas.read_csv(io.BytesIO(_csv(select, campaigns)), engine="pyarrow", dtype_backend="pyarrow")
        for select in (CELLS, PLACES, TERMS, BASES)
    )
    missing = int(State.NOT_SUBMITTED)

    def folded(operands: pandas.DataFrame) -> pandas.DataFrame:
        wide = places.merge(operands[["indicator", "element"]], how="cross")
        wide = wide.merge(cells, on=["campaign", "place", "element"], how="left")
        wide["state"] = wide["state"].fillna(missing)
        groups = wide.astype("float64").groupby(["campaign", "place", "indicator"])
        return groups.agg(
            state=("state", "max"), total=("amount", "sum"), least=("amount", "min"), most=("amount", "max")
        ).reset_index()

    found = folded(terms)
    based = folded(bases)[["campaign", "place", "indicator", "state"]].rename(columns={"state": "other"})
    found = found.merge(based, on=["campaign", "place", "indicator"], how="left")
    found["state"] = found["state"].where(~(found["other"] > found["state"]), found["other"])
    rules = terms.drop_duplicates("indicator")[["indicator", "operation", "comparison", "threshold"]]
    found = found.merge(rules.astype({"indicator": "float64", "threshold": "float64"}), on="indicator")
    numerator = found["total"].copy()
    for name, answer in (
        ("above", found["total"] > found["threshold"]),
        ("equals", found["total"] == found["threshold"]),
    ):
        numerator = numerator.where(found["comparison"].ne(name).fillna(True), answer * 100)
    for name, column in (("all", "least"), ("any", "most")):
        numerator = numerator.where(found["operation"].ne(name), (found[column] > 0) * 100)
    found["numerator"] = numerator.where(found["state"] == 0, -1)
    region = found[found["state"] == 0].groupby(["campaign", "indicator"])["numerator"].sum().reset_index()
    told = [found[name].to_numpy() for name in ("campaign", "place", "indicator", "state", "numerator")]
    sums = [region[name].to_numpy() for name in ("campaign", "indicator", "numerator")]
    return lambda: _pairs(*told) | _pairs(sums[0], sums[0] * 0, sums[1], sums[1] * 0, sums[2])


def _pairs(*columns: object) -> Pairs:
    return set(zip(*(map(int, column) for column in columns), strict=True))  # type: ignore[call-overload]


def ours(campaigns: list[Campaign]) -> Pairs:
    rows = Result.objects.filter(campaign__in=campaigns).values_list(
        "campaign", "municipality", "indicator", "state", "numerator"
    )
    pairs = {(a, b, c, d, -1 if e is None else int(e * 100)) for a, b, c, d, e in rows.iterator(50_000)}
    region = RegionResult.objects.filter(campaign__in=campaigns, state=0)
    return pairs | {(a, 0, b, 0, int(c * 100)) for a, b, c in region.values_list("campaign", "indicator", "numerator")}


def query_per_figure(campaigns: list[Campaign]) -> Figures:
    """The usual way: for each figure of the region a grouped query of its own."""
    figures = {}
    terms: dict[int, list[int]] = {}
    for indicator, element in Term.objects.filter(
        part=Term.Part.NUMERATOR, edition=campaigns[0].edition_id
    ).values_list("indicator_id", "element_id"):
        terms.setdefault(indicator, []).append(element)
    indicators = [row for row in Indicator.objects.filter(pk__in=terms)]
    for campaign in campaigns:
        for indicator in indicators:
            values = Value.objects.filter(submission__campaign=campaign, element__in=terms[indicator.pk]).order_by()
            rows = values.values("submission").annotate(total=Sum("amount"), least=Min("amount"), most=Max("amount"))
            found = [_numerator(indicator, row["total"], row["least"], row["most"]) for row in rows]
            figures[campaign.pk, indicator.code] = sum(found, Decimal(0))
    return figures


def _numerator(indicator: Indicator, total: Decimal, least: Decimal, most: Decimal) -> Decimal:
    if indicator.operation != "sum":
        return Decimal((least if indicator.operation == "all" else most) > 0)
    if not indicator.comparison:
        return total
    return Decimal(total == indicator.threshold if indicator.comparison == "equals" else total > indicator.threshold)
