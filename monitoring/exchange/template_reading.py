"""A filled template: its passport from the hidden sheet, its lines from the sheet «Форма»."""

from dataclasses import fields

from monitoring.exchange.facts import Fault, Filled, Joined, Line, Passport, Placed, UnreadableFile
from monitoring.exchange.passport import FRESH, Seal, is_genuine
from monitoring.exchange.template import ANSWER, CODE, FORM, HEADINGS, HIDDEN, QUESTION, SIGNATURE
from monitoring.exchange.workbook import Sheet, sheets_of

SEARCHED = 20
LETTERS = "ABCDE"
NAMES = tuple(row.name for row in fields(Passport))


def read_template(data: bytes, seal: Seal) -> Filled:
    sheets = {sheet.name: sheet for sheet in sheets_of(data)}
    hidden, form = sheets.get(HIDDEN), sheets.get(FORM)
    if form is None:
        named = ", ".join(f"«{name}»" for name in list(sheets)[:5])
        raise UnreadableFile(f"В книге нет листа «{FORM}»: есть {named}.", "Загрузите шаблон, скачанный с портала.")
    if hidden is None:
        raise UnreadableFile("Это не шаблон портала: в книге нет служебного листа.", FRESH)
    claims, signature = _passport(hidden)
    if not is_genuine(claims, signature, seal):
        raise UnreadableFile("Служебный лист шаблона изменён: контрольная сумма не сходится.", FRESH)
    filled = Filled(f"лист «{FORM}»", claims)
    head = _head(form)
    filled.faults += _renamed(form, head)
    if not filled.faults:
        filled.lines = _lines(form, head)
    return filled


def _passport(sheet: Sheet) -> tuple[Passport, str]:
    told = {sheet.text(row, 0): sheet.text(row, 1) for row in range(len(sheet.grid))}
    return Passport(**{name: told.get(name, "") for name in NAMES}), told.get(SIGNATURE, "")


def _head(sheet: Sheet) -> int:
    """The row of headings: the one that has most of them, so that a renamed one can be named."""
    rows = range(min(SEARCHED, len(sheet.grid)))
    known = {row: sum(sheet.text(row, column) == name for column, name in enumerate(HEADINGS)) for row in rows}
    best = max(known, key=lambda row: known[row], default=0)
    if not known or known[best] < 2:
        raise UnreadableFile(f"На листе «{FORM}» не видно строки с названиями столбцов.", FRESH)
    return best


def _renamed(sheet: Sheet, head: int) -> list[Placed]:
    faults = []
    for column, name in enumerate(HEADINGS[: ANSWER + 1]):
        found = sheet.text(head, column)
        if found != name:
            words = f"Столбец {LETTERS[column]} называется «{found[:60]}», а должен называться «{name}»."
            faults.append(
                Placed(_place(head), Fault(words, "Верните название и порядок столбцов шаблона."), typed=found)
            )
    return faults


def _lines(sheet: Sheet, head: int) -> list[Line]:
    lines = []
    for number, row in enumerate(sheet.grid[head + 1 :], head + 1):
        raw = row[ANSWER] if len(row) > ANSWER else None
        code = sheet.text(number, CODE)
        if code or (raw is not None and not isinstance(raw, Joined) and str(raw).strip()):
            lines.append(Line(_place(number), code, raw, sheet.text(number, QUESTION)))
    return lines


def _place(row: int) -> str:
    return f"лист «{FORM}», строка {row + 1}"
