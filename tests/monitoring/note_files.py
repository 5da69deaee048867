"""A note of prose and one table as Word and PDF files."""

from __future__ import annotations

import io

import docx
import typst

PROSE = (
    "Справка о работе семейных клубов за 2023 год",
    "В опросе участвовали 32 школы города (100 %).",
    "Семейные клубы работают в 20 школах (63 %). Встречи с психологом проводят 12 школ (37 %).",
    "Клубы посещают 450 родителей: 300 матерей и 140 отцов.",
    "Библиотеки для родителей открыты в 8 школах (25 %).",
)
HEAD = ("Показатель", "2023 год")
ROWS = (
    ("Школы, в которых работают семейные клубы", "20 (63 %)"),
    ("Школы, в которых открыты библиотеки для родителей", "9 (28 %)"),
)
# 12 of 32 is 37,5 and rounds up; 300 + 140 is 440; libraries are in 8 schools and in 9.
VALUES = ({"12", "37 %"}, {"450", "440"}, {"8", "9"})


def word() -> bytes:
    document = docx.Document()
    for line in PROSE:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=2)
    for row in (HEAD, *ROWS):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf() -> bytes:
    cells = ", ".join(f"[{cell}]" for row in (HEAD, *ROWS) for cell in row)
    prose = "\n\n".join(PROSE)
    return typst.compile(f'#set text(lang: "ru")\n{prose}\n\n#table(columns: (3fr, 1fr), {cells})\n'.encode())
