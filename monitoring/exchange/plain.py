"""CSV: one answer a line, many municipalities in one file. Semicolon, comma or tab; UTF-8 or the Windows code page."""

import csv
import io
from collections.abc import Sequence

from monitoring.exchange.answers import plain
from monitoring.exchange.facts import FLAG, Fault, Filled, Line, Passport, Placed, UnreadableFile
from monitoring.exchange.template import STATES, Filling

HEADINGS = ("ОКТМО", "Год", "Редакция", "Код", "Ответ", "Вопрос")
NEEDED = HEADINGS[:5]
MOST_LINES = 200_000
SAMPLE = "Сохраните таблицу как CSV с такими столбцами: " + "; ".join(NEEDED) + "."


def write_csv(filling: Filling) -> bytes:
    """For Excel: with a mark of UTF-8 and semicolons."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    passport = filling.passport
    for question in filling.questions:
        answer = word(filling, question.code)
        writer.writerow((passport.oktmo, passport.year, passport.edition, question.code, answer, question.name))
    return output.getvalue().encode("utf-8-sig")


def word(filling: Filling, code: str) -> str:
    """An answer as a person would write it."""
    cell = filling.cells.get(code)
    if cell is None:
        return ""
    if cell.amount is None:
        return STATES.get(cell.state, "")
    kinds = {question.code: question.kind for question in filling.questions}
    return ("да" if cell.amount else "нет") if kinds[code] == FLAG else plain(cell.amount)


def decoded(data: bytes) -> str:
    """Text of the usual Russian encodings; raises UnreadableFile for anything else."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFile("Это не текст: прочитать файл не удалось.", "Сохраните файл в кодировке UTF-8.")


def read_csv(data: bytes) -> list[Filled]:
    """Forms of all municipalities of the file, in the order they come in."""
    rows = table_of(decoded(data))
    if not rows:
        raise UnreadableFile("Файл пустой.", SAMPLE)
    columns = _columns(rows[0])
    forms: dict[str, Filled] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        told = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        claims = Passport(oktmo=told["ОКТМО"], year=told["Год"], edition=told["Редакция"])
        filled = forms.setdefault(claims.oktmo, Filled(f"строка {number}", claims))
        if len(row) < len(NEEDED):
            fault = Fault("Строка оборвана: в ней не хватает столбцов.", "Проверьте, весь ли файл сохранён.")
            filled.faults.append(Placed(f"строка {number}", fault, told["Код"]))
        elif claims != filled.claims:
            fault = Fault("Год или редакция не те, что в других строках этого муниципалитета.", "Исправьте строку.")
            filled.faults.append(Placed(f"строка {number}", fault, told["Код"], told["Ответ"]))
        else:
            filled.lines.append(
                Line(f"строка {number}", told["Код"], told["Ответ"] or None, told.get("Вопрос") or None)
            )
    if not forms:
        raise UnreadableFile("В файле нет ни одной строки с ответами.", SAMPLE)
    return list(forms.values())


def table_of(text: str) -> list[list[str]]:
    """Rows of a CSV; the sign that parts most columns of the first line is the delimiter."""
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UnreadableFile("Таблица CSV оборвана или испорчена.", "Проверьте кавычки и сохраните заново.") from error
    if len(rows) > MOST_LINES:
        raise UnreadableFile("В файле слишком много строк.", "Разделите файл на части.")
    return rows


def _columns(head: Sequence[str]) -> dict[str, int]:
    found = {cell.strip().strip("\ufeff").lower(): at for at, cell in enumerate(head)}
    columns = {name: found[name.lower()] for name in HEADINGS if name.lower() in found}
    if missing := [name for name in NEEDED if name not in columns]:
        named = ", ".join(f"«{name}»" for name in missing)
        raise UnreadableFile(f"В первой строке нет столбцов: {named}.", SAMPLE)
    return columns
