"""What a segment looks like: the observations the labels are weighed by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from events.importing.cues import head_of, is_signature, is_topic, item_ordinal
from events.importing.dates import find_day
from events.importing.lines import Line
from events.importing.morphology import finite, has_case, is_infinitive, part_of_speech
from events.importing.people import PersonMatch, find_people
from events.importing.phrases import is_abbreviation, is_head

DECISION_VERB = re.compile(
    r"(?:рекомендовать|поручить|предложить|просить|принять|утвердить|одобрить|согласовать|избрать"
    r"|назначить|отметить|считать|включить|исключить|внести"
    r"|создать|продолжить|признать|обязать|возложить|контроль|информацию|перенести|отложить|снять"
    r"|образовать|поддержать|инициировать|организовать|обеспечить)\b"
)
_FOR_INFORMATION = re.compile(
    r"(?:информаци\w|доклад\w*|отчет\w*|сообщени\w)[^.]{0,160}?(?:принять|считать|утвердить|одобрить)"
)
# «О результатах доложить …», «Об исполнении пункта 1.2 проинформировать …».
_REPORT = re.compile(
    r"об?о?\s(?:[^.:;()]|\.(?=\d)){3,90}?\s(?:доложить|докладывать|сообщить|сообщать|(?:про)?информировать|отчитаться|уведомить"
    r"|известить|довести|представить (?:информацию|отчет|доклад|сведения))(?![а-я])"
)
_LEAD_IN = re.compile(r"(?:заслушав|обсудив|рассмотрев|принимая)\s[^:]{5,200},\s(?:[а-я]+ть|[а-я]+ти)(?![а-я])")
_FIRST_WORDS = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_SPEECH = re.compile(r"\s?:\s([А-Яа-яЁё]+)(?:[ ,–-]+[А-Яа-яЁё\d-]+){2}")
_DATIVE_ENDING = re.compile(r"(?:(?:ов|ев|ин|ын)(?:у|ой)|[сц]к(?:ому|ой))$")
_TIME = re.compile(r"\d{1,2}\s?[.:-]\s?\d{2}\s*(?:час|ч\b|–|-|мск|$)|\d{1,2}\s?час")
_BRACKETED = re.compile(r"^\(\s*(?:[А-ЯЁ]|доклад|докл|выступ|инф|отв)[^()]{2,200}\)\.?$")


@dataclass(slots=True)
class Features:
    head: str
    head_length: int
    people: list[PersonMatch]
    people_share: float  # of the characters of the body
    kind: str  # infinitive | addressee | decision_verb | object | topic | ''
    ordinal: tuple[int, int] | None
    has_day: bool
    has_time: bool
    bracketed: bool  # «(Калинюк Ю.В.)» alone on its line
    signature: bool
    position: float  # 0 at the top, 1 at the end
    caps: bool
    told: bool  # a name and a past verb: «Мальцев В.Е. открыл слушания»


def features_of(lines: list[Line]) -> list[Features]:
    total = sum(len(line.text) for line in lines) or 1
    found, passed = [], 0
    for line in lines:
        found.append(_features(line, passed / total))
        passed += len(line.text)
    return found


def _features(line: Line, position: float) -> Features:
    body = line.body.s
    low = line.low
    head, length = head_of(low) or ("", 0)
    if head == "heard" and line.marker is not None and _LEAD_IN.match(low):
        head, length = "", 0  # «1. Заслушав доклад Котова И.И., отметить …»
    people = find_people(body[:3000])
    covered = sum(person.end - person.start for person in people)
    return Features(
        head=head,
        head_length=length,
        people=people,
        people_share=covered / max(1, len(body)),
        kind=opening(body, low),
        ordinal=item_ordinal(low),
        has_day=find_day(low[:300], 0, None, search=True) is not None,
        has_time=bool(_TIME.search(low[:200])),
        bracketed=bool(_BRACKETED.match(line.text.s)) and bool(people or len(line.text) < 40),
        signature=is_signature(low),
        position=position,
        caps=body.isupper() and len(body) > 6,
        told=_told(body, people),
    )


def _told(body: str, people: list[PersonMatch]) -> bool:
    if not people or people[0].start > 2:
        return False
    if speech := _SPEECH.match(body, people[0].end):  # «БУРКОВ П.Д.: Спартакиада пройдёт 4 июня»
        return not is_infinitive(speech[1]) and not _in_dative(people[0])
    after = re.match(r"(?:\s*\([^)]{0,60}\))?[\s–]*([а-яё]+)", body[people[0].end :])
    return after is not None and finite(after[1]) == "past"


def opening(body: str, low: str) -> str:
    """How a sentence begins: with an infinitive, an addressee in the dative, a decision verb, a topic."""
    words = [match[0] for match in _FIRST_WORDS.finditer(body[:400])]
    if is_topic(low):
        about = re.match(r"об?о?\s", low)
        return "object" if (_REPORT.match(low) if about else _object_first(words)) else "topic"
    if not words:
        return ""
    if _FOR_INFORMATION.match(low) and any(is_infinitive(word) for word in words[:25]):
        return "decision_verb"
    if DECISION_VERB.match(low):
        return "decision_verb"
    if is_infinitive(words[0]) or _LEAD_IN.match(low):
        return "infinitive"
    if any(is_infinitive(word) for word in words[1:40]) and _can_open_addressee(words, body):
        return "addressee"
    if re.match(r"(?:в срок|до|к|в течение|не позднее|с целью|в целях|в связи|на основании|в рамках)\s", low):
        return "infinitive" if any(is_infinitive(word) for word in words[1:25]) else ""
    if _object_first(words):
        return "object"
    headed = _heads_orders(words, body) if body.rstrip().endswith(":") else _names_in_dative(body)
    return "addressee" if headed else ""


def _heads_orders(words: list[str], body: str) -> bool:
    return _names_in_dative(body) or (_can_open_addressee(words, body) and any(is_head(word) for word in words[:4]))


def _object_first(words: list[str]) -> bool:
    """«Следующее заседание провести в мае»: an infinitive soon after the object, no told past before it."""
    for word in words[1:9]:
        if is_infinitive(word):
            return True
        if re.search(r"(?:л|ла|ли|ло|ет|ют|ит|ят|лся|лась|лись|ется|ются)$", word) and part_of_speech(word) == "VERB":
            return False
    return False


def _names_in_dative(body: str) -> bool:
    """«Жданову П.П.:», «Зотовой Е.Г., Игнатову Р.Р.:» and nothing else: orders follow."""
    people = find_people(body)
    alone = bool(people) and sum(person.end - person.start for person in people) > 0.7 * len(body)
    return alone and all(map(_in_dative, people))


def _in_dative(person: PersonMatch) -> bool:
    dative = has_case(person.surname, "datv") or _DATIVE_ENDING.search(person.surname)
    return bool(dative) and not has_case(person.surname, "nomn")


def _can_open_addressee(words: list[str], body: str) -> bool:
    if is_abbreviation(words[0]):
        return True
    if not has_case(words[0], "datv"):
        return bool(find_people(body[:60])) and has_case(words[0], "datv")
    return any((is_head(word) and has_case(word, "datv")) or is_abbreviation(word) for word in words[:4]) or bool(
        find_people(body[:120])
    )
