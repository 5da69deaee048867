"""From bytes to a draft, step by step."""

from __future__ import annotations

from collections.abc import Iterable

from events.importing.agenda import agenda_items, number_decisions
from events.importing.assembly import Assembler
from events.importing.attendance import absent_of, attendees_of, stated_count
from events.importing.cards import cards
from events.importing.checks import check
from events.importing.decisions import DecisionMaker
from events.importing.draft import Draft
from events.importing.features import features_of
from events.importing.findings import appendices_of, implied_of, prose_points, votes_of
from events.importing.head import Head, meeting_day, signatory
from events.importing.lines import logical_lines
from events.importing.outline import Outline
from events.importing.path import best_path
from events.importing.reading import read
from events.importing.rereading import reread
from events.importing.roster import Roster
from events.importing.segments import segments
from events.importing.special import approval_block, term_headers, theme_lines
from events.importing.tables import explain
from events.importing.values import Warning_


def parse(data: bytes, filename: str, *, known_people: Iterable[str] = ()) -> Draft:
    """Draft of a protocol. ``known_people``: «Фамилия И.О.» of the directory, for hints about slips in names."""
    source = read(data, filename)
    lines, heads = cards(segments(logical_lines(source)))
    tables = explain(lines)
    features = features_of(tables.lines)
    reread(tables.lines, features)
    forced = {**approval_block(tables.lines), **theme_lines(tables.lines, features)}
    forced |= {**term_headers(tables.lines), **tables.forced}
    labels = best_path(tables.lines, features, forced)
    outline = Assembler(tables.columns, tables.tallies).walk(tables.lines, features, labels)
    outline.labels += [*tables.heads, *heads]
    return _draft(source, filename, outline, list(known_people))


def _draft(source, filename: str, outline: Outline, known_people: list[str]) -> Draft:
    draft = Draft(filename, source)
    draft.attendees, draft.absent = attendees_of(outline), absent_of(outline)
    draft.fields = Head(outline, draft.attendees).fields()
    base = meeting_day(draft.fields)
    draft.stated_count = stated_count(outline)
    chair = draft.fields["chair"].value if draft.fields["chair"] else None
    roster = Roster([f.value for f in draft.attendees] + [f.value for f in draft.absent])
    for field in (draft.fields["chair"], draft.fields["secretary"]):
        if field:
            roster.add(field.value)
    draft.agenda = agenda_items(outline, roster)
    outline.points += prose_points(outline)
    draft.decisions = DecisionMaker(outline, roster, base, chair).decisions()
    number_decisions(outline, draft.agenda, draft.decisions)
    draft.votes = votes_of(outline, draft.agenda, draft.decisions)
    draft.appendices = appendices_of(source, outline)
    draft.implied = implied_of(outline, draft.decisions, draft.agenda)
    numbers = {id(item.entry): item.number for item in draft.agenda}
    draft.heard = [(numbers.get(id(entry)), text.start, text.end) for entry, text in outline.heard]
    draft.labels = _labels(outline)
    draft.warnings += [Warning_(code, text) for code, text in source.notes]
    for decision in draft.decisions:
        for deadline in decision.deadlines:
            deadline.more["words"] = source.text[deadline.start : deadline.end]
    signed = signatory(outline)
    check(draft, base, Roster([*known_people]), signed[0] if signed else None)
    return draft


def _labels(outline: Outline) -> list[tuple[int, int]]:
    """Headings and other lines that are understood though they carry no value of their own."""
    texts = [*outline.labels, *(line.text for _, line, _ in outline.head), *(line.text for line, _ in outline.present)]
    texts += [line.text for line, _ in outline.absent] + [line.text for line, _ in outline.signatures]
    texts += [text for point in outline.points for _, text in point.extra] + [
        text for e in outline.entries for text in e.speakers
    ]
    texts += [point.line.text for point in outline.points]
    return [(text.start, text.end) for text in texts if text]
