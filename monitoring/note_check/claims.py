"""Claims: each share of the note with what it speaks of, its year and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from monitoring.note_check.document import Note, Row, Sentence, Table, years_in
from monitoring.note_check.figures import Figure, figures
from monitoring.note_check.shares import Share, shares
from monitoring.note_check.words import counts_something, is_noun, kind_of_unit, meaning, words_in

_YEAR = re.compile(
    r"(?<!до )(?<!к )(?<!с )(?<!после )(?<!/)\b(20[0-4]\d)(?=\s*(?:[–—/-]\s*(?:20)?\d\d\s*)?(?:год|г\.|гг|учеб))"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:прошл\w+|предыдущ\w+|прошедш\w+)\s+(?:учебн\w+\s+)?год\w*|\bгодом\s+(?:ранее|раньше|прежде)|\bгод\s+назад", re.I
)
_DEADLINE = re.compile(r"\b(?:до|к|с|после)\s+(?:конца|концу|начала|начале|\d{1,2}\s+[а-я]+)\s*$", re.I)
_PART = re.compile(r"(?:из них|в том числе|из которых|из этого числа|в т\.\s?ч\.)[^.;]{0,60}$", re.I)
_REST = re.compile(r"\b(?:остальн\w+|ещ[её])\s+(?:\w+\s+){0,3}$", re.I)
_WHOLE = re.compile(r"(?:^|[\s(,])из\s+(?!них\b|которых\b|неё\b|нее\b)(?:[а-яё]+\s+){0,2}$", re.I)
_OF_WHOLE = re.compile(r"(?:^|[\s(])(?:из|среди)\s+(?:[а-яё]+\s+){0,2}$", re.I)
_NOT = re.compile(r"\b(?:не|нет|без|отсутству\w+|отсутствие)\b", re.I)
_PERCENT_ROW = re.compile(r",\s*(?:в\s*)?%\s*$|\(\s*(?:в\s*)?%\s*\)\s*$|\bв процентах\s*$", re.I)
_TOTAL_ROW = re.compile(
    r"^\W*(?:итого|всего|общ(?:ее|ий) (?:количеств|числ|итог)|по (?:региону|област|краю|республик))", re.I
)


@dataclass(slots=True, eq=False)
class Claim:
    share: Share
    words: frozenset[str]
    year: int | None
    place: int  # paragraph of the text or row of a table, in reading order
    sentence: Sentence | None = None
    table: Table | None = None
    row: int = -1
    column: int = -1
    unit: str = ""
    is_part: bool = False
    is_base: bool = False  # «из 96 выпускников»: the whole of shares after it
    negative: bool = False
    label: str = ""
    label_at: int = 0  # where the label begins in the note
    quote_from: int = 0
    quote_to: int = 0
    year_is_said: bool = False

    @property
    def count(self) -> Figure | None:
        return self.share.count

    @property
    def percent(self) -> Figure | None:
        return self.share.percent

    @property
    def counted(self) -> Figure:
        """The count of a claim that is known to have one."""
        if self.share.count is None:
            raise ValueError("a claim without a count")
        return self.share.count

    @property
    def printed(self) -> Figure:
        """The percent of a claim that is known to have one."""
        if self.share.percent is None:
            raise ValueError("a claim without a percent")
        return self.share.percent

    def is_total_row(self) -> bool:
        return bool(_TOTAL_ROW.match(self.label))


def claims_of(note: Note) -> list[Claim]:
    found = [claim for sentence in note.sentences for claim in _of_sentence(sentence, note)]
    for number, table in enumerate(note.tables):
        found += _of_table(table, number, note)
    return found


def _of_sentence(sentence: Sentence, note: Note) -> list[Claim]:
    said = shares(sentence.text, sentence.start)
    result: list[Claim] = []
    for share, (left, right) in zip(said, _segments(sentence.text, said, sentence.start), strict=True):
        before = sentence.text[: share.start - sentence.start]
        segment = sentence.text[left:right]
        year, is_said = _year_at(sentence, share, (left, right), note.year)
        unit = share.unit or (result[-1].unit if result and share.percent else "")
        negative = bool(_NOT.search(segment))
        claim = Claim(share, meaning(segment), year, sentence.paragraph, sentence, unit=unit, negative=negative)
        claim.is_part = bool(_PART.search(before) or _REST.search(before))
        claim.is_base = bool(share.percent is None and _WHOLE.search(before))
        claim.label, claim.label_at, claim.year_is_said = segment, sentence.start + left, is_said
        claim.quote_from, claim.quote_to = sentence.start, sentence.end
        result.append(claim)
    return result


def _segments(text: str, said: list[Share], start: int) -> list[tuple[int, int]]:
    """The words of each share: the sentence is cut between neighbours at a comma, semicolon or conjunction."""
    if not said:
        return []
    first = text[: said[0].start - start]
    leads = len(meaning(first)) < 2
    edges = [0]
    for left, right in pairwise(said):
        gap_from, gap_to = left.end - start, right.start - start
        signs = [gap_from + found.start() for found in re.finditer(r"[,;:]\s|\s[иа]\s", text[gap_from:gap_to])]
        strong = [place for place in signs if text[place] in ",;:"]
        choice = strong or signs
        if not choice and left.percent is None and _OF_WHOLE.search(text[:gap_from][: left.start - start]):
            edges.append(_past_noun(text, gap_from, gap_to, left))
            continue
        edges.append((choice[-1] if leads else choice[0]) if choice else gap_to)
    edges.append(len(text))
    return list(pairwise(edges))


def _past_noun(text: str, gap_from: int, gap_to: int, share: Share) -> int:
    """«Среди 45 предприятий готовы продолжить 36»: what follows the noun is said of the next figure."""
    noun = share.count.noun if share.count else ""
    place = text.find(noun, gap_from, gap_to) if noun else -1
    return place + len(noun) if place >= 0 else gap_to


def _year_at(
    sentence: Sentence, share: Share, segment: tuple[int, int], default: int | None
) -> tuple[int | None, bool]:
    """The year named with the figure, else the last one named before it in the sentence."""
    at = share.start - sentence.start
    said = [found for found in _YEAR.finditer(sentence.text) if not _DEADLINE.search(sentence.text[: found.start()])]
    years = [(found.start(), int(found[1])) for found in said]
    if default is not None:
        years += [(found.start(), default - 1) for found in _YEAR_BEFORE.finditer(sentence.text)]
        years.sort()
    inside = [pair for pair in years if segment[0] <= pair[0] < segment[1]]
    inside = [pair for pair in inside if not _has_own_figure(sentence.text, at, pair[0])]
    if inside:
        return min(inside, key=lambda pair: abs(pair[0] - at))[1], True
    before = [year for place, year in years if place < at and not _is_aside(sentence.text[place:at])]
    return (before[-1], True) if before else (default, False)


def _has_own_figure(text: str, at: int, year_at: int) -> bool:
    """«64,8 млн (в 2023 году — 60 млн)»: the year in the brackets belongs to the figure there."""
    opened = text.rfind("(", at, year_at)
    if opened < 0 or ")" in text[opened:year_at]:
        return False
    inside = text[opened : text.find(")", year_at)]
    return bool(re.search(r"\d", re.sub(r"\b20\d\d\b", "", inside)))


def _is_aside(between: str) -> bool:
    """The year stands in brackets that have been closed since: «(в 2023 году — 60 млн), в том числе …»."""
    return between.count(")") > between.count("(")


def column_years(table: Table) -> dict[int, int]:
    """Years of the columns, by the head row."""
    if not table.rows:
        return {}
    found = {column: years_in(table.rows[0].text(column)) for column in table.rows[0].cells}
    return {column: years[0] for column, years in found.items() if len(years) == 1}


def label_column(table: Table) -> int:
    """The column of names: the first one, or the second when the first holds numbers of rows."""
    firsts = [row.text(0) for row in table.rows[1:] if row.text(0)]
    numbered = [first for first in firsts if re.fullmatch(r"\d{1,3}(?:\.\d+)*\.?", first)]
    seconds = [row.text(1) for row in table.rows[1:] if row.text(1)]
    named = [second for second in seconds if words_in(second)]  # «1», «2», «3» may be years of study: names themselves
    is_numbering = numbered and numbered[0].startswith("1") and len(firsts) - len(numbered) <= 1
    return 1 if is_numbering and len(named) * 2 > len(seconds) else 0


def header(table: Table, column: int) -> str:
    return table.rows[0].text(column) if table.rows else ""


def _of_table(table: Table, number: int, note: Note) -> list[Claim]:
    years = column_years(table)
    names = label_column(table)
    result: list[Claim] = []
    for index, row in enumerate(table.rows[1:], start=1):
        for column in sorted(row.cells):
            if column <= names:
                continue
            year = years.get(column)
            for claim in _of_cell(table, row, names, column):
                if _joins(result, claim, table, index, year):
                    continue
                year = year if year is not None else _row_year(row, names)
                claim.row, claim.year = index, year if year is not None else note.year
                claim.year_is_said = year is not None
                claim.place = 100_000 + number * 1000 + index
                result.append(claim)
    return result


def _of_cell(table: Table, row: Row, names: int, column: int) -> list[Claim]:
    """Only a cell that is a figure with its unit speaks of the row; a text with numbers in it does not."""
    pieces = row.cells[column]
    text = row.text(column)
    if len(words_in(text)) > 8 or not text[:1].isdigit():
        return []
    head = header(table, column)
    said = shares(pieces[0].text, pieces[0].start)[:1]
    label = row.text(names)
    words = meaning(head) if _TOTAL_ROW.match(label) else meaning(label)
    heading = head if not re.search(r"20\d\d|значени|^факт", head, re.I) else ""
    for share in said:
        if (
            ("%" in head or _PERCENT_ROW.search(label))
            and share.count is not None
            and share.percent is None
            and share.count.value <= 100
        ):
            share.percent, share.count = share.count, None
        if share.count and share.percent and share.base is None:
            share.base = _base_in_head(head)
        noun = next(
            (word for word in re.findall(r"[А-Яа-яё]{4,}|чел", heading) if is_noun(word) and counts_something(word)), ""
        )
        unit = share.unit or (kind_of_unit(noun) if noun else "") or _unit_of(label)
        claim = Claim(share, words | meaning(heading), None, 0, None, table, column=column, unit=unit)
        claim.label, claim.negative = label, bool(_NOT.search(label))
        claim.quote_from, claim.quote_to = share.start, pieces[0].end
        return [claim]
    return []


def _base_in_head(head: str) -> Figure | None:
    """«2023 год (из 48 муниципалитетов)»."""
    found = [figure for figure in figures(head) if not figure.percent and _WHOLE.search(head[: figure.start])]
    return found[0] if len(found) == 1 else None


def _row_year(row: Row, names: int) -> int | None:
    found = years_in(row.text(names))
    return found[0] if len(found) == 1 else None


def _joins(result: list[Claim], claim: Claim, table: Table, index: int, year: int | None) -> bool:
    """A percent in the column after its count is one share with it."""
    before = result[-1] if result else None
    if before is None or before.row != index or before.column != claim.column - 1:
        return False
    if before.count is None or before.percent or claim.percent is None or claim.count:
        return False
    if year is not None and year != before.year:
        return False
    if re.search(r"20\d\d", header(table, before.column)) and re.search(r"20\d\d", header(table, claim.column)):
        return False
    before.share.percent = claim.percent
    before.share.end = claim.share.end
    before.quote_to = claim.quote_to
    return True


def _unit_of(label: str) -> str:
    for word in words_in(label):
        kind = kind_of_unit(word)
        if kind in {"место", "организация", "человек"}:
            return kind
    return ""


def same(left: Figure, right: Figure) -> bool:
    """Equal within the rounding of the coarser of the two."""
    coarse = max(left.step, right.step)
    return abs(left.value - right.value) <= (coarse / 2 if left.step != right.step else Decimal(0))


def quotes_of(claim: Claim, note: Note) -> tuple[str, ...]:
    """Exact pieces of the note: a sentence, or the name of a row and its cell."""
    if claim.table is None:
        return (note.quote(claim.quote_from, claim.quote_to),)
    cells = claim.table.rows[claim.row].cells
    names = cells.get(label_column(claim.table), [])
    name = (note.quote(names[0].start, names[0].end),) if names else ()
    return (*name, note.quote(claim.quote_from, claim.quote_to))
