"""Logical lines cut where a new part begins inside them: «РЕШИЛИ: 1. … 2. …», «… Секретарь: …», «… Голосовали: …»."""

from __future__ import annotations

import re
from itertools import pairwise

from events.importing.cleaning import low as lowered
from events.importing.cues import head_of, item_ordinal
from events.importing.features import opening
from events.importing.lines import Line
from events.importing.markers import marker_of
from events.importing.people import find_people

_INLINE_HEAD = re.compile(
    r"(?<=[.;!?:)»])(?<![«\"]за[»\"])\s(?=(?:голосовал[аи]|результат\w* голосования|проголосовали|решение принято"
    r"|принято единогласно|договорились:|поручено:|принятое решение:"
    r"|(?:вопрос )?поставлен[оы]? на голосование|решили:|постановили:|решение:|решено:|принято решение:"
    r"|(?:[а-я]+\s)?(?:совет"
    r"|комиссия|собрание|группа|коллегия|правление|участники|заседание"
    r"|совещание)\s(?:единогласно\s)?(?:решил|решила|решили|решило|постановил|постановила|постановили"
    r"|постановило)\s?:"
    r"|слушали:|выступили:|(?<!:\s)[«\"]?за[»\"]?\s?[–:-]\s?\d{1,4}[,;]\s[«\"]?против"
    r"|председателем (?:\w+ )?избран|секретарем (?:\w+ )?(?:избран|назначен)"
    r"|выступил[аи]?:|(?:пишет|протокол ведет):|секретар[ья]\s*[:–-]|повестка дня\s*:|отсутствовал[аио]?|отсутству[ею]т"
    r"|приглашен\w+:|присутствовали:|присутствуют:)(?<=[а-я:]))"
)
_SECRETARY = re.compile(
    r"(?<=[а-яё.,;])\s(?=секретар[ья][а-я ]{0,20}\s?[:–-]"
    r"|(?:записал|записывал|протоколировал)[аи]?\s|протокол (?:(?:ведет|вел[аи]?)\s|[–:-]\s[А-ЯЁа-яё]))"
)
_NUMBER = re.compile(r"(?:(?<=[.;:,)»])|(?<=[а-яё»]))\s(?=(\d{1,2}(?:\.\d{1,2}){0,2})[.)]\s*[А-ЯЁа-яё«])")
_CAPITAL_HEAD = re.compile(r"(?:РЕШИЛ[АИО]?|ПОСТАНОВИЛ[АИО]?|РЕШЕНИЕ|СЛУШАЛИ?|ВЫСТУПИЛ[АИ]?)(?=[\s:.–-]|$)")
_ACTS = {"infinitive", "addressee", "decision_verb", "object"}
SPLIT_HEADS = {"decided", "agenda"}


_THEME = re.compile(r"(?:О|Об|Обо)\s[^.:!?]{5,90}[а-яё»\"]\.\s+(?=[А-ЯЁ])")


def segments(lines: list[Line]) -> list[Line]:
    found: list[Line] = []
    for line in _themes(lines):
        if line.kind in {"rule", "header", "footer"}:
            continue
        for part in _cut_heads(line):
            before = found[-1] if found else None
            found += _cut_numbers(part, before)
    return found


def _themes(lines: list[Line]) -> list[Line]:
    """«О базе волонтёров. Дорошенко А.А. сообщила, …»: two such paragraphs are items told in prose."""
    if any((head_of(line.low) or ("", 0))[0] == "agenda" for line in lines):
        return lines
    themes = {id(line): _THEME.match(line.text.s) for line in lines if line.marker is None and line.kind != "cell"}
    told = {key for key, theme in themes.items() if theme and find_people(theme.string[theme.end() :])}
    if len(told) < 2:
        return lines
    found: list[Line] = []
    for line in lines:
        if id(line) in told and (theme := themes[id(line)]):
            head, rest = _part(line, 0, theme.end()), _part(line, theme.end(), len(line.text))
            head.heading = head.bold = True
            found += [head, rest]
        else:
            found.append(line)
    return found


def _part(line: Line, start: int, end: int) -> Line:
    text = line.text[start:end].strip()
    first = start == 0
    return Line(
        text, line.kind, line.gap if first else 0, line.bold, line.heading and first, table=line.table, row=line.row,
        column=line.column, inline=not first,
    )  # fmt: skip


