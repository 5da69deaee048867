"""The Excel template of one municipality: one printable sheet of questions, how to fill it, and a hidden passport."""

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from monitoring.control_rules import Cell
from monitoring.exchange.answers import NOT_APPLICABLE, REFUSED
from monitoring.exchange.facts import FLAG, MONEY, MOST, MOST_MONEY, STAFF, Passport, Question
from monitoring.exchange.passport import Seal, sealed

FORM, HELP, HIDDEN = "Форма", "Как заполнить", "Служебный"
HEADINGS = ("Код", "Вопрос", "Ответ", "Как отвечать", "Подсказка")
CODE, QUESTION, ANSWER, MANNER, HINT = range(5)
WIDTHS = (15, 62, 14, 38, 44)
HEAD = 3
NO_DAY = datetime(2000, 1, 1)  # equal templates are equal files
SIGNATURE = "signature"
STATES = {NOT_APPLICABLE: "н/п", REFUSED: "отказ"}
MANNERS = {
    FLAG: "да или нет",
    "count": "целое число",
    STAFF: "число с шагом 0,25",
    MONEY: "рубли, до копеек",
}
STEPS = (
    "Заполните столбец «Ответ» на листе «Форма»: туда, и только туда, можно писать. Остальное защищено без пароля.",
    "Ноль пишите цифрой 0. Пустая ячейка значит «ответа нет» и нулём не станет.",
    "Если числа быть не может, напишите «н/п». Если муниципалитет отказывается отвечать — «отказ».",
    "Пишите сами значения, а не формулы и не ссылки на другие файлы. Не объединяйте ячейки.",
    "Строки, столбцы и коды не переставляйте и не переименовывайте. Лист «Форма» не удаляйте.",
    "Сохраните файл как «Книга Excel (.xlsx)» и загрузите на портале: «Мониторинг» — кампания — «Загрузка из файлов».",
    "Портал покажет по строкам, что нового, что изменится и что записано неверно. До вашего «Загрузить» он ничего не "
    "сохранит.",
    "Шаблон годится только для своего муниципалитета, года и редакции показателей.",
)


@dataclass(frozen=True)
class Filling:
    """Everything a template shows: whose form it is, what is asked and what has been answered already."""

    passport: Passport
    place: str
    title: str
    questions: Sequence[Question]
    cells: Mapping[str, Cell]


def template(filling: Filling, seal: Seal) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = f"{filling.title}: {filling.place}"
    book.set_properties({"title": title, "subject": "Форма муниципального образования", "created": NO_DAY})
    looks = _looks(book)
    _form(book.add_worksheet(FORM), filling, looks)
    _help(book.add_worksheet(HELP), title, looks)
    _hidden(book.add_worksheet(HIDDEN), filling.passport, seal)
    book.close()
    return output.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    common = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    line = {**common, "bottom": 1, "bottom_color": "#C4CDCD"}
    answer = {
        **common, "locked": False, "border": 1, "border_color": "#5E7272", "bg_color": "#FFF9E0", "align": "right"
    }  # fmt: skip
    return {
        "title": book.add_format({**common, "bold": True, "font_size": 14, "text_wrap": False}),
        "plain": book.add_format({**common, "text_wrap": False}),
        "text": book.add_format(common),
        "head": book.add_format({**common, "bold": True, "bg_color": "#DCE8E8", "bottom": 2, "valign": "vcenter"}),
        "section": book.add_format({**common, "bold": True, "bg_color": "#EEF4F4", "top": 1, "text_wrap": False}),
        "code": book.add_format({**line, "font_color": "#6B6B6B", "font_size": 8}),
        "line": book.add_format({**line, "align": "left", "indent": 1}),
        "whole": book.add_format({**answer, "num_format": "#,##0"}),
        "parts": book.add_format({**answer, "num_format": "#,##0.00"}),
        "word": book.add_format(answer),
    }


