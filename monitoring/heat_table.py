"""The heat-map table: municipalities by ten criteria, a criterion opens to its indicators. Stored results only.

A page of rows is read, sorted and cut by the database, so a region of thousands costs no more than one of forty.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count, F, Q, QuerySet

from cluster.models import Municipality
from monitoring import printing
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Criterion, CriterionScore, Indicator, Result
from monitoring.place_names import former_name, short_name
from monitoring.problems import DEFICIT, is_deficit

PAGE = 50  # rows; a region of usual size stands on one page
PLACE = ("municipality", "municipality__name", "municipality__oktmo")
BY_NAME, BY_MEAN, BY_DEFICITS = "name", "mean", "deficits"


class Cell(NamedTuple):
    """What stands in a cell; `score` of None is «no data» or, for `is_neutral`, an indicator that is not judged."""

    text: str
    score: Decimal | None
    is_neutral: bool = False


@dataclass(frozen=True)
class Column:
    criterion: Criterion
    indicators: list[Indicator]
    is_open: bool

    @property
    def shown(self) -> list[Indicator]:
        return self.indicators if self.is_open else []


@dataclass(frozen=True)
class Row:
    place: Municipality
    scores: dict[int, Decimal]
    cells: list[Cell]
    mean: Decimal | None
    deficits: int | None

    @property
    def name(self) -> str:
        return short_name(self.place.name)

    @property
    def mean_cell(self) -> Cell:
        return _cell_of_score(self.mean)


@dataclass(frozen=True)
class HeatTable:
    columns: list[Column]
    rows: list[Row]
    page: Page


class _Counted(Paginator):
    """The number of rows is known from the results already read."""

    def __init__(self, rows: Any, per_page: int, number: int) -> None:
        self._number = number
        super().__init__(rows, per_page)

    @property
    def count(self) -> int:  # type: ignore[override]
        return self._number


def columns_of(indicators: Iterable[Indicator], opened: Collection[str]) -> list[Column]:
    """`opened` holds numbers of criteria, or the word «all»."""
    found: dict[int, tuple[Criterion, list[Indicator]]] = {}
    for indicator in indicators:
        found.setdefault(indicator.criterion_id, (indicator.criterion, []))[1].append(indicator)
    return [
        Column(criterion, own, "all" in opened or str(criterion.number) in opened) for criterion, own in found.values()
    ]


def heat_table(
    campaign: Campaign, columns: list[Column], *, order: str, page: str | int, expected: int, per_page: int = PAGE
) -> HeatTable:
    """Three queries: the page of municipalities, their scores, their results."""
    found = _Counted(_ordered(campaign, columns, order), per_page, expected).get_page(page)
    places = [_municipality(row) for row in found.object_list]
    keys = [place.pk for place in places]
    scores: dict[int, dict[int, Decimal]] = {}
    told = CriterionScore.objects.filter(campaign=campaign, municipality__in=keys).order_by()
    for place, criterion, score in told.values_list("municipality", "criterion", "score"):
        if score is not None:
            scores.setdefault(place, {})[criterion] = score
    results = _results(campaign, keys)
    return HeatTable(
        columns, [_row(place, columns, scores.get(place.pk, {}), results.get(place.pk, {})) for place in places], found
    )


def _ordered(campaign: Campaign, columns: list[Column], order: str) -> QuerySet[Any, dict[str, Any]]:
    """By name, number of deficits, mean, or the score of one criterion; those without a score stand last.

    One grouped pass over the stored results instead of a subquery for every municipality. The former name comes after
    the grouping, so that it is looked up for the rows of the page and not for every result.
    """
    scores = CriterionScore.objects.filter(campaign=campaign).order_by()
    former = former_name(campaign.year)
    criterion = next((one.criterion for one in columns if str(one.criterion.number) == order), None)
    if order == BY_DEFICITS:
        results = Result.objects.filter(campaign=campaign).order_by().values(*PLACE)
        number = Count("pk", filter=DEFICIT & Q(state=State.REPORTED))
        return results.annotate(key=number).annotate(former=former).order_by("-key", "municipality__sort_key")
    if order == BY_MEAN:
        rows = scores.values(*PLACE).annotate(key=Avg("score")).annotate(former=former)
    elif criterion is not None:
        rows = scores.filter(criterion=criterion).values(*PLACE, former=former).annotate(key=F("score"))
    else:
        return campaign.expectations.order_by("municipality__sort_key").values(*PLACE, former=former)
    return rows.order_by(F("key").desc(nulls_last=True), "municipality__sort_key")


def _municipality(row: dict[str, Any]) -> Municipality:
    name = row["former"] or row["municipality__name"]
    return Municipality(pk=row["municipality"], name=name, oktmo=row["municipality__oktmo"])


Told = tuple[int, Decimal | None, Decimal | None, Decimal | None]


def _results(campaign: Campaign, places: list[int]) -> dict[int, dict[int, Told]]:
    found: dict[int, dict[int, Told]] = {}
    rows = Result.objects.filter(campaign=campaign, municipality__in=places).order_by()
    columns = ("municipality", "indicator", "state", "numerator", "denominator", "score")
    for place, indicator, state, numerator, denominator, score in rows.values_list(*columns):
        found.setdefault(place, {})[indicator] = (state, numerator, denominator, score)
    return found


def _row(place: Municipality, columns: list[Column], scores: dict[int, Decimal], results: dict[int, Told]) -> Row:
    cells: list[Cell] = []
    deficits = 0
    for column in columns:
        cells.append(_cell_of_score(scores.get(column.criterion.pk)))
        for indicator in column.indicators:
            told = results.get(indicator.pk)
            deficits += told is not None and is_deficit(indicator, told[1], told[2])
            if column.is_open:
                cells.append(_cell_of_result(indicator, told))
    known = list(scores.values())
    is_told = any(told[1] is not None for told in results.values())
    return Row(
        place, scores, cells, sum(known, Decimal(0)) / len(known) if known else None, deficits if is_told else None
    )


def _cell_of_score(score: Decimal | None) -> Cell:
    if score is None:
        return Cell("нет", None)
    rounded = printing.half_up(score)
    return Cell(printing.amount(rounded), rounded)


def _cell_of_result(indicator: Indicator, told: Told | None) -> Cell:
    if told is None:
        return Cell("…", None)
    state, numerator, denominator, score = told
    figure = Result(indicator=indicator, state=state, numerator=numerator, denominator=denominator)
    is_neutral = score is None and numerator is not None
    return Cell(figure.printed, None if score is None else printing.half_up(score), is_neutral)
