"""Who is responsible for a decision and who controls it: labels, cells, addressees, headers, names at the end."""

from __future__ import annotations

import re

from events.importing.addressees import find_addressees
from events.importing.cleaning import low as lowered
from events.importing.deadlines import find_deadlines
from events.importing.draft import Decision
from events.importing.executors import Executor, executors_in, find_labelled
from events.importing.fields import labelled_parts
from events.importing.morphology import finite, has_case, is_infinitive
from events.importing.people import find_people
from events.importing.roster import Roster
from events.importing.special import is_term
from events.importing.text import Text
from events.importing.values import field_of

_CONTROL = re.compile(
    r"контроль\b.{0,200}?(?:возложить на|возлагается на|поручить|закрепить за|остается за|оставить за)\s+(?=[а-яё«]*)"
)
_APPOINTED = re.compile(
    r"(?:назначить|определить|считать|утвердить)\s(?:[а-я]+\s){0,2}?ответственн\w+"
    r"|ответственн\w+\s[^.]{0,90}?(?:назначить|определить|считать)|возложить на(?=\s[а-я-]+ [а-я]\.)"
    r"|возложить ответственность\s[^.]{0,90}?\sна(?=\s[а-я-]+ [а-я]\.)"
)
# «Составление отчёта поручить Котовой Б.Б.», «Отчёт составит Котова Б.Б.».
_GIVEN_TO = re.compile(r"\s(?P<verb>поручить|поручено|поручается|[а-я]+(?:ит|ет|ят|ут))\s$")
# «Гуляеву М.О. объявить замечание»: something is given to the person, nothing is asked of them.
_GIVEN = re.compile(
    r"\W*(?:объявить|вручить|присвоить|выплатить|вынести|выразить|отказать|разрешить|предоставить слово)(?![а-я])"
)
_BEFORE_DOER = re.compile(r"об?о?\s|$|по (?:итогам|результатам|окончании|завершении|мере)\s|после\s")
_NEXT_CLAUSE = re.compile(
    r"(?<=[а-яё»)А-ЯЁ0-9][.;])\s+(?=[А-ЯЁ])|(?<=;)\s+(?=[а-яё])|,\s+(?=(?:просить|поручить|рекомендовать)\s)"
)
_ANSWERS = re.compile(r"(?<![а-я])отвеча[ею]т\s(?!на |о )")  # «…, за помещение отвечает Котов И.И.»
_SELF = re.compile(r"контроль\b.{0,160}?(?:оставляю за собой|оставить за собой|оставляет за собой)")