def _form(sheet: Any, filling: Filling, looks: dict[str, Any]) -> None:
    sheet.write_string(0, CODE, filling.title, looks["title"])
    sheet.write_string(1, CODE, f"{filling.place}, ОКТМО {filling.passport.oktmo}", looks["plain"])
    sheet.write_string(2, CODE, "Пишите в столбец «Ответ». Пустая ячейка нулём не считается.", looks["plain"])
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(HEAD, column, heading, looks["head"])
        sheet.set_column(column, column, WIDTHS[column])
    row, section = HEAD + 1, 0
    for question in filling.questions:
        if question.section != section:
            section = question.section
            for column in range(len(HEADINGS)):
                text = f"{section}. {question.section_name}" if column == QUESTION else ""
                sheet.write(row, column, text, looks["section"])
            row += 1
        _question(sheet, row, question, filling.cells.get(question.code), looks)
        row += 1
    _finish(sheet, filling, row - 1)


def _question(sheet: Any, row: int, question: Question, cell: Cell | None, looks: dict[str, Any]) -> None:
    sheet.write_string(row, CODE, question.code, looks["code"])
    sheet.write_string(row, QUESTION, question.name, looks["line"])
    look = looks["word" if question.kind == FLAG else "parts" if question.kind in (STAFF, MONEY) else "whole"]
    if cell is None or (cell.amount is None and cell.state not in STATES):
        sheet.write_blank(row, ANSWER, None, look)
    elif cell.amount is None:
        sheet.write_string(row, ANSWER, STATES[cell.state], look)
    elif question.kind == FLAG:
        sheet.write_string(row, ANSWER, "да" if cell.amount else "нет", look)
    else:
        sheet.write_number(row, ANSWER, cell.amount, look)
    sheet.write_string(row, MANNER, f"{MANNERS[question.kind]}, «н/п» или «отказ»", looks["line"])
    sheet.write_string(row, HINT, question.hint, looks["line"])
    sheet.set_row(row, 4 + 13 * max(_lines(question.name, QUESTION), _lines(question.hint, HINT)))
    sheet.data_validation(row, ANSWER, row, ANSWER, _validation(row, question))


def _lines(text: str, column: int) -> int:
    """Lines a text takes in its column: not every program works out the height of a row by itself."""
    return max(1, math.ceil(len(text) / WIDTHS[column]))


def _validation(row: int, question: Question) -> dict[str, Any]:
    """What Excel itself lets in; the portal checks everything again."""
    manner = MANNERS[question.kind]
    words = {
        "input_title": "Ответ",
        "input_message": f"{manner.capitalize()}, «н/п» или «отказ». {question.hint}"[:255],
        "error_title": "Такой ответ не подойдёт",
        "error_message": f"Здесь ждут: {manner}, «н/п» или «отказ».",
    }
    if question.kind == FLAG:
        return {"validate": "list", "source": ["да", "нет", *STATES.values()], **words}
    cell = xl_rowcol_to_cell(row, ANSWER)
    step = {STAFF: 4, MONEY: 100}.get(question.kind, 1)
    most = MOST_MONEY if question.kind == MONEY else MOST
    number = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most},ROUND({cell}*{step},0)={cell}*{step})"
    states = ",".join(f'{cell}="{word}"' for word in STATES.values())
    # For a text the product above is an error, which IFERROR turns into a plain «no».
    return {"validate": "custom", "value": f"=OR(IFERROR({number},FALSE),{states})", **words}


def _finish(sheet: Any, filling: Filling, last: int) -> None:
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.freeze_panes(HEAD + 1, CODE + 1)
    sheet.set_selection(HEAD + 2, ANSWER, HEAD + 2, ANSWER)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    sheet.print_area(0, 0, last, len(HEADINGS) - 1)
    place = filling.place.replace("&", "&&")[:120]
    sheet.set_footer(f"&L{place}, {filling.passport.year} год&RСтраница &P из &N")


def _help(sheet: Any, title: str, looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 96)
    sheet.write_string(0, 0, HELP, looks["title"])
    sheet.write_string(1, 0, title, looks["plain"])
    for number, step in enumerate(STEPS, 1):
        sheet.write_number(number + 2, 0, number, looks["text"])
        sheet.write_string(number + 2, 1, step, looks["text"])
    sheet.protect()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _hidden(sheet: Any, passport: Passport, seal: Seal) -> None:
    rows = {**asdict(passport), SIGNATURE: sealed(passport, seal)}
    for number, (name, value) in enumerate(rows.items()):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, value)
    sheet.protect()
    sheet.very_hidden()
