"""Marks of figures in the prose of a note: «{7.1.доля}» stands for a stored figure and cannot be typed over.

A mark is a name of what is counted, a dot and a word that says how to print it. Prose, generated or written by the
methodologist, holds marks only; numbers are put in when a document is made.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from monitoring import printing
from monitoring.comparison import Row
from monitoring.documents.record import Record
from monitoring.framework.vocabulary import State
from monitoring.models import RegionResult
from ui.words import day_in_words

MARK = re.compile(r"\{([^{}\n]*)\}")
GENITIVE = "муниципального образования,муниципальных образований,муниципальных образований"
NOMINATIVE = "муниципальное образование,муниципальных образования,муниципальных образований"
CRITERIA = "критерию,критериям,критериям"

Print = Callable[[], str]


class UnknownMark(KeyError):
    """The text names a figure that the campaign does not have."""


class Marks:
    """All figures of one campaign that prose may name; `used` remembers what was printed."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.known: dict[str, Print] = dict(self._all())
        self.used: list[dict[str, str]] = []

    def fill(self, text: str) -> str:
        """The text with figures in place of marks; raises UnknownMark."""
        return MARK.sub(lambda found: self.printed(found[1]), text)

    def printed(self, name: str) -> str:
        if name not in self.known:
            raise UnknownMark(name)
        text = self.known[name]()
        code = name.rpartition(".")[0]
        if code:
            self.used.append({"code": code, "printed": text})
        return text

    def names(self, text: str) -> list[str]:
        return MARK.findall(text)

    def of_paragraph(self, code: str) -> list[tuple[str, str]]:
        """Marks of one indicator, its slices and the campaign, each with what it prints now."""
        own = [element.code for element in self.record.slices.get(code, [])]
        wanted = [name for name in self.known if _owner(name) in (code, *own)] if code else list(self._general())
        return [(name, self.known[name]()) for name in wanted]

    def _all(self) -> Iterator[tuple[str, Print]]:
        yield from self._general().items()
        for code, result in self.record.region.items():
            for word, make in _of_result(result).items():
                yield f"{code}.{word}", make
        for code, total in self.record.totals.items():
            yield f"{code}.всего", partial(str, total.printed)
        comparison = self.record.comparison
        for row in comparison.rows if comparison else []:
            for word, make in _of_change(row).items():
                yield f"{row.indicator.code}.{word}", make

    def _general(self) -> dict[str, Print]:
        record, campaign = self.record, self.record.campaign
        general: dict[str, Print] = {
            "год": lambda: str(campaign.year),
            "следующий_год": lambda: str(campaign.year + 1),
            "критериев": lambda: printing.count(len(record.criteria), CRITERIA),
            "приняты": lambda: printing.amount(record.accepted),
            "ожидались": lambda: printing.count(record.expected, GENITIVE),
            "доля_принятых": lambda: printing.percent(record.accepted, record.expected),
            "сбор_с": lambda: day_in_words(campaign.opens_on),
            "сбор_по": lambda: day_in_words(campaign.closes_on),
        }
        comparison, before = record.comparison, record.content["before"]
        if comparison is None or before is None:
            return general
        rows = "показатель,показателя,показателей"
        unchanged = len(comparison.comparable) - len(comparison.grown) - len(comparison.fallen)
        return general | {
            "прошлый_год": lambda: str(before["year"]),
            "приняты_прежде": lambda: printing.amount(before["accepted"]),
            "ожидались_прежде": lambda: printing.amount(before["expected"]),
            "общих": lambda: printing.amount(comparison.common),
            "сравнимы": lambda: printing.count(len(comparison.comparable), rows),
            "всего_показателей": lambda: printing.amount(len(comparison.rows)),
            "выросли": lambda: printing.amount(len(comparison.grown)),
            "снизились": lambda: printing.amount(len(comparison.fallen)),
            "не_изменились": lambda: printing.amount(unchanged),
        }


def _of_result(result: RegionResult) -> dict[str, Print]:
    indicator = result.indicator
    if not result.is_reported or result.numerator is None:
        return {"состояние": lambda: State(result.state).label}
    words: dict[str, Print] = {
        "число": lambda: printing.amount(result.told),
        "сообщили": lambda: printing.amount(result.reported),
        "ожидались": lambda: printing.count(result.expected, GENITIVE),
    }
    if result.denominator:
        words |= {"база": lambda: printing.amount(result.base), "доля": lambda: result.printed}
    if not indicator.is_flag:
        return words | {"сколько": lambda: printing.count(result.told, indicator.unit)}
    left = result.base - result.told
    return words | {
        "сколько": lambda: printing.count(result.told, NOMINATIVE),
        "скольких": lambda: printing.count(result.told, GENITIVE),
        "в_скольких": lambda: printing.places_locative(result.told),
        "нет_число": lambda: printing.amount(left),
        "нет_доля": lambda: printing.percent(left, result.base, indicator.decimals),
        "нет_сколько": lambda: printing.count(left, NOMINATIVE),
        "нет_скольких": lambda: printing.count(left, GENITIVE),
        "нет_в_скольких": lambda: printing.places_locative(left),
    }


def _of_change(row: Row) -> dict[str, Print]:
    shared = row.shared
    if not row.is_comparable or shared is None:
        return {}
    return {
        "изменение": lambda: row.change,
        "было": lambda: shared.before.printed,
        "стало": lambda: shared.after.printed,
    }


def _owner(name: str) -> str:
    return name.rpartition(".")[0]
