"""Words of a note: stems that tell what a figure counts, small numbers in words, kinds of units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from events.importing.morphology import parses

STEM = 7
_WORD = re.compile(r"[А-Яа-яЁёA-Za-z][А-Яа-яЁёA-Za-z-]*")
# Words that say a figure is given but not what is counted.
_EMPTY_TEXT = (
    "и в во на по с со из за для от до о об у к при под над не же ли или а но что как так это этот тот который "
    "свой весь все каждый всего общий количество число доля показатель составить составлять являться быть иметь "
    "иметься процент год данные мониторинг согласно также ещё еще уже только лишь они он она их него ним данный "
    "человек чел единица шт ед указать отметить значение часть соответственно наличие охват следующий таблица "
    "табл таб раз итог отчетный отчётный период учебный далее критерий результат таким образом другой иной "
    "различный свыше более менее около почти примерно порядка то есть ими нее сей ряд между через среди стать "
    "один два оба отметим заключение практически насчитываться наблюдаться зафиксировать достигнуть среднее "
    "вместе тем разный однако остальной вывод целое "
)
_EMPTY = frozenset(_EMPTY_TEXT.split())
_PLACES = ("муниц", "район", "округ", "террит")
_BODIES = ("органи", "учрежд", "школа", "коллед", "технику", "предпр", "лицей", "гимназ", "оо", "поо", "детсад", "вуз")
_DIGITS = {
    "два": 2, "двое": 2, "три": 3, "трое": 3, "четыре": 4, "четверо": 4, "пять": 5, "пятеро": 5, "шесть": 6,
    "шестеро": 6, "семь": 7, "семеро": 7, "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12,
    "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18,
    "девятнадцать": 19, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60,
    "семьдесят": 70, "восемьдесят": 80, "девяносто": 90, "сто": 100, "двести": 200, "триста": 300, "четыреста": 400,
    "один": 1,
}  # fmt: skip
# A row says «проведение», the sentence «проводится»: nouns and both aspects of one verb.
_FAMILIES = (
    ("провод", ("провед", "провес", "проводи")), ("участ", ("участ",)), ("утверд", ("утверд", "утвержд")),
    ("разраб", ("разраб",)), ("обуч", ("обуч",)), ("получ", ("получ",)), ("назнач", ("назнач",)),
    ("откры", ("откры",)), ("созда", ("созда",)), ("приня", ("прием", "приня", "прини")), ("примен", ("примен",)),
    ("использ", ("использ",)), ("реализ", ("реализ",)), ("посет", ("посет", "посещ")), ("зачисл", ("зачисл",)),
    ("пройт", ("прохожд", "пройти", "проход")), ("оборуд", ("оборуд",)), ("заклю", ("заключить", "заключать")),
    ("закреп", ("закреп",)), ("трудоус", ("трудоус",)), ("подго", ("подготов",)),
)  # fmt: skip
# Forms the dictionary reads as a rarer word.
_MISREAD = {"нашли": "найти", "нашёл": "найти", "нашел": "найти", "нашла": "найти"}


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """The dictionary form; of the readings the noun wins over the verb («стали» stays a verb, «обучающихся» a noun)."""
    if word.lower() in _MISREAD:
        return _MISREAD[word.lower()]
    if word.lower().startswith("прошедш"):
        return "пройти"  # those who passed a test
    found = parses(word.lower().replace("ё", "е"))
    if found and found[0].tag.POS == "ADJF":  # «прошедших тест» are those who passed it
        found = tuple(parse for parse in found if parse.tag.POS == "PRTF")[:1] or found
    return found[0].normal_form.replace("ё", "е") if found else word.lower()


@lru_cache(maxsize=20_000)
def is_noun(word: str) -> bool:
    return any(parse.tag.POS == "NOUN" for parse in parses(word.lower())[:2])


@lru_cache(maxsize=20_000)
def can_be_counted(noun: str) -> bool:
    """Whether the form may follow a number: a genitive, any plural, or a word that does not change."""
    nouns = [parse for parse in parses(noun.lower()) if parse.tag.POS == "NOUN"]
    return not nouns or any("gent" in p.tag or "plur" in p.tag or "Fixd" in p.tag or "Abbr" in p.tag for p in nouns)


@lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    found = parses(word.lower())[:1]
    return any(parse.tag.POS in {"ADJF", "PRTF", "ADJS"} for parse in found)


@lru_cache(maxsize=20_000)
def is_finite(word: str) -> bool:
    """A verb or a short participle: «имеют», «создан», «трудоустроено»."""
    return any(parse.tag.POS in {"VERB", "PRTS", "ADJS", "INFN"} for parse in parses(word.lower())[:1])


@lru_cache(maxsize=20_000)
def is_person(word: str) -> bool:
    if lemma(word) in {"человек", "чел"} or names_people(word):
        return True
    return any("anim" in parse.tag for parse in parses(word.lower())[:2] if parse.tag.POS == "NOUN")


def names_people(word: str) -> bool:
    """Participles that stand for people without a noun."""
    return word.lower().startswith(("обучающ", "учащ", "трудящ", "поступающ", "отдыхающ", "наставляем"))


def counts_something(word: str) -> bool:
    """«Количество муниципалитетов» counts municipalities."""
    return lemma(word) not in _EMPTY and lemma(word) != "численность"


def words_in(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    root = lemma(word)
    return next((family for family, starts in _FAMILIES if root.startswith(starts)), root[:STEM])


def meaning(text: str) -> frozenset[str]:
    """Stems of the words that tell what is counted."""
    kept = (word for word in words_in(text) if lemma(word) not in _EMPTY and word.lower() not in _EMPTY)
    return frozenset(stem(word) for word in kept if len(word) > 1 and lemma(word) not in _DIGITS)


def kind_of_unit(noun: str) -> str:
    """«место», «организация», «человек» or the stem of the noun itself; empty for no noun."""
    if not noun:
        return ""
    root = lemma(noun)
    if root in {"шт", "ед"}:
        return "единица"
    if root == "место":
        return "рабочее место"
    if root.startswith(_PLACES) or root in {"мо", "мсу"}:
        return "место"
    if root.startswith(_BODIES) or root in {"сад", "интернат", "училище", "работодатель"}:
        return "организация"
    return "человек" if is_person(noun) or root == "анкета" else root[:STEM]


def number_in_words(words: Iterable[str]) -> tuple[Decimal, int] | None:
    """Value of the leading number words and how many of them there are; «один» alone is no figure."""
    total, taken, last = 0, 0, 1000
    for word in words:
        value = _DIGITS.get(lemma(word))
        if value is None or value >= last or (taken and last < 20):
            break
        total, taken, last = total + value, taken + 1, value
    return (Decimal(total), taken) if taken and total > 1 else None
