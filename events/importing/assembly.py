"""Walks the labelled segments once and builds the outline."""

from __future__ import annotations

import re

from events.importing.entries import (
    find_entry,
    heard_topic,
    is_deeper,
    is_header,
    is_speaker_line,
    item_parts,
    opens_nested,
    order_word,
    orders_control,
)
from events.importing.features import Features
from events.importing.lines import Line
from events.importing.outline import Ballot, Entry, Outline, Point
from events.importing.people import find_people
from events.importing.text import Text

_UNANIMOUS_HEAD = re.compile(r"единоглас|\bза\s*[–:-]")


class Assembler:
    def __init__(self, columns: dict[int, dict[str, Text]] | None = None) -> None:
        self.columns = columns or {}  # other cells of a table row, by id of its line
        self.outline = Outline()
        self.entry: Entry | None = None
        self.point: Point | None = None
        self.block = 0
        self.before = ""
        self.number: str | None = None  # of «Решение № 87»: of the decision below
        self.fresh_item = False  # the current entry was opened by a heading and nothing was decided in it yet

    def walk(self, lines: list[Line], features: list[Features], labels: list[str]) -> Outline:
        for line, observed, label in zip(lines, features, labels, strict=True):
            getattr(self, f"_{label}", self._residue)(line, observed)
            self.before = label
        return self.outline

    # Head and attendance.
    def _title(self, line: Line, f: Features) -> None:
        self.outline.head.append(("title", line, f))

    def _dateline(self, line: Line, f: Features) -> None:
        self.outline.head.append(("dateline", line, f))

    def _chair(self, line: Line, f: Features) -> None:
        self.outline.head.append(("chair", line, f))

    def _secretary(self, line: Line, f: Features) -> None:
        self.outline.head.append(("secretary", line, f))

    def _present(self, line: Line, f: Features) -> None:
        if f.head in {"chair", "secretary"} and not self._list_is_open(line):
            self.outline.head.append((f.head, line, f))
            return
        self.outline.present.append((line, f))

    def _list_is_open(self, line: Line) -> bool:
        """«Присутствовали:» with names below: an officer named among them was present too."""
        heads = [head for head, f in self.outline.present if f.head == "present"]
        if not heads or (not heads[-1].text.s.rstrip().endswith((":", "–", "и")) and len(heads[-1].text) > 20):
            return False
        return line.gap == 0 or self.outline.present[-1][0] is heads[-1]

    def _absent(self, line: Line, f: Features) -> None:
        self.outline.absent.append((line, f))

    # Agenda and course.
    def _agenda_head(self, line: Line, f: Features) -> None:
        self.outline.labels.append(line.text)

    def _agenda(self, line: Line, f: Features) -> None:
        entries = self.outline.entries
        if entries and (f.bracketed or is_speaker_line(line, f)):
            entries[-1].speakers.append(line.text)
            return
        if line.marker and line.marker.number and any(e.listed and e.number == line.marker.number for e in entries):
            self._item(line, f)
            return
        marked = bool(entries) and entries[-1].listed and bool(entries[-1].number)
        if entries and entries[-1].listed and line.marker is None and (marked or self.before != "agenda"):
            entries[-1].title.append(line.text)
            return
        order = line.marker.order if line.marker and line.marker.number else len(entries) + 1
        speaker = self.columns.get(id(line), {}).get("speaker")
        entry = Entry(line.marker.number if line.marker else "", [line.body], order=order, listed=True)
        self.outline.labels.append(line.text)
        if line.marker and line.marker.kind in {"nested", "letter"} and entries and line.marker.kind == "letter":
            entries[-1].title.append(line.text)
            return
        entries.append(entry)
        entry.speakers += [speaker] if speaker else []
        self.entry = entry if len(entries) == 1 else self.entry

    def _item(self, line: Line, f: Features) -> None:
        self.point = None
        if f.bracketed and self.entry is not None:
            self._course_speakers(line)
            return
        number, order, title = item_parts(line, f)
        entry = find_entry(self.outline.entries, number, order, title.s, bool(f.ordinal))
        if entry is None:
            entry = Entry(number, [title] if title else [], order=order or len(self.outline.entries) + 1)
            self.outline.entries.append(entry)
            self.outline.labels.append(line.text)
        elif not entry.title and title:
            entry.title.append(title)
        else:
            self.outline.labels.append(line.text)
        if f.ordinal and len(title) > 5:
            entry.heard.append(line.text)
            self.outline.heard.append((entry, line.text))
        entry.visited = True
        self.entry, self.fresh_item = entry, True

    def _heard(self, line: Line, f: Features) -> None:
        if (
            f.bracketed
            and self.before in {"item", "agenda", "heard"}
            and self.entry is not None
            and not self.entry.heard[1:]
        ):
            self._course_speakers(line)
            return
        if f.head == "heard":
            self._next_entry(line, f)
        self._keep_heard(line)

    def _course_speakers(self, line: Line) -> None:
        """Names in brackets under an item are its speakers, unless the agenda has already named them."""
        entry = self.entry
        if entry.listed and entry.visited and (entry.speakers or find_people(entry.title_text)):
            self.outline.labels.append(line.text)
        else:
            entry.speakers.append(line.text)

    def _next_entry(self, line: Line, f: Features) -> None:
        """«СЛУШАЛИ» opens the next item unless a heading has just opened it."""
        number = line.marker.number if line.marker and line.marker.kind in {"arabic", "roman", "paren"} else ""
        order = f.ordinal[0] if f.ordinal else line.marker.order if number else 0
        inside = re.search(r"по\s+(\w+|\d+)(?:-?му)?\s+вопрос", line.low[:80])
        if inside and not order:
            order = order_word(inside[1])
        if order or not self.fresh_item:
            entry = next((e for e in self.outline.entries if order and e.order == order), None)
            if entry is None and not order and any(e.listed for e in self.outline.entries):
                entry = next((e for e in self.outline.entries if e.listed and not e.visited), self.entry)
            title, people = heard_topic(line, f)
            if entry is None and not title and not order:
                return
            if entry is None:
                entry = Entry(number, [title], order=order or len(self.outline.entries) + 1)
                entry.speakers += people
                self.outline.entries.append(entry)
            entry.visited, self.entry, self.fresh_item, self.point = True, entry, True, None
        elif self.entry is not None and not self.entry.title:
            self.entry.title.append(heard_topic(line, f)[0])

    def _keep_heard(self, line: Line) -> None:
        self.point = None
        if self.entry is not None:
            self.entry.heard.append(line.text)
        self.outline.heard.append((self.entry, line.text))

    def _spoke(self, line: Line, f: Features) -> None:
        self._keep_heard(line)

    _noted = _spoke

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
        entry = next((e for e in self.outline.entries if order and e.order == order), None)
        if entry is not None:
            self.entry = entry
        if _UNANIMOUS_HEAD.search(line.low):
            self.outline.ballots.append(Ballot(line.text, self.entry, None, self.block))

    def _decision(self, line: Line, f: Features) -> None:
        self.fresh_item = False
        previous = self.point
        if previous is not None and line.marker is None and not line.inline and self._adds_to(previous, line, f):
            return
        header = self._header_for(line, previous)
        if header is None and self._is_part(line, f, previous):
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
        if "vote" in point.columns:
            self.outline.ballots.append(Ballot(point.columns["vote"], self.entry, point, self.block, cell=True))

    def _adds_to(self, previous: Point, line: Line, f: Features) -> bool:
        """A line without a number under a numbered point goes on with it."""
        if f.head == "control" and not orders_control(line):
            previous.extra.append(("control", line.text))
        elif previous.number and not previous.is_header:
            previous.more.append(line.text)
        else:
            return False
        return True

    def _row_entry(self, question: Text, line: Line) -> None:
        """A table row with its own question is an item of the agenda."""
        order = line.marker.order if line.marker else len(self.outline.entries) + 1
        entry = find_entry(self.outline.entries, "", 0, question.s)
        if entry is None:
            entry = Entry(line.marker.number if line.marker else "", [question], order=order, listed=True)
            self.outline.entries.append(entry)
        self.entry = entry

    def _is_part(self, line: Line, f: Features, previous: Point | None) -> bool:
        """A dash or letter under a numbered point is a part of it, unless it gives an order of its own."""
        if previous is None or line.marker is None or line.marker.kind not in {"bullet", "letter"}:
            return False
        return (
            bool(previous.line.marker)
            and previous.line.marker.kind not in {"bullet", "letter"}
            and not previous.is_header
        )

    def _header_for(self, line: Line, previous: Point | None) -> Point | None:
        if previous is None:
            return None
        if line.marker is None and previous.line.marker is None and not previous.is_header:
            return previous.header if line.body.s[:1].islower() or previous.line.text.s.endswith(";") else None
        if opens_nested(previous.line, line):
            previous.is_header = True
        chain = previous
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
        if self.before == "vote" and ballots and ballots[-1].block == self.block and ballots[-1].entry is self.entry:
            ballots[-1].text = ballots[-1].text.joined(line.text)
            return
        ballots.append(Ballot(line.text, self.entry, self.point, self.block))

    def _appendix(self, line: Line, f: Features) -> None:
        self.point = None
        self.outline.appendices.append(line.text)

    def _signature(self, line: Line, f: Features) -> None:
        self.point = None
        self.outline.signatures.append((line, f))

    def _residue(self, line: Line, f: Features) -> None:
        self.outline.residue.append(line.text)
