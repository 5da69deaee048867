"""Where a decision may be cut in two: ends of lines and sentences, then parts between semicolons and commas."""

import re
from dataclasses import dataclass

MOST = 12
HYPHENS = re.compile(r"^[ \t]*---[ \t]*$", re.M)
# The strongest places first; weaker ones are offered only when there are no stronger ones.
BOUNDARIES = (
    re.compile(r"\n+(?=\S)|(?<=[.!?…;])\s+(?=[А-ЯЁA-Z«\d])"),
    re.compile(r"(?<=;)\s+|(?<=:)\s+"),
    re.compile(r"(?<=,)\s+|\s+(?=(?:и|а также)\s)"),
)
ABBREVIATION = re.compile(r"(?:\b[А-ЯЁ]|\b(?:г|гг|ст|п|пп|им|ул|д|т|руб|тыс|отв|см|№))\.$")


@dataclass(frozen=True)
class Place:
    """`offset` is where the second part begins."""

    offset: int
    before: str
    after: str


def cut_places(text: str) -> list[Place]:
    """Places to cut, in reading order."""
    for boundary in BOUNDARIES:
        found = [match.end() for match in boundary.finditer(text) if _is_place(text, match)]
        if found:
            return [Place(offset, _tail(text[:offset]), _start(text[offset:])) for offset in found[:MOST]]
    return []


def cut(text: str, offset: int) -> tuple[str, str]:
    return text[:offset].strip(), text[offset:].strip()


def follow(offset: int, *, old: str, new: str) -> int | None:
    """The same place after the text was edited, or None when the words around it are gone."""
    if old == new:
        return offset
    words = old[offset : offset + 30]
    found = new.find(words)
    return found if words and found > 0 and new.count(words) == 1 else None


def by_hyphens(text: str) -> list[str]:
    """Parts between lines of three hyphens."""
    return [part.strip() for part in HYPHENS.split(text) if part.strip()]


def _is_place(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].rstrip(), text[match.end() :].strip()
    return bool(before) and bool(after) and ("\n" in match[0] or not ABBREVIATION.search(before))


def _tail(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"…{words[-40:].partition(' ')[2]}"


def _start(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:40].rpartition(' ')[0]}…"