class DecisionExecutors:
    def __init__(self, roster: Roster, chair: str | None) -> None:
        self.roster, self.chair = roster, chair

    def labelled(self, decision: Decision, words: Text, *, co: bool = False) -> None:
        """All executors of a text that stands after «Ответственный:» or in such a column."""
        if re.match(r"\W*не (?:назнач|определ|указ|требу)", lowered(words.s)):
            return
        cut = re.search(r"\)(?=\s*[.;]?\s*$)", words.s)
        words = words[: cut.start()] if cut and words.s.count("(") < words.s.count(")") else words
        for executor in find_labelled(words.s, self.roster):
            executor.role = "co_executor" if co else executor.role
            self.add(decision, words, executor)

    def people(self, decision: Decision, words: Text, case: str, score: float, at_most: int = 99) -> None:
        for person in find_people(words.s)[:at_most]:
            name, trust = self.roster.resolve(person, case)
            self.add(decision, words, Executor(name, person.start, person.end, min(trust, score), what="person"))

    def own(self, decision: Decision, text: Text) -> None:
        appointed = _APPOINTED.search(lowered(text.s))
        watched = decision.kind == "control" or "контрол" in lowered(text.s)[:60]
        appointed = appointed if appointed and not watched and find_people(text.s[appointed.end() :]) else None
        plain = decision.kind not in {"control", "election"} and not appointed
        own = find_addressees(text.s, self.roster) if plain else []
        own = [] if own and own[0].what == "person" and _GIVEN.search(lowered(text.s), own[-1].end) else own
        for executor in own:
            self.add(decision, text, executor)
        if own:
            self._later_clauses(decision, text)
        if appointed:
            self.people(decision, text[appointed.end() :], "accs", 0.88, at_most=3)
        if answers := _ANSWERS.search(lowered(text.s)):
            self.people(decision, text[answers.end() :], "nomn", 0.85)
        if not decision.responsible:
            own = self._later_sentences(decision, text) or self._late_person(decision, text)
            own = own or ([] if watched else self._after_verb(decision, text))
        if not own:
            self._headers(decision)

    def _headers(self, decision: Decision) -> None:
        """The nearest header above that names somebody: its addressee, and who stands after its label."""
        header, named = decision.point.header, False
        while header is not None and not named:
            words = header.line.body
            own = [] if is_term(words.s) else find_addressees(words.s, self.roster) or self._bare_header(words)
            named = bool(own)
            for executor in own:
                self.add(decision, words, executor)
            for kind, extra in header.extra:
                if kind == "responsible":
                    for part in labelled_parts(extra.s, whole=kind):
                        self.labelled(decision, extra[part.value : part.end], co=part.kind == "co")
            header = header.header

    def _later_sentences(self, decision: Decision, text: Text) -> list[Executor]:
        """«Утвердить форму. Лещуку А.Б. направить её колледжам»: the second sentence names who acts."""
        for match in _NEXT_CLAUSE.finditer(text.s):
            piece = text[match.end() :]
            found = find_addressees(piece.s, self.roster)
            for executor in found:
                executor.score = min(executor.score, 0.8)
                self.add(decision, piece, executor)
            if found:
                return found
        return []

    def _later_clauses(self, decision: Decision, text: Text) -> None:
        """«Котову А.А. составить список, Мухиной Б.Б. разослать его»: a second doer after a comma."""
        for match in re.finditer(r"[,;]\s+(?:а\s+)?(?=[А-ЯЁ])", text.s):
            piece = text[match.end() :]
            person = find_people(piece.s[:60])[:1]
            verb = re.match(r"\s*([а-яё]+)", piece.s[person[0].end :]) if person and not person[0].start else None
            if verb and is_infinitive(verb[1]):
                name, trust = self.roster.resolve(person[0], "datv")
                executor = Executor(name, person[0].start, person[0].end, min(trust, 0.8), what="person")
                self.add(decision, piece, executor)

    def _after_verb(self, decision: Decision, text: Text) -> list[Executor]:
        """«Составление отчёта поручить Котовой Б.Б.», «Отчёт составит Котова Б.Б.»: the doer ends the sentence."""
        people = find_people(text.s[:300])
        before = _GIVEN_TO.search(lowered(text.s[: people[0].start])) if people else None
        after = text.s[people[-1].end :].strip(" .;()") if people else ""
        terms = find_deadlines(after, None, labelled=True)[:1] if after else []
        if before is None or (after and not (terms and terms[0].end >= len(after))):
            return []  # nothing but a term may follow the name
        given = before["verb"].startswith("поруч")
        if not given and finite(before["verb"]) != "future":
            return []
        self.people(decision, text[people[0].start :], "datv" if given else "nomn", 0.8)
        return [Executor("", 0, 0, 0.8)]

    def _late_person(self, decision: Decision, text: Text) -> list[Executor]:
        """«О результатах Гнатюку С.С. доложить …», «Вагнер Т.Э. – указатели, 20 марта»: the doer stands late."""
        for person in find_people(text.s[:120])[:2]:
            before, after = text.s[: person.start], text.s[person.end :]
            verb = re.match(r"\s*([а-яё]+)", after)
            act = verb is not None and is_infinitive(verb[1]) and bool(_BEFORE_DOER.match(before.lower()))
            act = act and (not before.lower().startswith("п") or has_case(person.surname, "datv"))
            told = any(is_infinitive(word) for word in re.findall(r"[а-яё]+", before.lower()))
            thing = not before and re.match(r"\s–\s[а-яё]", after)
            if (act and not told and not _GIVEN.match(lowered(after))) or (thing and decision.deadlines):
                name, trust = self.roster.resolve(person, "datv" if act else "nomn")
                executor = Executor(name, person.start, person.end, min(trust, 0.8), what="person")
                self.add(decision, text, executor)
                return [executor]
        return []

    def _bare_header(self, words: Text) -> list[Executor]:
        return executors_in(words.s.rstrip(" :–"), "datv", self.roster) if len(words) < 300 else []

    def add(self, decision: Decision, words: Text, executor: Executor) -> None:
        if any(field.value == executor.value for field in decision.responsible):
            return
        piece = words[executor.start : executor.end]
        decision.responsible.append(
            field_of(executor.value, piece, executor.score, role=executor.role, what=executor.what)
        )

    def controller(self, decision: Decision, text: Text) -> None:
        low = lowered(text.s)
        people = find_people(text.s[:40])
        if people and not people[0].start and re.match(r"\s*[–:-]\s*контрол[ья]", low[people[0].end :]):
            name, trust = self.roster.resolve(people[0], "nomn")
            decision.controller = field_of(name, text[people[0].start : people[0].end], min(trust, 0.85))
        elif match := _SELF.search(low):
            decision.controller = field_of(self.chair, text[match.start() : match.end()], 0.85 if self.chair else 0.4)
        elif match := _CONTROL.search(low):
            after = text[match.end() :]
            head = re.match(r"председател\w+(?! комитет)", lowered(after.s))
            if head and self.chair and not find_people(after.s):
                decision.controller = field_of(self.chair, after[: head.end()], 0.8)
            else:
                self.set_controller(decision, after)

    def set_controller(self, decision: Decision, words: Text) -> None:
        case = "accs" if decision.kind == "control" else "any"
        found = executors_in(words.s, case, self.roster)
        if found:
            piece = words[found[0].start : found[0].end]
            decision.controller = field_of(found[0].value, piece, found[0].score)
