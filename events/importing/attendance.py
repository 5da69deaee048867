"""Who was present and who was not, with post, group and reason."""

from __future__ import annotations

import re

from events.importing.cleaning import low as lowered
from events.importing.features import Features
from events.importing.lines import Line
from events.importing.numerals import number_of
from events.importing.outline import Outline
from events.importing.people import PersonMatch, find_people
from events.importing.text import Text
from events.importing.values import Field, field_of

_GROUPS = (
    ("guest", r"приглаш|гост"),
    ("online", r"видео|дистанц|онлайн|удален|вкс|режиме конф"),
    ("member", r"член|состав|присутств|участ"),
)
_COUNT = re.compile(
    r"(?:присутств\w+|участв\w+|участие|явк\w+|всего"
    r"|бюллетен\w+)[^.\d]{0,60}?(?P<n>\d{1,3})\s*(?:\([а-я ]+\)\s*)?(?:чел\w*|член\w*|представ\w*"
    r"|участник\w*|из\b|бюллетен\w*|$|\.)|(?P<before>\d{1,3})\s+(?:человек|чел\.)"
)
_REASON = re.compile(
    r"(?:по уважительной причине|отпуск|командировк|болезн|больничн|нетрудоспособност|болен|больна|причин"
    r"|учеб|занят)\w*"
)
# «доц. Бритвин С.С. (учёный секретарь)»: the office stands after the name, whatever stands before it.
_OFFICE = re.compile(r"\s*\(([^()]{0,40}(?:председател|секретар|ведущ|модератор)[^()]{0,60})\)", re.I)
_TOLD_PRESENT = re.compile(
    r"(?:зарегистрир\w+|присутству\w+|присутствовал\w*|прибыл\w*|участву\w+|явил\w+)[^.:]{0,40}:\s"
)
_SEPARATORS = " ,;.:–-\n|"


def attendees_of(outline: Outline) -> list[Field]:
    group = "member"
    found: list[Field] = []
    for line, features in outline.present:
        head = line.low[: features.head_length] or line.low[:60]
        if features.head in {"present", "chair", "secretary"} or line.text.s.endswith(":"):
            group = next((name for name, pattern in _GROUPS if re.search(pattern, head)), group)
        found += [field for field in _people(line.text, group) if not _away(field)]
    return _once(found) or _told_present(outline)


def _told_present(outline: Outline) -> list[Field]:
    """«… зарегистрировались семь: Котов И.И., …» told in the opening words, when nothing else lists them."""
    for _, text in outline.heard[:4]:
        told = _TOLD_PRESENT.search(lowered(text.s))
        people = _people(text[told.end() :], "member") if told else []
        if len(people) > 2:
            return _once(people)
    return []


def _away(field: Field) -> bool:
    """«Фатеев И.О. – член комиссии, отсутствует» in the list of the members."""
    return bool(re.search(r"(?:^|[,;(–-]\s*)(?:отсутств|не явил)", lowered(field.more["post"])))


def absent_of(outline: Outline) -> list[Field]:
    found: list[Field] = []
    for line, _ in outline.absent:
        for field in _people(line.text, ""):
            field.more.pop("group", None)
            reason = _REASON.search(lowered(field.more["post"]))
            field.more["reason"] = field.more["post"] if reason else ""
            found.append(field)
    found += [field for line, _ in outline.present for field in _people(line.text, "") if _away(field)]
    for field in found:
        field.more.pop("group", None)
        field.more.setdefault("reason", "")
    return _once(found)


def people_in_head(line: Line, features: Features) -> list[PersonMatch]:
    return features.people or find_people(line.body.s)


def _people(text: Text, group: str) -> list[Field]:
    people = find_people(text.s)
    after = _posts_follow(text.s, people)
    found = []
    for index, person in enumerate(people):
        piece = text[person.start : person.end]
        post = _post(text, people, index, after)
        name = person.name("nomn")
        literal = name == piece.s
        score = (
            0.97
            if person.form in {"surname_first", "full", "initials_first"}
            else 0.85
            if person.form == "reversed"
            else 0.7
        )
        found.append(field_of(name, piece, score, literal=literal, post=post.s, group=group, known_as=None))
        found[-1].more["post_span"] = (post.start, post.end)
    return found


def _posts_follow(s: str, people: list[PersonMatch]) -> bool:
    """Whether posts stand after the names («Иванов И.И. – директор») or before them («директор Иванов И.И.»)."""
    if not people:
        return True
    tail = s[people[-1].end :].strip(_SEPARATORS + "()")
    return bool(tail) or (len(people) > 1 and not re.search(r"[а-яё]{3}", s[: people[0].start].rpartition(":")[2]))


def _post(text: Text, people: list[PersonMatch], index: int, after: bool) -> Text:
    if office := _OFFICE.match(text.s, people[index].end):
        return text.match(office, 1)
    if after:
        own = _post_before(text, people, index)
        end = people[index + 1].start if index + 1 < len(people) else len(text)
        piece = text[people[index].end : end]
        if index + 1 < len(people) and (taken := _post_before(text, people, index + 1)):
            piece = piece[: len(piece) - len(taken) - 1]
        if own and not re.search(r"[а-яё]{3}", piece.s):
            return own
        cut = re.search(r"[;]", piece.s)
        return (piece[: cut.start()] if cut else piece).strip(_SEPARATORS)
    start = people[index - 1].end if index else 0
    piece = text[start : people[index].start]
    colon = piece.s.rfind(":")
    return piece[colon + 1 :].strip(_SEPARATORS)


def _post_before(text: Text, people: list[PersonMatch], index: int) -> Text:
    """«Хайруллин М.Р., секретарь Шмелёва Л.О.»: words right before a name, set off by a comma from the name above."""
    if not index:
        return text[0:0]
    piece = text[people[index - 1].end : people[index].start]
    match = re.search(r"(?<=[,;]\s)([а-яё][^,;:–-]*[а-яё]{3,})\s$", piece.s)
    return piece[match.start() : match.end() - 1] if match else text[0:0]


def _once(found: list[Field]) -> list[Field]:
    seen: dict[str, Field] = {}
    for field in found:
        seen.setdefault(field.value, field)
    return list(seen.values())


def stated_count(outline: Outline) -> Field | None:
    """«Присутствовали 15 человек»: what the protocol itself says about the head count."""
    for line, _ in outline.present:
        match = _COUNT.search(lowered(line.text.s))
        if match:
            number = number_of(match["n"] or match["before"])
            return field_of(number, line.text.match(match), 0.85)
    return None
