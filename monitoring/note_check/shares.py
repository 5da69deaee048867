"""Shares: a count with its percent, its base or both, said together in a sentence or a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from monitoring.note_check.figures import Figure, figures

_OF = re.compile(r"^\s*\)?[^.;,()]{0,60}?\bиз\s+(?:общего числа |общего количества |числа )?(?:[а-яё]+\s+){0,2}$", re.I)
_OF_FIRST = re.compile(
    r"(?:^|[\s(,;])[Ии]з\s+(?:общего числа |числа |этих )?(?!них |которых |неё |нее )(?:[а-яё]+\s+){0,1}$"
)
_OPEN_PERCENT = re.compile(
    r"^[^.;(),:\d]{0,90}\(\s*(?:или |т\.\s?е\.\s*|то есть |что составляет |это |[–—-]\s*)?$", re.I
)
_SAID_PERCENT = re.compile(
    r"^(?:[^.;()\d]{0,70}?,?\s*(?:или|то есть|т\.\s?е\.|что составляет|что составило|это|составляет|составили)|"
    r"[^.;,()\d]{0,70}?\s*[–—/-])\s*(?:в |у )?$",
    re.I,
)
_COMMA = re.compile(r"^\s*[а-яё.]{0,20},\s*$", re.I)  # «(60 человек, 29 %)»
_PERCENT_FIRST = re.compile(r"^[^.;(),:\d]{0,90}[(,–—]\s*(?:или |это |то есть |всего )?(?:в |у )?$", re.I)
# Ages, classes and years say who is counted and are no figures of their own.
_AGES = re.compile(
    r"\b(?:от \d+ )?(?:до|старше|младше|моложе) \d+ (?:лет|года)\b|\b\d{1,2}(?:\s?[–-]\s?\d{1,2})?(?:-?\w{1,2})? ?"
    r"(?:класс|лет|год)\w*|\b20\d\d год\w*",
    re.I,
)
_BEHIND = re.compile(r"\s+(?:от\s+)?(?:[а-яё-]+\s+){1,5}\((?:всего\s+)?$", re.I)
_FROM = re.compile(r"\s*[А-Яа-яё]+\s+из\s+$")
_SHORTENED = re.compile(r"\b(чел|шт|ед|тыс|млн|руб|уч|обл)\.", re.I)


@dataclass(slots=True)
class Share:
    """Places are in the note; ``base`` only when the text itself names it in the same breath."""

    start: int
    end: int
    count: Figure | None
    percent: Figure | None
    base: Figure | None = None

    @property
    def unit(self) -> str:
        nouns = [figure.unit for figure in (self.count, self.base, self.percent) if figure and figure.noun]
        return nouns[0] if nouns else ""

    @property
    def is_rough(self) -> bool:
        return any(f is not None and (f.approximate or f.change) for f in (self.count, self.percent))


def fits(count: Decimal, base: Decimal, percent: Decimal, places: int) -> bool:
    """Whether count of base rounds (half up) to the printed percent."""
    if base <= 0:
        return False
    half = Decimal(5).scaleb(-places - 1)
    exact = count * 100 / base
    return percent - half <= exact < percent + half


def bases_that_fit(count: Decimal, percent: Decimal, places: int) -> range:
    """Whole bases under which the count rounds to the percent."""
    half = Decimal(5).scaleb(-places - 1)
    low, high = percent - half, percent + half
    if low <= 0 or count <= 0:
        return range(0)
    first = int(count * 100 // high) + 1
    last = int(count * 100 // low)
    return range(first, last + 1)


def shares(text: str, start: int = 0) -> list[Share]:
    """Every figure of a text stands in exactly one share; a lone count or percent is a share of itself."""
    found = figures(text, start)
    result: list[Share] = []
    used: set[int] = set()
    for index, figure in enumerate(found):
        if index in used:
            continue
        share = Share(figure.start, figure.end, None, None)
        if figure.percent:
            share.percent = figure
        else:
            share.count = figure
        _extend(share, found, index, used, text, start)
        result.append(share)
    _take_leading_base(result, text, start)
    return _take_base_behind(result, text, start)


def _extend(share: Share, found: list[Figure], index: int, used: set[int], text: str, start: int) -> None:
    """Takes the next figures while the words between tie them to the share."""
    used.add(index)
    if index and not share.percent and _FROM.match(text[found[index - 1].end - start : share.start - start]):
        return  # «840 девятиклассников из 22 школ, или 91 %»: the percent is not of the schools
    for number in range(index + 1, min(index + 3, len(found))):
        figure = found[number]
        between = text[share.end - start : figure.start - start]
        opened = text[: share.start - start].rstrip().endswith("(") and bool(_COMMA.match(between))
        if figure.percent and share.percent is None and not figure.change and (opened or _ties(between)):
            share.percent = figure
        elif not figure.percent and share.base is None and _is_base(share, figure, between):
            share.base = figure
        elif not figure.percent and share.count is None and _PERCENT_FIRST.match(between) and not figure.change:
            after = text[figure.end - start :]
            if share.percent is not None and re.match(r"\s*\(\s*\d+(?:[.,]\d+)?\s*(?:%|проц)", after):
                return
            share.count = figure
        else:
            return
        used.add(number)
        share.end = figure.end


def _is_base(share: Share, figure: Figure, between: str) -> bool:
    count = share.count
    if count is None or not _OF.match(_SHORTENED.sub(r"\1 ", between)) or figure.value < count.value:
        return False
    close = share.percent is not None and bool(
        re.fullmatch(r"\s*(?:из|от)\s*", between)
    )  # «60 человек (10 % из 600 …)»
    return close or not (count.noun and figure.noun) or count.unit == figure.unit


def _ties(between: str) -> bool:
    between = _AGES.sub(" ", _SHORTENED.sub(r"\1 ", between))
    return bool(_OPEN_PERCENT.match(between) or _SAID_PERCENT.match(between))


def _take_leading_base(result: list[Share], text: str, start: int) -> None:
    """«Из 42 муниципалитетов 33 (79 %) …, 5 (12 %) …»: the first number is the base of the shares after it."""
    for index, share in enumerate(result):
        count = share.count
        if count is None or share.percent or share.base or not _OF_FIRST.search(text[: share.start - start]):
            continue
        for other in result[index + 1 :]:
            between = text[share.end - start : other.start - start]
            again = other.percent is None and _OF_FIRST.search(text[: other.start - start])
            if ";" in between or again:
                break  # another whole opens its own list
            fitting = other.count and (not other.count.noun or other.count.unit == count.unit)
            if other.count and fitting and other.base is None and other.count.value <= count.value:
                other.base = count if other.percent or other is result[index + 1] else None


def _take_base_behind(result: list[Share], text: str, start: int) -> list[Share]:
    """«420 студентов, или 84 % проектной вместимости (500 мест)»: the whole stands in brackets after its name."""
    kept: list[Share] = []
    for share in result:
        before = kept[-1] if kept else None
        lone = share.count and share.percent is None and share.base is None
        if before and before.count and before.percent and before.base is None and lone and share.count:
            between = text[before.end - start : share.start - start]
            closed = re.match(r"[^(),;.%]{0,40}\)", text[share.end - start :])
            if _BEHIND.match(between) and closed and share.count.value > before.count.value:
                before.base, before.end = share.count, share.end
                continue
        kept.append(share)
    return kept
