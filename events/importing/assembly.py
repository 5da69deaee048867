"""Walks the labelled segments once and builds the outline."""

from __future__ import annotations

import re

from events.importing.course import Course
from events.importing.entries import (
    find_entry,
    is_deeper,
    is_header,
    opens_nested,
    order_word,
    orders_control,
)
from events.importing.features import Features
from events.importing.lines import Line
from events.importing.markers import marker_of
from events.importing.outline import Ballot, Entry, Outline, Point
from events.importing.special import is_term
from events.importing.tallies import Tally
from events.importing.text import Text
from events.importing.votes import find_vote

_UNANIMOUS_HEAD = re.compile(r"единоглас|\bза\s*[–:-]")


class Assembler(Course):
    """Walks all segments; its own methods are those of the decisions."""

    def walk(self, lines: list[Line], features: list[Features], labels: list[str]) -> Outline:
        headed = "item" in labels or any(f.ordinal for f in features)
        blocks = labels.count("decided")
        self.one_each = not headed and blocks > 1 and blocks == labels.count("agenda")
        for line, observed, label in zip(lines, features, labels, strict=True):
            getattr(self, f"_{label}", self._residue)(line, observed)
            self.before = label
        return self.outline

    # Decisions.
    def _decided(self, line: Line, f: Features) -> None:
        self.block += 1
        self.outline.decided_heads += 1
        self.point = None
        self.fresh_item = False
        self.outline.labels.append(line.text)
        numbered = re.match(r"(?:решение|постановление|поручение)\s*№\s?(\d+[\w/-]*)", line.low)
        self.number = numbered[1] if numbered else None
        if line.low.startswith("перечень поручений") and not self.outline.points:
            self.outline.head.append(("title", line, f))
        order = f.ordinal[0] if f.ordinal else 0
        inside = re.search(r"по\s+(\w+|\d+)(?:-?му)?\s+вопрос", line.low[:120])
        order = order or (order_word(inside[1]) if inside else 0)
        if self.one_each and not order:
            order = self.block
        entry = next((e for e in self.outline.entries if order and e.order == order), None)
        if entry is not None:
            self.entry = entry
        if _UNANIMOUS_HEAD.search(line.low):
            self.outline.ballots.append(Ballot(line.text, self.entry, None, self.block))

    def _decision(self, line: Line, f: Features) -> None:
        self.fresh_item = False
        previous = self.point
        row = id(line) in self.columns
        if (
            previous is not None
            and line.marker is None
            and not (line.inline or row or is_term(line.body.s))
            and self._adds_to(previous, line, f)
        ):
            return
        header = self._header_for(line, previous)
        if previous is not None and header is None and self._is_part(line, previous):
            previous.more.append(line.text)
            return
        number = line.marker.number if line.marker and line.marker.number else self.number
        self.number = None
        columns = self.columns.get(id(line), {})
        if "question" in columns:
            self._row_entry(columns["question"], line)
        point = Point(line, self.entry, self.block, number, header=header, columns=columns)
        point.is_header = is_header(line, f) and not point.columns
        self.outline.points.append(point)
        self.point = point
        if tally := self.tallies.get(id(line)):
            self.outline.ballots.append(Ballot(line.text, self.entry, point, self.block, cell=True, tally=tally))
        if "vote" in point.columns:
            self.outline.ballots.append(Ballot(point.columns["vote"], self.entry, point, self.block, cell=True))

    def _adds_to(self, previous: Point, line: Line, f: Features) -> bool:
        """A line without a number under a numbered point goes on with it."""
        if f.head == "control" and orders_control(line):
            return False
        if f.head == "control":
            previous.extra.append(("control", line.text))
        elif previous.extra and line.body.s[:1].isupper() and f.kind in {"infinitive", "decision_verb", "addressee"}:
            return False  # the point above has ended with its own term or executor
        elif previous.number and not previous.is_header:
            previous.more.append(line.text)
        else:
            return False
        return True

    def _row_entry(self, question: Text, line: Line) -> None:
        """A table row with its own question is an item of the agenda."""
        cell = self.columns.get(id(line), {}).get("number")
        marker = marker_of(f"{cell.s.strip(' .')}. Текст") if cell else line.marker
        order = marker.order if marker else len(self.outline.entries) + 1
        entry = find_entry(self.outline.entries, "", 0, question.s)
        if entry is None:
            entry = Entry(marker.number if marker else "", [question], order=order, listed=True)
            self.outline.entries.append(entry)
        speaker = self.columns.get(id(line), {}).get("speaker")
        entry.speakers += [speaker] if speaker and not entry.speakers else []
        self.entry = entry

    def _is_part(self, line: Line, previous: Point) -> bool:
        """A dash or letter under a numbered point is a part of it, unless that is a header of orders."""
        small = {"bullet", "letter"}
        above = previous.line.marker
        if line.marker is None or line.marker.kind not in small or above is None:
            return False
        return above.kind not in small and not previous.is_header

    def _header_for(self, line: Line, previous: Point | None) -> Point | None:
        if previous is None:
            return None
        if line.marker is None and previous.line.marker is None and not previous.is_header:
            return previous.header if line.body.s[:1].islower() or previous.line.text.s.endswith(";") else None
        if opens_nested(previous.line, line):
            previous.is_header = True
        chain: Point | None = previous
        while chain is not None and not (chain.is_header and is_deeper(line, chain.line)):
            chain = chain.header
        return chain

    def _more(self, line: Line, f: Features) -> None:
        if self.point is None:
            self._keep_heard(line)
        elif self.point.is_header or (self.point.header is not None and line.marker is not None):
            self._decision(line, f)
        else:
            self.point.more.append(line.text)

    def _extra(self, kind: str, line: Line) -> None:
        if self.point is None:
            self._keep_heard(line)
        else:
            self.point.extra.append((kind, line.text))

    def _deadline(self, line: Line, f: Features) -> None:
        self._extra("deadline", line)

    def _responsible(self, line: Line, f: Features) -> None:
        self._extra("responsible", line)

    def _control(self, line: Line, f: Features) -> None:
        if (line.marker is not None and line.marker.number) or self.point is None or orders_control(line):
            self._decision(line, f)
        else:
            self._extra("control", line)

    def _vote(self, line: Line, f: Features) -> None:
        ballots = self.outline.ballots
        if tally := self.tallies.get(id(line)):
            self._tallied(line, tally)
            return
        ours = bool(ballots) and ballots[-1].block == self.block and ballots[-1].entry is self.entry
        if self.before == "vote" and ours and not self._opens_ballot(line, ballots[-1]):
            ballots[-1].text = ballots[-1].text.joined(line.text)
            return
        ballots.append(Ballot(line.text, self.entry, self.point, self.block))

    def _opens_ballot(self, line: Line, before: Ballot) -> bool:
        """«Голосовали по решению 1.2: …», or one more count of those in favour, right below another result."""
        counted, other = find_vote(before.text.s), find_vote(line.text.s)
        if counted is None or other is None:
            return False
        anew = re.match(r"(?:про)?голосовал|результат|итог|(?:по|за) (?:решени|пункт|вопрос|предложени|п\.)", line.low)
        return bool(anew) or (counted.for_ is not None and other.for_ is not None)

    def _tallied(self, line: Line, tally: Tally) -> None:
        """A row of a table of votes is about its own question, a table of names about the point above."""
        entry, point = self.entry, self.point
        own = (tally.question.s if tally.question else tally.number).strip(" .")
        answered = next((other for other in self.outline.points if own and other.number == own), None)
        if answered is not None and (tally.question is not None or "." in own):
            self.outline.ballots.append(Ballot(line.text, answered.entry, answered, self.block, cell=True, tally=tally))
            return
        if tally.question or tally.number:
            question = tally.question or line.text[0:0]
            marker = marker_of(question.s) or marker_of(f"{tally.number.strip(' .')}. Текст")
            number, order = (marker.number, marker.order) if marker else ("", 0)
            title = question[marker.length :] if marker and marker_of(question.s) else question
            entry, point = find_entry(self.outline.entries, number, order, title.s), None
            if entry is None and len(title) > 8 and not any(e.visited for e in self.outline.entries):
                entry = Entry(number, [title], order=order or len(self.outline.entries) + 1, listed=True)
                self.outline.entries.append(entry)  # the table of votes is the only list of the questions
        self.outline.ballots.append(Ballot(line.text, entry, point, self.block, tally=tally))

    def _appendix(self, line: Line, f: Features) -> None:
        self.point = None
        self.outline.appendices.append(line.text)

    def _signature(self, line: Line, f: Features) -> None:
        self.point = None
        self.outline.signatures.append((line, f))

    def _residue(self, line: Line, f: Features) -> None:
        self.outline.residue.append(line.text)
