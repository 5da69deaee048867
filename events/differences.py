"""Two texts beside each other: which words were taken away and which were put in. No database here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

TOKEN = re.compile(r"\s+|\w+|[^\w\s]+")
LONG = 20_000  # tokens; beyond it a comparison word by word takes seconds

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """One paragraph of two versions. A changed one holds both, told apart by its pieces."""

    kind: Literal["same", "removed", "added", "changed"]
    pieces: list[Piece]


def words(old: str, new: str) -> list[Piece]:
    """The old text turned into the new one, word by word."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if len(before) + len(after) > LONG:
        return _pieces([("removed", old), ("added", new)])
    listed: list[tuple[Kind, str]] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            listed.append(("same", "".join(before[i:j])))
        else:
            listed += [("removed", "".join(before[i:j])), ("added", "".join(after[k:m]))]
    return _pieces(listed)


def paragraphs(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Paragraphs of two versions in order; those that resemble each other are compared word by word."""
    found: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Change("same", [Piece("same", text)]) for text in old[i:j]]
        else:
            found += _replaced(list(old[i:j]), list(new[k:m]))
    return found


def joined(mine: str, theirs: str) -> str:
    """A first draft of a merge: common lines once, then theirs, then mine where the two differ."""
    ours, other = mine.splitlines(), theirs.splitlines()
    merged: list[str] = []
    for tag, i, j, k, m in SequenceMatcher(None, other, ours, autojunk=False).get_opcodes():
        merged += other[i:j] if tag == "equal" else [*other[i:j], *ours[k:m]]
    return "\n".join(merged)


def _replaced(old: list[str], new: list[str]) -> list[Change]:
    """Pairs that share half of their words are one changed paragraph; the order of the new text is kept."""
    found: list[Change] = []
    for text in new:
        partner = next((one for one in old if _alike(one, text)), None)
        if partner is None:
            found.append(Change("added", [Piece("added", text)]))
            continue
        place = old.index(partner)
        found += [Change("removed", [Piece("removed", one)]) for one in old[:place]]
        found.append(Change("changed", words(partner, text)))
        old = old[place + 1 :]
    return found + [Change("removed", [Piece("removed", one)]) for one in old]


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.quick_ratio() >= 0.5 and matcher.ratio() >= 0.5


def _pieces(listed: Iterable[tuple[Kind, str]]) -> list[Piece]:
    return [Piece(kind, text) for kind, text in listed if text]
