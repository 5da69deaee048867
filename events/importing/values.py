"""A value read from the source together with where it stood and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from events.importing.text import Text

SURE, LIKELY = 0.9, 0.7


def confidence(score: float) -> str:
    return "sure" if score >= SURE else "likely" if score >= LIKELY else "guess"


@dataclass(slots=True)
class Field:
    value: Any
    start: int = -1
    end: int = -1
    score: float = 0.9
    more: dict[str, Any] = field(default_factory=dict)
    literal: bool = False  # the value holds the words as they stand, so the plain record keeps them

    def review(self, source: str) -> dict[str, Any]:
        words = source[self.start : self.end] if self.start >= 0 else ""
        return {
            "value": self.value, "words": words, "start": self.start, "end": self.end,
            "confidence": confidence(self.score), "score": round(self.score, 2), **self.more,
        }  # fmt: skip


def field_of(value: Any, text: Text, score: float = 0.9, *, literal: bool = False, **more: Any) -> Field:
    return Field(value, text.start, text.end, score, more, literal)


@dataclass(slots=True)
class Warning_:
    code: str
    text: str
    start: int = -1
    end: int = -1
    decision: str | None = None
