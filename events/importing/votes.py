"""Grammar of voting: counts in any order, «единогласно», numbers in words, «нет» for nought."""

from __future__ import annotations

import re
from dataclasses import dataclass

from events.importing.cleaning import low as lowered
from events.importing.numerals import NUMBER_WORD, number_of
from events.importing.people import find_people
from events.importing.tallies import SIDES, Tally

_NONE = r"не голосовал[аио]?(?: никто)?|никто|ни одного|ни один|нет|не было|не имеется|отсутству\w+|ноль|0"
_COUNT = rf"(?P<n>\d{{1,4}}|{_NONE}|единогласно|все|{NUMBER_WORD}(?:\s{NUMBER_WORD})?)"
_Q = r"[«\"'(]?"
_QC = r"[»\"')]?"
_WORD_FIRST = {
    "for": re.compile(
        rf"(?<![а-я]){_Q}за{_QC}\s*(?:(?:проголосовал[аио]?|голосов|подано)\s*)?(?:\??\s*[:–-]\s*|(?=\d+(?!\d|\s?(?:год|г\.|месяц|квартал|полугод|дн|недел|час)))"
        rf"|(?=единоглас)|(?<=[»\"'])\s?){_COUNT}(?![а-я])"
    ),
    "against": re.compile(
        rf"(?<![а-я]){_Q}против{_QC}\s*(?:(?:проголосовал[аио]?|голосов)\s*)?"
        rf"\??\s*[:–-]?\s*{_COUNT}(?![а-я])"
    ),
    "abstained": re.compile(
        rf"(?<![а-я]){_Q}возд(?:ерж\w+|\.){_QC}\s*(?:от голосования\s*)?\??\s*[:–-]?\s*{_COUNT}(?![а-я])"
    ),
}
_UNITS = r"(?:\s*(?:голос\w*|чел\w*\.?|член\w*(?: совета| комиссии)?))?"
_NUMBER_FIRST = {
    "for": re.compile(rf"(?<!\d){_COUNT}{_UNITS}\s*[–:-]?\s*(?:проголосовал[аи]?\s*)?[–-]?\s*{_Q}за{_QC}(?![а-я])"),
    "against": re.compile(rf"(?<!\d){_COUNT}{_UNITS}\s*[–:-]?\s*{_Q}против{_QC}(?![а-я])"),
    "abstained": re.compile(rf"(?<!\d){_COUNT}{_UNITS}\s*[–:-]?\s*{_Q}возд(?:ерж\w+|\.)"),
}
_BOTH_NONE = re.compile(
    rf"{_Q}против{_QC}\s*(?:и|,|или)\s*{_Q}возд(?:ерж\w+|\.){_QC}\s*[–:-]?\s*(?:голосов\s*)?(?:{_NONE})"
)
_UNANIMOUS = re.compile(
    r"единогласно|единодушно|(?<![а-я])[«\"]?за[»\"]?\s(?:проголосовал[аи]\s)?все(?: присутствующие| члены)"
    r"|(?<![а-я])все(?:\s[а-я]+){1,4}\s(?:про)?голосовали\s[«\"]?за\b|(?<![а-я])все\s+[–-]?\s*[«\"]?за\b|(?<![а-я])за\s(?:[а-я]+\s){1,3}(?:про)?голосовали\sвс[е]\b"
)
# «За данное решение проголосовало 7 человек», «За принятие плана – 7».
_FOR_LATE = re.compile(
    rf"(?<![а-я])[«\"]?за[»\"]?(?:\s[а-я]+){{0,5}}\s(?:про)?голосовал[аио]?\s*[:–-]?\s*{_COUNT}(?![а-я])"
    rf"|(?<![а-я])за (?:приняти|утверждени|решени|предложени|проект|данн)[а-я]+(?:\s[а-я]+){{0,4}}"
    rf"\s*[:–-]\s*(?P<m>\d{{1,4}})"
)
_SLASHES = re.compile(r"за\W{1,5}против\W{1,5}воздерж\w*\W{1,6}(\d+)\s*/\s*(\d+)\s*/\s*(\d+)")
_NAMED_SIDE = {
    "against": re.compile(r"(?i)(?<![а-я])против[»\"]?\s*[:–-]\s*(?=[А-ЯЁ])([^;]+)"),
    "abstained": re.compile(r"(?i)(?<![а-я])воздерж\w+[»\"]?\s*[:–-]\s*(?=[А-ЯЁ])([^;]+)"),
}
_TOLD_VOICES = re.compile(r"единогласно[^.;]{0,40}?(?P<n>\d{1,3})\s(?:голос|чел)")
# «За Лобова С.С.: 18, против 1»: the candidate stands between the side and its count.
_FOR_PERSON = re.compile(r"(?<![а-я])(за) [а-я-]+ [а-я]\. ?[а-я]\.\s*[:–-]\s*(?=\d|единоглас)")


