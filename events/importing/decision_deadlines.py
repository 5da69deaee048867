"""Deadlines of a decision: after a label, in a cell, in its own words, of the header above it."""

from __future__ import annotations

import re
from datetime import date

from events.importing.deadlines import Deadline, find_deadlines
from events.importing.draft import Decision
from events.importing.text import Text
from events.importing.values import field_of


class DecisionDeadlines:
    def __init__(self, base: date | None) -> None:
        self.base = base

    def labelled(self, decision: Decision, words: Text, at: int = 0) -> None:
        """``words`` is all about the term; the label takes its first ``at`` characters."""
        found = find_deadlines(words.s, self.base, labelled=True)
        self.add(decision, words, found or unknown_term(words.s[at:], at))

    def own(self, decision: Decision, text: Text) -> None:
        if decision.kind in {"information", "election", "control"}:
            return
        found = find_deadlines(text.s, self.base)
        if decision.kind == "approval":
            found = [item for item in found if item.score >= 0.85]
        self.add(decision, text, found)
        header = decision.point.header
        if not decision.deadlines and header is not None:
            words = header.line.body
            self.add(decision, words, find_deadlines(words.s, self.base))
            for kind, extra in header.extra:
                if kind == "deadline":
                    self.add(decision, extra, find_deadlines(extra.s, self.base, labelled=True))

    def recurring_beside(self, decision: Decision, text: Text) -> None:
        """«Ежемесячно размещать …, срок – в течение года»: two terms, of which a person has to choose."""
        first = decision.deadline
        if first and first.more["kind"] == "date" and first.start >= text.end:
            found = [item for item in find_deadlines(text.s, self.base) if item.kind == "recurring"]
            if found:
                first.score = min(first.score, 0.75)
                self.add(decision, text, found[:1])

    def add(self, decision: Decision, words: Text, found: list[Deadline]) -> None:
        for item in found:
            piece = words[item.start : item.end]
            flags = ["impossible_date"] * item.impossible + ["year_inferred"] * item.year_inferred
            decision.deadlines.append(
                field_of(
                    item.day.isoformat() if item.day else None, piece, item.score, kind=item.kind,
                    resolved=item.resolved.isoformat() if item.resolved else None, rule=item.rule, flags=flags,
                )
            )  # fmt: skip


def unknown_term(words: str, shift: int) -> list[Deadline]:
    """«Срок: в день выхода сотрудника»: words nobody foresaw name an event rather than nothing."""
    kept = words.strip(" .;)")
    if (
        not re.search(r"[а-яё]{3}", kept)
        or re.match(r"(?:нет|не установлен|не указан|без срока|не определ)", kept.lower())
        or len(kept) > 120
    ):
        return []
    start = shift + words.index(kept)
    return [Deadline(start, start + len(kept), "relative", rule=kept, score=0.55)]
