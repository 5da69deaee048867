"""What changed against what is said of the change: «с 480 до 576, на 20 %», «576 (годом ранее — 480, рост 20 %)»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from monitoring.note_check.document import Note
from monitoring.note_check.finding import PARTS_AND_TOTAL, PERCENT_OF_COUNT, Finding, half_up, percent_text, written

_N = r"(?<![\d№,.])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?(?![\d,]\d)"
_NO_DATE = r"(?!\s*(?:янв|фев|мар|апр|ма[йя]\b|июн|июл|авг|сен|окт|ноя|дек))"
_SIGN = r"\s*(?:%|процент(?:а|ов)?\b)"
_SCALE = r"(?:\s*(?:тыс\.?|тысяч\w*|млн\.?|миллион\w*))?"
_FROM_TO = re.compile(
    rf"\bсо?\s+(?P<a>{_N}{_SCALE})(?P<ap>{_SIGN})?(?P<gap>(?:\s*\([^()]{{0,60}}\))?"
    rf"[^.;%\d]{{0,40}}(?:\(?\b20\d\d\b[^.;%\d]{{0,20}})?)\bдо\s+"
    rf"(?P<b>{_N}{_SCALE})(?P<bp>{_SIGN})?", re.I,
)  # fmt: skip
_BEFORE = re.compile(
    rf"(?P<b>{_N}{_SCALE})(?P<bp>{_SIGN})?(?P<gap>[^.;%\d()]{{0,60}})\(\s*(?:(?:в|за|против|на|годом ранее|по итогам)\b"
    rf"[^()%;]{{0,45}}?(?:[–—:-]\s*|\s))(?P<a>(?!20\d\d\b){_N}{_SCALE}{_NO_DATE})(?P<ap>{_SIGN})?"
    rf"(?=\s*[^\d\s.]|\s*\))", re.I,
)  # fmt: skip
_AGAINST = re.compile(
    rf"(?P<b>{_N}{_SCALE})(?P<bp>{_SIGN})?(?P<gap>[^.;%\d()]{{0,40}})"
    rf"\bпротив\s+(?P<a>{_N}{_SCALE})(?P<ap>{_SIGN})?",
    re.I,
)
_THAN = re.compile(
    rf"(?P<b>{_N}{_SCALE})(?P<bp>{_SIGN})?[^.;()%\d]{{0,40}}?,?\s*(?:что|это)\s+[^.;()]{{0,40}}?\b(?:больше|меньше|выше|ниже)"
    rf"[^.;()]{{0,50}}?\((?P<a>{_N}{_SCALE})(?P<ap>{_SIGN})?", re.I,
)  # fmt: skip
_IN_TURN = re.compile(
    rf"(?P<a>(?!20\d\d\b){_N}{_SCALE}{_NO_DATE})(?P<ap>{_SIGN})?(?P<gap>[^.;()\d%]{{0,30}}),\s*(?:а\s+)?(?:в|на|за|годом)\s+[^.;()%]{{0,40}}?"
    rf"(?:[–—]|было|составил\w*)\s*(?P<b>{_N}{_SCALE})(?P<bp>{_SIGN})?", re.I,
)  # fmt: skip
_OF_YEAR = re.compile(rf"\b(20\d\d)\s*(?:год\w*|г\.)\s*[–—:-]\s*(?P<n>{_N}{_SCALE})(?P<p>{_SIGN})?(?!\s*[(])", re.I)
_OVER_YEARS = re.compile(r"за\s+(?:\w+\s+(?:год|лет)|период|эти годы)", re.I)
_CHANGE = re.compile(
    rf"(?:(?:\bна|\b(?:при)?рост\w*(?:\s+за\s+[а-яё ]{{3,20}})?(?:\s+(?:на|составил\w*|составля\w*))?|"
    rf"снижени\w*(?:\s+(?:на|составил\w*))?|[+−])\s*(?:[–—:]\s*)?)"
    rf"(?P<n>{_N}{_SCALE})(?P<sign>\s*(?:%|процент(?!н)\w*|п\.\s?п\.?|процентн\w+ пункт\w*)?)|"
    rf"\bв\s+(?P<times>{_N})\s+раз", re.I,
)  # fmt: skip
_GROWS = re.compile(
    r"вырос|возрос|увелич|прирос|рост|повыс|сниз|снижен|сократ|уменьш|упал|больше|меньше|выше|ниже|[+−]", re.I
)
_AGES = re.compile(
    r"(?:(?:от|до|с|старше|моложе|младше)\s+)?\d{1,2}(?:\s*(?:до|[–-])\s*\d{1,2})?\s*(?:-?\w{1,2}\s)?(?:лет|класс\w*)\b",
    re.I,
)
_EARLIER = re.compile(r"\b(20\d\d)\b|прошл\w+ год|год\w* (?:ранее|раньше|назад)", re.I)
_REACH = 45
_SENTENCE = 200


@dataclass(slots=True)
class _Number:
    value: Decimal
    step: Decimal
    text: str


@dataclass(slots=True)
class _Pair:
    start: int
    end: int
    old: _Number
    new: _Number
    is_percent: bool


def wrong_growth(note: Note) -> Iterator[Finding]:
    for start, text in whole_sentences(note):
        if not _GROWS.search(text):
            continue
        pairs = _pairs(text) or _pairs_of_years(text)
        for pair in pairs:
            quotes = (note.quote(start, start + len(text)),)
            for change in _changes_of(text, pair, pairs):
                yield from _checked(quotes, pair, change)


def whole_sentences(note: Note) -> Iterator[tuple[int, str]]:
    """Sentences with the pieces between semicolons put together again; ages are blotted out."""
    start, end, paragraph = -1, -1, -1
    for sentence in note.sentences:
        goes_on = sentence.paragraph == paragraph and note.text[start:end].rstrip().endswith(";")
        if start >= 0 and not goes_on:
            yield start, _without_ages(note.text[start:end])
        start = start if goes_on else sentence.start
        end, paragraph = sentence.end, sentence.paragraph
    if start >= 0:
        yield start, _without_ages(note.text[start:end])


def _without_ages(text: str) -> str:
    flat = re.sub(r"\s", " ", text)
    return _AGES.sub(lambda found: re.sub(r"\d", "#", found[0]), flat)


def _pairs(text: str) -> list[_Pair]:
    found: list[_Pair] = []
    for pattern in (_FROM_TO, _THAN, _BEFORE, _AGAINST, _IN_TURN):
        for match in pattern.finditer(text):
            if any(match.start() < pair.end and pair.start < match.end() for pair in found):
                continue
            percent = bool(match["bp"])
            if bool(match["ap"]) and not percent:
                continue
            old, new = _number(match["a"]), _number(match["b"])
            if pattern is _IN_TURN and _is_turned(text, match):
                old, new = new, old
            if _is_year(old) or _is_year(new) or not old.value:
                continue
            if pattern is not _FROM_TO and percent != bool(match["ap"]):
                continue
            found.append(_Pair(match.start(), match.end(), old, new, percent))
    return found


def _pairs_of_years(text: str) -> list[_Pair]:
    """«2023 год — 900, 2024 год — 930, 2025 год — 975; рост за два года»: the last two, or the first and the last."""
    said = [(int(m[1]), _number(m["n"]), bool(m["p"]), m) for m in _OF_YEAR.finditer(text)]
    said = [entry for entry in said if not _is_year(entry[1]) and entry[1].value]
    if len(said) < 2 or len({entry[2] for entry in said}) > 1:
        return []
    said.sort(key=lambda entry: entry[0])
    old = said[0] if _OVER_YEARS.search(text) else said[-2]
    spans = [entry[3] for entry in said]
    return [_Pair(min(m.start() for m in spans), max(m.end() for m in spans), old[1], said[-1][1], said[-1][2])]


def _is_turned(text: str, match: re.Match[str]) -> bool:
    """«12 мест, годом ранее — 8»: the second number is the older one."""
    between = _EARLIER.search(text, match.end("a"), match.start("b"))
    before = _EARLIER.search(text, 0, match.start("a"))
    if between is None or between[1] is None or before is None:
        return between is not None
    return bool(before[1]) and before[1] > between[1]


def _is_year(number: _Number) -> bool:
    return 1990 <= number.value <= 2050 and number.step == 1 and len(number.text) == 4


def _number(text: str) -> _Number:
    digits = re.match(_N, text)
    bare = re.sub(r"[^\d,]", "", digits[0] if digits else text).replace(",", ".")
    places = len(bare.partition(".")[2])
    factor = 1000 if re.search("тыс", text) else 1_000_000 if re.search("мил|млн", text) else 1
    return _Number(Decimal(bare) * factor, Decimal(1).scaleb(-places) * factor, text.strip())


def _changes_of(text: str, pair: _Pair, pairs: list[_Pair]) -> Iterator[re.Match[str]]:
    """The changes said inside the pair, right before it or right after it, with no other pair between."""
    for match in _CHANGE.finditer(text):
        if any(other is not pair and match.start() < other.end and other.start < match.end() for other in pairs):
            continue
        if not _GROWS.search(text[max(0, match.start() - _SENTENCE) : match.end() + 25]):
            continue
        inside = pair.start <= match.start() and match.end() <= pair.end
        gap = text[pair.end : match.start()] if match.start() >= pair.end else text[match.end() : pair.start]
        if min(pairs, key=lambda other: _gap(match, other)) is not pair:
            continue
        said = _CHANGE.sub("", re.sub(r"\b20\d\d\b", "", gap))
        if inside or (len(gap) <= _REACH and not re.search(r"\d|[.]\s", said)):
            yield match


def _gap(match: re.Match[str], pair: _Pair) -> int:
    """Signs between the change and the pair; what is in brackets right behind is nearest of all."""
    return max(pair.start - match.end(), match.start() - pair.end, 0)


def _checked(quotes: tuple[str, ...], pair: _Pair, change: re.Match[str]) -> Iterator[Finding]:
    old, new = pair.old, pair.new
    if change["times"]:
        said = _number(change["times"])
        ratio = max(new.value, old.value) / min(new.value, old.value)
        if abs(ratio - said.value) > said.step / 2 + Decimal("0.03") * said.value:
            text = (
                f"{old.text} и {new.text} отличаются в {written(half_up(ratio, 2))} раза, а сказано в {said.text} раза."
            )
            yield Finding(PERCENT_OF_COUNT, (_shown(old, pair), _shown(new, pair), f"{said.text} раза"), quotes, text)
        return
    said, sign = _number(change["n"]), (change["sign"] or "").strip()
    if said.value == 0 or said.value in {old.value, new.value}:
        return
    apart = abs(new.value - old.value)
    slack = (old.step + new.step + said.step) / 2 if old.step != 1 or new.step != 1 or said.step != 1 else Decimal(0)
    if not sign or sign.startswith(("п.", "процентн")):
        if bool(sign) != pair.is_percent or abs(apart - said.value) <= slack:
            return
        values = (_shown(old, pair), _shown(new, pair), said.text)
        text = f"Между {values[0]} и {values[1]} разница {written(apart)}, а сказано {said.text}."
        yield Finding(PARTS_AND_TOTAL, values, quotes, text)
        return
    if pair.is_percent and abs(apart - said.value) <= slack:
        return
    low, high = _growth_range(old, new)
    half = said.step / 2
    if low - half <= said.value <= high + half:
        return
    exact = half_up(apart * 100 / old.value, 1)
    values = (_shown(old, pair), _shown(new, pair), percent_text(said.value))
    yield Finding(
        PERCENT_OF_COUNT,
        values,
        quotes,
        f"От {values[0]} до {values[1]} — это изменение на {percent_text(exact)}, а сказано {values[2]}.",
    )


def _shown(number: _Number, pair: _Pair) -> str:
    return percent_text(number.value) if pair.is_percent else written(number.value)


def _growth_range(old: _Number, new: _Number) -> tuple[Decimal, Decimal]:
    """Least and largest per cent of change that rounded numbers allow."""
    exact = old.step == 1 and new.step == 1
    a, b = (Decimal(0), Decimal(0)) if exact else (old.step / 2, new.step / 2)
    ends = [
        abs(n - o) * 100 / o for o in (old.value - a, old.value + a) for n in (new.value - b, new.value + b) if o > 0
    ]
    return min(ends), max(ends)
