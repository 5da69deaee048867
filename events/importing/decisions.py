"""Points of the outline become decisions with text, responsible, controller, deadlines and kind."""

from __future__ import annotations

import re
from datetime import date

from events.importing.cleaning import low as lowered
from events.importing.deadlines import Deadline, find_deadlines
from events.importing.decision_deadlines import DecisionDeadlines
from events.importing.decision_executors import DecisionExecutors
from events.importing.decision_kinds import kind_of
from events.importing.draft import Decision
from events.importing.executors import Executor, executors_in
from events.importing.fields import NAMES_SOMEBODY, TERM_TAIL, Part, closing_words, labelled_parts
from events.importing.morphology import has_case, is_infinitive
from events.importing.outline import Outline, Point
from events.importing.people import find_people
from events.importing.phrases import is_role
from events.importing.roster import Roster
from events.importing.text import Text
from events.importing.values import field_of
from events.importing.votes import bracket_vote


class DecisionMaker:
    def __init__(self, outline: Outline, roster: Roster, base: date | None, chair: str | None) -> None:
        self.outline, self.base = outline, base
        self.deadlines, self.executors = DecisionDeadlines(base), DecisionExecutors(roster, chair)

    def decisions(self) -> list[Decision]:
        found: list[Decision] = []
        for point in self.outline.points:
            if not (point.is_header and any(other.header is point for other in self.outline.points)):
                found.append(self._decision(point, f"d{len(found) + 1}"))
        for decision in found:
            for kind, words in decision.point.extra:
                self._spread(decision, found, kind, words)
        return found

    def _spread(self, source: Decision, decisions: list[Decision], kind: str, words: Text) -> None:
        """«Срок пунктов 1–3 – до …» holds for all of them, «Контроль за исполнением решения» for the block."""
        numbers = _named_points(words.s)
        whole = kind == "control" and re.match(r"контроль (?:за |над )?(?:исполнени|выполнени)", lowered(words.s))
        for other in decisions:
            if other is source or other.point.entry is not source.point.entry:
                continue
            shared = kind == "deadline" and self._closes_list(source, other, decisions)
            if (
                shared
                or other.number in numbers
                or (whole and other.point.block == source.point.block and not other.controller)
            ):
                self._labelled(other, words, labelled_parts(words.s, whole=kind))

    def _closes_list(self, source: Decision, other: Decision, decisions: list[Decision]) -> bool:
        """«Управлению: – составить …; – направить …» and one «Срок – …» on a line below holds for the whole list."""
        header = source.point.header
        if header is None or other.point.header is not header or _named_points(source.point.extra[-1][1].s):
            return False
        listed = [one for one in decisions if one.point.header is header]
        bullets = all(one.point.line.marker is None or not one.point.line.marker.number for one in listed)
        bullets = bullets or all(one.point.line.text.s.rstrip().endswith((";", ",")) for one in listed[:-1])
        return bullets and listed[-1] is source and not other.deadlines

    def _decision(self, point: Point, key: str) -> Decision:
        body = point.line.body
        for piece in point.more:
            body = body.joined(piece)
        parts = labelled_parts(body.s)
        text = body[parts[0].start : parts[0].end].strip(" (,–") if parts[0].kind == "text" else body
        header = point.header
        decision = Decision(
            key, None, point.number, field_of(text.s, text, 0.95 if point.number else 0.9, literal=True),
            kind_of(text, header), point, point.line.text.start,
            max([body.end, *(words.end for _, words in point.extra)]),
        )  # fmt: skip
        if header is not None:
            decision.header = field_of(header.line.body.s, header.line.body, 0.9)
        self._labelled(decision, body, parts)
        for kind, words in point.extra:
            numbers = _named_points(words.s)
            if not numbers or point.number in numbers:
                self._labelled(decision, words, labelled_parts(words.s, whole=kind))
        self._columns(decision, point)
        self._tail(decision, text)
        if not decision.deadlines:
            self.deadlines.own(decision, text)
        self.deadlines.recurring_beside(decision, text)
        self.executors.own(decision, text)
        self.executors.controller(decision, text)
        decision.responsible.sort(key=lambda field: field.start)
        return decision

    def _labelled(self, decision: Decision, words: Text, parts: list[Part]) -> None:
        for part in parts:
            value = words[part.value : part.end]
            if part.kind == "deadline":
                self.deadlines.labelled(decision, words[part.start : part.end], part.value - part.start)
            elif part.kind in {"responsible", "co"}:
                value = self._without_term(decision, value)
                self.executors.labelled(decision, value, co=part.kind == "co")
            elif part.kind == "control":
                self.executors.set_controller(decision, value)

    def _without_term(self, decision: Decision, words: Text) -> Text:
        """«(отв. Ермакова Т.Н., до 20.11.2023)»: a term that closes the list of the responsible."""
        term = TERM_TAIL.search(words.s)
        after = words[term.end() :] if term else words[0:0]
        found = find_deadlines(after.s, self.base, labelled=True)
        if term is None or not found or found[0].start > 8:
            return words
        if not decision.deadlines:
            self.deadlines.add(decision, after, found)
        return words[: term.start()]

    def _columns(self, decision: Decision, point: Point) -> None:
        """Cells of a table row say by their column what they are."""
        deadline, responsible = point.columns.get("deadline"), point.columns.get("responsible")
        if both := point.columns.get("both"):
            deadline, responsible = self._term_and_people(both)
        if deadline:
            self.deadlines.labelled(decision, deadline)
        if responsible:
            self.executors.labelled(decision, responsible)
        if partners := point.columns.get("co"):
            self.executors.labelled(decision, partners, co=True)
        if control := point.columns.get("control"):
            self.executors.set_controller(decision, control)

    def _term_and_people(self, both: Text) -> tuple[Text, Text]:
        """A cell that holds who and until when: the term may follow the names after a comma."""
        people = find_people(both.s)
        for start in (0, people[-1].end if people else 0, both.s.rfind(",") + 1):
            start += len(both.s[start:]) - len(both.s[start:].lstrip(" ,;–"))
            found = find_deadlines(both.s[start:], self.base, labelled=True)
            if found:
                return both[start:], both.without([(start + item.start, start + item.end) for item in found])
        return both, both

    def _tail(self, decision: Decision, text: Text) -> None:
        """«… – Лукашин Б.Е., до 31 мая»: names and a term set off at the end without any label."""
        vote = bracket_vote(text.s)
        text = text[: vote.start()] if vote else text
        tail = closing_words(text)
        people = find_people(tail.s)
        term = tail.without([(p.start, p.end) for p in people]).strip(" ,.–")
        deadlines = find_deadlines(term.s, self.base, labelled=True)
        rest = term.without([(d.start, d.end) for d in deadlines])
        if not people and self._role_tail(decision, text, tail):
            return
        if not people and not self._surnames_tail(decision, tail):
            self._group_tail(decision, term, deadlines, rest)
            return
        if (
            re.search(r"[а-яё]{3}", re.sub(r"отв\w*|срок\w*|исп\w*", "", lowered(rest.s)))
            or people[0].start > 2
            or (NAMES_SOMEBODY.match(lowered(text.s)) and not deadlines)
        ):
            return
        self.executors.people(decision, tail, "nomn", 0.85)
        if not decision.deadlines:
            self.deadlines.add(decision, term, deadlines)

    def _role_tail(self, decision: Decision, text: Text, tail: Text) -> bool:
        """«Проверять порядок (дежурный по этажу)»: a post in the nominative closes the sentence in brackets."""
        words = re.findall(r"[А-Яа-яЁё-]+", tail.s)
        bracketed = bool(tail) and bool(re.search(r"\)\W*$", text.s)) and not decision.responsible
        if not bracketed or len(words) > 4 or re.search(r"[\d,]", tail.s) or not is_role(words[0]):
            return False
        if has_case(words[0], "nomn"):
            executor = Executor(tail.s[:1].upper() + tail.s[1:], 0, len(tail), 0.7, what="group")
            self.executors.add(decision, tail, executor)
        return True

    def _surnames_tail(self, decision: Decision, tail: Text) -> bool:
        """«… до 1 марта (Вилкова, Гречишников)»: surnames of people the protocol knows."""
        names = list(re.finditer(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?", tail.s))
        bare = bool(names) and not re.search(r"[а-яё]", re.sub(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|\sи\s", "", tail.s))
        found = [(name, *self.executors.roster.by_surname(name[0], "nomn")) for name in names] if bare else []
        if not found or any("." not in value for _, value, _ in found):
            return False
        for name, value, trust in found:
            executor = Executor(value, name.start(), name.end(), min(trust, 0.8), what="person")
            self.executors.add(decision, tail, executor)
        return True

    def _is_term_of(self, decision: Decision, item: Deadline) -> bool:
        """«Провести семинар (апрель 2024 г.)»: a period ahead closes an act that tells no other term."""
        ahead = item.day is not None and self.base is not None and item.day >= self.base
        ordered = decision.kind in {"assignment", "recommendation"} and not decision.deadlines
        return ahead and ordered and not find_deadlines(decision.text.value, self.base)

    def _group_tail(self, decision: Decision, term: Text, deadlines: list[Deadline], rest: Text) -> None:
        """«… – социальные педагоги, до 15 ноября»."""
        who = rest.strip(" ,–")
        if deadlines and not who and self._is_term_of(decision, deadlines[0]):
            self.deadlines.add(decision, term, deadlines)
            return
        if not deadlines or decision.deadlines or len(who) > 60 or deadlines[-1].end < len(term.s.rstrip(" .;")):
            return
        if any(map(is_infinitive, re.findall(r"[А-Яа-яЁё]+", who.s))):
            return  # «организациям – участникам кластера провести опрос до 20 мая»
        group = executors_in(who.s, "nomn", self.executors.roster)
        if group and (lowered(who.s) in {"все", "всем"} or all(item.score > 0.9 for item in group)):
            self.executors.labelled(decision, who)
            self.deadlines.add(decision, term, deadlines)


def _named_points(words: str) -> set[str]:
    match = re.search(r"(?:пункт\w*|подпункт\w*|п{1,2}\.)\s*((?:\d+(?:\.\d+)*\s*(?:[,и–-]\s*)?)+)", lowered(words))
    if match is None:
        return set()
    found: set[str] = set()
    for piece in re.split(r"[,и]", match[1]):
        ends = [end.strip(". ") for end in re.split(r"[–-]", piece) if end.strip(". ")]
        if len(ends) == 2 and ends[0].rpartition(".")[0] == ends[1].rpartition(".")[0]:
            stem, _, first = ends[0].rpartition(".")
            last = ends[1].rpartition(".")[2]
            found |= {f"{stem}.{n}" if stem else str(n) for n in range(int(first), min(int(last), int(first) + 60) + 1)}
        else:
            found |= set(ends)
    return found
