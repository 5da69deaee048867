"""What the page of the region shows: figures by criterion, typical problems, the heat-map table, the map of tiles."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from monitoring import printing
from monitoring.framework.vocabulary import State
from monitoring.heat_table import BY_DEFICITS, BY_MEAN, BY_NAME, PAGE, HeatTable, columns_of, heat_table
from monitoring.models import Campaign, Criterion, RegionResult
from monitoring.problems import GAP_SHARE, Gap, typical, words_of
from monitoring.tile_places import TilePlace, tile_places
from ui.charts import heat_step
from ui.pictures import Cell, Picture, Table
from ui.tiles import Tile, tile_map

MEAN = "mean"


@dataclass(frozen=True)
class CriterionPart:
    criterion: Criterion
    results: list[RegionResult]

    @property
    def coverage(self) -> str:
        """«по данным 38–42 из 42»: the least and the most of its indicators."""
        told = sorted(row.reported for row in self.results)
        span = str(told[0]) if told[0] == told[-1] else f"{told[0]}–{told[-1]}"
        return f"по данным {span} из {self.results[0].expected}"


@dataclass(frozen=True)
class Problem:
    criterion: Criterion
    result: RegionResult
    words: str
    number: Decimal
    base: Decimal
    percent: Decimal

    @property
    def printed(self) -> str:
        pair = f"{printing.amount(self.number)} из {printing.amount(self.base)}"
        return f"{pair} ({printing.percent(self.number, self.base)})"


@dataclass(frozen=True)
class RegionData:
    campaign: Campaign
    parts: list[CriterionPart]
    problems: list[Problem]
    heat: HeatTable
    order: str
    measure: str
    opened: frozenset[str]

    @property
    def kept(self) -> dict[str, str]:
        """What the person chose, for the files beside the pictures."""
        return {"sort": self.order, "map": self.measure, "page": str(self.heat.page.number)}

    @property
    def expected(self) -> int:
        return self.heat.page.paginator.count


def region_data(campaign: Campaign, query: Mapping[str, str], *, is_whole: bool = False) -> RegionData:
    """Four queries; `is_whole` reads every municipality with every indicator, for a file."""
    rows = RegionResult.objects.filter(campaign=campaign).select_related("indicator__criterion")
    results = list(rows.order_by("indicator__position"))
    by_criterion: dict[int, list[RegionResult]] = {}
    for row in results:
        by_criterion.setdefault(row.indicator.criterion_id, []).append(row)
    opened = frozenset({"all"} if is_whole else filter(None, query.get("open", "").split(",")))
    columns = columns_of((row.indicator for row in results), opened)
    numbers = {str(column.criterion.number) for column in columns}
    order, measure = query.get("sort", BY_NAME), query.get("map", MEAN)
    order = order if order in {BY_NAME, BY_MEAN, BY_DEFICITS} | numbers else BY_NAME
    expected = results[0].expected if results else 0
    return RegionData(
        campaign=campaign,
        parts=[CriterionPart(column.criterion, by_criterion[column.criterion.pk]) for column in columns],
        problems=[_problem(gap) for gap in typical(results)],
        heat=heat_table(
            campaign, columns, order=order, page="1" if is_whole else query.get("page", "1"), expected=expected,
            per_page=max(expected, 1) if is_whole else PAGE,
        ),
        order=order,
        measure=measure if measure in numbers else MEAN,
        opened=opened & (numbers | {"all"}),
    )  # fmt: skip


def region_table(data: RegionData) -> Table:
    """Every figure of the region with its exact pair and coverage."""
    head = ["Показатель", "Критерий", "Состояние", "Значение", "Числитель", "Знаменатель", "Сообщили", "Ожидались"]
    rows: list[list[Cell]] = []
    for part in data.parts:
        for row in part.results:
            rows.append([
                str(row.indicator), str(part.criterion), State(row.state).label, row.printed,
                row.numerator, row.denominator, row.reported, row.expected,
            ])  # fmt: skip
    return Table("Показатели региона по критериям", head, rows)


def problems_table(data: RegionData) -> Table:
    head = ["Чего не хватает", "Критерий", "Показатель", "Нет у", "Сообщили", "Доля, %"]
    rows: list[list[Cell]] = [
        [one.words, str(one.criterion), one.result.indicator.code, one.number, one.base, one.percent]
        for one in data.problems
    ]
    return Table(f"Типичные проблемы: условия нет у {GAP_SHARE} % сообщивших или больше", head, rows)


def heat_csv_table(data: RegionData) -> Table:
    """The heat map as it stands on the page, opened as the data were asked for."""
    head = ["Муниципальное образование", "ОКТМО"]
    for column in data.heat.columns:
        head.append(f"{column.criterion}, балл")
        head += [str(indicator) for indicator in column.shown]
    rows: list[list[Cell]] = [
        [row.place.name, row.place.oktmo, *(cell.text for cell in row.cells), row.mean_cell.text, row.deficits]
        for row in data.heat.rows
    ]
    return Table("Баллы и показатели муниципальных образований", [*head, "Среднее", "Дефицитов"], rows)


def map_picture(data: RegionData, url: str) -> Picture | None:
    """The map of equal tiles for one criterion or the mean; nothing where there are no municipalities."""
    rows = data.heat.rows
    if not rows:
        return None
    places = tile_places(data.campaign.region.oktmo_prefix, [row.place for row in rows])
    criterion = next((part.criterion for part in data.parts if str(part.criterion.number) == data.measure), None)
    scores = [(row.place, row.scores.get(criterion.pk) if criterion else row.mean) for row in rows]
    what = f"критерий {criterion.number} «{criterion.short}»" if criterion else "средний балл по критериям"
    tiles, lines = [], []
    for place, score in scores:
        spot: TilePlace = places[place.pk]
        rounded = None if score is None else printing.half_up(score)
        text = "нет" if rounded is None else printing.amount(rounded)
        tiles.append(Tile(spot.column, spot.row, spot.short, text, heat_step(rounded)))
        lines.append([place.name, spot.short, rounded])
    low = sum(tile.step == 1 for tile in tiles)
    known = sum(tile.step > 0 for tile in tiles)
    forms = "муниципального образования,муниципальных образований,муниципальных образований"
    where = f"у {printing.count(low, forms)}" if low else "нет никого"
    finding = f"Карта: {what}. Ниже 20 баллов {where} из {known} с данными"
    words = "; ".join(f"{place.name} — {tile.text}" for (place, _), tile in zip(scores, tiles, strict=True))
    return Picture(
        ident="map",
        finding=finding,
        svg=tile_map(tiles, title=finding, description=words, ident="map"),
        table=Table(f"Данные карты: {what}", ["Муниципальное образование", "На карте", "Балл"], lines),
        csv_url=url,
        note="Плитки одинаковы и стоят примерно так, как территории на карте: площадь ничего не значит.",
        is_wide=True,
    )


def _problem(gap: Gap) -> Problem:
    row, number = gap
    indicator = row.indicator
    percent = printing.half_up(number * 100 / row.base, 1)
    return Problem(indicator.criterion, row, words_of(indicator), number, row.base, percent)
