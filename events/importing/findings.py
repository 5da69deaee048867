"""Votes, appendices and decisions hidden in prose."""

from __future__ import annotations

import re

from events.importing.cleaning import low as lowered
from events.importing.draft import AgendaItem, Decision
from events.importing.lines import Line
from events.importing.morphology import is_infinitive
from events.importing.outline import Ballot, Outline, Point
from events.importing.reading.source import Source
from events.importing.rollcall import tally_in_words
from events.importing.text import Text
from events.importing.values import Field, field_of
from events.importing.votes import bracket_vote, find_vote, vote_of_tally

_SENTENCE = re.compile(r".+?(?:(?<![А-ЯЁ])(?<!\bг)(?<!\bим)[.!?](?=\s+[А-ЯЁ«]|$)|$)", re.S)
_IMPLIED = re.compile(
    r"(?:принято решение|было решено|решено|решили|договорились|принято|постановили|рекомендовано|поручено"
    r"|совет решил)(?:\s*[:,]?\s+)(?!единогласно\W*$)(?P<act>(?:[^.]|\.(?=\s?[а-я]\.|\d)|(?<=[\s.][а-я])\.){12,})"
)
_APPENDIX = re.compile(
    r"приложени\w{1,3}\s?№?\s?(?P<n>\d{1,2})(?!\d)|№\s?(?P<m>\d{1,2})\s+к\s+протоколу"
    r"|приложени\w{1,3}(?:\s+к\s+(?:настоящему\s+)?протоколу)",
    re.I,
)
_DOCUMENT = re.compile(
    r"(?<![а-яё])(?:проект|состав|план|спис|переч|график|положени|регламент|программ|смет|анкет|форм"
    r"|дорожн|отч[её]т|таблиц|материал)\w*",
    re.I,
)
_NOT_OURS = re.compile(r"^\s*(?:к\s+(?:приказу|постановлению|распоряжению|закону|письму|договору|соглашению))", re.I)
_POINT_OF_VOTE = re.compile(
    r"(?:по|за|голосовани\w+)\s(?:п\.|пункт[ау]?|подпункт[ау]?|решени[еюя]|предложени[еюя]|поручени[еюя])\s?(?:№\s?)?"
    r"(?P<n>(?:[IVX]+|\d{1,3})(?:\.\d{1,2}){0,3})(?![\d.]*\d|\s?[–,-]\s?\d|\s(?:и\s\d|повестк))",
    re.I,
)
_ITEM_OF_VOTE = re.compile(r"(?:по|за) вопрос\w*\s?№?\s?(?P<n>\d{1,2})(?!\d)(?=[^;]{0,12}[–:-])")
_ITEM_ALONE = re.compile(r"(?:^|[;:,]\s)(?P<n>\d{1,2})\s[–-]\s(?=[«\"]?за\b|единоглас)")
_ON_AGENDA = re.compile(
    r"повестк|\W*(?:про)?голосовал[аи]?\W+(?:«?за»? )?(?:(?:за|по) )?(?:утверждени[ею] |принят[иь][ею] )?повестк"
    r"|\W*(?:результат\w* голосования|голосование|решение) (?:за|по|об утверждении) (?:утверждени[ею] )?повестк"
)
_ALL_ITEMS = re.compile(
    r"[^.:]{0,40}?по (?:вопросам|пунктам) №?\s?\d+(?:\s?[,–-]\s?\d+)*(?: и \d+)?\W+[а-я]"
    r"|(?:по )?(?:всем[у]?|каждому|обоим|двум|трем|четырем|пяти) (?:вопрос|пункт|решени)|все решения"
    r"|решения (?:\S+ ){0,4}приняты"
)


