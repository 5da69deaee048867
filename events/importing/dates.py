"""Days, months, quarters and years as Russian and Kazakh protocols write them.

Patterns expect lower case and «е» for «ё»."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from events.importing.numerals import number_of

MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_MONTH = r"(?:январ|феврал|март|апрел|ма(?=[йяею]\b)|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,2}"
_SHORT_MONTH = r"(?:янв|февр?|апр|авг|сент?|окт|нояб?|дек)\."
_KAZAKH = (
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
)
_YEAR_WORD = r"(?:\s?(?:года|году|год|г\.?(?![а-я])|ж\.?(?![а-яә])))?"
_THIS_YEAR = r"(?P<this>(?:текущего|настоящего|сего|этого|нынешнего) года|т\.\s?г\.?|с\.\s?г\.?|тек\. года)"
_NEXT_YEAR = r"(?P<next>(?:следующего|будущего) года)"
_YEAR_TAIL = (
    rf"(?:\s?,?\s?(?:(?P<year>(?:19|20)\d\d)(?!\d){_YEAR_WORD}|(?P<short>\d\d)\s?(?:года|г\.?)(?![а-я])"
    rf"|{_THIS_YEAR}|{_NEXT_YEAR}))?"
)

DAY_WORDS = re.compile(
    rf"(?<![\d.])(?:[«\"][\s_]*)?(?P<day>\d{{1,2}})(?:[\s_]*[»\"])?(?:-?(?:го|е|му))?[\s_]{{0,3}}"
    rf"(?P<month>{_MONTH}(?![а-я])|{_SHORT_MONTH})_?{_YEAR_TAIL}"
)
DAY_QUOTED = re.compile(
    r"[«\"]\s?(?P<day>\d{1,2})\s?[»\"][\s.]{1,3}(?P<month>\d\d)[\s.]{1,3}(?P<year>(?:19|20)\d\d)(?!\d)"
)
DAY_DIGITS = re.compile(
    rf"(?<![\d./])(?P<day>\d{{1,2}})\s?[./]\s?(?P<month>\d{{1,2}})(?:\s?[./]\s?(?P<year>(?:19|20)\d\d"
    rf"|\d\d)(?!\d|\.\d){_YEAR_WORD}"
    rf"|\s?\.?\s?{_THIS_YEAR}|\s?(?P<year2>(?:19|20)\d\d)\s?г|(?<=\d\d)(?![.\d]*\d)(?!\s?(?:млн|тыс|руб|%"
    rf"|кв|км|м\b))\.?)"
)
DAY_DASHES = re.compile(r"(?<![\d-])(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>(?:19|20)\d\d)(?!\d)")
DAY_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_ORDINAL = (
    r"(?:(?:двадцать |тридцать )?(?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят)[а-я]{2,4}"
    r"|(?:десят|[а-я]+надцат|двадцат|тридцат)[а-я]{2,3})"
)
DAY_SPELT = re.compile(
    rf"(?<![а-я])(?:[«\"]\s?)?(?P<day>{_ORDINAL}|\d{{1,2}})(?:\s?[»\"])?\s(?P<month>{_MONTH})\s"
    rf"(?:(?P<year>20\d\d)|две тысячи (?P<spelt>{_ORDINAL}))\s?(?:года?|г\.?)?(?![а-я])"
)
DAY_ORDINAL = re.compile(rf"(?<![а-я])(?P<day>{_ORDINAL})\s(?P<month>{_MONTH})\b{_YEAR_TAIL}")
DAY_KAZAKH = re.compile(
    rf"(?P<year>(?:19|20)\d\d)\s*(?:жыл\w*|ж\.?)\s*[«\"]?(?P<day>\d{{1,2}})[»\"]?\s*(?P<month>{'|'.join(_KAZAKH)})"
)
_PATTERNS = (DAY_QUOTED, DAY_SPELT, DAY_ORDINAL, DAY_ISO, DAY_DASHES, DAY_WORDS, DAY_DIGITS, DAY_KAZAKH)
_PART = (
    r"(?P<part>конц[аеу]|конец|начал[аеуо]|середин[аеуы]|(?:перв|втор)(?:ой|ая|ую) половин[аыуе]"
    r"|(?:перв|втор|трет)[а-я]{2,3} декад[аыуе]|(?:1|i|2|ii|3|iii)(?:-?[йя])? декады)\s+"
)
_NUMERAL = r"(?P<n>iv|iii|ii|i|[1-4](?:-?(?:го|й|ый|м|ом))?|перв\w+|втор\w+|треть\w*|четверт\w+|последн\w+)"
MONTH_PERIOD = re.compile(rf"(?:{_PART})?(?<![\d]\s)(?:{_MONTH}\s?[-–]\s?)?(?P<month>{_MONTH})\b{_YEAR_TAIL}")
QUARTER = re.compile(
    rf"(?:{_PART})?(?:(?:iii|ii|i|[1-3])\s?[–-]\s?)?{_NUMERAL}\s?-?\s?(?:квартал[а-я]*|кв\.){_YEAR_TAIL}"
)
HALF_YEAR = re.compile(rf"(?:{_PART})?{_NUMERAL}\s?-?\s?полугоди[а-я]*{_YEAR_TAIL}")
# «до конца месяца»: of the one in which the meeting was held.
THIS_PERIOD = re.compile(
    r"(?:конца|концу|окончания|конец)\s(?:текущего |этого |данного |отчетного )?"
    r"(?P<unit>месяца|квартала|полугодия)(?![а-я]|\sпосле)"
)
SEASON = re.compile(rf"(?P<season>весн(?:а|ой)|лет(?:о|ом)|осен(?:ь|ью))(?=\s(?:20\d|т\.|тек)){_YEAR_TAIL}")
YEAR_PERIOD = re.compile(
    rf"(?:{_PART})(?:(?P<year>(?:19|20)\d\d)\s?(?:/\d{{2,4}}\s)?(?:года|г\.?"
    rf"|(?P<school>(?:[-–/]\s?20\d\d )?учебного года))|(?P<this>(?:текущего "
    rf"|этого )?(?:календарного )?года|т\.\s?г\.?))"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in a text; value None when the calendar has no such day."""

    start: int
    end: int
    value: date | None
    year_inferred: bool = False
    exact: bool = True  # False: the last day of a period