_BRACKET = re.compile(r"\((?:[^()]*единогласно[^()]*|[^()]*\bза\s*[–:-]\s*(?:\d|[А-ЯЁ][а-яё]+)[^()]*)\)\s*\.?$")


@dataclass(frozen=True, slots=True)
class Vote:
    for_: int | None
    against: int | None
    abstained: int | None
    unanimous: bool
    score: float


def find_vote(text: str) -> Vote | None:
    """Result of a vote described by the text; counts nobody wrote stay None."""
    low = _FOR_PERSON.sub(r"\1 – ", lowered(text))
    number_first = bool(
        re.search(
            rf"(?:\d|(?<![а-я]){NUMBER_WORD})\s*(?:голос\w*|чел\w*\.?)?\s*[–-]?\s*[«\"]?за[»\"]?\s*(?:[,;.)]|и\b|$)",
            low,
        )
    ) and not re.search(r"[«\"]?за[»\"]?\s*[:–-]\s*(?:\d|нет|единоглас)", low)
    counts = _counts(low, _NUMBER_FIRST if number_first else _WORD_FIRST)
    if number_first:  # «7 – за; против – нет»
        words = _counts(low, _WORD_FIRST)
        counts = {side: words[side] if count is None and side != "for" else count for side, count in counts.items()}
    _fill(counts, text, low)
    if _BOTH_NONE.search(low):
        counts["against"] = counts["abstained"] = 0
    stated = bool(_UNANIMOUS.search(low))
    if not stated and counts["for"] is None and counts["against"] is None:
        return None
    unanimous = stated or (bool(counts["for"]) and counts["against"] == 0 and counts["abstained"] in {0, None})
    if stated and (counts["against"] or counts["abstained"]):
        unanimous = False
    if stated and counts["for"] is None and (told := _TOLD_VOICES.search(low)):
        counts["for"] = int(told["n"])
    complete = None not in counts.values() or stated
    return Vote(counts["for"], counts["against"], counts["abstained"], unanimous, 0.97 if complete else 0.7)


def _fill(counts: dict[str, int | None], text: str, low: str) -> None:
    """Counts told in rarer ways: all three by slashes, late after the verb, or by the names of a side."""
    if slashes := _SLASHES.search(low):
        counts.update(zip(SIDES, map(int, slashes.groups()), strict=True))
    if counts["for"] is None and (late := _FOR_LATE.search(low)):
        counts["for"] = _number(late["n"] or late["m"])
    for side, pattern in _NAMED_SIDE.items():
        if counts[side] is None and (named := pattern.search(text)):
            counts[side] = len(find_people(named[1])) or None


def bracket_vote(text: str) -> re.Match[str] | None:
    """«… (за – 4, против – 1)» at the end of a decision."""
    return _BRACKET.search(text)


def vote_of_tally(tally: Tally) -> Vote:
    for_, against, abstained = (tally.counts[side] for side in SIDES)
    unanimous = bool(for_) and not against and not abstained
    return Vote(for_, against, abstained, unanimous, 0.9)


def _counts(low: str, patterns: dict[str, re.Pattern[str]]) -> dict[str, int | None]:
    return {key: _number(match["n"]) if (match := pattern.search(low)) else None for key, pattern in patterns.items()}


def _number(word: str) -> int | None:
    if re.fullmatch(_NONE, word):
        return 0
    return None if word in {"единогласно", "все"} else number_of(word)