def votes_of(outline: Outline, items: list[AgendaItem], decisions: list[Decision]) -> list[Field]:
    numbers = {id(item.entry): item.number for item in items}
    by_order = {str(item.entry.order): item.number for item in items}
    found = []
    for ballot in outline.ballots:
        if by_item := _by_items(ballot, items):
            found += by_item
            continue
        vote = vote_of_tally(ballot.tally) if ballot.tally else find_vote(ballot.text.s)
        one = _ITEM_OF_VOTE.search(lowered(ballot.text.s))
        named = by_order.get(one["n"]) if one and not ballot.tally else None
        procedural = bool(_ON_AGENDA.match(lowered(ballot.text.s))) or (
            ballot.entry is None and ballot.point is None and not ballot.block and bool(items)
        )
        if vote is None or (procedural and not _ALL_ITEMS.search(lowered(ballot.text.s))):
            continue
        decision = _decision_of(ballot, outline, decisions)
        if len(items) > 1 and not ballot.cell and _ALL_ITEMS.search(lowered(ballot.text.s)):
            found.append(_field(vote, ballot.text, None, None))
            continue
        if named and (decision is None or decision.agenda_number != named):
            found.append(_field(vote, ballot.text, named, None))
            continue
        agenda = decision.agenda_number if decision else numbers.get(id(ballot.entry))
        if decision is None and ballot.point is not None:
            owners = {
                d.agenda_number
                for d in decisions
                if d.point.block == ballot.point.block and d.point.entry is ballot.point.entry
            }
            agenda = owners.pop() if len(owners) == 1 else None
        found.append(_field(vote, ballot.text, agenda, decision.number if decision else None))
    return found + _bracketed(decisions)


def _bracketed(decisions: list[Decision]) -> list[Field]:
    """Votes that close the words of their decision in brackets."""
    found = []
    for decision in decisions:
        match = bracket_vote(decision.text.value)
        tally = tally_in_words(match[0].strip(" .()")) if match else None
        vote = vote_of_tally(tally) if tally else find_vote(match[0]) if match else None
        if match and vote is not None:
            start = decision.text.end - len(match[0])
            words = Text(match[0], tuple(range(start, start + len(match[0]))))
            found.append(_field(vote, words, decision.agenda_number, decision.number))
    return found


def _by_items(ballot: Ballot, items: list[AgendaItem]) -> list[Field]:
    """«По вопросу № 1 – единогласно; по вопросу № 2 – за 4, воздержался 1»: votes of several items."""
    text = ballot.text
    heads = list(_ITEM_OF_VOTE.finditer(lowered(text.s)))
    heads = heads or (list(_ITEM_ALONE.finditer(lowered(text.s))) if "вопрос" in lowered(text.s)[:60] else [])
    if len(heads) < 2 or ballot.tally is not None:
        return []
    ends = [*(head.start() for head in heads[1:]), len(text)]
    pieces = [(head["n"], text[head.start() : end].strip(" ;,")) for head, end in zip(heads, ends, strict=True)]
    by_order = {str(item.entry.order): item.number for item in items}
    votes = [(by_order.get(number), piece, find_vote(piece.s)) for number, piece in pieces]
    return [_field(vote, piece, number, None) for number, piece, vote in votes if number and vote]


def _field(vote, text: Text, agenda: str | None, number: str | None) -> Field:
    return field_of(
        text.s, text, vote.score, literal=True, agenda_number=agenda, decision_number=number,
        **{"for": vote.for_, "against": vote.against, "abstained": vote.abstained, "unanimous": vote.unanimous},
    )  # fmt: skip


def _decision_of(ballot: Ballot, outline: Outline, decisions: list[Decision]) -> Decision | None:
    """A vote right after a point is about that point when it is the only one, or when each point has its vote."""
    if (named := _named_decision(ballot, decisions)) is not None:
        return named
    if ballot.point is None:
        return None
    if ballot.cell:
        return next((d for d in decisions if d.point is ballot.point), None)
    block = [
        point
        for point in outline.points
        if point.block == ballot.point.block and point.entry is ballot.point.entry and not point.is_header
    ]
    voted = {
        id(other.point)
        for other in outline.ballots
        if other.point is not None and other.block == ballot.block and find_vote(other.text.s)
    }
    if len(block) > 1 and len(voted & {id(point) for point in block}) < 2:
        return None
    return next((d for d in decisions if d.point is ballot.point), None)


def _named_decision(ballot: Ballot, decisions: list[Decision]) -> Decision | None:
    """«Голосовали по решению I.2: …», «по пункту 3 решения – единогласно»."""
    match = _POINT_OF_VOTE.search(ballot.text.s[:120])
    if match is None:
        return None
    wanted = match["n"].rstrip(".").upper()
    fitting = [
        decision
        for decision in decisions
        if decision.number
        and wanted in {decision.number.upper(), f"{decision.agenda_number}.{decision.number}".upper()}
    ]
    near = [decision for decision in fitting if decision.point.entry is ballot.entry]
    return next(iter(near or fitting), None)