def find_day(low: str, position: int, base: date | None, *, search: bool = False) -> Day | None:
    """The first day at (or, with search, after) the position. A missing year is the next one after ``base``."""
    best: Day | None = None
    for pattern in _PATTERNS:
        match = pattern.search(low, position) if search else pattern.match(low, position)
        if match is None:
            continue
        day = _day(match, base)
        if day is not None and (best is None or (day.start, -day.end) < (best.start, -best.end)):
            best = day
    return best


def find_days(low: str, base: date | None) -> Iterator[Day]:
    """All days from left to right; each pattern reads the text once, however long it is."""
    ahead = {pattern: pattern.search(low) for pattern in _PATTERNS}
    position = 0
    while True:
        for pattern, match in ahead.items():
            if match is not None and match.start() < position:
                ahead[pattern] = pattern.search(low, position)
        days = [day for match in ahead.values() if match is not None for day in [_day(match, base)] if day is not None]
        best = min(days, key=lambda day: (day.start, -day.end), default=None)
        if best is not None:
            yield best
            position = max(best.end, position + 1)
            continue
        wrong = [match.end() for match in ahead.values() if match is not None]  # «45.78» looks like a day and is none
        if not wrong:
            return
        position = min(wrong)


def _day(match: re.Match[str], base: date | None) -> Day | None:
    parts = match.groupdict()
    month = month_number(parts["month"])
    number = number_of(parts["day"]) or 0
    if month is None or not 0 < number < 40 or (parts["month"].isdigit() and not 0 < month < 20):
        return None
    year = year_of(parts, base)
    inferred = year is None
    if year is None:
        year = _year_after(base, month, number)
    value = make_day(year, month, number) if year else None
    if year is None:
        return None
    return Day(match.start(), match.end(), value, year_inferred=inferred)


