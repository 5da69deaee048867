"""Who speaks on an agenda item: named in its title, on a line of their own, or told in the course of the meeting."""

from __future__ import annotations

import re

from events.importing.cleaning import low as lowered
from events.importing.cues import item_ordinal
from events.importing.markers import marker_of
from events.importing.morphology import finite
from events.importing.outline import Entry
from events.importing.people import PersonMatch, find_people
from events.importing.roster import Roster
from events.importing.text import Text
from events.importing.values import Field, field_of

_SPEAKER_TAIL = re.compile(
    r"\s*(?:[(–-]|\.\s|,\s|:\s)?\s*\(?(?:докладчик\w*|докл\.|докладыва\w+|содокладчик\w*|отв\."
    r"|ответственн\w+|выступа\w+|автор\w*|составител\w+|информаци[яю]|инф\.|доклад)\s*(?:[:.–-]\s*|\s)(?=[а-я])"
)
_TOLD = re.compile(
    r"[.!]\s+(?=[А-ЯЁ][^;]{3,60}?\s(?:сообщил|рассказал|доложил|представил|предложил|отметил|выступил"
    r"|пояснил|проинформировал)[аи]?\b)"
)
_HEARD_VERB = re.compile(
    r"(?:за)?слушали?|доложил[аи]?|выступил[аи]?|сообщил[аи]?|докладчик\w*|рассказал[аи]?|представил[аи]?|докладывал[аи]?|информировал[аи]?|проинформировал[аи]?"
)
_ANY_BRACKET = re.compile(r"\(([^()]{4,300})\)\s*\.?$")


def split_title(title: Text) -> tuple[Text, list[Text]]:
    """The topic apart from the speakers written in the same line."""
    told = _TOLD.search(title.s)
    if told:
        return title[: told.start()], [title[told.end() :][:80]] if find_people(
            title.s[told.end() : told.end() + 80]
        ) else []
    low = lowered(title.s)
    for tail in _SPEAKER_TAIL.finditer(low):  # «Доклад о плане. Докладчик: …» begins with such a word, too
        people = find_people(title.s[tail.end() :])
        if people and (people[0].start < 4 or re.search(r"[:.–-]\s*$", title.s[: tail.end()])):
            return title[: tail.start()], [title[tail.end() :]]
    title = title.strip(" ;")
    bracket = _ANY_BRACKET.search(title.s)
    if bracket and (find_people(bracket[1]) or re.fullmatch(r"[А-ЯЁ][а-яё-]+(?:,\s*[А-ЯЁ][а-яё-]+)*", bracket[1])):
        return title[: bracket.start()], [title[bracket.start(1) : bracket.end(1)]]
    people = find_people(title.s)
    glued = re.search(r"[.,;:]?\s?[–-]\s?$", title.s[: people[0].start]) if people and people[0].start > 8 else None
    if glued:
        return title[: glued.start()], [title[people[0].start :]]
    if people and people[-1].end >= len(title.s.rstrip(" .;")) - 1:
        dash = re.search(r"\s[–-]\s(?=[^–]*$)|[.;]\s(?=[^.]*[А-ЯЁ]\.\s?[А-ЯЁ])", title.s[: people[0].start])
        before = title.s[: people[0].start].rstrip()
        if dash:
            return title[: dash.start()], [title[dash.end() :]]
        if before.endswith((".", ",", ":", ";", "–")) and people[0].start > 10:
            return title[: people[0].start].strip(" .,:;–"), [title[people[0].start :]]
    cut = re.search(r"\s[–-]\s*$", title.s[: people[0].start]) if people and people[0].start > 10 else None
    if cut:
        return title[: cut.start()], [title[people[0].start :]]
    return title, []


def named_speakers(text: Text, roster: Roster) -> list[Field]:
    people = find_people(text.s)
    found = []
    for person in people:
        low = lowered(text.s[: person.start])
        case = "accs" if re.match(r"\W*(?:слушали|заслушали)", low) else ""
        case = "gent" if re.search(r"(?:доклад|информаци[юия]|сообщени[ея]|отчет)\s[^.:;,]*$", low) else case
        name, score = roster.resolve(person, case)
        found.append(field_of(name, text[person.start : person.end], score))
    if not people:
        for match in re.finditer(r"(?<![а-яёА-ЯЁ])[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?(?=\s*(?:[,;)]|$))", text.s):
            name, score = roster.by_surname(match[0], "nomn")
            found.append(field_of(name, text.match(match), score))
    return found