def appendices_of(source: Source, outline: Outline) -> list[Field]:
    """Appendices the text cites or lists; attached when a heading of its own opens one after the signatures."""
    found: dict[str, Field] = {}
    attached = (
        {_number(m) for text in outline.appendices if len(text) < 60 for m in _APPENDIX.finditer(text.s)}
        if outline.signatures
        else set()
    )
    for match in _APPENDIX.finditer(source.text):
        after = source.text[match.end() : match.end() + 40]
        if _NOT_OURS.match(after):
            continue
        number = _number(match)
        if number in found or (not number and found):
            continue
        title = _title(source.text, match)
        words = Field(
            match[0], match.start(), match.end(), 0.85, {"number": number, "title": title, "attached": False}, True
        )
        found[number] = words
    if not found:
        for text in outline.appendices:
            title = re.sub(r"^\W*приложени[ея]\W*(?:к протоколу)?\W*", "", text.s, flags=re.I).strip(" .")
            more = {"number": "", "title": title, "attached": True}
            found[f"listed {len(found)}"] = Field(text.s, text.start, text.end, 0.7, more, True)
        return list(found.values())
    for number, field in found.items():
        listed = [t for t in outline.appendices if t.start <= field.start < t.end]
        field.more["attached"] = bool(attached) and number in attached and not listed
    return list(found.values())


def _number(match: re.Match[str]) -> str:
    return match["n"] or match["m"] or ""


def _title(text: str, match: re.Match[str]) -> str:
    """What stands before «(приложение 1)» or after «Приложение 1:»."""
    after = re.match(r"\s*[.:–-]\s*([^\n]{4,160})", text[match.end() :])
    if after:
        return after[1].strip(" .;")
    before = re.search(r"[^.;:\n()]{6,160}$", text[max(0, match.start() - 160) : match.start()].rstrip(" ("))
    nouns = list(_DOCUMENT.finditer(before[0])) if before else []
    if before is None or not nouns:
        return ""
    words = before[0][nouns[-1].start() :]
    return re.split(r",|\s(?:в соответствии|согласно|прилагается|в)\s?$", words)[0].strip(" ,–-")


def implied_of(outline: Outline, decisions: list[Decision], items: list[AgendaItem]) -> list[Field]:
    """Sentences of the discussion that take a decision without a number: «Принято решение составить …»."""
    numbers = {id(item.entry): item.number for item in items}
    found = []
    taken = [(decision.point.line.text.start, decision.point.line.text.end) for decision in decisions]
    for entry, text in outline.heard:
        for sentence in _SENTENCE.finditer(text.s):
            match = _IMPLIED.search(lowered(sentence[0]))
            if match and _is_act(match["act"]):
                piece = text[sentence.start() : sentence.end()].strip()
                if any(start < piece.end and piece.start < end for start, end in taken):
                    continue
                found.append(field_of(piece.s, piece, 0.75, literal=True, agenda_number=numbers.get(id(entry))))
    return found


def _is_act(words: str) -> bool:
    return any(is_infinitive(word) for word in re.findall(r"[а-яё]+", words)[:12])


def prose_points(outline: Outline) -> list[Point]:
    """An item without any formal decision keeps them in its prose: «… решили провести …»."""
    points: list[Point] = []
    formal = {id(point.entry) for point in outline.points}
    first = min((point.line.text.start for point in outline.points), default=-1)
    whole = len({point.block for point in outline.points}) == 1  # one list decides what was told before it
    for entry, text in outline.heard:
        if formal and (entry is None or id(entry) in formal or (whole and text.start < first)):
            continue
        for sentence in _SENTENCE.finditer(text.s):
            match = _IMPLIED.search(lowered(sentence[0]))
            if match and _is_act(match["act"]):
                piece = text[sentence.start() + match.start("act") : sentence.end()].strip()
                points.append(Point(Line(piece), entry, -1 - len(points), None, label_score=0.6))
    return points
