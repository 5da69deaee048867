"""Who has to act: the addressee before the verb, a labelled list of the responsible, «совместно с …»."""

from __future__ import annotations

import re

from events.importing.cleaning import low as lowered
from events.importing.deadlines import find_deadlines
from events.importing.executors import Executor, executors_in
from events.importing.morphology import finite, has_case, is_infinitive
from events.importing.people import UP, find_people
from events.importing.phrases import is_head, stands_in
from events.importing.roster import Roster

_ORDER = re.compile(
    r"(?:(?P<datv>рекомендовать|поручить|предложить|предписать|указать|разрешить|дать поручение|напомнить)"
    r"|(?P<accs>просить|обязать|уполномочить|попросить|обратиться с просьбой к))(?![а-я])\s*:?\s*"
)
_LEAD_IN = re.compile(
    r"(?:(?:в целях|с целью|в связи с|в рамках|на основании|в соответствии с|во исполнение|для|с учетом"
    r"|учитывая|принимая во внимание)\s[^.;:]{5,220}?,\s+)"
)
_JOINT = re.compile(
    r",?\s*\(?(?P<how>совместно|вместе|во взаимодействии|при участии|с участием|с привлечением)\s+(?:со?\s+)?"
)
_RELATIVE = re.compile(r"котор[а-я]+|что|чтобы|где|если|как", re.I)
_NOT_VERBS = frozenset(["часть", "власти", "области", "сети", "сеть", "связь", "деятельности"])
_PREPOSITION = re.compile(r"об?о?|по|в|во|на|с|со|до|за|из|для|от|при")
_PURPOSE = re.compile(r"к|ко|на|для")
_WORD = re.compile(r"[А-Яа-яЁёA-Za-z]+(?:-[А-Яа-яЁё]+)*")


def find_addressees(text: str, roster: Roster) -> list[Executor]:
    """Executors named before the verb of a decision; positions count in the text."""
    low = lowered(text)
    start = _skip_lead(low)
    if acting := _subject(text, start, roster):
        return acting
    order = _ORDER.match(low, start)
    case = "datv"
    if order:
        start, case = order.end(), "accs" if order["accs"] else "datv"
        start = _skip_lead(low, start)
    end = _phrase_end(text, low, start)
    if end <= start:
        return _given_to(text, start, roster) if order and order["datv"] == "поручить" else []
    first = _WORD.search(text, start, end)
    opener = _PURPOSE if order else _PREPOSITION
    if first is not None and opener.fullmatch(low, first.start(), first.end()):
        return []  # «О результатах доложить …», «Рекомендовать к утверждению …» name nobody
    people = find_people(text[start : min(end, start + 60)])
    named = bool(people) and people[0].start == 0
    if first is None or not (order or named or stands_in(first[0], "datv")):
        return []
    meant = case != "datv" or named or is_head(first[0]) or stands_in(first[0], case)
    found = _people_or_bodies(text, start, end, case, roster) if meant else []
    if order and not found:
        return _person_after_object(text, start, roster, case)
    return found if order or _has_verb(text, end) else []


def _subject(text: str, start: int, roster: Roster) -> list[Executor]:
    """«Панин А.А. готовит анкету», «Отдел кадров подготовит список»: who acts stands in the nominative."""
    first = _WORD.search(text, start, start + 60)
    people = find_people(text[start : start + 60])
    named = bool(people) and people[0].start == 0 and people[0].case in {"", "nomn"}
    if first is None or not (named or (is_head(first[0]) and stands_in(first[0], "nomn"))):
        return []
    for word in _WORD.finditer(text, start + people[0].end if named else start, start + 200):
        if re.search(r"[.;:](?=\s)", text[start : word.start()][-3:]) and not named:
            return []
        if is_infinitive(word[0]) or _RELATIVE.fullmatch(word[0]):
            return []
        if not named and text[: word.start()].rstrip().endswith(",") and not stands_in(word[0], "nomn"):
            return []  # «Группа по вторникам, преподавателя найдёт …»: another clause begins
        if len(word[0]) > 2 and finite(word[0]) == "future":
            found = executors_in(text[start : word.start()].rstrip(), "nomn", roster, shift=start)
            for executor in found:
                executor.score = min(executor.score, 0.85)
            return found
    return []


def _skip_lead(low: str, position: int = 0) -> int:
    """Past «В срок до 1 марта …» and «В целях …,» at the beginning of a sentence."""
    for _ in range(3):
        match = _LEAD_IN.match(low, position)
        if match:
            position = match.end()
            continue
        deadline = next((d for d in find_deadlines(low[position : position + 220], None) if d.start <= 1), None)
        day = re.compile(
            r"(?:в срок )?(?:до|к|не позднее) (?:\d{1,2}[ .][а-я\d.]+(?:\s?\d{4})?(?:\s?(?:года|г\.?))?)"
        ).match(low, position)
        jump = max(deadline.end + position if deadline else 0, day.end() if day else 0)
        if jump <= position:
            break
        position = jump
        while position < len(low) and low[position] in " ,":
            position += 1
    return position


