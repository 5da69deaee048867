"""Years compared on different bases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from monitoring.note_check.bases import Bases
from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.document import Note, Table, years_in
from monitoring.note_check.figures import Figure, figures
from monitoring.note_check.finding import DIFFERENT_BASES, Finding, percent_text, written
from monitoring.note_check.heads import column_years, header
from monitoring.note_check.shares import bases_that_fit, fits
from monitoring.note_check.year_shares import pairs_of_years, unit_of_base

_GROWTH = re.compile(
    r"увелич|вырос|возрос|\bрост|прирост|сниз|снижен|сократил|динамик|\bвыше|\bниже|\bбольше|\bменьше|по сравнению|"
    r"сравнени|сравнива|улучш|повысил|повышени|эффективност",
    re.I,
)
_COMPARABLE = re.compile(
    r"сопоставим|одном и том же (?:круге|переч)|одних и тех же|тех же|\bте же\b|общем переч|постоянном круге", re.I
)
_TOOK_PART = re.compile(
    r"\bучаст\w+|\bобследова\w+|\bпредстав\w+|\bсда(?:л|вал)\w*|\bподал\w*|\bохвач\w+|\bопрош\w+|\bотчита\w+|\bответил\w*|\bданные\b",
    re.I,
)
_CHANGED = re.compile(
    r"(20\d\d)\s*(?:год\w*|г\.)[^.;()]{0,80}?\b(?:на\s+)?(\d+(?:[.,]\d+)?)\s*(%|процент\w*)?[^.;()]{0,30}?"
    r"\b(?:меньше|больше|выше|ниже)",
    re.I,
)
_SHARE_OR_POINTS = re.compile(r"%|\bпроцент|\bп\.\s?п", re.I)
_FAR = 12  # paragraphs between two sayings of the same words
_PEOPLE_RATIO = Decimal("1.25")


@dataclass(slots=True)
class Side:
    """The base of one year and where it was read."""

    year: int
    base: str
    quotes: tuple[str, ...]


def different_bases(note: Note, claims: list[Claim], bases: Bases) -> Iterator[Finding]:
    if _COMPARABLE.search(note.text):
        return
    found = list(_in_sentences(note, claims))
    found = found or list(_of_shares(note, claims))
    tables = list(_in_tables(note, claims))
    if not found and not tables:
        found = list(_of_participants(note, claims))
    yield from (*found, *tables)
    yield from _of_people(note, claims)


def _finding(first: Side, second: Side, reason: str, quotes: tuple[str, ...] = (), *extra: str) -> Finding:
    return Finding(
        DIFFERENT_BASES,
        (first.base, second.base, *extra),
        tuple(dict.fromkeys((*first.quotes, *second.quotes, *quotes))),
        f"Значения {first.year} и {second.year} годов сравниваются, хотя посчитаны на разных основаниях: "
        f"{first.base} и {second.base}. {reason}",
    )


_ADVICE = "О росте или снижении можно говорить только на общем круге участников."


def _in_sentences(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """«24 из 38 в 2020 году, 31 из 42 в 2021 году … рост»."""
    said = [
        c for c in claims if c.sentence and c.share.base and c.year_is_said and c.count and c.count is not c.share.base
    ]
    seen: set[tuple[Decimal, Decimal]] = set()
    for index, left in enumerate(said):
        for right in said[index + 1 :]:
            ours, theirs = left.share.base, right.share.base
            if ours is None or theirs is None or left.year == right.year or ours.value == theirs.value:
                continue
            if right.place - left.place > 1 or left.unit != right.unit or (ours.value, theirs.value) in seen:
                continue
            if "человек" in {unit_of_base(left, claims), unit_of_base(right, claims)} and max(
                ours.value, theirs.value
            ) < _PEOPLE_RATIO * min(ours.value, theirs.value):
                continue  # another year has other people
            if not _compares(note, left, right) or left.year is None or right.year is None:
                continue
            seen.add((ours.value, theirs.value))
            one, two = (Side(c.year or 0, _base(c), quotes_of(note, c)) for c in (left, right))
            yield _finding(one, two, _ADVICE)


def _of_shares(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """«обследовано 40 зданий, доступны 4 (10 %) … доступны 8 (12,5 %), доля выросла»: wholes named apart."""
    for left, ours, right, theirs in pairs_of_years(claims):
        if _compares(note, left, right):
            one, two = (Side(c.year or 0, base, quotes_of(note, c)) for c, base in ((left, ours), (right, theirs)))
            yield _finding(one, two, _ADVICE)
            return


def _base(claim: Claim) -> str:
    return written(claim.share.base.value) if claim.share.base else ""


def _compares(note: Note, left: Claim, right: Claim) -> bool:
    places = range(left.place, right.place + 2)
    around = " ".join(s.text for s in note.sentences if s.paragraph in places)
    return bool(_GROWTH.search(around)) or left.sentence is right.sentence


def _in_tables(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """Columns of two years whose percents rest on different bases: named in the heads or told by the shares."""
    for table in note.tables:
        years = column_years(table)
        if len(set(years.values())) < 2:
            continue
        sides = [side for column in years if (side := _side(note, table, column, years[column], claims))]
        for first, second in pairwise(sides):
            if first.base != second.base and first.year != second.year:
                yield _finding(first, second, _ADVICE)
                break


def _side(note: Note, table: Table, column: int, year: int, claims: list[Claim]) -> Side | None:
    head = table.rows[0].cells[column][0]
    quote = note.quote(head.start, head.end)
    named = [figure for figure in figures(header(table, column)) if not figure.percent and figure.value > 2]
    if named:
        return Side(year, written(named[0].value), (quote,))
    cells = [
        c for c in claims if c.table is table and c.column == column and c.count and c.percent and c.unit != "человек"
    ]
    common = _common_bases(cells)
    if common is None:
        return None
    cell_quotes = tuple(note.quote(c.quote_from, c.quote_to) for c in cells)
    return Side(year, str(common), (quote, *cell_quotes))


def _common_bases(cells: list[Claim]) -> int | None:
    """The whole number that most of the shares of a column agree upon, when it is the only one."""
    votes: dict[int, int] = {}
    for cell in cells:
        count, percent = cell.count, cell.percent
        if count is None or percent is None or percent.value >= 100 or cell.share.is_rough:
            continue
        for base in list(bases_that_fit(count.value, percent.value, percent.places))[:400]:
            votes[base] = votes.get(base, 0) + 1
    best = max(votes.values(), default=0)
    leaders = [base for base, count in votes.items() if count == best]
    return leaders[0] if best > 1 and len(leaders) == 1 else None


def _of_participants(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """The note says that fewer took part a year ago and still compares the percents of the two years."""
    compared = _comparison(note, claims)
    if not compared:
        return
    told = _two_counts(note, claims) or _told_change(note, claims)
    if told is None:
        return
    first, second = told
    reason = _ADVICE
    extra: tuple[str, ...] = ()
    if (bare := _base_of_bare_percents(note, first.year, second.base)) is not None:
        reason = f"Проценты {first.year} года получаются при основании {bare}, а не {second.base}. {_ADVICE}"
        extra = (str(bare),)
    yield _finding(first, second, reason, compared, *extra)


def _two_counts(note: Note, claims: list[Claim]) -> tuple[Side, Side] | None:
    said = [
        c
        for c in claims
        if c.sentence and c.count and c.unit not in {"человек", ""} and _is_whole(c) and c.year
        and _TOOK_PART.search(c.sentence.text) and (c.percent is None or c.percent.value == 100)
    ]  # fmt: skip
    said = [c for c in said if not any(_exceeds(other, c) for other in said)]
    for index, left in enumerate(said):
        for right in said[index + 1 :]:
            if _are_two_years(left, right):
                pair = sorted((left, right), key=lambda c: c.year or 0)
                one, two = (Side(c.year or 0, written(c.counted.value), quotes_of(note, c)) for c in pair)
                return one, two
    return None


def _exceeds(left: Claim, right: Claim) -> bool:
    """A larger count of the same kind and year: the other one is only a part of the participants."""
    return left.unit == right.unit and left.year == right.year and left.counted.value > right.counted.value


def _is_whole(claim: Claim) -> bool:
    base = claim.share.base
    return base is None or base.value == claim.counted.value


def _are_two_years(left: Claim, right: Claim) -> bool:
    """Two counts of participants of one kind, said near each other of two years."""
    if left.year == right.year or left.unit != right.unit or right.is_part:
        return False
    if right.place - left.place > (_FAR if len(left.words & right.words) > 1 else 2):
        return False
    return left.counted.value != right.counted.value and (
        left.sentence is right.sentence or bool(left.words & right.words)
    )


def _told_change(note: Note, claims: list[Claim]) -> tuple[Side, Side] | None:
    """«участвовали 42 муниципалитета (в 2020 году … на 10 % меньше)»."""
    for claim in claims:
        if claim.sentence is None or claim.count is None or claim.unit in {"человек", ""} or claim.is_part:
            continue
        found = _CHANGED.search(claim.sentence.text, claim.share.end - claim.sentence.start)
        if found is None or not _TOOK_PART.search(claim.sentence.text) or note.year is None:
            continue
        year = int(found[1])
        latest = note.year if note.year != year else year + 1
        quotes = quotes_of(note, claim)
        change = percent_text(Decimal(found[2].replace(",", "."))) if found[3] else found[2]
        return Side(year, f"на {change} {found[0].split()[-1]}", quotes), Side(
            latest, written(claim.count.value), quotes
        )
    return None


def _comparison(note: Note, claims: list[Claim]) -> tuple[str, ...]:
    """Quotes that show a comparison of percents of two years; empty when there is none."""
    for table in note.tables:
        years = column_years(table)
        rows = [
            [cell for column in years for cell in row.cells.get(column, [])[:1] if "%" in cell.text]
            for row in table.rows[1:]
        ]
        full = [row for row in rows if len(row) > 1]
        if len(set(years.values())) > 1 and full:
            return tuple(note.quote(cell.start, cell.end) for cell in full[0])
    for sentence in note.sentences:
        percents = [figure for figure in figures(sentence.text) if figure.percent]
        around = "".join(s.text for s in note.sentences if s.paragraph == sentence.paragraph)
        said = {note.year, *years_in(sentence.text)} - {None}
        if percents and len(_SHARE_OR_POINTS.findall(around)) > 1 and len(said) > 1 and _GROWTH.search(around):
            return (note.quote(sentence.start, sentence.end),)
    return ()


def _base_of_bare_percents(note: Note, year: int, other: str) -> int | None:
    """The only whole base near the other year's one that gives every lone percent of the year's column."""
    if not other.isdigit() or int(other) > 150:
        return None
    percents: list[Figure] = []
    for table in note.tables:
        for column, of_year in column_years(table).items():
            cells = [row.text(column) for row in table.rows[1:]]
            alone = [figures(cell) for cell in cells if re.fullmatch(r"\s*\d+(?:[.,]\d+)?\s*%\s*", cell)]
            percents += [found[0] for found in alone if of_year == year and found]
    if len(percents) < 3:
        return None
    low, high = int(other) * 7 // 10, int(other) * 13 // 10
    fitting = [base for base in range(low, high + 1) if all(_is_possible(base, percent) for percent in percents)]
    return fitting[0] if len(fitting) == 1 and fitting[0] != int(other) else None


def _is_possible(base: int, percent: Figure) -> bool:
    near = int(percent.value * base / 100)
    return any(fits(Decimal(count), Decimal(base), percent.value, percent.places) for count in (near, near + 1))


def _of_people(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """One row whose counts and percents of two years imply bases that differ by a quarter or more."""
    cells = [c for c in claims if c.table and c.count and c.percent and c.unit == "человек" and c.year_is_said]
    for left, right in pairwise(cells):
        if left.table is not right.table or left.row != right.row or left.year == right.year:
            continue
        ours, theirs = _implied(left), _implied(right)
        if not ours or not theirs:
            continue
        apart = max(ours[0], theirs[0]) / max(1, min(ours[-1], theirs[-1]))
        if Decimal(apart) < _PEOPLE_RATIO:
            continue
        sides = [
            Side(c.year or 0, f"от {r[0]} до {r[-1]}", quotes_of(note, c)) for c, r in ((left, ours), (right, theirs))
        ]
        yield _finding(sides[0], sides[1], "Основания выведены из количества и процента каждого года.")


def _implied(claim: Claim) -> range:
    return bases_that_fit(claim.counted.value, claim.printed.value, claim.printed.places)
