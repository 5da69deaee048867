"""Lists of executors: bodies, posts with names, people, surnames in brackets, in a known or unknown case."""

from __future__ import annotations

import re
from dataclasses import dataclass

from events.importing.morphology import is_known, parses
from events.importing.people import PersonMatch, find_people
from events.importing.phrases import is_abbreviation, is_body, is_head, is_role, nominative, stands_in
from events.importing.roster import Roster

_SEPARATOR = re.compile(r"\s*[,;]\s+(?:а также\s+)?|\s+(?:и|а также)\s+")
_COLLECTIVE = (
    "участник",
    "член",
    "всем",
    "присутству",
    "глав",
    "руководител",
    "директор",
    "работодател",
    "представител",
    "родител",
    "педагог",
    "учител",
)
# «КДН и ЗП», «ОУУП и ПДН (Буданов)»: «и» inside the name of one body.
_TWIN = re.compile(r"КДН и ЗП(?:\s*\([^()]+\))?|[А-ЯЁ]{2,7} и [А-ЯЁ]{2,7}\s*\([^(),;]+\)")
_WORD = re.compile(r"[А-Яа-яЁёA-Za-z]+(?:-[А-Яа-яЁё]+)*")


@dataclass(slots=True)
class Executor:
    value: str
    start: int
    end: int
    score: float
    role: str = "responsible"
    what: str = "organisation"


def executors_in(phrase: str, case: str, roster: Roster, shift: int = 0) -> list[Executor]:
    """All executors of a list in one case: bodies, posts with names, people, surnames in brackets."""
    found: list[Executor] = []
    for start, end in _parts(phrase, case):
        found += _one(phrase, start, end, case, roster, shift)
    return [executor for index, executor in enumerate(found) if executor.value not in {e.value for e in found[:index]}]


def _parts(phrase: str, case: str) -> list[tuple[int, int]]:
    """Pieces between separators outside quotes and brackets; a piece that heads nothing joins the one before."""
    pieces, last = [], 0
    for match in _SEPARATOR.finditer(phrase):
        opened = phrase[: match.start()]
        if opened.rfind("«") > opened.rfind("»") or opened.count("(") > opened.count(")"):
            continue
        if _is_twin(phrase, last, match):
            continue
        if _opens(phrase[match.end() :], case, comma="," in match[0] or ";" in match[0]):
            pieces.append((last, match.start()))
            last = match.end()
    pieces.append((last, len(phrase)))
    return [(a, b) for a, b in pieces if phrase[a:b].strip(" .,;:–-")]


def _is_twin(phrase: str, start: int, separator: re.Match[str]) -> bool:
    """Whether «и» joins two bare abbreviations that share the one person in brackets."""
    if separator[0] != " и ":
        return False
    twin = _TWIN.match(phrase, start)
    return twin is not None and twin.end() > separator.end() and not phrase[twin.end() :].strip(" ,.;:–-")


def _opens(rest: str, case: str, *, comma: bool) -> bool:
    """Whether a new executor begins here: a name, or adjectives and a head noun in the right case."""
    people = find_people(rest[:60])
    if people and people[0].start == 0:
        return True
    for word in list(_WORD.finditer(rest))[:4]:
        if is_abbreviation(word[0]):
            return True
        if is_head(word[0]) and stands_in(word[0], case):
            return True
        if not stands_in(word[0], case):
            return False
        if people and comma and people[0].start < 60 and is_role(word[0]):
            return True
    return False


