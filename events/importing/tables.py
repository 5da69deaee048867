"""Tables of a protocol: the head row tells what the columns hold, each row becomes one line of the outline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from events.importing.cell_points import points_of, shared_out
from events.importing.columns import kinds_of, main_column
from events.importing.lines import Line
from events.importing.markers import Marker, marker_of
from events.importing.people import find_people
from events.importing.rollcall import roll_call, tally_of_voices, voice_columns
from events.importing.side_labels import is_fact, is_labelled, labelled_lines
from events.importing.tallies import Tally, tally_of, tally_of_names
from events.importing.tearing import joined_cells
from events.importing.text import Text

_AWAY = re.compile(r"отсутств|не (?:явил|был|присутств|участв)|нет\b|[–-]$|бол(?:ен|ьна)|отпуск|командировк")
_SCORE = re.compile(r"(?:итогов\w+ |средн\w+ |общ\w+ )?(?:балл|оценк|рейтинг|сумма|количество|результат|показател)")


@dataclass(slots=True)
class Explained:
    lines: list[Line]
    forced: dict[int, str]
    heads: list[Text] = field(default_factory=list)
    columns: dict[int, dict[str, Text]] = field(default_factory=dict)  # id of a line → its other cells
    tallies: dict[int, Tally] = field(default_factory=dict)  # id of a line → votes counted in its cells
    pieces: dict[tuple[int, int, int], list[Line]] = field(default_factory=dict)  # table, row, column → paragraphs


def explain(lines: list[Line]) -> Explained:
    """The segments with table rows made into lines; ``forced`` fixes the labels the head row decides."""
    result = Explained([], {})
    index = 0
    while index < len(lines):
        if lines[index].kind != "cell":
            index = _line(lines, index, result)
            continue
        end = index
        while end < len(lines) and lines[end].kind == "cell" and lines[end].table == lines[index].table:
            end += 1
        _table(lines[index:end], result)
        index = end
    return result


def _line(lines: list[Line], index: int, result: Explained) -> int:
    """A line outside tables, or a vote by names that begins with it; the index after it."""
    end, tally = roll_call(lines, index) or (index + 1, None)
    line = lines[index]
    if tally is not None:
        for after in lines[index + 1 : end]:
            line = Line(line.text.joined(after.text), "row", line.gap)
        result.tallies[id(line)] = tally
        result.forced[len(result.lines)] = "vote"
    result.lines.append(line)
    return end


def _table(cells: list[Line], result: Explained) -> None:
    rows: dict[int, dict[int, Line]] = {}
    for cell in cells:
        row = rows.setdefault(cell.row, {})
        result.pieces.setdefault((cell.table, cell.row, cell.column), []).append(cell)
        row[cell.column] = cell if cell.column not in row else _joined(row[cell.column], cell)
    ordered = [rows[key] for key in sorted(rows)]
    if is_labelled(ordered):
        for key in sorted(rows):
            pieces = result.pieces.get((cells[0].table, key, 1), [])
            result.lines += labelled_lines(rows[key].get(0), pieces)
        return
    kinds = kinds_of(ordered[0])
    main = main_column(kinds)
    if columns := voice_columns(ordered):
        result.heads += [cell.text for cell in ordered[0].values()]
        _voices(ordered, columns, result)
        return
    if main is not None:
        _headed(ordered, kinds, main, result)
        return
    scored = len(ordered) > 2 and any(_SCORE.match(cell.text.s.lower()) for cell in ordered[0].values())
    for row in ordered:
        first = len(result.lines)
        _plain_row(row, result)
        if scored and row is not ordered[0]:
            result.forced |= dict.fromkeys(range(first, len(result.lines)), "heard")


def _headed(rows: list[dict[int, Line]], kinds: dict[int, str], main: tuple[int, str], result: Explained) -> None:
    """The rows below a head row that tells what the columns hold."""
    result.heads += [cell.text for cell in rows[0].values()]
    if main[1] == "vote" and "person" in kinds.values():
        _names_table(rows[1:], kinds, result)
        return
    before: Line | None = None
    for row, after in zip(rows[1:], [*rows[2:], {}], strict=False):
        if main[1] == "decision" and (section := _section(row, after, kinds)):
            result.forced[len(result.lines)] = "item"
            result.lines.append(section)
            before = None
        else:
            before = _row(row, kinds, main, result, before)


def _voices(rows: list[dict[int, Line]], columns: list[int], result: Explained) -> None:
    """Who voted how on each question: a vote per column, and the voters were present."""
    for row in rows[1:]:
        voter = row[min(row)] if min(row) not in columns else None
        if voter is not None and len(row) > len(columns) + 1:
            voter = next((cell for c, cell in row.items() if c not in columns and find_people(cell.text.s)), voter)
        if voter is not None:
            result.forced[len(result.lines)] = "present"
            result.lines.append(voter)
    for column in columns:
        cells = [row[column] for row in rows[1:] if column in row]
        line = Line(cells[0].text, "row", table=cells[0].table, row=cells[0].row)
        for cell in cells[1:]:
            line.text = line.text.joined(cell.text)
        result.tallies[id(line)] = tally_of_voices(rows[0][column].text, [cell.text.s for cell in cells])
        result.forced[len(result.lines)] = "vote"
        result.lines.append(line)


def _section(row: dict[int, Line], after: dict[int, Line], kinds: dict[int, str]) -> Line | None:
    """A row that heads those below: one cell over all columns, or «1 | Тема» above «1.1 | …»."""
    cells = [row[column] for column in sorted(row)]
    if len(kinds) < 3 or not after or len(after) < 2 or not re.search(r"[А-Яа-яё]{4}", cells[-1].text.s):
        return None
    if len(cells) == 1 and 0 in row and (kinds.get(0) == "number" or len(after) == len(kinds)):
        return cells[0]
    number, below = cells[0].text.s.strip(" ."), after[min(after)].text.s.strip(" .")
    if len(cells) == 2 and kinds.get(0) == "number" and number.isdigit() and below.startswith(f"{number}."):
        cells[1].marker = _marker(number)
        return cells[1]
    return None


def _joined(before: Line, after: Line) -> Line:
    return Line(joined_cells(before.text, after.text), "cell", table=before.table, row=before.row, column=before.column)


def _row(
    row: dict[int, Line], kinds: dict[int, str], main: tuple[int, str], result: Explained, before: Line | None
) -> Line | None:
    column, label = main
    numbers = [cell for c, cell in row.items() if kinds.get(c) == "number"]
    others = {kinds[c]: cell.text for c, cell in row.items() if c != column and c in kinds and kinds[c] != "number"}
    if label in {"present", "vote"}:
        _joined_row(row, kinds, label, result)
        return None
    if column not in row:
        if before is not None and not numbers:
            _goes_on(result.columns[id(before)], others)
        else:
            _plain_row(row, result)
        return before
    cell = row[column]
    if not numbers and "number" in kinds.values() and before is not None and not others:
        before.text = before.text.joined(cell.text)
        return before
    if not numbers and "number" in kinds.values() and before is not None and others:
        cell.marker = cell.marker or before.marker  # its number cell is one with the cell above
    if numbers and "question" in others:
        others["number"] = numbers[0].text
    if label == "decision" and (points := points_of(cell.text)):
        return _points(cell, points, {c: kinds[c] for c in row if c in kinds}, others, result)
    if numbers and cell.marker is None:
        cell.marker = _marker(numbers[0].text.s)
        result.heads.append(numbers[0].text)
    result.columns[id(cell)] = others
    if tally := tally_of(others):
        result.tallies[id(cell)] = tally
    cell.gap = 0
    result.forced[len(result.lines)] = label
    result.lines.append(cell)
    return cell


def _goes_on(held: dict[str, Text], others: dict[str, Text]) -> None:
    """A row without a cell of its own in the main column goes on with the row above."""
    for kind, text in others.items():
        held[kind] = held[kind].joined(text) if kind in held else text


def _points(
    cell: Line, points: list[tuple[str, Text]], kinds: dict[int, str], others: dict[str, Text], result: Explained
) -> Line:
    """Each numbered point of a cell is a decision of its own."""
    held = {kind: result.pieces[cell.table, cell.row, column] for column, kind in kinds.items()}
    pieces = {kind: [line.text for line in lines] for kind, lines in held.items()}
    shares = shared_out(others, pieces, [number for number, _ in points])
    line = cell
    for (number, text), share in zip(points, shares, strict=True):
        line = Line(text, "cell", table=cell.table, row=cell.row, column=cell.column)
        line.marker, line.body_at = _marker(number), 0
        result.columns[id(line)] = share
        result.forced[len(result.lines)] = "decision"
        result.lines.append(line)
    return line


def _marker(number: str) -> Marker | None:
    """The marker of a number that stands in a cell of its own, so it takes no place in the text."""
    found = marker_of(number.strip(" .)") + ". Текст") or marker_of(number.strip() + " Текст")
    if found:
        return Marker(found.kind, found.number, 0, found.path)
    odd = re.fullmatch(r"[\w.-]*\d[\w./-]*", number.strip(" .)№"))  # «46/1», «П-3»
    return Marker("arabic", odd[0], 0) if odd and len(odd[0]) < 12 else None


def _names_table(rows: list[dict[int, Line]], kinds: dict[int, str], result: Explained) -> None:
    """A vote by name: the whole table is one line with its tally."""
    cells = [cell for row in rows for cell in row.values()]
    text = cells[0].text
    for cell in cells[1:]:
        text = text.joined(cell.text)
    line = Line(text, "row", table=cells[0].table, row=cells[0].row)
    by_kind = [{kinds[c]: cell.text for c, cell in row.items() if c in kinds} for row in rows]
    result.tallies[id(line)] = tally_of_names(by_kind, kinds.values())
    result.forced[len(result.lines)] = "vote"
    result.lines.append(line)


def _joined_row(row: dict[int, Line], kinds: dict[int, str], label: str, result: Explained) -> None:
    cells = [row[c] for c in sorted(row)]
    text = cells[0].text
    for cell in cells[1:]:
        text = text.joined(cell.text)
    line = Line(text, "row", table=cells[0].table, row=cells[0].row)
    result.columns[id(line)] = {kinds[c]: cell.text for c, cell in row.items() if c in kinds}
    if tally := tally_of(result.columns[id(line)]):
        result.tallies[id(line)] = tally
    presence = result.columns[id(line)].get("presence")
    away = presence is not None and _AWAY.match(presence.s.strip().lower())
    result.forced[len(result.lines)] = "absent" if away else label
    result.lines.append(line)


def _plain_row(row: dict[int, Line], result: Explained) -> None:
    """A row of a table without a known head: a person with a post is one line, a number belongs to its text."""
    cells = [row[c] for c in sorted(row)]
    if len(cells) > 1 and any(find_people(cell.text.s) for cell in cells):
        text = cells[0].text
        for cell in cells[1:]:
            text = text.joined(cell.text)
        result.lines.append(Line(text, "row", table=cells[0].table, row=cells[0].row))
        return
    if len(cells) == 2 and is_fact(cells[0]):
        result.lines.append(Line(cells[0].text.joined(cells[1].text), "row", table=cells[0].table, row=cells[0].row))
        return
    if len(cells) > 1 and re.fullmatch(r"[\dIVX]{1,3}(?:\.\d{1,2}){0,3}[.)]?|[-–•*]", cells[0].text.s):
        marker = _marker(cells[0].text.s)
        cells[1].marker = cells[1].marker or marker
        result.heads.append(cells[0].text)
        cells = cells[1:]
    result.lines += cells
