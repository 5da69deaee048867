"""Tables of a protocol: the head row tells what the columns hold, each row becomes one line of the outline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from events.importing.lines import Line
from events.importing.markers import Marker, marker_of
from events.importing.people import find_people
from events.importing.tallies import Tally, tally_of, tally_of_names
from events.importing.tearing import joined_cells
from events.importing.text import Text

_COLUMNS = (
    ("number", r"^(?:№|n)?\s*(?:№|п/?п|п\.\s?п\.|№№)?\s*\.?$|^№|^номер$|^п/п|^пункт"),
    ("co", r"соисполн"),
    ("deadline", r"срок|дата исполн|когда|дедлайн"),
    ("responsible", r"ответств|исполнител|кому поручено|кто\b"),
    ("vote", r"голосован|итог\w* голос|результат\w* голос"),
    ("for", r"^[«\"]?за[»\"]?$"),
    ("against", r"^[«\"]?против[»\"]?$"),
    ("abstained", r"^[«\"]?воздерж\w*[»\"]?$"),
    ("control", r"контрол"),
    ("speaker", r"докладчик|выступающ|кто докладывает"),
    ("person", r"ф\.?\s?и\.?\s?о|фамилия|участник|присутств|^член|^депутат|^эксперт|голосующ|голосовавш"),
    ("post", r"должность|организаци|место работы|статус"),
    ("question", r"вопрос|тема|повестк|слушали"),
    ("decision", r"решени|поручени|содержание|мероприяти|задач|что сделать|принято|постановил|действи|формулировк"
        r"|что (?:дела|нужно|надо|реши|будет)|^что$|^шаги?$"
        r"|наименование"),
)  # fmt: skip


@dataclass(slots=True)
class Explained:
    lines: list[Line]
    forced: dict[int, str]
    heads: list[Text] = field(default_factory=list)
    columns: dict[int, dict[str, Text]] = field(default_factory=dict)  # id of a line → its other cells
    tallies: dict[int, Tally] = field(default_factory=dict)  # id of a line → votes counted in its cells


def explain(lines: list[Line]) -> Explained:
    """The segments with table rows made into lines; ``forced`` fixes the labels the head row decides."""
    result = Explained([], {})
    index = 0
    while index < len(lines):
        if lines[index].kind != "cell":
            result.lines.append(lines[index])
            index += 1
            continue
        end = index
        while end < len(lines) and lines[end].kind == "cell" and lines[end].table == lines[index].table:
            end += 1
        _table(lines[index:end], result)
        index = end
    return result


def _table(cells: list[Line], result: Explained) -> None:
    rows: dict[int, dict[int, Line]] = {}
    for cell in cells:
        row = rows.setdefault(cell.row, {})
        row[cell.column] = cell if cell.column not in row else _joined(row[cell.column], cell)
    ordered = [rows[key] for key in sorted(rows)]
    kinds = _kinds(ordered[0])
    main = _main_column(kinds)
    if main is not None:
        result.heads += [cell.text for cell in ordered[0].values()]
        if main[1] == "vote" and "person" in kinds.values():
            _names_table(ordered[1:], kinds, result)
            return
        before: Line | None = None
        for row in ordered[1:]:
            before = _row(row, kinds, main, result, before)
        return
    for row in ordered:
        _plain_row(row, result)


def _joined(before: Line, after: Line) -> Line:
    return Line(joined_cells(before.text, after.text), "cell", table=before.table, row=before.row, column=before.column)


def _kinds(head: dict[int, Line]) -> dict[int, str]:
    kinds: dict[int, str] = {}
    for column, cell in head.items():
        low = cell.text.s.lower().replace("ё", "е").strip(" .:")
        kind = next((name for name, pattern in _COLUMNS if re.search(pattern, low)), "")
        kind = "both" if kind == "deadline" and re.search("ответств|исполнител", low) else kind
        if kind and kind not in kinds.values() and len(low) < 60:
            kinds[column] = kind
    return kinds


def _main_column(kinds: dict[int, str]) -> tuple[int, str] | None:
    """The column that holds decisions, agenda items or people; None when the first row is no head."""
    by_kind = {kind: column for column, kind in kinds.items()}
    useful = {"both", "deadline", "responsible", "vote", "control"} & set(by_kind)
    if "decision" in by_kind and (useful or "number" in by_kind or "question" in by_kind):
        return by_kind["decision"], "decision"
    if "question" in by_kind and {"deadline", "responsible"} <= set(by_kind):
        return by_kind["question"], "decision"
    if "question" in by_kind and ("speaker" in by_kind or "number" in by_kind) and "for" not in by_kind:
        return by_kind["question"], "agenda"
    if "for" in by_kind and "against" in by_kind:
        return next((by_kind[k] for k in ("question", "decision", "number") if k in by_kind), 0), "vote"
    if "person" in by_kind and len(kinds) > 1:
        return by_kind["person"], "present"
    return None


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
            for kind, text in others.items():
                held = result.columns[id(before)]
                held[kind] = held[kind].joined(text) if kind in held else text
        else:
            _plain_row(row, result)
        return before
    cell = row[column]
    if not numbers and "number" in kinds.values() and before is not None and not others:
        before.text = before.text.joined(cell.text)
        return before
    if not numbers and "number" in kinds.values() and before is not None and others:
        cell.marker = cell.marker or before.marker  # its number cell is one with the cell above
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


def _marker(number: str) -> Marker | None:
    """The marker of a number that stands in a cell of its own, so it takes no place in the text."""
    found = marker_of(number.strip(" .)") + ". Текст") or marker_of(number.strip() + " Текст")
    return Marker(found.kind, found.number, 0, found.path) if found else None


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
    result.forced[len(result.lines)] = label
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
    if len(cells) == 2 and re.fullmatch(
        r"(?:номер|дата|время|место|председатель|секретарь)[а-яё ]{0,30}:?", cells[0].text.s.lower()
    ):
        result.lines.append(Line(cells[0].text.joined(cells[1].text), "row", table=cells[0].table, row=cells[0].row))
        return
    if len(cells) > 1 and re.fullmatch(r"[\dIVX]{1,3}(?:\.\d{1,2}){0,3}[.)]?|[-–•*]", cells[0].text.s):
        marker = _marker(cells[0].text.s)
        cells[1].marker = cells[1].marker or marker
        result.heads.append(cells[0].text)
        cells = cells[1:]
    result.lines += cells
