"""Title, number, date, time, place, chair and secretary from the top (and the signatures) of a protocol."""

from __future__ import annotations

import re
from datetime import date

from events.importing.cleaning import low as lowered
from events.importing.cues import head_of
from events.importing.dates import find_day, find_days
from events.importing.features import Features
from events.importing.lines import Line
from events.importing.outline import Outline
from events.importing.people import find_people
from events.importing.text import Text
from events.importing.values import Field, field_of

_TIME = re.compile(
    r"(?<![\d.])(?P<h>[01]?\d|2[0-3])\s?(?:[.:-](?P<m>[0-5]\d)(?!\.\d)|(?=\s?(?:час|ч\.)))\s*(?:час\w*\.?"
    r"|ч\.?)?(?:\s?(?P<m2>[0-5]\d)\s?мин\w*\.?)?"
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
_BODIES = (
    "(?:координационного |экспертного |методического |общественного |попечительского )?совета|комиссии|рабочей "
    "группы|собрания|заседания|коллегии|штаба|правления|кластера|комитета"
)
_NOT_THE_DAY = re.compile(
    r"(?:(?:начал|окончани|завершени)\w* (?:прием|голосован|сбор)"
    r"|утвержд|подписан|составлен|приказ|постановлени|распоряжени|приложени)"
)


_PRESIDED = re.compile(
    r"под председательством\s|(?<![а-я])(?:провел|вел)[аи]?\s(?:его|ее|заседание|встречу|совещание|собрание)\s"
)


class Head:
    def __init__(self, outline: Outline, attendees: list[Field]) -> None:
        self.outline, self.attendees = outline, attendees
        self.lines = [(label, line, f) for label, line, f in outline.head]

    def fields(self) -> dict[str, Field | None]:
        day = self.date()
        return {
            "title": self.title(day), "date": day, "time": self.time(), "place": self.place(),
            "protocol_number": self.number(), "chair": self.chair(), "secretary": self.secretary(),
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
                alone = re.fullmatch(r"\W*(?:дата\b[а-я ]*\W+)?(?:в\s|с\s)?[\d.:\s–,-]+\W*(?:мск)?", low) is not None
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

    def chair(self) -> Field | None:
        return (
            self._officer("chair")
            or self._presided()
            or self._host()
            or self._by_post("председател")
            or self._by_post("руководител", "(?:рабочей )?группы|штаба|кластера")
            or self._by_post("ведущ")
            or self._signed("председател")
            or self._signed("руководитель группы")
            or self._signatory()
        )

    def secretary(self) -> Field | None:
        return (
            self._officer("secretary")
            or self._by_post("секретар")
            or self._by_post("(?:ведет|вел|протоколирует) ?(?:протокол)?")
            or self._signed("секретар")
            or self._signed("протокол вел")
            or self._signed("протокол составил")
            or self._signed("записал")
        )

    def _officer(self, kind: str) -> Field | None:
        lines = [(line, f) for label, line, f in self.lines if label == kind]
        lines += [(line, f) for line, f in self.outline.present if f.head == kind]
        for line, f in lines:
            if re.match(r"заместител|зам\.", line.low):
                continue
            if f.people:
                person = f.people[-1] if kind == "chair" and len(f.people) == 1 else f.people[0]
                at = line.text.s.find(line.body.s)
                case = "ablt" if line.low.startswith("под председательством") else "nomn"
                return field_of(person.name(person.case or case), line.text[at + person.start : at + person.end], 0.95)
        return None

    def _presided(self) -> Field | None:
        """«под председательством Афониной С.М.» in the words of the title or the first lines."""
        texts = [line.text for _, line, _ in self.lines] + [line.text for line, _ in self.outline.present[:2]]
        for text in texts + [text for _, text in self.outline.heard[:4]]:
            match = _PRESIDED.search(lowered(text.s))
            people = find_people(text.s[match.end() :][:160]) if match else []
            if match and people and "." not in text.s[match.end() :][: people[0].start]:
                piece = text[match.end() :][people[0].start : people[0].end]
                case = "gent" if match[0].startswith("под") else "nomn"
                return field_of(people[0].name(people[0].case or case), piece, 0.88)
        return None

    def _host(self) -> Field | None:
        """«Протокол совещания у заместителя губернатора Рябинина Т.М.»"""
        parts = [line.text for label, line, _ in self.lines if label == "title"]
        text = parts[0] if parts else None
        for part in parts[1:]:
            text = text.joined(part) if text else part
        match = re.search(r"(?:совещани|встреч|планерк)\w*(?: [а-я]+){0,2} у\s", lowered(text.s)) if text else None
        people = find_people(text.s[match.end() :][:200]) if text and match else []
        if not (text and match and people):
            return None
        piece = text[match.end() :][people[0].start : people[0].end]
        return field_of(people[0].name(people[0].case or "gent"), piece, 0.85)

    def _signatory(self) -> Field | None:
        """No chair is named anywhere: the only one who signed, as a guess."""
        signed = [
            (line, person)
            for line, f in self.outline.signatures
            if f.head != "secretary" and not line.low.startswith("секретар")
            for person in f.people
        ]
        if len(signed) != 1:
            return None
        line, person = signed[0]
        at = line.text.s.find(line.body.s)
        return field_of(person.name(), line.text[at + person.start : at + person.end], 0.6)

    def _by_post(self, stem: str, bodies: str = _BODIES) -> Field | None:
        """«Иванов И.И. – министр, председатель комиссии» inside the list of those present."""
        must = "" if stem == "руководител" else "?"
        office = re.compile(rf"(?:^|[,;(–-]\s*|\s){stem}\w*(?:\s(?:{bodies})){must}\s*(?:$|[),;.–-])")
        for field in self.attendees:
            if office.search(lowered(field.more["post"])) and not re.search(
                r"заместител\w+\s+председ", lowered(field.more["post"])
            ):
                return Field(field.value, field.start, field.end, 0.9)
        return None

    def _signed(self, stem: str) -> Field | None:
        lines = [line for line, _ in self.outline.signatures]
        for index, line in enumerate(lines):
            if stem in line.low[:60] and not line.low.startswith(("заместител", "зам")):
                for near in lines[index : index + 3]:
                    people = find_people(near.text.s)
                    if people and (near is line or (head_of(near.low) or ("", 0))[0] not in {"secretary", "chair"}):
                        person = people[0]
                        return field_of(person.name(), near.text[person.start : person.end], 0.9)
        return None


def _value(text: Text) -> tuple[str, Text]:
    return text.s, text


def _without_day(text: Text) -> Text:
    """A line such as «г. Псков    12.03.2024    № 4» without its day and number."""
    low = lowered(text.s)
    day = find_day(low, 0, None, search=True)
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
