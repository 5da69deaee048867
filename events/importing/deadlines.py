"""Grammar of deadlines: a day, the end of a period, a term counted from an event, a recurring term.

``find_deadlines(text, base, labelled=...)`` never raises; positions count in the given string."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from events.importing.cleaning import low as lowered
from events.importing.counted import Deadline, add_period, after_label, recurring, relative
from events.importing.dates import Day, find_days, find_period, last_day
from events.importing.morphology import finite, is_infinitive

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
    r"|20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)? )*)(?:(?:учебного\s)?года|учебного года|т\.\s?г\.?)"
    r"|в течени[еи]\s20\d\d\s?г\.?(?:ода)?|в (?:текущем|этом|нынешнем) (?:календарном )?году"
)
_LEAD = re.compile(
    r"(?:в срок (?:не позднее|до|по)|не позднее|сроком до|в срок|до|к|ко|по)\s"
    r"(?:\d{1,2}[:.]\d\d\s(?:час\w*\s|ч\.\s)?)?$"
)
_SEASON_OF = re.compile(r"(?<![а-я])(?=(?:весной|летом|осенью)\s(?:20\d|т\.|тек))")
_DURING_YEAR = re.compile(r"(?<![а-я])в (20\d\d) году\s(?=[а-я]+(?:ть|ти|чь)(?:ся)?\s)")
_THROUGH = re.compile(r"\s?(?:по|до)\s|\s?–\s?")
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
    found = recurring(low) + relative(low, base, labels)
    found += _month_days(low, base) + _years(low, base, labels) + _days(low, base, labels) + _periods(low, base, labels)
    chosen: list[Deadline] = []
    for item in sorted(found, key=lambda d: (-(d.kind == "recurring"), -d.score, d.start - d.end)):
        if all(item.end <= other.start or other.end <= item.start for other in chosen):
            chosen.append(item)
    chosen = sorted(chosen, key=lambda d: d.start)
    for first, second in pairwise(chosen):
        if first.kind == "date" and second.kind == "recurring" and re.search(r"(?<![а-я])со?\s$", low[: first.start]):
            chosen = [item for item in chosen if item is not first]  # «с 1 марта, постоянно» begins on that day
        if first.kind == "relative" and re.fullmatch(r",?\s?(?:но|а)\s", low[first.end : second.start]):
            chosen = [item for item in chosen if item is not first]  # «незамедлительно, но не позднее 7 марта»
    return [_with_label(item, labels, low) for item in chosen]


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


def _days(low: str, base: date | None, labels: list[tuple[int, int]]) -> list[Deadline]:
    found = []
    days = list(find_days(low, base))
    for day, after in zip(days, [*days[1:], None], strict=False):
        before = low[max(0, day.start - 40) : day.start]
        labelled = after_label(day.start, labels)
        from_day = bool(re.search(r"(?<![а-я])со?\s$", before))
        if after and _THROUGH.fullmatch(low, day.end, after.start):
            dashed = "–" in low[day.end : after.start] and (labelled or _acts_before(low[: day.start]))
            if from_day or dashed:
                continue  # «с 16 октября по 15 ноября»: the last day is the term
        lead = _LEAD.search(before)
        if _NOT_BEFORE.search(before) and not lead:
            continue
        score = 0.95 if labelled else 0.9 if lead else 0.0
        if lead and lead[0].startswith("по") and not labelled:
            score = 0.85 if re.search(r"(?<![а-я])с\s", low[max(0, day.start - 40) : day.start]) else 0.0
        last = re.search(r",\s$", before) and not low[day.end :].strip(" .;")
        if not lead and not labelled and day.exact and (last or _acts_before(low[: day.start])):
            score = 0.55
        if score:
            start = day.start - len(lead[0]) if lead else day.start
            found.append(_dated(start, day, score))
    return found


def _acts_before(low: str) -> bool:
    """A bare day after a verb («провести 15 марта …»), outside brackets and quotes."""
    if low.count("(") > low.count(")") or low.count("«") > low.count("»"):
        return False
    words = re.findall(r"[а-я]+", low[-160:])
    if any(map(is_infinitive, words)):
        return True
    # «проводят собеседования 21–25 октября»: a range of days told of what is going to be done
    ahead = any(finite(word) == "future" for word in words if len(word) > 3)
    return ahead and bool(re.search(r"\d\s?–\s?$", low)) and "котор" not in low


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
        first = add_period(base.replace(day=1), int(match["which"] == "следующего"), "мес") if base else None
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
        labelled = after_label(match.start(), labels)
        if not labelled and _of_a_plan(low, match, day, base):
            continue
        found.append(_dated(match.start(), day, 0.9 if labelled else 0.7))
    for match in _SEASON_OF.finditer(low):
        if (day := find_period(low, match.start(), base)) is not None:
            found.append(_dated(match.start(), day, 0.7))
    for _, end in labels:
        day = find_period(low, end, base)
        if day is not None:
            found.append(_dated(end, day, 0.93))
    return found


def _of_a_plan(low: str, match: re.Match[str], day: Day, base: date | None) -> bool:
    """«план на II полугодие», «итоги работы в марте»: the period of a document, not a term."""
    if match[0].startswith(("на ", "по ")):
        return True
    if match[0].startswith("до ") and low.startswith("конца", match.end()) and _acts_before(low[: match.start()]):
        return False  # «представить отчёт до конца месяца»
    past = base is not None and day.value is not None and day.value < base
    ahead = match[0].startswith(("в ", "во ")) and not past and _acts_before(low[: match.start()])
    return not ahead and bool(_NOT_PERIOD.search(low[max(0, match.start() - 60) : match.start()]))


def _years(low: str, base: date | None, labels: list[tuple[int, int]]) -> list[Deadline]:
    """«в течение года», «до конца текущего года», «в течение учебного года», and a bare year after a label."""
    found = []
    for match in _THROUGH_YEAR.finditer(low):
        written = re.findall(r"(?:20)?\d\d(?!\d)", match[0])
        year = 2000 + int(written[-1][-2:]) if written else (base.year if base else None)
        if year is None:
            continue
        day = date(year, 12, 31)
        if "учебн" in match[0]:
            later = not written and base is not None and base.month > 7
            day = date(year + later, 5, 31)
        found.append(
            Deadline(match.start(), match.end(), "date", day=day, score=0.85 if written or "конца" in match[0] else 0.7)
        )
    if base is not None and (eve := re.search(r"(?:до|к) нового года(?! \d)", low)):
        found.append(Deadline(eve.start(), eve.end(), "date", day=date(base.year, 12, 31), score=0.7))
    for match in _DURING_YEAR.finditer(low):  # «в 2024 году провести три ярмарки»
        if base is not None and int(match[1]) >= base.year:
            day = date(int(match[1]), 12, 31)
            found.append(Deadline(match.start(), match.end() - 1, "date", day=day, score=0.6))
    for _, end in labels:
        bare = re.compile(r"(?:в |до )?(20\d\d)\s?(?:год[ау]?|г\.?)?(?=\W*$|[.;,])").match(low, end)
        if bare:
            found.append(Deadline(bare.start(), bare.end(), "date", day=date(int(bare[1]), 12, 31), score=0.8))
    return found
