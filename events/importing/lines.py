"""Physical lines and paragraphs become logical lines: torn ones are joined, several points in one are parted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from events.importing.cleaning import clean, low
from events.importing.cues import head_of, opens_section
from events.importing.markers import Marker, marker_of
from events.importing.morphology import finite, is_infinitive
from events.importing.people import find_people
from events.importing.reading.source import Block, Source
from events.importing.tearing import ABBREVIATION, PLACE_START, TERMINAL, is_torn, joined, joined_cells
from events.importing.text import Text

_INITIALS_ONLY = re.compile(r"^[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?\s*(?:[,;–(]|$|(?<=\.\s)[а-яё])")
_INITIALS_NAME = re.compile(r"^[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ]")
_DAY_START = re.compile(r"(?:от\s)?[«\"]?\s?\d{1,2}\s?[»\"]?[.\s][а-я\d]{2,8}[.\s]\s?(?:19|20)\d\d")
_LABEL = re.compile(r"[А-ЯЁ][а-яё]+(?: [а-яё]+){0,2}\s?:\s\S")  # «Место проведения: Дом культуры»
# «…, воздержались / – 2»: the side and its count stand on two lines.
_SIDE = re.compile(r"(?<![а-я])(?:за|против|воздерж[а-я]+)[»\"]?$")
_COUNT = re.compile(r"[–-]\s*(?:\d|нет(?![а-я])|никто|единоглас)")
_FORCED = ("cell", "header", "footer", "rule")


@dataclass(slots=True)
class Line:
    """A logical line: cleaned text with its marker, and how it looked."""

    text: Text
    kind: str = "line"
    gap: int = 0
    bold: bool = False
    heading: bool = False
    marker: Marker | None = None
    table: int = -1
    row: int = -1
    column: int = -1
    inline: bool = False  # cut out of the line before it
    body_at: int = 0
    width: int = 0  # of its last physical line

    def __post_init__(self) -> None:
        self.marker = self.marker or marker_of(self.text.s)
        self.body_at = self.marker.length if self.marker else 0

    @property
    def body(self) -> Text:
        return self.text[self.body_at :].strip()

    @property
    def low(self) -> str:
        return low(self.body.s)


def logical_lines(source: Source) -> list[Line]:
    markdown = source.format == "md"
    width = _wrap_width(source)
    lines: list[Line] = []
    for block in source.blocks:
        text = clean(source.text, block.start, block.end, markdown=markdown)
        if not text:
            continue
        line = _line(block, text)
        line.width = len(source.text[block.start : block.end].rstrip())
        if re.fullmatch(r"[_=*.\s–-]+", text.s):
            line.kind = "rule"
        before = lines[-1] if lines else None
        if before is not None and _continues(before, line, width):
            join = joined_cells if line.kind == "cell" else joined
            before.text, before.width = join(before.text, line.text), line.width
        else:
            lines.append(line)
    return lines


def _line(block: Block, text: Text) -> Line:
    return Line(
        text, block.kind, block.gap, block.bold, block.heading, table=block.table, row=block.row, column=block.column
    )


def _wrap_width(source: Source) -> int:
    """Where physical lines were broken; 0 when the file keeps one paragraph on a line."""
    if source.format == "docx":
        return 0
    if source.format == "pdf" and (seen := _seen_wraps(source)):
        return round(0.94 * median(seen)) + 2  # letters differ in width, so lines end where they can
    lengths = sorted(len(source.text[b.start : b.end].rstrip()) for b in source.blocks if b.kind == "line")
    lengths = [length for length in lengths if length <= 160]
    if len(lengths) < 8:
        return 0
    width = lengths[int(len(lengths) * 0.95)]
    full = sum(length > 0.8 * width for length in lengths)
    return width if width >= 45 and full >= 0.25 * len(lengths) else 0


def _seen_wraps(source: Source) -> list[int]:
    """Lengths at which lines must have been broken: the next one begins in lower case in the middle of a phrase."""
    lines = [(source.text[b.start : b.end].strip(), b) for b in source.blocks if b.kind == "line"]
    return [
        len(before) + 1 + len(after.split(" ", 1)[0])
        for (before, _), (after, block) in pairwise(lines)
        if not block.gap and len(before) > 40 and re.match(r"[а-яё]{2}", after) and re.search(r"[а-яё,»)]$", before)
    ]


def _continues(before: Line, line: Line, width: int) -> bool:
    if before.kind in _FORCED or line.kind in _FORCED:
        return before.kind == line.kind == "cell" and _same_cell(before, line) and is_torn(before.text.s, line.text.s)
    dashed = re.match(r"[–-]\s*([а-яё]+)", line.text.s)
    if not line.gap and dashed and not is_infinitive(dashed[1]) and _waits_for_post(before):
        return True
    if _names_speaker(before, line) or _counts_side(before, line):
        return True
    if line.marker is not None and not _false_marker(before, line, width):
        return False
    if _torn_officer(before, line, width) or _ends_open(before, line):
        return True
    if opens_section(low(line.text.s)) or line.heading or before.heading:
        return False
    if _names_officer(before, line):
        return True
    if re.search(r"[:]$", before.text.s) or (_is_heading(before) and not _goes_on_in_bold(before, line)):
        return False
    return is_torn(before.text.s, line.text.s) or _wrapped(before, line, width)


def _goes_on_in_bold(before: Line, line: Line) -> bool:
    """«Вопрос 1. О мерах поддержки предприятий, применяющих труд / инвалидов», both in bold."""
    return before.bold and line.bold and not line.gap and bool(re.match(r"[а-яё]", line.text.s))


def _torn_officer(before: Line, line: Line, width: int) -> bool:
    """«… возложить на ответственного / секретаря совета Иванову И.И.», «Решено опубликовать / протокол в газете»."""
    if line.gap or not width or before.width < 0.7 * width or TERMINAL.search(before.text.s):
        return False
    head = head_of(low(line.text.s))
    return (
        bool(re.match(r"[а-яё]", line.text.s))
        and (head is not None or low(line.text.s).startswith("протокол"))
        and (head is None or head[0] in {"chair", "secretary", "control", "appendix", "responsible"})
        and ":" not in line.text.s[: (head[1] if head else 8) + 1]
        and not re.search(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|[–:-]\s*[А-ЯЁ]", before.text.s[-40:])
    )


def _ends_open(before: Line, line: Line) -> bool:
    """«… представить в / срок до 20 декабря»: a preposition always waits for its word."""
    if not line.gap and before.marker is not None and re.search(r"\s(?:со)?докладчики?:$", low(before.text.s)):
        return line.marker is None
    return (
        not line.gap
        and bool(re.search(r"[а-яё,»)]\s(?:в|на|к|до|с|от|по|для|о|об|за|из|не|и|при)$", before.text.s))
        and bool(re.match(r"[а-яё]", line.text.s))
    )


def _counts_side(before: Line, line: Line) -> bool:
    return not line.gap and bool(_SIDE.search(low(before.text.s)) and _COUNT.match(low(line.text.s)))


def _names_speaker(before: Line, line: Line) -> bool:
    """«1. Открытые уроки / – Третьяк О.Л.»: the second line of an item."""
    numbered = before.marker is not None and bool(before.marker.number) and not TERMINAL.search(before.text.s)
    dash = line.marker is not None and line.marker.kind == "bullet" and not line.gap
    return numbered and dash and _is_person(line) and not find_people(before.text.s)


def _names_officer(before: Line, line: Line) -> bool:
    """«Председатель: начальник департамента / Томской области Иванов И.И.»: the post goes on until the name."""
    head = head_of(before.low)
    if head is None or head[0] not in {"chair", "secretary"} or find_people(before.text.s) or len(before.text) > 300:
        return False
    bare = head[1] >= len(before.low) - 1
    return (
        (not line.gap or (bare and line.gap < 3)) and bool(find_people(line.text.s)) and not before.text.s.endswith(".")
    )


def _same_cell(before: Line, line: Line) -> bool:
    return (before.table, before.row, before.column) == (line.table, line.row, line.column) and line.marker is None


def _is_person(line: Line) -> bool:
    people = find_people(line.body.s)
    return len(people) == 1 and people[0].end - people[0].start >= len(line.body.s) - 2


def _waits_for_post(line: Line) -> bool:
    """«Болдырев Е.Г.» alone, or last in «Арсеньева А.А. – директор; Болдырев Е.Г.»."""
    if line.text.s.endswith(":"):
        return False
    people = find_people(line.body.s)
    last = bool(people) and people[-1].end >= len(line.body.s) - 1 and ";" in line.body.s
    return _is_person(line) or (last and (line.marker is None or bool(line.marker.number)))


def _is_heading(line: Line) -> bool:
    return bool(re.fullmatch(r"протокол[^а-я]*", low(line.text.s))) or (line.bold and opens_section(low(line.text.s)))


def _tells(line: Line) -> bool:
    """«Кабанова Т.В. доложила: …» opens a sentence below the heading of an item."""
    people = find_people(line.text.s[:60])
    after = re.match(r"\s*([а-яё]+)", line.text.s[people[0].end :]) if people and not people[0].start else None
    return after is not None and finite(after[1]) == "past"


def _false_marker(before: Line, line: Line, width: int) -> bool:
    """«… и ограниченными / – участников …»: a dash that goes on with the sentence; «до / 15. Ответственный»."""
    if line.gap or line.marker is None:
        return False
    if line.marker.kind == "bullet":
        return (
            bool(re.search(r"[а-яё»)]$", before.text.s))
            and before.marker is not None
            and before.marker.kind != "bullet"
            and bool(re.match(r"[–-]\s[а-яё]", line.text.s))
            and (len(before.text) > 60 or (width > 0 and before.width > 0.7 * width))
        )
    return bool(re.search(r"(?:№|\bот|\bдо|\bп\.|\bпп\.|\bст\.)$", before.text.s))


def _wrapped(before: Line, line: Line, width: int) -> bool:
    if line.gap:
        return False
    first = line.text.s.split(" ", 1)[0]
    last_line = before.text.s
    if _INITIALS_ONLY.match(line.text.s) and re.search(r"[А-ЯЁ][а-яё-]+$", last_line):
        return True
    if re.search(r",$", last_line) and re.search(r"[А-ЯЁ]\.,|[А-ЯЁ]\. ?[А-ЯЁ]\.", last_line):
        return True
    goes_on = re.search(r"[А-ЯЁ]\.$", last_line) and re.match(r"[а-яё]", line.text.s)
    if _LABEL.match(line.text.s) or PLACE_START.match(line.text.s) or (before.marker and _tells(line)):
        return False
    alone = re.fullmatch(r"\d{1,2}\.\d\d\.\d{4}\.", line.text.s)  # the end of a sentence, not the day of the meeting
    if _DAY_START.match(line.text.s) and not alone and not re.search(r"\b(?:до|к|от|с|по|№)$", last_line):
        return False
    if not width or (TERMINAL.search(last_line) and not ABBREVIATION.search(last_line) and not goes_on):
        return False
    return before.width + 1 + len(first) > width - 2 and not _INITIALS_NAME.match(line.text.s)
