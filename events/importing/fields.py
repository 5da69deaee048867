"""Parts of a decision set off by labels: «Срок: …», «Ответственный: …», «(отв. …)», «Контроль – …»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from events.importing.cleaning import low as lowered
from events.importing.people import find_people
from events.importing.text import Text

_LABELS = re.compile(
    r"(?P<deadline>(?:контрольн\w+ )?срок(?:и)?(?:\s(?:исполнения|выполнения|реализации|представления"
    r"|предоставления|проведения|сдачи|подготовки|отчета|доклада"
    r"|решения|поручения|пункт\w*|подпункт\w*|п{1,2}\.|[\d., –и-]+))*(?:(?<=ия)(?:\s[а-я]+){1,4})?"
    r"\s*(?:\([^)]{0,40}\)\s*)?(?:[:–-]|(?=до\s|не позднее\s|\d))"
    r"|дата исполнения\s*[:–-]|когда\s*:|(?<![а-я])доклад\s*[–:-]\s*(?=до))"
    r"|(?P<responsible>(?:ответственн(?:ый|ые|ая|ое|ыми|ым)(?:\s(?:исполнител\w+|лиц\w+|за (?:исполнение"
    r"|выполнение|реализацию|подготовку|проведение)[а-я0-9., –]*))?|отв\.|отв(?=\s*[:–-])"
    r"|кто(?: делает| отвечает| исполняет)?(?=\s*:)|исполнител[ьи](?:\s?\([а-я]+\))?|исп\.)"
    r"\s*(?:[:–-]|(?<=отв\.)|(?<=исп\.))"
    r"|(?<![а-я])ответственн(?:ый|ая|ые)(?: за (?:исполнение|выполнение|подготовку|проведение)(?: [а-я]+)?)?"
    r" (?!секретар|исполнител|за ))"
    r"|(?P<co>соисполнител[ьи]\s*[:–-])"
    r"|(?P<control>(?:контроль(?:\s(?:за|над)?\s?(?:исполнени|выполнени)[а-я]+)?|контрол[её]р)\s*[:–-])"
)
# What may follow the responsible after a comma: «(отв. Котов И.И., до 20 мая)».
TERM_TAIL = re.compile(r"[,;–]\s+(?=(?:в срок|до|к|не позднее|в течение|срок|еже|постоянно|через)[а-я]*(?:\s|\W*$))")
# «Признать призёрами Зорину О.Л. и Ильина М.П.»: the decision is about the people it names.
NAMES_SOMEBODY = re.compile(r"(?:признать|избрать|назначить|наградить|включить|исключить|ввести|вывести)(?![а-я])")
_CLOSING_BRACKET = re.compile(r"\((?P<tail>[^();]{5,140})\)\W*$")
_CLOSING = re.compile(r"(?:\s[–-]|\()\s*(?P<tail>[^–();]{5,140})\)?\W*$")
_CONTACT = re.compile(r"(?:контактн\w+ лиц\w+|телефон\w*|справк\w+|e-mail)\W*$")
_BREAK = re.compile(r"[.;,(|]\s*$|^\s*$")


@dataclass(slots=True)
class Part:
    kind: str  # text | deadline | responsible | co | control
    start: int  # of the label
    value: int  # of what stands after the label
    end: int


def labelled_parts(text: str, *, whole: str = "text") -> list[Part]:
    """The text cut at its labels. A label inside prose («срок обучения») does not cut."""
    low = lowered(text)
    cuts = [match for match in _LABELS.finditer(low) if _is_cut(low, match) and _has_sign(text, match)]
    parts = [Part(whole, 0, 0, cuts[0].start() if cuts else len(text))]
    for index, match in enumerate(cuts):
        end = cuts[index + 1].start() if index + 1 < len(cuts) else len(text)
        parts.append(Part(match.lastgroup or "text", match.start(), match.end(), end))
    return [part for part in parts if part.end > part.start]


def closing_words(text: Text) -> Text:
    """What is set off at the end of a decision by a dash or brackets; nothing when it tells whom to call."""
    bracket = _CLOSING_BRACKET.search(text.s)
    match = bracket if bracket and find_people(bracket["tail"]) else _CLOSING.search(text.s)
    if match is None or _CONTACT.search(lowered(text.s[: match.start("tail")])) or "контактн" in match["tail"]:
        return text[0:0]
    return text.match(match, "tail")


def _has_sign(text: str, match: re.Match[str]) -> bool:
    """«Ответственный Иванов И.И.» does without a colon when a name follows."""
    if match.lastgroup != "responsible" or match[0].rstrip()[-1:] in set(":–-."):
        return True
    people = find_people(text[match.end() : match.end() + 120])
    alone = re.match(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?=\s*(?:[.,;)]|и\s[А-ЯЁ]|$))", text[match.end() :])
    return alone is not None or (bool(people) and people[0].start < 60)


def _is_cut(low: str, match: re.Match[str]) -> bool:
    before = low[: match.start()]
    return (
        bool(_BREAK.search(before))
        or (match[0].rstrip().endswith(":") and bool(re.search(r"\s$", before)))
        or (match.lastgroup == "deadline" and bool(re.search(r"[–-]\s*$", before)))
    )
