"""Deadlines of a decision: after a label, in a cell, in its own words, of the header above it."""

from __future__ import annotations

import re
from datetime import date

from events.importing.deadlines import Deadline, find_deadlines
from events.importing.draft import Decision
from events.importing.morphology import is_infinitive
from events.importing.text import Text
from events.importing.values import field_of


class DecisionDeadlines:
    def __init__(self, base: date | None) -> None:
        self.base = base

    def labelled(self, decision: Decision, words: Text, at: int = 0) -> None:
        """``words`` is all about the term; the label takes its first ``at`` characters."""
        found = find_deadlines(words.s, self.base, labelled=True)
        if at and not found:
            self.labelled(decision, words[at:].strip())
        else:
            self.add(decision, words, found or unknown_term(words.s[at:], at))

    def own(self, decision: Decision, text: Text) -> None:
        if decision.kind in {"election", "control"}:
            return
        found = find_deadlines(text.s, self.base)
        if decision.kind == "information":
            found = [item for item in found if item.score >= 0.85 and _second_act(text.s[: item.start])]
        if decision.kind == "approval":
            found = [item for item in found if item.score >= 0.85]
        closing = [item for item in found if _closes(text.s, item)]
        self.add(decision, text, closing + [item for item in found if item not in closing])
        if len({(item.kind, item.day) for item in found}) > 1:
            first = decision.deadlines[0]
            first.score = min(first.score, 0.75)  # which of two terms is meant, a person has to choose
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


def _second_act(before: str) -> bool:
    """«Принять к сведению, акт подписать до 1 сентября»: the term belongs to another act than the noting."""
    return sum(is_infinitive(word) for word in re.findall(r"[а-яё]+", before.lower())) > 1


def _closes(text: str, item: Deadline) -> bool:
    """«… за 20 минут до начала занятий (постоянно)»: what stands in the closing bracket is meant as the term."""
    return text[: item.start].rstrip().endswith("(") and bool(re.fullmatch(r"\s*\)[\s.;]*", text[item.end :]))


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
    if re.search(r"\sв (?:день|неделю|месяц|квартал|год)(?![а-я])|(?:^|\s)кажд", kept.lower()):  # «по уроку в неделю»
        return [Deadline(start, start + len(kept), "recurring", rule=kept, score=0.6)]
    return [Deadline(start, start + len(kept), "relative", rule=kept, score=0.55)]
