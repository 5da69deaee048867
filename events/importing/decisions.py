"""Points of the outline become decisions with text, responsible, controller, deadlines and kind."""

from __future__ import annotations

import re
from datetime import date

from events.importing.addressees import find_addressees
from events.importing.cleaning import low as lowered
from events.importing.deadlines import Deadline, find_deadlines
from events.importing.draft import Decision
from events.importing.executors import Executor, executors_in, find_labelled
from events.importing.fields import Part, labelled_parts
from events.importing.outline import Outline, Point
from events.importing.people import find_people
from events.importing.roster import Roster
from events.importing.text import Text
from events.importing.values import field_of

_KINDS = (
    ("control", r"контроль\b.{0,140}?(?:возлож|остав|закреп|осуществл)|контроль (?:за|над)"),
    ("information", r"(?:информаци\w+|доклад\w*|отчет\w*|сообщени\w+|сведени\w+).{0,200}?принять к сведению"
        r"|принять (?:\S+ ){0,12}к сведению|принять к сведению|считать (?:\S+ ){0,6}(?:выполнен|исполнен)"
        r"|отметить|снять с контроля"),
    ("election", r"(?:избрать|назначить председател|избрание)"),
    ("approval", r"(?:утвердить|одобрить|согласовать|принять за основу|включить в состав|признать|принять план"
        r"|принять решение)"),
    ("recommendation", r"(?:рекомендовать|просить|предложить)"),
)  # fmt: skip
_CONTROL = re.compile(
    r"контроль\b.{0,200}?(?:возложить на|возлагается на|поручить|закрепить за|остается за|оставить за)\s+(?=[а-яё«]*)"
)
_APPOINTED = re.compile(
    r"(?:назначить|определить|считать|утвердить)\s(?:[а-я]+\s){0,2}?ответственн\w+"
    r"|ответственн\w+\s[^.]{0,90}?(?:назначить|определить|считать)|ответственность[^.]{0,120}?возложить на"
)
_NO_TERM = re.compile(r"нет|не установлен|не указан|без срока|не определ")
_SELF = re.compile(r"контроль\b.{0,160}?(?:оставляю за собой|оставить за собой|оставляет за собой)")


