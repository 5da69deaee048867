"""A note as sentences and tables, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_YEAR = re.compile(r"(?<![\d.,])20[0-4]\d(?![\d,]|\.\d)")
_SCHOOL_YEAR = re.compile(r"(20[0-4]\d)(?:/(?:20)?\d\d|\s?[–-]\s?(?:20)?\d\d(?=\s*уч))")  # known by its first half
_END = re.compile(r"[.!?;…](?=[»\")\]]*\s+[«\"(–—-]?\s?[А-ЯЁA-Z0-9])|;(?=\s)")
_SHORTENED = re.compile(
    r"(?:^|[\s(«])(?:[гд]|г\.\s?г|гг|чел|шт|ед|тыс|млн|млрд|руб|табл?|рис|п|пп|п\.\s?п|см|т|др|пр|ст|ул|им|[А-ЯЁ]|"
    r"т\.\s?[дпек]|уч|кл|стр|обл|р-н|проц|кв|сокр|прим)$",
    re.I,
)
_UNIT = re.compile(r"\d\s?(?:(?:тыс|млн|млрд)\.?\s?)?(?:руб|чел|ед|шт|тыс|млн|млрд|п\. ?п)$", re.I)
_LABEL = re.compile(r"[А-ЯЁ][^.:;\d]{2,60}:\s\S")
_PREPOSITION = re.compile(r"\s(?:в|во|из|на|по|у|от|до|для|около|почти|и|или)$", re.I)
_LONG_LINE = 55


@dataclass(slots=True)
class Sentence:
    start: int
    end: int
    text: str  # the same length as the slice of the note: line ends are spaces
    paragraph: int
    year: int | None = None
    heading: str = ""


@dataclass(slots=True)
class Cell:
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Row:
    """Cells by column; pieces of a row torn by a page stand one after another."""

    cells: dict[int, list[Cell]] = field(default_factory=dict)

    def text(self, column: int) -> str:
        return " ".join(cell.text for cell in self.cells.get(column, []))


@dataclass(slots=True)
class Table:
    rows: list[Row]
    start: int
    end: int
    title: str = ""


@dataclass(slots=True)
class Note:
    text: str
    sentences: list[Sentence]
    tables: list[Table]
    year: int | None = None

    def quote(self, start: int, end: int) -> str:
        return self.text[start:end].strip()


def years_in(text: str) -> list[int]:
    return [int(found[0]) for found in _YEAR.finditer(_SCHOOL_YEAR.sub(r"\1", text))]


def paragraphs(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines outside tables joined into paragraphs: a line cut in the middle of a sentence goes on in the next one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        line = text[start:end].strip()
        if not line:
            continue
        if joined and _goes_on(text, joined[-1], start, line):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(text: str, before: tuple[int, int], start: int, line: str) -> bool:
    above = text[before[0] : before[1]].rstrip()
    between = text[before[1] : start]
    last = above.rsplit("\n", 1)[-1]
    if between.strip() or not above:
        return False
    cut_in_two = above[-1] == "." and line[0].islower() and _SHORTENED.search(last[:-1])
    if above[-1] in ".!?;:" and not cut_in_two:
        return False
    if re.match(r"[–—]\s[а-яё]", line) and not re.match(r"[-–—•*]\s", above.lstrip()):
        return between.count("\n") == 1 and len(last) >= _LONG_LINE
    if _LABEL.match(line) and _LABEL.match(last.lstrip()):
        return False  # lines of a fact sheet
    if _PREPOSITION.search(last) and between.count("\n") == 1 and len(last) >= _LONG_LINE:
        return True  # «… кружки — в» and «13. С профессиями …» on the next line
    if re.match(r"[-–—•*]\s|\d+[.)]\s", line):
        return False
    if line[0].islower() or line[0] in "(%,":
        return True
    return between.count("\n") == 1 and len(last) >= _LONG_LINE


def sentences(text: str, spans: list[tuple[int, int]]) -> list[Sentence]:
    found: list[Sentence] = []
    heading = ""
    for number, (start, end) in enumerate(spans):
        flat = re.sub(r"\s", " ", text[start:end])
        if len(flat) < 160 and not re.search(r"[.;:]\s*$", flat) and not re.search(r"\d\s*%|\(\d", flat):
            heading = flat.strip(" *#")
        for left, right in _cuts(flat):
            piece = flat[left:right]
            if piece.strip():
                years = set(years_in(piece))
                year = years.pop() if len(years) == 1 else None
                found.append(Sentence(start + left, start + right, piece, number, year, heading))
    return found


def _ends_with_unit(flat: str, match: re.Match[str]) -> bool:
    """«… 2,5 тыс. Детей …»: a shortened unit before a capital letter ends the sentence too."""
    return bool(_UNIT.search(flat[: match.start()]) and re.match(r"\s+[А-ЯЁ][а-яё]*\s", flat[match.end() :]))


def _cuts(flat: str) -> list[tuple[int, int]]:
    cuts, left, depth_from = [], 0, 0
    for match in _END.finditer(flat):
        if match[0] == "." and _SHORTENED.search(flat[depth_from : match.start()]) and not _ends_with_unit(flat, match):
            continue
        if flat.count("(", left, match.start()) > flat.count(")", left, match.start()):
            continue
        if match[0] == "." and re.match(r"\s*\d+$", flat[left : match.start()]):
            continue  # the number of a list item
        cuts.append((left, match.end()))
        left = match.end()
    return [*cuts, (left, len(flat))]
