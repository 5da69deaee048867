"""Title, number, date, time, place, chair and secretary from the top (and the signatures) of a protocol."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from events.importing.cleaning import low as lowered
from events.importing.dates import find_day, find_days
from events.importing.features import Features
from events.importing.lines import Line
from events.importing.officers import Officers
from events.importing.outline import Outline
from events.importing.text import Text
from events.importing.values import Field, field_of

_TIME = re.compile(
    r"(?<![\d.])(?P<h>[01]?\d|2[0-3])\s?(?:[.:-](?P<m>[0-5]\d)(?!\.\d)|(?=\s?(?:час|ч\b)))\s*(?:час\w*\.?"
    r"|ч\.?)?(?:\s?(?P<m2>[0-5]\d)\s?(?:мин\w*\.?|м\.))?"
)
_NUMBER = re.compile(
    r"(?:№|\bn(?=\s?\d)|\bномер(?: протокола)?\s?[:–-]?)\s?(?P<n>[\w/.-]*\d[\w/.-]*(?:\s?-\s?[а-яё]{2,4})?"
    r"|[а-я]{1,3}-\d+\w*)",
    re.I,
)
_PLACE = re.compile(
    r"(?:место(?: проведения)?(?: заседания| совещания)?|место составления"
    r"|адрес(?: проведения)?)(?:\s*[:–-]\s*|\s(?=г\.\s))"
)
_TOWN = re.compile(r"(?:г\.|гор\.|город|пос\.|пгт\.?|с\.|село|п\.|ст\.|д\.)\s?(?=[А-ЯЁ])")
_INSTITUTION = re.compile(
    r"(?:[А-ЯЁ]{2,}[а-яё]*\s*«|актовый зал|зал\b|каб(?:инет|\.)|конференц|здание|ул\.|пр\.|просп|аудитор"
    r"|платформ|формат)",
    re.I,
)
_NOT_THE_DAY = re.compile(
    r"(?:(?:начал|окончани|завершени)\w* (?:прием|голосован|сбор)"
    r"|утвержд|подписан|составлен|изготовлен|оформлен|опубликован|размещен|направлен|разослан|рассылк|извещ|уведомл"
    r"|приказ|постановлени|распоряжени|приложени)"
)


class Head:
    def __init__(self, outline: Outline, attendees: list[Field]) -> None:
        self.outline, self.attendees = outline, attendees
        self.lines = [(label, line, f) for label, line, f in outline.head]
        words = " ".join(line.low for _, line, _ in outline.head)
        self.by_letter = bool(re.search(r"заочн|опросн|опроса", words))  # votes were collected up to the last day

    def fields(self) -> dict[str, Field | None]:
        day = self.date()
        officers = Officers(self.outline, self.attendees)
        return {
            "title": self.title(day), "date": day, "time": self.time(), "place": self.place(),
            "protocol_number": self.number(), "chair": officers.chair(), "secretary": officers.secretary(),
        }  # fmt: skip

    def date(self) -> Field | None:
        best: tuple[float, Field] | None = None
        sources = [(label, line) for label, line, _ in self.lines]
        sources += [("late", line) for line, _ in self.outline.present[:2]]
        for index, (label, line) in enumerate(sources):
            for found in self._days(line):
                score = found[0] + (2 if label in {"title", "dateline"} else 0) - index * 0.05
                if best is None or score > best[0]:
                    best = (score, found[1])
        return best[1] if best else None

    def _days(self, line: Line) -> list[tuple[float, Field]]:
        low, found = lowered(line.text.s), []
        for day in find_days(low, None):
            before = low[max(0, day.start - 60) : day.start]
            score = 1.0 - (3 if _NOT_THE_DAY.search(before) else 0) + (2 if re.search(r"дата|проведен", before) else 0)
            if re.search(r"(?:с|начал\w*)\s*[«\"]?$", before):
                score -= 1
            score -= 3 if re.search(r"(?<![а-я])на\s[«\"]?$", before) else 0  # «по состоянию на 01.01.2024»
            first = re.search(r"(?<!\d)(\d{1,2})\s?(?:[–-]|по)\s?$", before)
            if first and not self.by_letter and day.value and 0 < int(first[1]) < day.value.day:
                day = replace(day, value=day.value.replace(day=int(first[1])))  # «17–18 мая»
            if day.value and 1990 <= day.value.year <= 2100:
                found.append(
                    (
                        score,
                        field_of(day.value.isoformat(), line.text[day.start : day.end], 0.97 if score >= 1 else 0.7),
                    )
                )
        return found

    def time(self) -> Field | None:
        for label, line, _ in self.lines:
            low = lowered(line.text.s)
            if label not in {"dateline", "title"}:
                continue
            day = find_day(low, 0, None, search=True)
            low = low if day is None else low[: day.start] + " " * (day.end - day.start) + low[day.end :]
            for match in _TIME.finditer(low):
                if "регистрац" in low[max(0, match.start() - 25) : match.start()]:
                    continue
                worded = bool(re.search(r"час|ч\.?$|мин", match[0])) or bool(re.search(r"время|начал\w*|час", low))
                alone = (
                    re.fullmatch(r"\W*(?:дата\b[а-я ]*\W+)?(?:в\s|с\s)?(?:[\d.:\s–,-]|до\s)+\W*(?:мск)?", low)
                    is not None
                )
                if worded or alone or ":" in match[0]:
                    minutes = match["m"] or match["m2"] or "00"
                    return field_of(f"{int(match['h']):02d}:{minutes}", line.text.match(match), 0.93)
        return None

    def number(self) -> Field | None:
        lines = [line for label, line, _ in self.lines if label in {"title", "dateline"}]
        for line in sorted(lines, key=lambda line: not line.low.startswith("протокол")):
            for match in _NUMBER.finditer(line.text.s):
                before = lowered(line.text.s[: match.start()])
                if not re.search(
                    r"(?:школ\w+|школа|сад\w*|гимнази\w+|лицей|лицея|приложени\w*|приказ\w*|каб\w*\.?|зал\w*|аудитори\w+|дом"
                    r"|доу|сош|училищ\w*|оо|[а-яё-]*интернат\w*|поликлиник\w+|больниц\w+|колледж\w*|техникум\w*"
                    r"|лице\w+|корпус\w*|филиал\w*|центр\w*|бюро|участк\w+|участок|цех\w*|пу|дет\w+ дом\w*)\s*$",
                    before,
                ):
                    return field_of(match["n"].rstrip(".-"), line.text.match(match, "n"), 0.95, literal=True)
        return None

    def place(self) -> Field | None:
        candidates: list[tuple[float, Text]] = []
        for label, line, f in self.lines:
            low = lowered(line.text.s)
            if label in {"chair", "secretary"}:
                continue
            labelled = _PLACE.search(low)
            if labelled:
                return field_of(*_value(line.text[labelled.end() :].strip(" .")), 0.93, literal=True)
            if label == "dateline" or (label == "title" and not low.startswith("протокол")):
                text = _without_day(line.text)
                if _TOWN.match(text.s):
                    candidates.append((2.0, text))
                elif (
                    _INSTITUTION.search(text.s) and f.position > 0 and not re.match(r"(?:заседани|совещани|рабоч)", low)
                ):
                    candidates.append((1.0 + (label == "dateline"), text))
        if not candidates:
            return None
        score, text = max(candidates, key=lambda pair: pair[0])
        return field_of(*_value(text), 0.85 if score >= 2 else 0.7, literal=True)

    def title(self, day: Field | None) -> Field | None:
        parts = [line.text for label, line, _ in self.lines if label == "title"]
        if not parts:
            return None
        start = next((i for i, part in enumerate(parts) if lowered(part.s).startswith("протокол")), 0)
        chosen = [part for part in parts[start:] if not _TOWN.match(part.s)]
        if len(chosen) > 1 and len(chosen[0]) < 12 and lowered(chosen[1].s).startswith("протокол"):
            chosen = chosen[1:]
        text = chosen[0]
        for part in chosen[1:]:
            if _INSTITUTION.match(part.s) and len(chosen) > 2:
                continue
            text = text.joined(part)
        words = re.sub(r"^ПРОТОКОЛ\b", "Протокол", text.s)
        words = re.sub(r"\s*№\s*\S+|\s+от\s+[«\d].*$", "", words).strip(" .")
        return field_of(words, text, 0.9 if len(words) > 12 else 0.7)


def _value(text: Text) -> tuple[str, Text]:
    return text.s, text


def _without_day(text: Text) -> Text:
    """A line such as «г. Псков    12.03.2024    № 4» without its day and number."""
    low = lowered(text.s)
    day = find_day(low, 0, None, search=True)
    if day and re.search(r"\sг\.$", text.s[: day.end]) and re.match(r"\s[А-ЯЁ]", text.s[day.end :]):
        day = replace(day, end=day.end - 3)  # «15.02.2024 г. Псков»: the letter belongs to the town
    town = _TOWN.search(text.s)
    if town and day and town.start() > day.end:
        number = _NUMBER.search(text.s, town.end())
        return text[town.start() : number.start() if number else len(text)].strip(" ,.|")
    spans = [(day.start, day.end)] if day else []
    spans += [match.span() for match in _NUMBER.finditer(text.s)]
    cut = min((a for a, _ in spans), default=len(text))
    if cut < 3 and spans:
        return text[max(b for _, b in spans) :].strip(" ,.|")
    return text[:cut].strip(" ,.|")


def signatory(outline: Outline) -> tuple[str, Text] | None:
    """The first name under the text: usually the chair."""
    for line, f in outline.signatures:
        if f.people and f.head != "secretary":
            person = f.people[0]
            return person.name(), line.text
    return None


def meeting_day(fields: dict[str, Field | None]) -> date | None:
    day = fields.get("date")
    return date.fromisoformat(day.value) if day is not None else None


def head_features(outline: Outline) -> list[Features]:
    return [f for _, _, f in outline.head]