class DecisionMaker:
    def __init__(self, outline: Outline, roster: Roster, base: date | None, chair: str | None) -> None:
        self.outline, self.roster, self.base, self.chair = outline, roster, base, chair

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
        whole = kind == "control" and re.match(r"контроль за (?:исполнени|выполнени)", lowered(words.s))
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
            self._kind(text, header), point, point.line.text.start,
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
            self._own_deadlines(decision, text)
        self._recurring_beside(decision, text)
        self._own_responsible(decision, text)
        self._controller(decision, text)
        decision.responsible.sort(key=lambda field: field.start)
        return decision

    def _kind(self, text: Text, header: Point | None) -> str:
        low = lowered(text.s)
        if header is not None and "рекоменд" in header.line.low:
            return "recommendation"
        return next((kind for kind, pattern in _KINDS if re.match(pattern, low)), "assignment")

    def _labelled(self, decision: Decision, words: Text, parts: list[Part]) -> None:
        for part in parts:
            piece = words[part.start : part.end]
            value = words[part.value : part.end]
            if part.kind == "deadline":
                found = find_deadlines(piece.s, self.base, labelled=True)
                self._add_deadlines(decision, piece, found or unknown_term(value.s, part.value - part.start))
            elif part.kind in {"responsible", "co"}:
                cut = re.search(r"\)(?=\s*[.;]?\s*$)", value.s)
                value = value[: cut.start()] if cut and value.s.count("(") < value.s.count(")") else value
                for executor in find_labelled(value.s, self.roster):
                    executor.role = "co_executor" if part.kind == "co" else executor.role
                    self._add_responsible(decision, value, executor)
            elif part.kind == "control":
                self._set_controller(decision, value)

    def _columns(self, decision: Decision, point: Point) -> None:
        """Cells of a table row say by their column what they are."""
        deadline, responsible = point.columns.get("deadline"), point.columns.get("responsible")
        if both := point.columns.get("both"):
            spans = [(item.start, item.end) for item in find_deadlines(both.s, self.base, labelled=True)]
            deadline, responsible = both, both.without(spans)
        if deadline:
            found = find_deadlines(deadline.s, self.base, labelled=True)
            self._add_deadlines(decision, deadline, found or unknown_term(deadline.s, 0))
        if responsible:
            for executor in find_labelled(responsible.s, self.roster):
                self._add_responsible(decision, responsible, executor)
        if partners := point.columns.get("co"):
            for executor in find_labelled(partners.s, self.roster):
                executor.role = "co_executor"
                self._add_responsible(decision, partners, executor)
        if control := point.columns.get("control"):
            self._set_controller(decision, control)

    def _own_deadlines(self, decision: Decision, text: Text) -> None:
        if decision.kind in {"information", "election", "control"}:
            return
        found = find_deadlines(text.s, self.base)
        if decision.kind == "approval":
            found = [item for item in found if item.score >= 0.85]
        self._add_deadlines(decision, text, found)
        header = decision.point.header
        if not decision.deadlines and header is not None:
            words = header.line.body
            self._add_deadlines(decision, words, find_deadlines(words.s, self.base))
            for kind, extra in header.extra:
                if kind == "deadline":
                    self._add_deadlines(decision, extra, find_deadlines(extra.s, self.base, labelled=True))

    def _tail(self, decision: Decision, text: Text) -> None:
        """«… – Лукашин Б.Е., до 31 мая»: names and a term set off at the end without any label."""
        match = re.search(r"(?:\s[–-]|\()\s*(?P<tail>[^–();]{5,140})\)?\W*$", text.s)
        tail = text.match(match, "tail") if match else text[0:0]
        people = find_people(tail.s)
        term = tail.without([(p.start, p.end) for p in people]).strip(" ,.")
        deadlines = find_deadlines(term.s, self.base, labelled=True)
        rest = term.without([(d.start, d.end) for d in deadlines])
        if (
            not people
            or re.search(r"[а-яё]{3}", re.sub(r"отв\w*|срок\w*|исп\w*", "", lowered(rest.s)))
            or people[0].start > 2
        ):
            return
        for person in people:
            name, score = self.roster.resolve(person, "nomn")
            executor = Executor(name, person.start, person.end, min(score, 0.85), what="person")
            self._add_responsible(decision, tail, executor)
        if not decision.deadlines:
            self._add_deadlines(decision, term, deadlines)

    def _recurring_beside(self, decision: Decision, text: Text) -> None:
        """«Ежемесячно размещать …, срок – в течение года»: two terms, of which a person has to choose."""
        if (
            decision.deadlines
            and decision.deadlines[0].more["kind"] == "date"
            and decision.deadlines[0].start >= text.end
        ):
            found = [item for item in find_deadlines(text.s, self.base) if item.kind == "recurring"]
            if found:
                decision.deadlines[0].score = min(decision.deadlines[0].score, 0.75)
                self._add_deadlines(decision, text, found[:1])

    def _add_deadlines(self, decision: Decision, words: Text, found: list[Deadline]) -> None:
        for item in found:
            piece = words[item.start : item.end]
            flags = ["impossible_date"] * item.impossible + ["year_inferred"] * item.year_inferred
            decision.deadlines.append(
                field_of(
                    item.day.isoformat() if item.day else None, piece, item.score, kind=item.kind,
                    resolved=item.resolved.isoformat() if item.resolved else None, rule=item.rule, flags=flags,
                )
            )  # fmt: skip

    def _own_responsible(self, decision: Decision, text: Text) -> None:
        header = decision.point.header
        appointed = _APPOINTED.search(lowered(text.s))
        plain = decision.kind not in {"control", "election"} and not appointed
        own = find_addressees(text.s, self.roster) if plain else []
        for executor in own:
            self._add_responsible(decision, text, executor)
        if appointed:
            for person in find_people(text.s[appointed.end() :])[:3]:
                name, score = self.roster.resolve(person, "accs")
                start, end = person.start + appointed.end(), person.end + appointed.end()
                self._add_responsible(decision, text, Executor(name, start, end, min(score, 0.88), what="person"))
        if not decision.responsible:
            own = self._later_sentences(decision, text)
        named = bool(own or decision.responsible)
        while header is not None and not named:
            words = header.line.body
            own = find_addressees(words.s, self.roster) or self._bare_header(words)
            named = bool(own)
            for executor in own:
                self._add_responsible(decision, words, executor)
            for kind, extra in header.extra:
                if kind == "responsible":
                    self._labelled(decision, extra, labelled_parts(extra.s, whole=kind))
            header = header.header

    def _later_sentences(self, decision: Decision, text: Text) -> list[Executor]:
        """«Утвердить форму. Лещуку А.Б. направить её колледжам»: the second sentence names who acts."""
        for match in re.finditer(r"(?<=[а-яё»)А-ЯЁ0-9][.;])\s+(?=[А-ЯЁ])", text.s):
            piece = text[match.end() :]
            found = find_addressees(piece.s, self.roster)
            for executor in found:
                executor.score = min(executor.score, 0.8)
                self._add_responsible(decision, piece, executor)
            if found:
                return found
        return []

    def _bare_header(self, words: Text) -> list[Executor]:
        return executors_in(words.s.rstrip(" :–"), "datv", self.roster) if len(words) < 300 else []

    def _add_responsible(self, decision: Decision, words: Text, executor: Executor) -> None:
        if any(field.value == executor.value for field in decision.responsible):
            return
        piece = words[executor.start : executor.end]
        decision.responsible.append(
            field_of(executor.value, piece, executor.score, role=executor.role, what=executor.what)
        )

    def _controller(self, decision: Decision, text: Text) -> None:
        low = lowered(text.s)
        if match := _SELF.search(low):
            decision.controller = field_of(self.chair, text[match.start() : match.end()], 0.85 if self.chair else 0.4)
        elif match := _CONTROL.search(low):
            self._set_controller(decision, text[match.end() :])

    def _set_controller(self, decision: Decision, words: Text) -> None:
        case = "accs" if decision.kind == "control" else "any"
        found = executors_in(words.s, case, self.roster)
        if found:
            piece = words[found[0].start : found[0].end]
            decision.controller = field_of(found[0].value, piece, found[0].score)


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
