"""A string that remembers where each of its characters stood in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Cleaned text ``s``; ``at[i]`` is the source offset of ``s[i]``. Offsets never decrease."""

    s: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, source: str, start: int = 0, end: int | None = None) -> Text:
        end = len(source) if end is None else end
        return cls(source[start:end], tuple(range(start, end)))

    def __len__(self) -> int:
        return len(self.s)

    def __bool__(self) -> bool:
        return bool(self.s)

    def __getitem__(self, part: slice) -> Text:
        return Text(self.s[part], self.at[part])

    def __add__(self, other: Text) -> Text:
        return Text(self.s + other.s, self.at + other.at)

    @property
    def start(self) -> int:
        return self.at[0] if self.at else -1

    @property
    def end(self) -> int:
        return self.at[-1] + 1 if self.at else -1

    def strip(self, characters: str | None = None) -> Text:
        left = len(self.s) - len(self.s.lstrip(characters))
        right = len(self.s.rstrip(characters))
        return self[left:right] if left < right else self[0:0]

    def keep(self, indexes: Iterable[int]) -> Text:
        chosen = list(indexes)
        return Text("".join(self.s[i] for i in chosen), tuple(self.at[i] for i in chosen))

    def without(self, spans: Iterable[tuple[int, int]]) -> Text:
        """The same text without the given (start, end) parts of ``s``."""
        doomed = {i for start, end in spans for i in range(start, end)}
        return self.keep(i for i in range(len(self.s)) if i not in doomed) if doomed else self

    def with_characters(self, s: str) -> Text:
        """The same places with other characters; lengths must agree."""
        if len(s) != len(self.s):
            raise ValueError("a replacement must keep the length")
        return Text(s, self.at)

    def match(self, match: re.Match[str], group: int | str = 0) -> Text:
        return self[match.start(group) : match.end(group)]

    def joined(self, other: Text) -> Text:
        """This text, one blank, the other; the blank stands for whatever separated them in the source."""
        if not self.s or not other.s:
            return self if self.s else other
        return Text(f"{self.s} {other.s}", (*self.at, self.at[-1] + 1, *other.at))