def _phrase_end(text: str, low: str, start: int) -> int:
    """Where the addressee ends: before the first infinitive, a colon or a dash outside quotes; 0 when it never does."""
    depth, quoted = 0, False
    signs = re.finditer(r"[«»()]|[А-Яа-яЁё-]+|:|(?<!\d)–|–(?!\d)|[.;](?=\s|$)", text[start : start + 700])
    for match in signs:
        sign, at = match[0], start + match.start()
        if sign in "«»":
            quoted = sign == "«"  # inner quotes share one closing sign with the outer ones
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif depth <= 0 and not quoted:
            end = _end_at(sign, text, at)
            if end is not None:
                return end
    return 0 if text[start:].rstrip()[-1:] not in {":", "–"} else len(text.rstrip()) - 1


def _end_at(sign: str, text: str, at: int) -> int | None:
    """The end of the addressee if this sign or word ends it, 0 when a sentence ends without a verb, else None."""
    if sign == ":":
        return at
    if sign == "–":
        words = re.findall(r"[А-Яа-яЁё]+", text[at : at + 80])
        apposition = bool(words) and is_head(words[0]) and not is_infinitive(words[0])
        return at if any(map(is_infinitive, words)) and not apposition else None
    if sign in ".;":
        if re.search(rf"(?:[{UP}]|\bг|\bим|\bобл)$", text[:at]):
            return None
        return at if not text[at + 1 :].strip() else 0
    return at if is_infinitive(sign) and sign.lower() not in _NOT_VERBS else None


def _has_verb(text: str, end: int) -> bool:
    return text[end : end + 1] in {":", "–", ""} or bool(_WORD.match(text, end))


def _people_or_bodies(text: str, start: int, end: int, case: str, roster: Roster) -> list[Executor]:
    phrase = _without_tail(text[start:end])
    joint = _JOINT.search(phrase)
    main = phrase[: joint.start()] if joint else phrase
    found = executors_in(main, case, roster, shift=start)
    if joint:
        for executor in executors_in(
            _balanced(phrase[joint.end() :]),
            "gent" if "п" in joint["how"][:5] or "участ" in joint["how"] else "ablt",
            roster,
            shift=start + joint.end(),
        ):
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
    day = re.search(
        r",?\s(?:в срок|до \d|к \d|не позднее|(?:до|к|в течение|с начала|до начала)"
        r" (?:конц|начал|окончани|завершени|середин)[а-я]{1,2})",
        lowered(phrase),
    )
    cut = min(cut, day.start() if day else cut)
    tail = re.search(
        r",?\s(?:об?о? (?:ход|итог|результат|исполнени|выполнени|реализаци|принят|мер|проделанн)[а-я]*"
        r"|в целях|с целью|в рамках|в соответствии|при необходимости|с учетом|дополнительно"
        r"|при (?!управлени|учреждени|отделени|объединени)[а-я]+(?:нии|тии|че)"
        r"|ежемесячно|ежеквартально|ежегодно|в дальнейшем|своевременно)\b.*$",
        lowered(phrase[:cut]),
    )
    cut = tail.start() if tail else cut
    stray = re.search(r"(?<=\))\s+(?:к|ко|до|на|в|во|с|по|при|для|после|об?о?|из)\s[^()]*$", phrase[:cut])
    return phrase[: stray.start() if stray else cut].rstrip(" ,")  # «Отделу (Котов И.И.) к сессии подготовить …»


def _given_to(text: str, start: int, roster: Roster) -> list[Executor]:
    """«Поручить подготовку отчёта Котовой Б.Б.», «Поручить составить отчёт Котову И.И.»: it ends so."""
    people = find_people(text[start : start + 300])
    last = people[-1] if people else None
    if last is None or text[start + last.end :].strip(" .;") or not has_case(last.surname, "datv"):
        return []
    if re.search(r"(?:^|\s)(?:к|по|с|для|о|об|от)\s$", text[start : start + last.start]):
        return []
    name, score = roster.resolve(last, "datv")
    return [Executor(name, start + last.start, start + last.end, min(score, 0.75), what="person")]


def _person_after_object(text: str, start: int, roster: Roster, case: str) -> list[Executor]:
    """«Поручить подготовку отчёта Иванову И.И.»"""
    people = [person for person in find_people(text[start : start + 300]) if person.start < 200]
    if not people or "." in text[start : start + people[0].start]:
        return []
    name, score = roster.resolve(people[0], case)
    return [Executor(name, start + people[0].start, start + people[0].end, min(score, 0.8), what="person")]
