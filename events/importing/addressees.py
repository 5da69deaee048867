"""Who has to act: the addressee before the verb, a labelled list of the responsible, «совместно с …»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from events.importing.cleaning import low as lowered
from events.importing.deadlines import find_deadlines
from events.importing.morphology import is_infinitive
from events.importing.people import find_people
from events.importing.phrases import is_abbreviation, is_body, is_head, is_role, nominative, stands_in
from events.importing.roster import Roster

_ORDER = re.compile(
    r"(?:(?P<datv>рекомендовать|поручить|предложить|предписать|указать|разрешить|дать поручение|напомнить)|(?P<accs>просить|обязать|уполномочить|попросить|обратиться с просьбой к))(?![а-я])\s*:?\s*"
)
_LEAD_IN = re.compile(r"(?:(?:в целях|с целью|в связи с|в рамках|на основании|в соответствии с|во исполнение|для|с учетом|учитывая|принимая во внимание)\s[^.;:]{5,220}?,\s+)")
_JOINT = re.compile(r",?\s*\(?(?P<how>совместно|вместе|во взаимодействии|при участии|с участием|с привлечением)\s+(?:со?\s+)?")
_SEPARATOR = re.compile(r"\s*[,;]\s+(?:а также\s+)?|\s+(?:и|а также)\s+")
_COLLECTIVE = ("участник", "член", "всем", "присутству", "глав", "руководител", "директор", "работодател", "представител", "родител", "педагог", "учител")
_WORD = re.compile(r"[А-Яа-яЁёA-Za-z]+(?:-[А-Яа-яЁё]+)*")


@dataclass(slots=True)
class Executor:
    value: str
    start: int
    end: int
    score: float
    role: str = "responsible"
    what: str = "organisation"


def find_addressees(text: str, roster: Roster) -> list[Executor]:
    """Executors named before the verb of a decision; positions count in the text."""
    low = lowered(text)
    start = _skip_lead(low)
    order = _ORDER.match(low, start)
    case = "datv"
    if order:
        start, case = order.end(), "accs" if order["accs"] else "datv"
        start = _skip_lead(low, start)
    end = _phrase_end(text, low, start)
    if end <= start:
        return []
    first = _WORD.search(text, start, end)
    people = find_people(text[start : min(end, start + 60)])
    named = bool(people) and people[0].start == 0
    if first is None or not (order or named or stands_in(first[0], "datv")):
        return []
    found = _people_or_bodies(text, start, end, case, roster)
    if order and not found:
        return _person_after_object(text, start, roster, case)
    return found if order or _has_verb(text, end) else []


def _skip_lead(low: str, position: int = 0) -> int:
    """Past «В срок до 1 марта …» and «В целях …,» at the beginning of a sentence."""
    for _ in range(3):
        match = _LEAD_IN.match(low, position)
        if match:
            position = match.end()
            continue
        deadline = next((d for d in find_deadlines(low[position : position + 220], None) if d.start <= 1), None)
        day = re.compile(r"(?:в срок )?(?:до|к|не позднее) (?:\d{1,2}[ .][а-я\d.]+(?:\s?\d{4})?(?:\s?(?:года|г\.?))?)").match(low, position)
        jump = max(deadline.end + position if deadline else 0, day.end() if day else 0)
        if jump <= position:
            break
        position = jump
        while position < len(low) and low[position] in " ,":
            position += 1
    return position


def _phrase_end(text: str, low: str, start: int) -> int:
    """Where the addressee ends: before the first infinitive, a colon or a dash outside quotes; 0 when nothing ends it."""
    depth = 0
    for match in re.finditer(r"[«»()]|[А-Яа-яЁё-]+|:|–|[.;](?=\s|$)", text[start : start + 700]):
        sign = match[0]
        at = start + match.start()
        if sign in "«(":
            depth += 1
        elif sign in "»)":
            depth -= 1
        elif depth > 0:
            continue
        elif sign == ":":
            return at
        elif sign == "–":
            words = re.findall(r"[А-Яа-яЁё]+", text[at : at + 80])
            if any(map(is_infinitive, words)) and not (words and is_head(words[0]) and not stands_in(words[0], "datv")):
                return at
        elif sign in ".;":
            if not re.search(r"(?:[А-ЯЁ]|\bг|\bим|\bобл)$", text[:at]):
                return at if not text[at + 1 :].strip() else 0
        elif is_infinitive(sign) and sign.lower() not in {"часть", "власти", "области", "сети", "сеть", "связь", "деятельности"}:
            return at
    return 0 if text[start:].rstrip()[-1:] not in {":", "–"} else len(text.rstrip()) - 1


def _has_verb(text: str, end: int) -> bool:
    return text[end : end + 1] in {":", "–", ""} or bool(_WORD.match(text, end))


def _people_or_bodies(text: str, start: int, end: int, case: str, roster: Roster) -> list[Executor]:
    phrase = _without_tail(text[start:end])
    joint = _JOINT.search(phrase)
    main = phrase[: joint.start()] if joint else phrase
    found = executors_in(main, case, roster, shift=start)
    if joint:
        for executor in executors_in(_balanced(phrase[joint.end() :]), "gent" if "п" in joint["how"][:5] or "участ" in joint["how"] else "ablt", roster, shift=start + joint.end()):
            executor.role = "co_executor"
            executor.score = min(executor.score, 0.8)
            found.append(executor)
    return found


def _balanced(phrase: str) -> str:
    phrase = phrase.rstrip()
    return phrase.rstrip(" )") if phrase.count("(") < phrase.count(")") else phrase


def _without_tail(phrase: str) -> str:
    """Without a deadline and adverbs between the addressee and the verb."""
    cut = len(phrase)
    for deadline in find_deadlines(phrase, None):
        if deadline.start > 3:
            cut = min(cut, deadline.start)
    day = re.search(r",?\s(?:в срок|до \d|к \d|не позднее)", lowered(phrase))
    cut = min(cut, day.start() if day else cut)
    tail = re.search(r",?\s(?:в целях|с целью|в рамках|в соответствии|при необходимости|с учетом|дополнительно|ежемесячно|ежеквартально|ежегодно|в дальнейшем|своевременно)\b.*$", lowered(phrase[:cut]))
    return phrase[: tail.start() if tail else cut].rstrip(" ,")


def _person_after_object(text: str, start: int, roster: Roster, case: str) -> list[Executor]:
    """«Поручить подготовку отчёта Иванову И.И.»"""
    people = [person for person in find_people(text[start : start + 300]) if person.start < 200]
    if not people or "." in text[start : start + people[0].start]:
        return []
    name, score = roster.resolve(people[0], case)
    return [Executor(name, start + people[0].start, start + people[0].end, min(score, 0.8), what="person")]


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
        if opened.count("«") > opened.count("»") or opened.count("(") > opened.count(")"):
            continue
        if _opens(phrase[match.end() :], case, comma="," in match[0] or ";" in match[0]):
            pieces.append((last, match.start()))
            last = match.end()
    pieces.append((last, len(phrase)))
    return [(a, b) for a, b in pieces if phrase[a:b].strip(" .,;:–-")]


def _opens(rest: str, case: str, *, comma: bool) -> bool:
    """Whether a new executor begins here: a name, or adjectives and a head noun in the right case."""
    people = find_people(rest[:60])
    if people and people[0].start == 0:
        return True
    for word in list(_WORD.finditer(rest))[:4]:
        if is_abbreviation(word[0]):
            return True
        if is_head(word[0]) and _in_case(word[0], case):
            return True
        if not _in_case(word[0], case):
            return False
        if people and comma and people[0].start < 60 and is_role(word[0]):
            return True
    return False


def _in_case(word: str, case: str) -> bool:
    return stands_in(word, case) or case == "any" and (stands_in(word, "nomn") or stands_in(word, "datv"))


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
    if lone and not is_head(outer):
        name, score = roster.by_surname(outer, case if case != "any" else "nomn")
        return [Executor(name, shift + start, shift + end, score, what="person"), *inside]
    turned = nominative(outer, _case_of(outer, case))
    sure = any(is_head(word[0]) for word in list(_WORD.finditer(outer))[:4])
    group = outer.lower().startswith(_COLLECTIVE)
    body = any(is_body(word[0]) for word in list(_WORD.finditer(outer))[:4])
    score = (0.92 if sure else 0.6) - (0.2 if len(outer) > 160 else 0)
    what = "group" if group else "organisation" if body else "group"
    return [Executor(turned, shift + start, shift + start + len(outer), score, what=what), *inside]


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


def _person(person, outer: str, case: str, roster: Roster, shift: int) -> Executor:
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
            return "nomn" if is_abbreviation(word[0]) or stands_in(word[0], "nomn") else "datv" if stands_in(word[0], "datv") else "accs"
    return "nomn"


def find_labelled(text: str, roster: Roster, shift: int = 0) -> list[Executor]:
    """A list after «Ответственные:»: names and bodies in any case; a post after its name is no executor."""
    found = executors_in(text, "any", roster, shift)
    kept: list[Executor] = []
    for executor in found:
        words = executor.value.split()
        apposition = kept and kept[-1].what == "person" and is_role(words[0]) and text[executor.start - shift : executor.start - shift + 1].islower()
        if executor.what != "person" and (apposition or not any(is_head(word) for word in words[:4])):
            if apposition or kept or len(words) > 8:
                continue
            executor.score = 0.5
        kept.append(executor)
    return kept
