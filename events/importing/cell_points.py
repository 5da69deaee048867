"""Several numbered points in one cell of a table, and which words of its other cells belong to each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from events.importing.text import Text

_NUMBER = r"(?P<n>\d{1,2}(?:\.\d{1,2}){0,2})"
_POINT = re.compile(rf"(?:^|(?<=[.;,:)»]\s)|(?<=[а-яё»]\s)){_NUMBER}\s?[.)]\s*(?=[А-ЯЁа-яё«])")
_OWNER = re.compile(rf"(?:^|(?<=[.;,)]\s)|(?<=[а-яё\d]\s))(?:п\.\s?)?{_NUMBER}(?:[.)]|\s?[–:-])\s*(?=\S)")


def points_of(text: Text) -> list[tuple[str, Text]]:
    """(number, words) of each point; none unless two or more numbers go up by one from the beginning."""
    heads: list[re.Match[str]] = []
    for match in _POINT.finditer(text.s):
        if not heads and match.start():
            return []
        if not heads or _follows(heads[-1]["n"], match["n"]):
            heads.append(match)
    if len(heads) < 2:
        return []
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [(head["n"], text[head.end() : end].strip()) for head, end in zip(heads, ends, strict=True)]


def _follows(before: str, after: str) -> bool:
    first, second = before.split("."), after.split(".")
    return len(first) == len(second) and first[:-1] == second[:-1] and int(second[-1]) == int(first[-1]) + 1


def shared_out(
    cells: Mapping[str, Text], pieces: Mapping[str, Sequence[Text]], numbers: Sequence[str]
) -> list[dict[str, Text]]:
    """The other cells of the row for each point: by the numbers they name, by equal paragraphs, else the whole."""
    shares: list[dict[str, Text]] = [{} for _ in numbers]
    for kind, text in cells.items():
        named = _named(text, numbers)
        aligned = pieces.get(kind, ())
        for index, number in enumerate(numbers):
            if named:
                if number in named:
                    shares[index][kind] = named[number]
            elif len(aligned) == len(numbers):
                shares[index][kind] = aligned[index]
            else:
                shares[index][kind] = text
    return shares


def _named(text: Text, numbers: Sequence[str]) -> dict[str, Text]:
    """«1.1 – Котов И.И.; 1.2 – Лапина А.А.»: words by the point they name."""
    heads = [match for match in _OWNER.finditer(text.s) if match["n"] in numbers]
    if not heads or heads[0].start():
        return {}
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return {head["n"]: text[head.end() : end].strip(" ;,") for head, end in zip(heads, ends, strict=True)}