def _one(phrase: str, start: int, end: int, case: str, roster: Roster, shift: int) -> list[Executor]:
    while start < end and phrase[start] in " .,;:–-":
        start += 1
    words = phrase[start:end].rstrip(" .,;:–-")
    end = start + len(words)
    bracket = re.search(r"\s*\(([^()]*)\)\s*$", words)
    inside = _bracketed(bracket, start, shift, roster) if bracket else []
    outer = words[: bracket.start()] if bracket else words
    people = find_people(outer)
    if people:
        return [_person(person, outer, case, roster, shift + start) for person in people] + inside
    if not re.search(r"[А-Яа-яЁё]{2}", outer):
        return inside
    lone = re.fullmatch(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?", outer)
    if lone and not is_head(outer) and _is_surname(outer):
        name, score = roster.by_surname(outer, case if case != "any" else "nomn")
        return [Executor(name, shift + start, shift + end, score, what="person"), *inside]
    turned = _with_apposition(outer, _case_of(outer, case))
    sure = any(is_head(word[0]) for word in list(_WORD.finditer(outer))[:4])
    group = outer.lower().startswith(_COLLECTIVE)
    body = any(is_body(word[0]) for word in list(_WORD.finditer(outer))[:4])
    score = (0.92 if sure else 0.6) - (0.2 if len(outer) > 160 else 0)
    score = min(score, 0.75) if _TWIN.fullmatch(words) else score
    what = "group" if group else "organisation" if body else "group"
    return [Executor(turned, shift + start, shift + start + len(outer), score, what=what), *inside]


def _is_surname(word: str) -> bool:
    """Not a plain dictionary noun such as «Предпринимателям»."""
    found = parses(word.lower())[:3]
    return not is_known(word) or any("Surn" in p.tag for p in found) or not any("datv" in p.tag for p in found)


def _with_apposition(phrase: str, case: str) -> str:
    """«Предпринимателям – членам кластера»: both nouns stand in the nominative."""
    first, *others = re.split(r"(?<=\S)\s–\s(?=\S)", phrase)
    turned = [nominative(first, case)]
    for other in others:
        new = nominative(other, case)
        turned.append(new[:1].lower() + new[1:] if other[:1].islower() else new)
    return " – ".join(turned)


def _bracketed(bracket: re.Match[str], start: int, shift: int, roster: Roster) -> list[Executor]:
    """The person in brackets after a body is in the nominative, with or without initials."""
    at = shift + start + bracket.start(1)
    people = find_people(bracket[1])
    if people:
        pairs = [(roster.resolve(p, "nomn"), p.start, p.end) for p in people]
    else:
        names = re.finditer(r"(?<![а-яёА-ЯЁ])[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?(?=\s*(?:[,;]|$))", bracket[1])
        pairs = [(roster.by_surname(m[0], "nomn"), m.start(), m.end()) for m in names]
    return [Executor(name, at + a, at + b, score, what="person") for (name, score), a, b in pairs]


def _person(person: PersonMatch, outer: str, case: str, roster: Roster, shift: int) -> Executor:
    if case == "any":
        post = _WORD.search(outer[: person.start])
        case = "datv" if post and stands_in(post[0], "datv") and not stands_in(post[0], "nomn") else "nomn"
    name, score = roster.resolve(person, case)
    return Executor(name, shift + person.start, shift + person.end, score, what="person")


def _case_of(phrase: str, case: str) -> str:
    """In a list whose case is unknown the head noun tells: nominative when it can be."""
    if case != "any":
        return case
    for word in list(_WORD.finditer(phrase))[:4]:
        if is_head(word[0]):
            return (
                "nomn"
                if is_abbreviation(word[0]) or stands_in(word[0], "nomn")
                else "datv"
                if stands_in(word[0], "datv")
                else "accs"
            )
    return "nomn"


def find_labelled(text: str, roster: Roster, shift: int = 0) -> list[Executor]:
    """A list after «Ответственные:»: names and bodies in any case; a post after its name is no executor."""
    found = executors_in(text, "any", roster, shift)
    kept: list[Executor] = []
    for executor in found:
        words = executor.value.split()
        apposition = (
            kept
            and kept[-1].what == "person"
            and is_role(words[0])
            and text[executor.start - shift : executor.start - shift + 1].islower()
        )
        if executor.what != "person" and (apposition or not any(is_head(word) for word in words[:4])):
            if apposition or kept or len(words) > 8:
                continue
            executor.score = 0.5
        kept.append(executor)
    return kept
