"""Word keeps list numbers apart from the text (numbering.xml). This works them out as Word would print them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


class Numbers:
    def __init__(self, document: Document) -> None:
        self.styles = Styles(document)
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        self._read(root)

    def _read(self, root: Any) -> None:
        for abstract in root.findall(qn("w:abstractNum")):
            key = abstract.get(qn("w:abstractNumId"))
            self._levels[key] = {int(level.get(qn("w:ilvl"))): _level(level) for level in abstract.findall(qn("w:lvl"))}
        for number in root.findall(qn("w:num")):
            key = number.get(qn("w:numId"))
            self._abstract[key] = number.find(qn("w:abstractNumId")).get(qn("w:val"))
            for override in number.findall(qn("w:lvlOverride")):
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    self._starts[key, int(override.get(qn("w:ilvl")))] = int(start.get(qn("w:val")))

    def label(self, paragraph: Paragraph) -> str:
        """The printed number of the paragraph («1.2.»), a dash for a bullet, an empty string for plain text."""
        number, level = _numbering(paragraph, self.styles)
        abstract = self._abstract.get(number or "")
        levels = self._levels.get(abstract or "", {})
        if not number or number == "0" or level not in levels:
            return ""
        counts = self._count(number, abstract or "", level, levels)
        format_, pattern, _ = levels[level]
        if format_ == "bullet":
            return "–"
        if format_ == "none":
            return ""
        return re.sub(r"%(\d)", lambda m: self._part(int(m[1]) - 1, counts, levels), pattern)

    def _count(self, number: str, abstract: str, level: int, levels: dict) -> dict[int, int]:
        """Lists over one abstract numbering go on counting together, unless their number restarts them."""
        counts = self._counts[abstract]
        if (number, level) in self._starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = self._starts[number, level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = levels[level][2]
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return counts

    def _part(self, level: int, counts: dict[int, int], levels: dict) -> str:
        format_, _, start = levels.get(level, ("decimal", "", 1))
        return _printed(counts.get(level, start), format_)


def _level(level: Any) -> tuple[str, str, int]:
    def value(tag: str, default: str) -> str:
        node = level.find(qn(tag))
        return default if node is None else node.get(qn("w:val"), default)

    return value("w:numFmt", "decimal"), value("w:lvlText", ""), int(value("w:start", "1"))


class Styles:
    """Paragraph styles by id; python-docx searches all of them anew for each paragraph."""

    def __init__(self, document: Document) -> None:
        self._elements: dict[str, Any] = {}
        self._default = ""
        for element in document.styles.element.findall(qn("w:style")):
            key = element.get(qn("w:styleId"), "")
            self._elements[key] = element
            if element.get(qn("w:type")) == "paragraph" and element.get(qn("w:default")) in {"1", "true", "on"}:
                self._default = key

    def chain(self, paragraph: Paragraph) -> Iterator[Any]:
        """The style of the paragraph and those it is based on."""
        properties = paragraph._p.pPr
        own = None if properties is None else properties.find(qn("w:pStyle"))
        key = self._default if own is None else own.get(qn("w:val"), "")
        seen: set[str] = set()
        while key in self._elements and key not in seen:
            seen.add(key)
            yield self._elements[key]
            based = self._elements[key].find(qn("w:basedOn"))
            key = "" if based is None else based.get(qn("w:val"), "")

    def name(self, paragraph: Paragraph) -> str:
        element = next(self.chain(paragraph), None)
        name = None if element is None else element.find(qn("w:name"))
        return "" if name is None else name.get(qn("w:val"), "")


def _numbering(paragraph: Paragraph, styles: Styles) -> tuple[str | None, int]:
    """Number id and level: of the paragraph itself, else of its style or the styles that one is based on."""
    properties = [paragraph._p.pPr, *(element.find(qn("w:pPr")) for element in styles.chain(paragraph))]
    for item in properties:
        num = None if item is None else item.find(qn("w:numPr"))
        if num is not None and num.find(qn("w:numId")) is not None:
            level = num.find(qn("w:ilvl"))
            return num.find(qn("w:numId")).get(qn("w:val")), int(level.get(qn("w:val"))) if level is not None else 0
    return None, 0


def _printed(number: int, format_: str) -> str:
    if format_ in {"upperRoman", "lowerRoman"}:
        text = roman(number)
        return text if format_ == "upperRoman" else text.lower()
    if format_ in {"russianLower", "russianUpper"}:
        letter = _LETTERS[(number - 1) % len(_LETTERS)]
        return letter if format_ == "russianLower" else letter.upper()
    if format_ in {"lowerLetter", "upperLetter"}:
        letter = _LATIN[(number - 1) % len(_LATIN)]
        return letter if format_ == "lowerLetter" else letter.upper()
    return f"{number:02d}" if format_ == "decimalZero" else str(number)


def roman(number: int) -> str:
    values = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    printed = ""
    for value, sign in values:
        printed += sign * (number // value)
        number %= value
    return printed
