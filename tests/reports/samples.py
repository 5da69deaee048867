"""Documents for the tests of writers."""

import re

from reports.documents import sample
from ui import blocks

TRAPS = 'Ромашка & Ко <b>жирно</b> #set {{ name }} {% if %} $x$ @ссылка \\ * _ ` ~ ] "кавычки" «ёлочки»'


def note() -> blocks.Block:
    return sample(None, None)


def gost() -> blocks.Block:
    return sample(None, None, style="gost")


def tricky() -> blocks.Block:
    """Texts that mean something in the languages of the writers."""
    return blocks.document(
        f"Справка {TRAPS}",
        [
            blocks.heading(1, TRAPS),
            blocks.paragraph(TRAPS, lead=TRAPS),
            blocks.bullets([TRAPS]),
            blocks.numbered([TRAPS]),
            blocks.facts([(TRAPS, TRAPS)]),
            blocks.notice(TRAPS),
            blocks.table(
                TRAPS,
                [[TRAPS, blocks.cell("Двойная", span=2)], [TRAPS, "Б", "В"]],
                [[TRAPS, "=1+1", -5], [blocks.cell("Итого", span=2), 608.75]],
            ),
            blocks.signature("Очень длинная должность человека, который подписывает документы кластера", TRAPS),
        ],
    )


def long_table(rows: int = 120) -> blocks.Block:
    return blocks.document(
        "Справка с длинной таблицей",
        [blocks.table("Муниципалитеты", ["Название", "Число"], [[f"Район {one}", one] for one in range(rows)])],
    )


def grouped() -> blocks.Block:
    """A table whose rows come in named groups, long enough for two pages."""
    rows: list[list[object]] = []
    for group in range(6):
        rows.append([blocks.cell(f"Группа {group}", span=3, bold=True)])
        rows += [[f"Район {group}.{one}", one, one * 2] for one in range(9)]
    return blocks.document("Справка с группами", [blocks.table("Группы", ["Название", "Было", "Стало"], rows)])


def numbers_in(text: str) -> set[str]:
    """All numbers of a text as they are printed; spaces inside numbers do not matter."""
    return set(re.findall(r"\d+(?:,\d+)?", re.sub(r"(?<=\d)[\N{NO-BREAK SPACE}\u202f](?=\d{3})", "", text)))
