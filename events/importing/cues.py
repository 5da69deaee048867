"""Words by which a line shows what it is. Patterns are matched against lower case text with «ё» as «е»."""

from __future__ import annotations

import re
from functools import lru_cache

from events.importing.headings import DECIDED_END, HEADS, RARE_HEADS, SIGNATURE, VOTE_COUNT, VOTING
from events.importing.morphology import is_infinitive
from events.importing.votes import find_vote

_OTHER_TONGUE = re.compile(r"[^/:.]{2,40}\s/\s")  # «Шешім / Решение:»
_ITEM_ORDINAL = re.compile(
    r"(?:по\s+)?(?:(?P<word>перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят|одиннадцат"
    r"|двенадцат)\w+\s+вопрос\w*"
    r"|(?:пункт\w*|вопрос\w*|тема(?=\s№?\s?\d{1,2}\s*[.:–-])|(?<=по\s)п\.)(?:\s+повестки(?:\s+дня)?)?"
    r"\s*№?\s*(?P<number>\d{1,2}|[ivx]{1,4})(?![\d.]*\d)(?:\s+повестки(?: дня)?)?"
    r"|(?P<before>\d{1,2}|[ivx]{1,4})[\s.-]*(?:(?:му|ый|ой|й"
    r"|ому)\s+)?вопрос\w*)(?:\s+повестки(?: дня)?)?\s*(?P<close>[:.,–-]?)\s*"
)
_ORDINALS = (
    "перв",
    "втор",
    "трет",
    "четверт",
    "пят",
    "шест",
    "седьм",
    "восьм",
    "девят",
    "десят",
    "одиннадцат",
    "двенадцат",
)
_TOPIC = re.compile(
    r"(?:о|об|обо)\s[а-я]|по вопросу\s[а-я]{4,}[^:]{8,}:\W*$"
    r"|(?:информация|отчет|доклад|утверждение|рассмотрение|обсуждение|выборы?|избрание"
    r"|подведение|разное|организация|приветственное"
    r"|ознакомление|согласование|анализ|итоги|вступительное|презентация|определение|реализация"
    r"|представление|формирование|планирование"
    r"|внесение|создание|назначение|подготовка|проведение|проект|план|сообщение|открытие|актуальные"
    r"|перспективы|результаты|меры|состояние)\b"
)


@lru_cache(maxsize=8192)
def head_of(low: str) -> tuple[str, int] | None:
    """(name, length) of the heading words with which the lower-case line begins."""
    for name, pattern in HEADS:
        match = pattern.match(low)
        if match and match.end():
            return ("vote", 0) if name in {"present", "spoke"} and _tells_vote(low) else (name, match.end())
    for name, pattern in RARE_HEADS:
        if match := pattern.match(low):
            return name, match.end()
    if DECIDED_END.match(low):
        return "decided", len(low)
    if (tongue := _OTHER_TONGUE.match(low)) and (found := head_of(low[tongue.end() :])):
        return found[0], tongue.end() + found[1]
    return ("vote", 0) if VOTE_COUNT.match(low) or _tells_vote(low) else None


def _tells_vote(low: str) -> bool:
    """«За решения члены совета проголосовали единогласно»: a short line that speaks of voting and has its result."""
    voting = len(low) < 300 and VOTING.match(low)
    return bool(voting) and not is_infinitive(low.split(" ", 1)[0]) and find_vote(low) is not None


def opens_section(low: str) -> bool:
    return head_of(low) is not None or bool(re.match(r"протокол(?:\s|$)", low)) or bool(_ITEM_ORDINAL.match(low))


def item_ordinal(low: str) -> tuple[int, int] | None:
    """(number of the agenda item, length) for «по первому вопросу», «вопрос № 2», «по 3-му вопросу»."""
    match = _ITEM_ORDINAL.match(low)
    if match is None:
        return None
    if match["word"]:
        return _ORDINALS.index(match["word"]) + 1, match.end()
    number = match["number"] or match["before"]
    from_roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
    return (int(number) if number.isdigit() else from_roman.get(number, 0)), match.end()


def is_topic(low: str) -> bool:
    return bool(_TOPIC.match(low))


def is_signature(low: str) -> bool:
    return bool(SIGNATURE.search(low))