def heard_speakers(entry: Entry, roster: Roster) -> list[Field]:
    """Who was heard, when the agenda does not say: «Слушали: Иванову И.И. о …», «выступила И.И. Иванова: …»."""
    texts = [text for text in entry.heard[:3] if "особое мнение" not in lowered(text.s)]
    texts = [text[mark.length :] if (mark := marker_of(text.s)) and mark.number else text for text in texts]
    for index, text in enumerate(texts):
        if index and re.fullmatch(
            r"\W*(?:[\divx]+[.)]\s*)?(?:за)?слушали(?: по [а-я0-9 №-]{1,20}вопросу)?\W*", lowered(texts[index - 1].s)
        ):
            text = texts[index - 1].joined(text)
        found = _told_by(text, roster) or _spoke_after_verb(text, roster)
        if found:
            return found
    for text in texts[:2]:
        if found := _informed(text, roster):
            return found
    return []


def _told_by(text: Text, roster: Roster) -> list[Field]:
    """«Иванова И.И.: …» at the beginning."""
    told = find_people(text.s[:60])
    if told and told[0].start < 4 and re.match(r"\s*:", text.s[told[0].end :]):
        return [_field(text, told[0], roster, "nomn", 0.8)]
    return []


def _spoke_after_verb(text: Text, roster: Roster) -> list[Field]:
    low = lowered(text.s)
    verb = _HEARD_VERB.search(low[:120])
    if verb is None or (verb[0].startswith("выступ") and not item_ordinal(low)):
        return []
    people = [p for p in find_people(text.s[:600]) if p.start >= verb.end() or p.end <= verb.start()]
    if told := [p for p in people if p.end <= verb.start() and not text.s[p.end : verb.start()].strip(" ,–-")]:
        return [_field(text, told[-1], roster, "nomn", 0.85)]
    topic = re.search(r"(?<=[\s,–-])(?:о|об|обо|по вопросу|с отчетом|котор\w+|с информацией)\s", low)
    several = topic is not None or verb[0].startswith("докладчик")
    near = [p for p in people if topic is None or p.start < topic.start()]
    near = near[:3] if several else _in_a_row(text.s, near)
    return [_field(text, person, roster, "accs" if "слуша" in verb[0] else "nomn", 0.85) for person in near]


def _informed(text: Text, roster: Roster) -> list[Field]:
    """«Выступила Иванова И.И.: …», «Информация Ивановой И.И.», «Иванова И.И. напомнила, что …»."""
    low = lowered(text.s)
    ordinal = item_ordinal(low)
    if ordinal:
        return _informed(text[ordinal[1] :].strip(" :,–"), roster)
    people = find_people(text.s[:160])[:1]
    lead = re.match(
        r"\W*(?P<verb>выступ(?:и|а)л[аи]?|слово предоставлено|слово имел[аи]?|инф\.|информация|доклад|сообщение)\W+",
        low,
    )
    if lead and people and not re.search(r"[.:;]\s", text.s[lead.end() : people[0].start]):
        verb = lead["verb"]
        case = "nomn" if verb.startswith(("выступ", "слово им")) else "datv" if "слово" in verb else "gent"
        return [_field(text, people[0], roster, case, 0.8)]
    before = low[: people[0].start] if people else ""
    opens = bool(people) and (len(before) < 4 or re.fullmatch(r"[а-я ,-]{4,80}", before) is not None)
    after = re.match(r"\W*([а-яё]+)", text.s[people[0].end :]) if opens else None
    if after and finite(after[1]) == "past":
        return [_field(text, people[0], roster, "nomn", 0.75)]
    return [] if people and people[0].start < 4 else _surname_told(text, roster)


def _surname_told(text: Text, roster: Roster) -> list[Field]:
    """«Нестерова сообщила, что …»: a surname alone, of somebody the protocol has named in full."""
    told = re.match(r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s([а-яё]+)", text.s)
    if told is None or finite(told[2]) != "past":
        return []
    name, score = roster.by_surname(told[1], "nomn")
    return [field_of(name, text.match(told, 1), min(score, 0.75))] if "." in name else []


def _field(text: Text, person: PersonMatch, roster: Roster, case: str, trust: float) -> Field:
    name, score = roster.resolve(person, case)
    return field_of(name, text[person.start : person.end], min(score, trust))


def _in_a_row(s: str, people: list[PersonMatch]) -> list[PersonMatch]:
    """The first person and those right after a comma or «и»."""
    row = people[:1]
    for person in people[1:3]:
        if re.fullmatch(r"\s*(?:,|и)\s*", s[row[-1].end : person.start]):
            row.append(person)
        else:
            break
    return row


def each_once(speakers: list[Field]) -> list[Field]:
    seen: dict[str, Field] = {}
    for field in speakers:
        seen.setdefault(field.value, field)
    return list(seen.values())
