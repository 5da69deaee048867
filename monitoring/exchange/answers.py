"""What somebody wrote, in a cell of a file or in a box of the form, into an answer: the one reader of numbers.

Sources of the rules: states of a value, kinds of elements (see `vocabulary`).
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from monitoring.control_rules import Cell
from monitoring.exchange.facts import (
    FLAG,
    MONEY,
    MOST,
    MOST_MONEY,
    STAFF,
    Broken,
    Fault,
    Formula,
    Joined,
    Raw,
)

NOT_APPLICABLE, REFUSED = "not_applicable", "refused"
STATE_WORDS = {
    "н/п": NOT_APPLICABLE,
    "нп": NOT_APPLICABLE,
    "неприменимо": NOT_APPLICABLE,
    "отказ": REFUSED,
    "отказываемсяотвечать": REFUSED,
}
YES = {"да", "1", "1.0", "истина", "true"}
NO = {"нет", "0", "0.0", "ложь", "false"}
QUARTER = Decimal("0.25")
DASHES = set("-–—−")
# Everything Excel, Word and the web put between groups of digits.
SPACES = re.compile("[\\s\u00a0\u2007\u2009\u202f\u200b\ufeff]+")
GROUPED = re.compile("^[0-9]{1,3}([ \u00a0\u2007\u2009\u202f][0-9]{3})+([.,][0-9]+)?$")
PLAIN = re.compile(r"^[0-9]{1,20}([.,][0-9]{1,20})?$")
NEGATIVE = re.compile(r"^[-–—−]\s?\d")
BEGINS_WITH_NUMBER = re.compile(r"^(\d[\d\s\u00a0\u2009\u202f]*(?:[.,]\d+)?)\s*[^\d\s.,]")
LONGEST = 40


class Asking(Protocol):
    """A question of a file or an element of the framework: only its kind matters here."""

    @property
    def kind(self) -> str: ...


@dataclass(frozen=True)
class Reading:
    """An answer, a blank (both None) or a fault; `note` tells how an odd spelling was understood."""

    cell: Cell | None = None
    fault: Fault | None = None
    note: str = ""


def typed(raw: Raw) -> str:
    """What stands in the cell, short enough for a report."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "ИСТИНА" if raw else "ЛОЖЬ"
    if isinstance(raw, Decimal):
        return plain(raw)
    if isinstance(raw, date):
        return f"{raw:%d.%m.%Y}"
    text = str(raw).strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def plain(amount: Decimal) -> str:
    """«608,75»: without an exponent and without zeros that say nothing."""
    text = format(amount, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def read(raw: Raw, question: Asking) -> Reading:
    match raw:
        case None:
            return Reading()
        case Formula():
            return _fault(
                "В ячейке формула, а не значение.",
                "Скопируйте ячейку и вставьте на то же место через «Специальная вставка — Значения».",
            )
        case Broken():
            return _fault(f"В ячейке ошибка {raw.text}.", "Впишите само число.")
        case Joined():
            return _fault(
                "Ячейка объединена с соседними.", "Отмените объединение и впишите ответ на каждый вопрос отдельно."
            )
        case bool():
            return _from_truth(raw, question)
        case Decimal():
            return _from_number(raw, question)
        case date():
            return _fault(
                "В ячейке дата, а не число.", "Поставьте ячейке формат «Общий» или «Числовой» и впишите число заново."
            )
    return _from_text(raw, question)


def _from_truth(raw: bool, question: Asking) -> Reading:
    if question.kind == FLAG:
        return Reading(Cell(Decimal(raw)))
    return _fault("В ячейке ИСТИНА или ЛОЖЬ, а вопрос требует числа.", _advice(question))


def _from_text(raw: str, question: Asking) -> Reading:
    text = raw.strip().strip("\u200b\ufeff")
    words = SPACES.sub("", text).lower().rstrip(".")
    if not words:
        return Reading()
    if words in STATE_WORDS:
        return Reading(Cell(None, STATE_WORDS[words]))
    if text.startswith("="):
        return _fault("В ячейке формула, а не значение.", "Впишите само число.")
    if set(words) <= DASHES:
        return _fault("Прочерк не говорит, ноль это или нет сведений.", "Напишите 0, «н/п» или «отказ».")
    return _flag(words, question) if question.kind == FLAG else _number(text, question)


def _flag(words: str, question: Asking) -> Reading:
    if words in YES:
        return Reading(Cell(Decimal(1)))
    if words in NO:
        return Reading(Cell(Decimal(0)))
    return _fault("Здесь ждут «да» или «нет».", _advice(question))


def _number(text: str, question: Asking) -> Reading:
    if NEGATIVE.match(text):
        return _fault("Число меньше нуля.", _advice(question))
    if not (PLAIN.match(text) or GROUPED.match(text)):
        return _fault(*_no_number(text, question))
    amount = Decimal(SPACES.sub("", text).replace(",", "."))
    reading = _from_number(amount, question)
    if reading.fault is None and text != plain(amount):
        return Reading(reading.cell, note=f"Записано «{text[:LONGEST]}», прочитано как {plain(amount)}.")
    return reading


def _no_number(text: str, question: Asking) -> tuple[str, str]:
    if found := BEGINS_WITH_NUMBER.match(text):
        number = found[1].strip()
        return "К числу приписаны слова.", f"Оставьте только число: {number}."
    return "Это не число.", _advice(question)


def _from_number(amount: Decimal, question: Asking) -> Reading:
    if question.kind == FLAG:
        return Reading(Cell(amount)) if amount in (0, 1) else _flag(plain(amount), question)
    if not amount.is_finite():
        return _fault("Это не число.", _advice(question))
    if amount < 0:
        return _fault("Число меньше нуля.", _advice(question))
    if amount > (MOST_MONEY if question.kind == MONEY else MOST):
        return _fault("Слишком большое число.", "Проверьте, нет ли лишних нулей и не вписано ли сюда другое число.")
    if question.kind == STAFF and amount % QUARTER:
        return _fault("Ставки пишутся с шагом 0,25.", "Например: 12; 12,25; 12,5 или 12,75.")
    if question.kind == MONEY and amount != amount.quantize(Decimal("0.01")):
        return _fault("В рублях не бывает больше двух знаков после запятой.", "Округлите до копеек.")
    if question.kind not in (STAFF, MONEY) and amount != amount.to_integral_value():
        return _fault("Число дробное, а считают здесь людей или предметы.", "Впишите целое число.")
    return Reading(Cell(amount + 0))


def _advice(question: Asking) -> str:
    if question.kind == FLAG:
        return "Напишите «да» или «нет»; если ответа быть не может — «н/п», если отказываетесь отвечать — «отказ»."
    example = "12,5" if question.kind == STAFF else "120"
    return f"Напишите число, например {example}; если его быть не может — «н/п», если отказываетесь отвечать — «отказ»."


def _fault(words: str, advice: str) -> Reading:
    return Reading(fault=Fault(words, advice))
