"""Which words of the source stand behind which field of the review page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

Record = dict[str, Any]
Row = dict[str, Any]
CONFIDENCE = {
    "sure": "прочитано уверенно",
    "likely": "прочитано не вполне уверенно, проверьте",
    "guess": "это предположение, проверьте",
}
HEAD = {
    "title": ("title", "Название"),
    "held_on": ("date", "День заседания"),
    "held_at": ("time", "Начало"),
    "place": ("place", "Место"),
    "number": ("protocol_number", "Номер протокола"),
    "chair": ("chair", "Председатель"),
    "secretary": ("secretary", "Секретарь"),
}
WHO = {"organisation": "responsible", "person": "responsible_person", "group": "group_words"}


@dataclass(frozen=True)
class Mark:
    """`control` is the field of the form: «decisions-d1-due_on»."""

    control: str
    label: str
    start: int
    end: int
    confidence: str = "sure"

    @property
    def anchor(self) -> str:
        return f"span-{self.control}"

    @property
    def back(self) -> str:
        return f"id_{self.control}"

    @property
    def confidence_words(self) -> str:
        return CONFIDENCE[self.confidence]

    @property
    def is_doubtful(self) -> bool:
        return self.confidence != "sure"


def marks_of(record: Record, draft: Row) -> dict[str, Mark]:
    """Marks by the name of their field. Fields nobody read in the source have none."""
    found = [*_head(draft), *_agenda(record, draft), *_decisions(record, draft), *_votes(record, draft)]
    return {mark.control: mark for mark in found if mark.start >= 0}


def _head(draft: Row) -> Iterator[Mark]:
    for name, (source, label) in HEAD.items():
        if field := draft["fields"].get(source):
            yield _mark(f"head-{name}", label, field)
    for name, label, people in (
        ("attendees", "Присутствовали", [one for one in draft["attendees"] if one.get("group") != "guest"]),
        ("guests", "Приглашённые", [one for one in draft["attendees"] if one.get("group") == "guest"]),
        ("absent", "Отсутствовали", draft["absent"]),
    ):
        yield from _together(f"head-{name}", label, people)


def _agenda(record: Record, draft: Row) -> Iterator[Mark]:
    read = {one["key"]: one for one in draft["agenda"]}
    for row in record["agenda"]:
        if one := read.get(row["key"]):
            prefix = f"agenda-{row['key']}"
            yield _mark(f"{prefix}-title", "Вопрос", one["title"])
            yield from _together(f"{prefix}-speakers", "Докладчики", one["speakers"])
            yield from _together(f"{prefix}-heard", "Слушали", one["heard"])


def _decisions(record: Record, draft: Row) -> Iterator[Mark]:
    read = {one["key"]: one for one in draft["decisions"]}
    implied = {f"i{number}": one for number, one in enumerate(draft["implied_decisions"], 1)}
    spare = {f"u{one['start']}": one for one in draft["unparsed"]}
    for row in record["decisions"]:
        prefix = f"decisions-{row['key']}"
        source = read.get(row["origin"])
        words = source["text"] if source else implied.get(row["origin"]) or spare.get(row["origin"])
        if words:
            text = _mark(f"{prefix}-text", "Текст решения", words)
            yield _narrowed(text, row["text"], draft["source_text"])
        if source:
            yield from _details(prefix, source)


def _details(prefix: str, source: Row) -> Iterator[Mark]:
    seen = set()
    for one in source["responsible"]:
        name = WHO[one["what"]]
        if name not in seen:
            seen.add(name)
            yield _mark(f"{prefix}-{name}", "Ответственный", one)
    if source["controller"]:
        yield _mark(f"{prefix}-supervisor", "Контролёр", source["controller"])
    if source["deadline"]:
        yield _mark(f"{prefix}-due_on", "Срок", source["deadline"])


def _votes(record: Record, draft: Row) -> Iterator[Mark]:
    read = {f"v{number}": one for number, one in enumerate(draft["votes"], 1)}
    for row in record["votes"]:
        if one := read.get(row["key"]):
            yield _mark(f"votes-{row['key']}-for_count", "Голосование", one)


def _mark(control: str, label: str, field: Row) -> Mark:
    return Mark(control, label, field["start"], field["end"], field.get("confidence", "sure"))


def _together(control: str, label: str, fields: list[Row]) -> Iterator[Mark]:
    """One field of the page for several pieces: from the first to the last; the least sure piece speaks."""
    known = [one for one in fields if one["start"] >= 0]
    if known:
        levels = [one.get("confidence", "sure") for one in known]
        worst = max(levels, key=list(CONFIDENCE).index)
        yield Mark(control, label, min(one["start"] for one in known), max(one["end"] for one in known), worst)


def _narrowed(mark: Mark, text: str, source: str) -> Mark:
    """Of a decision cut in two each part has its own words; an edited text keeps the words it was read from."""
    words = text.split()
    if not words or mark.start < 0:
        return mark
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = re.compile(pattern).search(source, mark.start, mark.end)
    return replace(mark, start=found.start(), end=found.end()) if found else mark
