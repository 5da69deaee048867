"""Figures of a text: value, what it is (count or percent), its unit, and whether it is only approximate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from monitoring.note_check.words import (
    can_be_counted,
    is_adjective,
    is_noun,
    kind_of_unit,
    lemma,
    names_people,
    number_in_words,
)

_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = re.compile(rf"(?<![\w№,.])(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)?(?![\d\w])")
_PERCENT = re.compile(r"\s*(?:%|процент(?!н)\w*|проц\.)", re.I)
_POINTS = re.compile(r"\s*(?:процентн\w+ пункт|п\.?\s?п\b)", re.I)
_YEAR_AFTER = re.compile(r"\s*(?:[–—/-]\s*(?:20)?\d\d\s*)?(?:год|г\.|гг|учебн)", re.I)
_SCALE = ((re.compile(r"\s*тыс\w*\.?", re.I), 1000), (re.compile(r"\s*млн\.?", re.I), 1_000_000))
_APPROXIMATE = re.compile(
    r"(?<![а-яё])(?:около|почти|практически(?: в)?|более(?: чем)?|менее(?: чем)?|свыше|порядка|примерно|"
    r"в среднем(?: по| составля\w+| составил\w*)?|не менее|"
    r"не более|больше|меньше|до|от|приблизительно|чуть|≈|~|>|<)\s*(?:у|в)?\s*$",
    re.I,
)
_FROM_TO = re.compile(
    r"\b(?:увелич|вырос|возрос|сниз|сократ|уменьш|повыс)\w*[^.;]{0,30}\sс \d[^.;]{0,60}\bдо\s*$", re.I
)
_GROWTH_BEFORE = re.compile(
    r"(?:\bна|\+|−|[+-]|увеличил\w+ (?:на|в)|рост\w*|прирост\w*|снижени\w*)\s*(?:составил\w*\s*)?$", re.I
)
_GROWTH_NOUN = re.compile(r"\b(?:прирост|рост|снижение|увеличение|сокращение)\b[^.;,()\d]{0,50}[–—:]\s*$", re.I)
_IN_EACH = re.compile(r"(?:\s+[а-яё.]+){0,3}\s+(?:в|на)\s+(?:кажд|одн|одно)", re.I)
_PER_ONE = re.compile(r"\bна (?:одного|одну|одно|каждого|каждую)\b[^.;()\d]{0,60}$", re.I)
_COUNT_GROWTH_BEFORE = re.compile(
    r"(?:\+|−|(?:увелич|вырос|возрос|прирос|сниз|сократ|уменьш|больше|меньше|выше|ниже)\w*\s+(?:на|в))\s*$", re.I
)
_GROWTH_AFTER = re.compile(r"\s*\)?\s*(?:больше|меньше|выше|ниже|роста|прироста)\b", re.I)
_NOT_COUNT_BEFORE = re.compile(
    r"(?:№|\bп\.|\b(?:пункт\w*|стать\w+|табл\w*\.?|таб\.|рис\w*\.?|раздел\w*|глав\w+|приложени\w+|част[ьи]|"
    r"балл|колледж|школа|гимназия|лицей|форм[аы]|этап))\s*$",
    re.I,
)
_NOT_COUNT_AFTER = re.compile(
    r"\s*(?:[-–]?(?:х|й|го|е|ые|му|м|ая|ой|ую)\b|класс(?:а|е|у|ы|ов|ах|ами|ом)?\b|курс\b|курса\b|раз\b|раза\b|лет\b|месяц|дн(?:я|ей|и)\b|час(?:а|ов|ы)?\b|январ|феврал|март|"
    r"апрел|ма[яй]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|квартал|полугоди|балл|\s*до\s+\d+(?:-?\w{1,2})?\s*(?:лет|год|класс))",
    re.I,
)
_RANGE_BEFORE = re.compile(r"\d\s*[–—-]\s*$")
_DATE_BEFORE = re.compile(r"\b(?:19|20)\d\d\s+[–—-]\s*$")  # «на 01.01.2024 — 634»
_SPACED_AFTER = re.compile(rf"\s[–-]\s(\d+(?:{_SPACE}\d{{3}})*)")
_SPACED_BEFORE = re.compile(rf"(?<![\d,.])(\d+(?:{_SPACE}\d{{3}})*)\s[–-]\s$")
_LIST_AFTER = re.compile(r"(?:\s*,\s*\d+(?:-?\w{1,2})?)+\s*класс|\s+и\s+\d+(?:-?\w{1,2})?\s*класс", re.I)
_TIMES = frozenset({"год", "неделя", "этап", "день", "раз", "месяц", "час", "критерий"})
_OF_A_FRACTION = re.compile(r"\s*(?:лет|четверт|трет|пят(?:ая|ой|ых|ым|ую)\b|десят(?:ая|ой|ых)\b)", re.I)
_WORD_RUN = re.compile(r"[А-Яа-яЁё-]+")


@dataclass(slots=True)
class Figure:
    start: int  # in the note
    end: int  # after the sign of percent or the word of scale
    value: Decimal
    percent: bool
    places: int
    noun: str = ""
    approximate: bool = False
    change: bool = False
    factor: int = 1

    @property
    def step(self) -> Decimal:
        """What the last printed digit is worth."""
        return Decimal(1).scaleb(-self.places) * self.factor

    @property
    def unit(self) -> str:
        return kind_of_unit(self.noun)


def figures(text: str, start: int = 0) -> list[Figure]:
    """Figures in order; dates, years, numbers of classes, laws and list items are left out."""
    found = [figure for match in _NUMBER.finditer(text) if (figure := _figure(text, match))]
    taken = [(figure.start, figure.end) for figure in found]
    found += [figure for figure in _in_words(text) if not any(a <= figure.start < b for a, b in taken)]
    found.sort(key=lambda figure: figure.start)
    for figure in found:
        figure.start += start
        figure.end += start
    return found


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    before, after = text[: match.start()], text[match.end() :]
    written = re.sub(_SPACE, "", match[0]).replace(",", ".")
    value = Decimal(written)
    places = len(written.partition(".")[2])
    growth = _GROWTH_BEFORE if _PERCENT.match(after) else _COUNT_GROWTH_BEFORE
    change = bool(
        growth.search(before) or _GROWTH_NOUN.search(before) or _GROWTH_AFTER.match(_PERCENT.sub("", after, count=1))
    )
    each = re.search(r"\bпо\s*$", before) and _IN_EACH.match(after)
    approximate = bool(_APPROXIMATE.search(before) or each or _PER_ONE.search(before)) and not _FROM_TO.search(before)
    if _POINTS.match(after):
        return None
    if sign := _PERCENT.match(after):
        if _RANGE_BEFORE.search(before):
            return None
        end = match.end() + sign.end()
        noun = _noun(text[end:])
        return Figure(match.start(), end, value, True, places, noun, approximate, change)
    if not _is_count(text, match, value, before, after):
        return None
    end, scaled = match.end(), 1
    for scale, factor in _SCALE:
        if found := scale.match(after):
            value, end, scaled = value * factor, end + found.end(), factor
    noun = _noun(text[end:])
    if noun and not _is_governed(noun, value):
        noun = ""
    if noun and lemma(noun) in _TIMES:
        return None
    return Figure(match.start(), end, value, False, places, noun, approximate, change, scaled)


def _is_count(text: str, match: re.Match[str], value: Decimal, before: str, after: str) -> bool:
    if 1900 <= value <= 2100 and len(match[0]) == 4 and (_YEAR_AFTER.match(after) or not _noun(after)):
        return False
    if re.fullmatch(r"\s*[-–—•*]?\s*", before) and re.match(r"[.)]\s?", after):
        return False
    if re.match(r"[.)]\s+[А-ЯЁ]", after) and re.search(r"(?:^|[.;:]\s)\s*$", before):
        return False
    if _is_range(before, after, value) or _LIST_AFTER.match(after):
        return False
    if re.match(r"\.\d|/\d{4}", after) or re.search(r"\d[./]$", before) or value == 0:
        return False
    return not (_NOT_COUNT_BEFORE.search(before) or _NOT_COUNT_AFTER.match(after))


def _noun(after: str) -> str:
    """The noun counted: the first one after the figure, over adjectives and a share in brackets."""
    after = re.sub(r"^\s*\([^()]{0,40}\)", "", after)
    words = re.match(r"\s*((?:[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*\.?\s*){1,5})", after)
    municipal = False
    for word in (words[1].split() if words else [])[:5]:
        bare = word.rstrip(".")
        if bare.lower() in {"шт", "ед"}:
            return bare
        if municipal and bare.lower().startswith("образован"):
            return "муниципалитет"
        municipal = bare.lower().startswith("муниципальн")
        if bare.lower() in {"чел", "человек", "человека"}:
            return "человек"
        if names_people(bare) or (is_noun(bare) and not (is_adjective(bare) and len(bare) > 6)):
            return bare if len(bare) > 2 or bare.isupper() else ""
        if not is_adjective(bare) or word.endswith("."):
            return ""
    return ""


def _is_range(before: str, after: str, value: Decimal) -> bool:
    """«5–10»; a dash with spaces makes a range only of numbers that grow: «из 3 200 — 1 376» is none."""
    if re.match(r"[–—-]\d", after) or (re.search(r"\d[–—-]$", before) and not _DATE_BEFORE.search(before)):
        return True
    behind, ahead = _SPACED_AFTER.match(after), _SPACED_BEFORE.search(before)
    if behind and value < Decimal(re.sub(_SPACE, "", behind[1])):
        return True
    return ahead is not None and Decimal(re.sub(_SPACE, "", ahead[1])) < value and not _DATE_BEFORE.search(before)


def _is_governed(noun: str, value: Decimal) -> bool:
    """«В двух обучение не начато»: a noun in the singular that a number above one cannot ask for counts nothing."""
    return value % 10 == 1 or noun in {"человек", "муниципалитет"} or can_be_counted(noun)


def _in_words(text: str) -> list[Figure]:
    """«в двадцати четырёх школах»: number words followed by what is counted."""
    found: list[Figure] = []
    runs = list(_WORD_RUN.finditer(text))
    index = 0
    while index < len(runs):
        value = number_in_words(run[0] for run in runs[index : index + 4])
        if value is None:
            index += 1
            continue
        last = runs[index + value[1] - 1]
        noun = _noun(text[last.end() :])
        before = text[: runs[index].start()]
        contiguous = not re.search(r"[^\w\s]", text[runs[index].start() : last.end()])
        sized = _NOT_COUNT_AFTER.match(text[last.end() :])
        noun = "" if noun and (lemma(noun) in _TIMES or not _is_governed(noun, value[0])) else noun
        named = bool(noun) or _stands_alone(before, text[last.end() :])
        if (
            contiguous
            and named
            and not _is_of_thousands(before, text[last.end() :])
            and not sized
            and not _OF_A_FRACTION.match(text[last.end() :])
        ):
            approximate = bool(_APPROXIMATE.search(before))
            change = bool(_COUNT_GROWTH_BEFORE.search(before))
            found.append(Figure(runs[index].start(), last.end(), value[0], False, 0, noun, approximate, change))
        index += value[1]
    return found


def _stands_alone(before: str, after: str) -> bool:
    """«из сорока», «двадцать (80 %)»: a number without a noun that is a figure all the same."""
    if re.match(r"\s+[–—]\s", after) and re.search(r"[:;,]\s*$", before):
        return True  # «сорок восемь — с нарушением слуха»
    return bool(re.search(r"\bиз\s*$", before) or re.match(r"\s*\(\s*\d+(?:,\d+)?\s*%", after))


def _is_of_thousands(before: str, after: str) -> bool:
    return bool(re.search(r"тысяч\w*\s+$", before) or re.match(r"\s*(?:тысяч|миллион)", after))