def _cut_heads(line: Line) -> list[Line]:
    low = lowered(line.text.s)
    cuts = {match.start() + 1 for match in _INLINE_HEAD.finditer(low)}
    head = head_of(line.low)
    ordinal = item_ordinal(line.low)
    if ordinal and (_opens_head(line, ordinal[1]) or (not head and _opens_act(line, ordinal[1]))):
        cuts.add(line.text.s.find(line.body.s) + ordinal[1])
    if (head and head[0] in {"chair", "present"}) or "председател" in low[:60]:
        cuts |= {match.start() + 1 for match in _SECRETARY.finditer(low)}
    offset = line.text.s.find(line.body.s) if line.body else 0
    if head and head[0] in SPLIT_HEADS and head[1] < len(line.body) and not line.low.startswith("перечень поручений"):
        cuts.add(offset + head[1])
    capital = _CAPITAL_HEAD.match(line.body.s)
    if capital and capital[0].startswith(("РЕШ", "ПОСТ")) and (head or ("",))[0] != "vote":
        cuts.add(offset + _decided_length(line.body.s, capital, head))
    cuts = {cut for cut in cuts if line.body_at + 1 < cut < len(line.text)}
    if not cuts:
        return [line]
    edges = [0, *sorted(cuts), len(line.text)]
    parts = [_part(line, a, b) for a, b in pairwise(edges)]
    return [parts[0]] + [piece for part in parts[1:] if part.text for piece in _cut_heads(part)]


def _opens_head(line: Line, length: int) -> bool:
    return (head_of(line.low[length:].lstrip(" ,:–-")) or ("",))[0] in {"vote", "decided"}


def _opens_act(line: Line, length: int) -> bool:
    """«По вопросу 1: утвердить план …»: the item, then what was decided in it."""
    rest = line.body[length:].strip()
    return line.low[:length].rstrip().endswith(":") and opening(rest.s, lowered(rest.s)) in _ACTS


def _decided_length(body: str, capital: re.Match[str], head: tuple[str, int] | None) -> int:
    if head and head[0] == "decided":
        return head[1]
    rest = body[capital.end() :]
    return len(body) - len(rest.lstrip(" :.–-"))


def _cut_clauses(line: Line) -> list[Line]:
    """«Решили: провести праздник в мае; Гореловой И.А. подготовить сценарий»: each clause is an act of its own."""
    cuts = [match.end() for match in re.finditer(r";\s+", line.text.s)]
    cuts = [cut for cut in cuts if not re.match(r"контрол[ья]\s*[–:-]", lowered(line.text.s[cut:]))]  # of the act above
    pieces = [_part(line, a, b) for a, b in pairwise([0, *cuts, len(line.text)])]
    acts = [opening(piece.body.s, piece.low) in _ACTS for piece in pieces]
    return pieces if len(pieces) > 1 and all(acts) else [line]


def _cut_numbers(line: Line, before: Line | None) -> list[Line]:
    """Points written in one paragraph: their numbers must go up by one from the first."""
    after_head = line.inline and before is not None and (head_of(before.low) or ("", 0))[0] in SPLIT_HEADS
    headed = before is not None and (head_of(before.low) or ("", 0))[0] in SPLIT_HEADS
    ordinal = line.inline and before is not None and item_ordinal(before.low)
    if line.marker is None and not headed:
        return _cut_clauses(line) if ordinal else [line]
    if line.marker is not None and line.marker.kind not in {"arabic", "paren", "nested"}:
        return [line]
    path = list(line.marker.path) if line.marker else [0]
    cuts = []
    for match in _NUMBER.finditer(line.text.s):
        numbers = [int(part) for part in match[1].split(".")]
        if (
            len(numbers) == len(path)
            and numbers[:-1] == path[:-1]
            and numbers[-1] == path[-1] + 1
            and marker_of(line.text.s[match.end() :])
        ):
            cuts.append(match.end())
            path = numbers
    if line.marker is None and not cuts and before is not None:  # below «Решили:»
        return _cut_clauses(line)
    if not cuts or (line.marker is None and not after_head):
        return [line]
    edges = [0, *cuts, len(line.text)]
    return [_part(line, a, b) for a, b in pairwise(edges)]