def month_number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    for table in (_KAZAKH, MONTHS):
        for index, stem in enumerate(table):
            if (word.startswith(stem) or (word[-1:] == "." and stem.startswith(word[:-1]))) and (
                stem != "ма" or word[2:3] in {"й", "я", "е", "ю"}
            ):
                return index + 1
    return None


def year_of(parts: dict[str, str | None], base: date | None) -> int | None:
    """The written year: four digits, two digits, «т.г.», «следующего года»; None when nothing is written."""
    written = parts.get("year") or parts.get("year2") or parts.get("short")
    if parts.get("spelt"):
        return 2000 + (number_of(parts["spelt"] or "") or 0)
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written)
    if base and parts.get("this"):
        return base.year
    return base.year + 1 if base and parts.get("next") else None


def _year_after(base: date | None, month: int, number: int) -> int | None:
    if base is None:
        return None
    day = make_day(base.year, month, min(number, 28))
    return base.year + 1 if day is not None and (month, number) < (base.month, base.day) else base.year


def make_day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def find_period(low: str, position: int, base: date | None) -> Day | None:
    """A month, quarter, half-year or end of a year that begins at the position, as its last day."""
    for pattern, end_of in (
        (QUARTER, _quarter_end),
        (HALF_YEAR, _half_end),
        (MONTH_PERIOD, _month_end),
        (THIS_PERIOD, _this_end),
        (SEASON, _season_end),
        (YEAR_PERIOD, _year_end),
    ):
        match = pattern.match(low, position)
        if match is None:
            continue
        parts = match.groupdict()
        year = year_of(parts, base)
        inferred = year is None and pattern is not THIS_PERIOD
        value = end_of(parts, year, base)
        if value is not None:
            return Day(match.start(), match.end(), value, year_inferred=inferred, exact=False)
    return None


def _ordinal(word: str) -> int:
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    if word in roman:
        return roman[word]
    if word[0].isdigit():
        return int(word[0])
    stems = {"перв": 1, "втор": 2, "трет": 3, "четв": 4, "посл": 4}
    return stems.get(word[:4], 1)


def _end(month: int, year: int | None, base: date | None) -> date | None:
    if year is None:
        if base is None:
            return None
        year = base.year if month >= base.month else base.year + 1
    return last_day(year, month)


def _quarter_end(parts: dict, year: int | None, base: date | None) -> date | None:
    return _end(3 * _ordinal(parts["n"]), year, base)


def _half_end(parts: dict, year: int | None, base: date | None) -> date | None:
    return _end(6 * min(2, _ordinal(parts["n"])), year, base)


def _month_end(parts: dict, year: int | None, base: date | None) -> date | None:
    month = month_number(parts["month"])
    day = _end(month, year, base) if month else None
    part = parts.get("part") or ""
    if day is None:
        return day
    if "декад" in part:
        third = 3 if part.startswith(("iii", "3", "трет")) else 2 if part.startswith(("ii", "2", "втор")) else 1
        return day if third == 3 else day.replace(day=10 * third)
    return day.replace(day={"начал": 10, "серед": 15, "перво": 15}.get(part[:5].rstrip(), day.day))


def _this_end(parts: dict, year: int | None, base: date | None) -> date | None:
    months = {"месяца": 1, "квартала": 3, "полугодия": 6}[parts["unit"]]
    return last_day(base.year, -(-base.month // months) * months) if base else None


def _season_end(parts: dict, year: int | None, base: date | None) -> date | None:
    return _end({"вес": 5, "лет": 8, "осе": 11}[parts["season"][:3]], year, base)


def _year_end(parts: dict, year: int | None, base: date | None) -> date | None:
    if parts.get("school"):
        return date(year, 5, 31) if year else None
    year = year or (base.year if base else None)
    return date(year, 12, 31) if year else None
