"""Summary tables of a campaign for a spreadsheet: all indicators of all municipalities, exact pairs, scores, legend."""

from collections.abc import Callable

from monitoring import printing
from monitoring.documents.briefing import CONDITIONAL
from monitoring.documents.figures import title_of
from monitoring.documents.record import Record
from monitoring.documents.stamp import SUMMARY, Stamp
from monitoring.framework.vocabulary import STATE_SIGNS, State
from monitoring.models import RegionResult, Result
from ui import blocks

PLACE = "Муниципальное образование"
OKTMO = "Код ОКТМО"


def summary_tables(record: Record, stamp: Stamp) -> blocks.Block:
    campaign = record.campaign
    return blocks.document(
        f"Сводные таблицы мониторинга за {campaign.year} год",
        [
            *([blocks.notice(CONDITIONAL)] if campaign.is_conditional else []),
            blocks.facts(
                [
                    ("Регион", str(campaign.region)),
                    ("Система показателей", f"{record.edition.title}, редакция {record.edition.number}"),
                    ("Формы приняты", f"{record.accepted} из {record.expected}"),
                    ("Происхождение", stamp.line),
                ]
            ),
            _region(record),
            _municipal("Значения", record, _value),
            _municipal("Числители", record, lambda row: _exact(row, row.numerator)),
            _municipal("Знаменатели", record, lambda row: _exact(row, row.denominator)),
            _scores(record),
            _names(record),
            _legend(),
        ],
        meta={"organisation": campaign.operator, "author": campaign.operator, **stamp.meta(str(campaign), SUMMARY)},
    )


def _region(record: Record) -> blocks.Block:
    rows = [
        [
            row.indicator.code,
            row.indicator.name,
            _value(row),
            _exact(row, row.numerator),
            _exact(row, row.denominator),
            row.reported,
            row.expected,
        ]
        for row in record.region.values()
    ]
    head = ["Код", "Показатель", "Значение (доли — в %)", "Числитель", "Знаменатель", "Сообщили", "Ожидались"]
    return blocks.table("Регион", head, rows or _empty(len(head)))


def _municipal(caption: str, record: Record, cell: Callable[[Result], blocks.CellLike]) -> blocks.Block:
    codes = list(record.indicators)
    rows = [
        [place.name, place.oktmo, *(cell(own[code]) if code in own else "…" for code in codes)]
        for place in record.places
        for own in (record.municipal[place.key],)
    ]
    return blocks.table(caption, [PLACE, OKTMO, *codes], rows or _empty(len(codes) + 2))


def _scores(record: Record) -> blocks.Block:
    heads = [str(row.number) for row in record.criteria]
    rows: list[list[blocks.CellLike]] = []
    for place in record.places:
        own = {row.criterion.number: row for row in record.scores[place.key]}
        found = [own.get(row.number) for row in record.criteria]
        cells: list[blocks.CellLike] = [place.name, place.oktmo]
        cells += [row.rounded if row is not None and row.rounded is not None else "…" for row in found]
        rows.append(cells)
    return blocks.table("Баллы по критериям", [PLACE, OKTMO, *heads], rows or _empty(len(heads) + 2))


def _names(record: Record) -> blocks.Block:
    """What the codes at the heads of the columns stand for."""
    rows: list[list[blocks.CellLike]] = [[str(row.number), row.name, "критерий"] for row in record.criteria]
    rows += [
        [row.code, title_of(row).partition(". ")[2], row.get_region_rule_display()]
        for row in record.indicators.values()
    ]
    return blocks.table("Названия", ["Код", "Название", "Правило региона"], rows or _empty(3))


def _legend() -> blocks.Block:
    rows: list[list[blocks.CellLike]] = [[sign, State(state).label] for state, sign in STATE_SIGNS.items() if sign]
    return blocks.table("Обозначения", ["Знак", "Что значит"], [*rows, ["—", "не считается: нет базы или она ноль"]])


def _value(row: RegionResult | Result) -> blocks.CellLike:
    """A number where there is one, so that a spreadsheet can count with it; its print is that of the note."""
    is_answer = isinstance(row, Result) and row.indicator.is_flag
    if not row.is_reported or row.value is None or is_answer:
        return row.printed
    decimals = row.indicator.decimals if row.denominator is not None else 2
    return blocks.cell(printing.half_up(row.value, decimals), text=row.printed)


def _exact(row: RegionResult | Result, number: object) -> blocks.CellLike:
    if not row.is_reported:
        return State(row.state).sign
    return number if number is not None else "—"  # type: ignore[return-value]


def _empty(columns: int) -> list[list[blocks.CellLike]]:
    return [[blocks.cell("Результатов нет", span=columns)]]
