"""The head, the attendance and the course of the meeting: what stands around the decisions."""

from __future__ import annotations

import re

from events.importing.entries import find_entry, heard_topic, is_speaker_line, item_parts, order_word
from events.importing.features import Features
from events.importing.lines import Line
from events.importing.outline import Entry, Outline, Point
from events.importing.people import find_people
from events.importing.sections import REPORTER
from events.importing.tallies import Tally
from events.importing.text import Text

_TOLD = {"heard", "spoke", "item"}


class Course:
    """State of the walk, and one method per label outside the decisions."""

    def __init__(self, columns: dict[int, dict[str, Text]], tallies: dict[int, Tally]) -> None:
        self.columns = columns  # other cells of a table row, by id of its line
        self.tallies = tallies  # votes counted in its cells
        self.outline = Outline()
        self.entry: Entry | None = None
        self.point: Point | None = None
        self.block = 0
        self.before = ""
        self.number: str | None = None  # of «Решение № 87»: of the decision below
        self.one_each = False  # as many blocks of decisions as items, and no headings that tell them apart
        self.unnamed: Text | None = None  # «СЛУШАЛИ:» stood alone and no agenda says what about
        self.fresh_item = False  # the current entry was opened by a heading and nothing was decided in it yet

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
        if heads and "приглаш" in heads[-1].low[:40]:
            return False
        bare = [at for at, (head, _) in enumerate(self.outline.present) if head in heads and head.text.s.endswith(":")]
        if bare and not any(after.gap for after in [*(one for one, _ in self.outline.present[bare[-1] + 1 :]), line]):
            return True
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
        if line.marker and line.marker.kind == "letter" and entries and not entries[-1].number.isalpha():
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
        if f.told and line.marker is not None and any(e.listed and e.number for e in self.outline.entries):
            self._heard(line, f)
            return
        number, order, title = item_parts(line, f)
        entry = find_entry(self.outline.entries, number, order, title.s, bool(f.ordinal))
        if entry is not None and number and entry.number not in {"", number} and self._is_decided(entry):
            entry = None  # the next item of a like title
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

    def _is_decided(self, entry: Entry) -> bool:
        return any(point.entry is entry for point in self.outline.points)

    def _heard(self, line: Line, f: Features) -> None:
        if (
            f.bracketed
            and self.before in {"item", "agenda", "heard"}
            and self.entry is not None
            and not self.entry.heard[1:]
        ):
            self._course_speakers(line)
            return
        entry = self.entry
        if entry is not None and self.before == "item" and not entry.speakers and f.people_share > 0.8:
            entry.speakers.append(line.text)  # «Котов И.И.» alone below the topic
        if entry is not None and not entry.title and f.kind == "topic" and not f.head and self.before == "heard":
            entry.title.append(line.body)  # «СЛУШАЛИ:» above, the topic on a line of its own
        if entry is not None and entry.visited and f.people and REPORTER.match(line.low) and self.before in _TOLD:
            entry.speakers.append(line.text)
        if f.head == "heard":
            self._next_entry(line, f)
        elif f.told and line.marker is not None:
            self._opens_listed(line)
        elif self.unnamed and f.people and self.before == "heard":
            self._names_topic(line, f)
        self._keep_heard(line)

    def _names_topic(self, line: Line, f: Features) -> None:
        """Below a bare «СЛУШАЛИ:»: «Председателя профкома Котову И.И. о коллективном договоре»."""
        title, _ = heard_topic(line, f)
        if not title or self.unnamed is None:
            return
        number = line.marker.number if line.marker else ""
        self.entry = Entry(number, [title], heard=[self.unnamed], order=len(self.outline.entries) + 1, visited=True)
        self.unnamed = self.unnamed if number else None
        self.fresh_item = True
        self.outline.entries.append(self.entry)

    def _opens_listed(self, line: Line) -> None:
        """«2. Буров К.С. объяснил …» under the number of an item that stood in the agenda."""
        number = line.marker.number if line.marker else ""
        entry = next((e for e in self.outline.entries if number and e.listed and e.number == number), None)
        if entry is not None and not entry.visited and entry is not self.entry:
            entry.visited, self.entry, self.fresh_item = True, entry, True

    def _course_speakers(self, line: Line) -> None:
        """Names in brackets under an item are its speakers, unless the agenda has already named them."""
        entry = self.entry
        if entry is None:
            return
        if entry.listed and entry.visited and (entry.speakers or find_people(entry.title_text)):
            self.outline.labels.append(line.text)
        else:
            entry.speakers.append(line.text)

    def _next_entry(self, line: Line, f: Features) -> None:
        """«СЛУШАЛИ» opens the next item unless a heading has just opened it."""
        number = line.marker.number if line.marker and line.marker.kind in {"arabic", "roman", "paren"} else ""
        order = f.ordinal[0] if f.ordinal else line.marker.order if line.marker and number else 0
        inside = re.search(r"по\s+(\w+|\d+)(?:-?му)?\s+вопрос", line.low[:80])
        if inside and not order:
            order = order_word(inside[1])
        if order or not self.fresh_item:
            entry = next((e for e in self.outline.entries if order and e.order == order), None)
            if entry is None and not order and any(e.listed for e in self.outline.entries):
                entry = next((e for e in self.outline.entries if e.listed and not e.visited), self.entry)
            title, people = heard_topic(line, f)
            if entry is None and not title and not order:
                self.unnamed = line.text
                return
            if entry is None:
                entry = Entry(number, [title] if title else [], order=order or len(self.outline.entries) + 1)
                entry.speakers += (
                    [] if "слушали" in line.low[: f.head_length] else people
                )  # an accusative is read later
                self.outline.entries.append(entry)
            entry.visited, self.entry, self.fresh_item, self.point = True, entry, True, None
        elif self.entry is not None and not self.entry.title:
            self.entry.title.append(heard_topic(line, f)[0])

    def _keep_heard(self, line: Line) -> None:
        if self.one_each and self.point is not None and self.block < len(self.outline.entries):
            self.entry = self.outline.entries[self.block]
        self.point = None
        if self.entry is not None:
            self.entry.heard.append(line.text)
        self.outline.heard.append((self.entry, line.text))

    def _spoke(self, line: Line, f: Features) -> None:
        if self.entry is not None and self.entry.heard and f.people and REPORTER.match(line.low):
            self.entry.speakers += [line.text]
        self._keep_heard(line)

    _noted = _spoke
