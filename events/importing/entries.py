"""Reading of single lines of the course: numbers and titles of items, what was heard and from whom, headers."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from events.importing.cleaning import low as lowered
from events.importing.features import Features
from events.importing.lines import Line
from events.importing.markers import roman_value
from events.importing.morphology import is_infinitive
from events.importing.outline import Entry
from events.importing.text import Text

_SPEAKER_LINE = re.compile(
    r"\(?(?:докладчик\w*|содокладчик\w*|докладыва\w+|(?:со)?докл\.|отв\.|ответственн\w+|выступа\w+|инф\."
    r"|информаци[яю])\s*[:.–-]?\s*"
)


def is_speaker_line(line: Line, f: Features) -> bool:
    return line.marker is None and bool(f.people) and (bool(_SPEAKER_LINE.match(line.low)) or f.people_share > 0.5)


def item_parts(line: Line, f: Features) -> tuple[str, int, Text]:
    if f.ordinal:
        at = len(line.body) and line.text.s.find(line.body.s)
        title = line.text[at + f.ordinal[1] :].strip(" :.–-")
        title = title if len(title) > 5 else title[0:0]
        return (line.marker.number if line.marker and line.marker.number else ""), f.ordinal[0], title
    if line.marker is None or not line.marker.number:
        return "", 0, line.body
    order = line.marker.order if len(line.marker.path) == 1 else 0
    return line.marker.number, order or roman_value(line.marker.number), line.body


def is_header(line: Line, f: Features) -> bool:
    """«2. Управлению образования (Иванов):» and «Рекомендовать главам районов:» speak of no act yet."""
    body = line.low.rstrip()
    if not body.endswith((":", "–")):
        return f.kind == "addressee" and f.people_share > 0.8  # «Окладниковой Р.Т.» alone above her orders
    words = re.findall(r"[а-яё]+", body)
    acts = [word for word in words if is_infinitive(word)]
    acts = [word for word in acts if word not in {"рекомендовать", "поручить", "предложить", "просить", "обязать"}]
    return not acts or (len(acts) == 1 and words[-1] == acts[0] and acts[0] in {"обеспечить", "организовать"} and False)


def is_deeper(line: Line, header: Line) -> bool:
    if line.marker is None:
        return header.marker is not None or line.body.s[:1].islower()
    if header.marker is None:
        return True
    if line.marker.kind == "nested" and header.marker.path:
        return line.marker.path[: len(header.marker.path)] == header.marker.path
    order = {"roman": 0, "arabic": 1, "nested": 1, "paren": 2, "letter": 3, "bullet": 4}
    return order[line.marker.kind] > order[header.marker.kind]


def order_word(word: str) -> int:
    stems = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят")
    if word.isdigit():
        return int(word)
    return next((index + 1 for index, stem in enumerate(stems) if word.startswith(stem)), 0)


def heard_topic(line: Line, f: Features) -> tuple[Text, list[Text]]:
    """Topic and speaker of «СЛУШАЛИ: Иванову И.И., директора, о плане работы»."""
    at = line.text.s.find(line.body.s)
    rest = line.text[at + f.head_length :].strip(" :–-")
    low = lowered(rest.s)
    people = [person for person in f.people if person.start + at < at + len(line.body)]
    topic = re.search(r"(?:(?<=[\s«(–-])|^)(?:о|об|обо|по вопросу|с информацией|с докладом|с отчетом)\s", low)
    speaker = rest[: topic.start()] if topic and people else rest[0:0]
    title = rest[topic.start() :] if topic else rest[0:0] if people and not line.marker else rest
    if (
        topic
        and rest.s[topic.start() - 1 : topic.start()] in {"«", '"'}
        and (quote := re.search(r"[»\"](?=[\s,.]|$)", title.s))
    ):
        return title[: quote.start()], [speaker] if speaker else []  # «…доклад Котова И.И. «О плане работы», совет»
    end = re.search(r"(?<![А-ЯЁ])(?<!\bг)(?<!\bим)[.]\s+(?=[А-ЯЁ])", title.s)
    title = title[: end.start()] if end else title
    title = (
        title[0:0]
        if re.fullmatch(r"\W*(?:информаци|доклад|отчет|сообщени|следующ)[а-я]*\W*", lowered(title.s))
        else title
    )
    title = title.strip(' .«»"–-') if not title.s.count("«") else title.strip(" .–-")
    return title, [speaker] if speaker else []


def find_entry(entries: list[Entry], number: str, order: int, title: str, ordinal: bool = False) -> Entry | None:
    """The entry a heading speaks of: by its number, by «по второму вопросу», by a like title."""
    same = [e for e in entries if (number and e.number == number) or (order and e.order == order)]
    if same and ordinal:
        return same[0]
    if same and (not title or len(title) < 8 or fuzz.token_set_ratio(lowered(same[0].title_text), lowered(title)) > 45):
        return same[0]
    if title:
        free = [
            e
            for e in entries
            if e.title and not (order and e.order and e.order != order and (e.visited or e.heard or not e.listed))
        ]
        scored = [(fuzz.token_sort_ratio(lowered(e.title_text), lowered(title)), e) for e in free]
        best = max(scored, key=lambda pair: pair[0], default=(0, None))
        if best[0] > (88 if order else 75):
            return best[1]
    return same[0] if same and same[0].listed and not title else None


def opens_nested(header: Line, line: Line) -> bool:
    """«1. Управлению обеспечить:» with points 1.1 and 1.2 below is their header, verb or no verb."""
    if line.marker is None or header.marker is None or line.marker.kind != "nested":
        return False
    deeper = line.marker.path[:-1] == header.marker.path
    return deeper and header.text.s.rstrip().endswith(":")


def orders_control(line: Line) -> bool:
    """«Контроль … возложить на …» is a point of its own; «Контроль – Котов И.И.» says who watches the points above."""
    return bool(re.search(r"возло|оставл|остав[и]|закреп|поруч(?:ить|ается|ено|ил)", line.low))
