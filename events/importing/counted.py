"""Terms counted from an event («в течение 10 рабочих дней») and terms that come again («ежеквартально»)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from events.importing.dates import last_day
from events.importing.morphology import is_infinitive
from events.importing.numerals import number_of
from events.importing.terms import BARE_TERM, RECURRING, RELATIVE, SENTENCE_END
from events.importing.workdays import add_working_days


@dataclass(frozen=True, slots=True)
class Deadline:
    start: int
    end: int
    kind: str  # date | relative | recurring
    day: date | None = None
    resolved: date | None = None
    rule: str = ""
    score: float = 0.9
    year_inferred: bool = False
    impossible: bool = False


_TERMS = {
    "недельн": (1, "нед"), "двухнед": (2, "нед"), "трехнед": (3, "нед"), "месячн": (1, "мес"), "двухмес": (2, "мес"),
    "трехмес": (3, "мес"), "полугод": (6, "мес"), "годичн": (1, "год"), "квартал": (3, "мес"), "суточн": (1, "дне"),
}  # fmt: skip


def after_label(start: int, labels: list[tuple[int, int]]) -> bool:
    return any(end <= start <= end + 160 for _, end in labels)


def recurring(low: str) -> list[Deadline]:
    return [
        Deadline(match.start(), match.end(), "recurring", rule=match[0].strip(" ,"), score=0.9)
        for match in RECURRING.finditer(low)
    ]


def relative(low: str, base: date | None, labels: list[tuple[int, int]]) -> list[Deadline]:
    found, at = [], 0
    while match := RELATIVE.search(low, at):
        labelled = after_label(match.start(), labels)
        at = match.end()
        if labelled or _plausible_relative(match, low):
            score = 0.95 if labelled else 0.6 if match["after"] else 0.85
            found.append(_counted(match, base, score, low))
        elif match["after"]:
            at = match.start() + 4  # «По итогам проверки представить справку в трёхдневный срок»: the term stands later
    for _, end in labels:
        bare = BARE_TERM.match(low, end)
        if bare:
            day = _resolve(
                bare["within"],
                number_of(bare["n"]),
                bare["unit"][:3],
                (bare["work"] or "").startswith("раб"),
                base,
            )
            found.append(_until(Deadline(end, bare.end(), "relative", resolved=day, score=0.93), low))
    return found


def _counted(match: re.Match[str], base: date | None, score: float, low: str) -> Deadline:
    count, unit, working = _term(match)
    day = None
    if not (match["after"] or match["meeting"] or match[0].startswith("за ")):
        day = _resolve(match[0], count, unit, working, base)
    return _until(Deadline(match.start(), match.end(), "relative", resolved=day, score=score), low)


def _until(item: Deadline, low: str) -> Deadline:
    """Cuts the words of a term before the next sentence or the verb it belongs to."""
    words = low[item.start : item.end]
    stop = SENTENCE_END.search(words)
    end = stop.start() if stop else len(words)
    for word in re.finditer(r"[а-я]+", words[:end]):
        if word.start() > 8 and is_infinitive(word[0]):
            end = word.start()
            break
    words = words[:end].rstrip(" ,")
    return replace(item, end=item.start + len(words), rule=words)


def _plausible_relative(match: re.Match[str], low: str) -> bool:
    """In prose «после доклада», «за 3 года» are no deadlines; a term with «в течение» or an anchor is."""
    if match["after"]:
        if re.search(r"(?:лет|года?|месяц\w*|недел\w+|дн\w+|раз[а]?|час\w*)\s$", low[: match.start()]):
            return False  # «не менее двух лет после выпуска» says how long, not by when
        lasts = len(low) - match.end() < 3 and any(map(is_infinitive, re.findall(r"[а-я]+", low[: match.start()])))
        if lasts and re.match(r"после (?!котор|чего|того)", match[0]):
            return True
        return bool(re.match(r"после [а-я]+(?:ения|ания|ции|ки|ия|ов|та|та|я)\b|по мере|по факту|до момента", match[0]))
    if match["within"]:
        opening = re.match(r"(?:за|через|в(?! течени| срок))\s", match[0])
        if opening and not (match["unit"] or "").startswith(("дн", "сут", "недел", "рабоч")):
            return False
        if match[0].startswith("за ") and not re.search(r"\sдо\s", match[0]):
            return False
        return not (match[0].startswith("в ") and not match[0].startswith(("в срок", "в течени")))
    if match["meeting"]:
        return not match[0].startswith("на ") or any(is_infinitive(word) for word in re.findall(r"[а-я]+", low))
    return True


def _resolve(words: str, count: int | None, unit: str, working: bool, base: date | None) -> date | None:
    """Day of a term counted from the meeting or from signing, which an import takes for the day of the meeting."""
    anchor = re.search(r"(?:со? (?:дня|даты|момента)|после)\s(\S+)", words)
    if base is None or not count or not unit:
        return None
    if anchor and not anchor[1].startswith(
        ("подпис", "заседан", "совещан", "проведен", "утвержд", "приняти", "настоящ", "протокол")
    ):
        return None
    if re.search(r"\sдо\s(?!\d)", words) and not words.startswith("в срок"):
        return None
    return add_working_days(base, count) if working else add_period(base, count, unit)


def _term(match: re.Match[str]) -> tuple[int | None, str, bool]:
    if match["within"]:
        return number_of(match["n"]), match["unit"][:3], (match["work"] or "").startswith("раб")
    if match["week"]:
        return 1, match["one"][:3], False
    if match["days"]:
        return number_of(match["days"]), "дне", False
    for stem, (count, unit) in _TERMS.items():
        if (match["adj"] or "").startswith(stem):
            return count, unit, False
    return None, "", False


def add_period(day: date, count: int, unit: str) -> date | None:
    if unit.startswith(("дн", "сут")):
        return day + timedelta(days=count)
    if unit == "нед":
        return day + timedelta(weeks=count)
    months = {"мес": 1, "ква": 3, "пол": 6, "год": 12, "лет": 12}.get(unit)
    if months is None:
        return None
    index = day.month - 1 + months * count
    year, month = day.year + index // 12, index % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, last_day(year, month).day)) if year < 2200 else None
