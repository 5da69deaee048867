"""Every sentence of the note agrees with its numbers, from 0 to 1000, judged by a dictionary of Russian."""

import re
from decimal import Decimal
from functools import cache

import pymorphy3
import pytest

from monitoring.documents.marks import Marks
from monitoring.documents.prose import paragraphs
from monitoring.documents.record import Record
from tests.monitoring.contents import KEYS, content_of
from tests.monitoring.random_campaigns import random_plan

COUNTS = range(1001)
# A word beside a number and the case its sentence asks for: «в 5 образованиях», «из 5 образований», «5 человек».
NOUNS = ("образование", "человек", "ставка", "критерий", "показатель")
CASES = {"в": "loct", "из": "gent", "от": "gent", "по": "datv"}
BEFORE = {
    "в_скольких": "в ",
    "скольких": "из ",
    "нет_в_скольких": "в ",
    "нет_скольких": "из ",
    "ожидались": "из ",
    "критериев": "по ",
}
COUNTED = re.compile(r"(?:\b(в|из|от|по) )?(\d[\d ]*(?:,\d+)?) (муниципальн\S+ )?(?!из\b)([а-яё]+)", re.I)


@cache
def analyzer():
    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def forms(word: str):
    return [one for one in analyzer().parse(word) if one.normal_form in NOUNS and one.tag.POS == "NOUN"]


def is_right(preposition: str, number: str, noun: str) -> bool:
    """Case and number that Russian wants after this number."""
    whole, _, part = number.replace(" ", "").partition(",")
    last_two, last = int(whole) % 100, int(whole) % 10
    is_one = not part and last == 1 and last_two != 11
    is_few = bool(part) or (2 <= last <= 4 and not 12 <= last_two <= 14)
    wanted = CASES.get(preposition.lower(), "")
    if wanted:
        return any(wanted in one.tag and ("sing" if is_one else "plur") in one.tag for one in _known(noun))
    if is_one:
        return any(
            {"sing"} <= set(one.tag.grammemes) and {"nomn", "accs"} & set(one.tag.grammemes) for one in _known(noun)
        )
    if is_few:
        return any({"sing", "gent"} <= set(one.tag.grammemes) for one in _known(noun))
    return any({"plur", "gent"} <= set(one.tag.grammemes) for one in _known(noun)) or noun == "человек"


def _known(noun: str):
    return forms(noun)


def wrong(text: str) -> list[str]:
    flat = text.replace("\N{NO-BREAK SPACE}", " ")
    return [
        found[0]
        for found in COUNTED.finditer(flat)
        if _known(found[4]) and not is_right(found[1] or "", found[2], found[4])
    ]


@pytest.fixture(scope="module")
def record() -> Record:
    plan = random_plan(4, KEYS)
    return Record(content_of(plan, before=content_of(random_plan(5, KEYS), year=2030)))


@pytest.mark.parametrize("part", range(4))
def test_every_sentence_agrees_with_every_count(record, part):
    texts = [row.text for row in paragraphs(record).values()]
    for number in COUNTS[part::4]:
        marks = Marks(_with(record, number))
        for text in texts:
            filled = marks.fill(text)
            assert wrong(filled) == [], (number, filled)


def test_marks_beside_the_generated_ones_agree_too(record):
    for number in COUNTS[::7]:
        marks = Marks(_with(record, number))
        for name in marks.known:
            text = BEFORE.get(name.rpartition(".")[2], "") + marks.printed(name)
            assert wrong(text) == [], (number, name, text)


@pytest.mark.parametrize(
    "text", ["в 5 муниципальном образовании", "из 1 муниципальных образований", "2 человек", "11 ставка"]
)
def test_a_wrong_agreement_is_found(text):
    assert wrong(text)


def _with(record: Record, number: int) -> Record:
    """The same campaign with one number everywhere."""
    made = Record(record.content)
    for row in made.region.values():
        if row.is_reported:
            row.numerator = Decimal(number)
            row.reported, row.expected = number, number + 1
            if row.denominator is not None:
                row.denominator = Decimal(number * 2 or 1)
    for total in made.totals.values():
        total.amount = Decimal(number)
    made.places = made.places[:1] * number
    return made
