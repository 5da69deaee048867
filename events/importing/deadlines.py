"""Grammar of deadlines: a day, the end of a period, a term counted from an event, a recurring term.

``find_deadlines(text, base, labelled=...)`` never raises; positions count in the given string."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from events.importing.cleaning import low as lowered
from events.importing.dates import Day, find_day, find_period, last_day
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
_LABEL = re.compile(
    r"(?:контрольн\w+ )?срок(?:и|а)?(?: (?:исполнения|выполнения|реализации|представления|предоставления"
    r"|проведения|сдачи|подготовки|отчета|доклада|поручения|решения"
    r"|исполнения (?:решения|поручения|пункта)))?(?:\s(?:пункт|подпункт|п\."
    r"|пп\.)[^:–]{0,40})?(?:\s\([^)]{0,40}\))?\s*[:–-]?\s*(?=\S)"
)
# «пунктов 1.2–1.3», «п. 3.2 протокола»: numbers of points, not days.
_POINTS = re.compile(
    r"(?:пункт\w*|\bп{1,2}\.)\s*\d{1,2}(?:\.\d{1,2})*(?:\s?[,–-]\s?\d{1,2}(?:\.\d{1,2})*(?![\d.]*\d{4})"
    r"|\sи\s\d{1,2}(?:\.\d{1,2})*)*"
)
_NEXT_MONTH = re.compile(
    r"(?:до|к|не позднее)\s(?P<day>\d{1,2})(?:-?(?:го|му))?\s(?:числа\s|числу\s)?(?P<which>следующего"
    r"|текущего|этого)\sмесяца"
)
_IN_PERIOD = re.compile(r"(?<![а-я])(?:в срок до|не позднее|до|к|в течени[еи]|во|в|на|по)\s(?=[а-я0-9«iv])")
_THROUGH_YEAR = re.compile(
    r"(?:в течени[еи]|до конца)\s(?:(?:всего |текущего |этого |календарного "
    r"|20\d\d(?:[-–/]20\d\d)? )*)(?:(?:учебного\s)?года|учебного года|т\.\s?г\.?)"
    r"|в течени[еи]\s20\d\d\s?г\.?(?:ода)?"
)
_NOT_BEFORE = re.compile(
    r"(?:\bот|приказ\w*|закон\w*|по состоянию на|за период|в редакции|протокол\w*|утвержденн\w+|по итогам|№\s?\S+)\s*$"
)
_NOT_PERIOD = re.compile(
    r"(?:стратеги|концепци|программ|план|прогноз|бюджет|период|проект|итог|результат|отчет)\w*(?:\s[^.,;\s]+){0,2}\s$"
)


def find_deadlines(text: str, base: date | None, *, labelled: bool = False) -> list[Deadline]:
    """All deadlines from left to right. ``labelled``: the whole text stands after «Срок:» or in such a column."""
    low = _POINTS.sub(lambda m: re.sub(r"\d", "#", m[0]), lowered(text))
    labels = [(0, 0)] if labelled else []
    labels += [match.span() for match in _LABEL.finditer(low) if _is_label(low, match)]
    found = _recurring(low) + _relative(low, base, labels)
    found += _month_days(low, base) + _years(low, base, labels) + _days(low, base, labels) + _periods(low, base, labels)
    chosen: list[Deadline] = []
    for item in sorted(found, key=lambda d: (-(d.kind == "recurring"), -d.score, d.start - d.end)):
        if all(item.end <= other.start or other.end <= item.start for other in chosen):
            chosen.append(item)
    return [_with_label(item, labels, low) for item in sorted(chosen, key=lambda d: d.start)]


def _is_label(low: str, match: re.Match[str]) -> bool:
    """«Срок – до …», «срок: …», a sentence beginning with «Срок»; not «сроки обучения» in the middle of prose."""
    before = low[: match.start()].rstrip()
    return (
        bool(re.search(r"[:–-]\s*$", match[0]))
        or not before
        or (before[-1] in ".;(,–" and "срок до" in low[match.start() :][:9])
    )


def _with_label(item: Deadline, labels: list[tuple[int, int]], low: str) -> Deadline:
    """The words of a deadline take in the label right before them."""
    for start, end in labels:
        if end and start < item.start and end <= item.start and not low[end : item.start].strip(" :–-"):
            return replace(item, start=start, score=max(item.score, 0.97) if not item.impossible else item.score)
    return item


def _after_label(start: int, labels: list[tuple[int, int]]) -> bool:
    return any(end <= start <= end + 160 for _, end in labels)


def _recurring(low: str) -> list[Deadline]:
    return [
        Deadline(match.start(), match.end(), "recurring", rule=match[0].strip(" ,"), score=0.9)
        for match in RECURRING.finditer(low)
    ]


def _relative(low: str, base: date | None, labels: list[tuple[int, int]]) -> list[Deadline]:
    found = []
    for match in RELATIVE.finditer(low):
        labelled = _after_label(match.start(), labels)
        if labelled or _plausible_relative(match, low):
            score = 0.95 if labelled else 0.6 if match["after"] else 0.85
            found.append(_counted(match, base, score, low))
    for _, end in labels:
        match = BARE_TERM.match(low, end)
        if match:
            day = _resolve(
                match["within"],
                number_of(match["n"]),
                match["unit"][:3],
                bool(match["work"]) and match["work"].startswith("раб"),
                base,
            )
            found.append(_until(Deadline(end, match.end(), "relative", resolved=day, score=0.93), low))
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
        return bool(
            re.match(
                r"(?:после (?:исполнения|выполнения|получения|утверждения|подписания|завершения"
                r"|согласования|проведения|поступления|доработки)|по мере|по факту|до момента)",
                match[0],
            )
        )
    if match["within"]:
        opening = re.match(r"(?:за|через|в)\s", match[0])
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
    return add_working_days(base, count) if working else _add(base, count, unit)


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


def _add(day: date, count: int, unit: str) -> date | None:
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


def _days(low: str, base: date | None, labels: list[tuple[int, int]]) -> list[Deadline]:
    found, position = [], 0
    while (day := find_day(low, position, base, search=True)) is not None:
        position = max(day.end, position + 1)
        before = low[max(0, day.start - 40) : day.start]
        lead = re.search(r"(?:в срок (?:не позднее|до|по)|не позднее|сроком до|в срок|до|к|ко|по)\s$", before)
        labelled = _after_label(day.start, labels)
        if _NOT_BEFORE.search(before) and not lead:
            continue
        score = 0.95 if labelled else 0.9 if lead else 0.0
        if lead and lead[0].startswith("по") and not labelled:
            score = 0.6 if re.search(r"(?<![а-я])с\s", low[max(0, day.start - 40) : day.start]) else 0.0
        if not lead and not labelled and day.exact and _acts_before(low[: day.start]):
            score = 0.55
        if score:
            start = day.start - len(lead[0]) if lead else day.start
            found.append(_dated(start, day, score))
    return found


def _acts_before(low: str) -> bool:
    """A bare day after a verb («провести 15 марта …»), outside brackets and quotes."""
    if low.count("(") > low.count(")") or low.count("«") > low.count("»"):
        return False
    return any(is_infinitive(word) for word in re.findall(r"[а-я]+", low[-160:]))


def _dated(start: int, day: Day, score: float) -> Deadline:
    impossible = day.value is None
    score = min(score, 0.5) if impossible else min(score, 0.85) if day.year_inferred else score
    return Deadline(
        start, day.end, "date", day=day.value, score=score, year_inferred=day.year_inferred, impossible=impossible
    )


def _month_days(low: str, base: date | None) -> list[Deadline]:
    """«до 10 числа следующего месяца»."""
    found = []
    for match in _NEXT_MONTH.finditer(low):
        first = _add(base.replace(day=1), int(match["which"] == "следующего"), "мес") if base else None
        number = int(match["day"])
        if first is not None and 0 < number <= last_day(first.year, first.month).day:
            found.append(Deadline(match.start(), match.end(), "date", day=first.replace(day=number), score=0.8))
    return found


def _periods(low: str, base: date | None, labels: list[tuple[int, int]]) -> list[Deadline]:
    found = []
    for match in _IN_PERIOD.finditer(low):
        day = find_period(low, match.end(), base)
        if day is None:
            continue
        labelled = _after_label(match.start(), labels)
        if not labelled and (
            match[0].startswith(("на ", "по ")) or _NOT_PERIOD.search(low[max(0, match.start() - 60) : match.start()])
        ):
            continue
        found.append(_dated(match.start(), day, 0.9 if labelled else 0.7))
    for _, end in labels:
        day = find_period(low, end, base)
        if day is not None:
            found.append(_dated(end, day, 0.93))
    return found


def _years(low: str, base: date | None, labels: list[tuple[int, int]]) -> list[Deadline]:
    """«в течение года», «до конца текущего года», «в течение учебного года», and a bare year after a label."""
    found = []
    for match in _THROUGH_YEAR.finditer(low):
        written = re.findall(r"20\d\d", match[0])
        year = int(written[-1]) if written else (base.year if base else None)
        if year is None:
            continue
        day = date(year, 12, 31)
        if "учебн" in match[0]:
            day = date(year if written or base.month < 8 else year + 1, 5, 31)
        found.append(
            Deadline(match.start(), match.end(), "date", day=day, score=0.85 if written or "конца" in match[0] else 0.7)
        )
    for _, end in labels:
        match = re.compile(r"(?:в |до )?(20\d\d)\s?(?:год[ау]?|г\.?)?(?=\W*$|[.;,])").match(low, end)
        if match:
            found.append(Deadline(match.start(), match.end(), "date", day=date(int(match[1]), 12, 31), score=0.8))
    return found
