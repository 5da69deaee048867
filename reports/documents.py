"""The sample document: shows every kind of block, so that a maintainer sees at once what the writers can do.

Its facts are invented. `seconds` makes it slow on purpose: the tests of the worker need work that takes time.
"""

import time
from datetime import date
from typing import Any

from ui import blocks

BARS = (("Центр", 24, "#0b6674"), ("Север", 17, "#2a7f8e"), ("Юг", 9, "#8a5a00"))


def sample(subject: Any, viewer: Any, style: str = "note", seconds: float = 0) -> blocks.Block:
    """Every block once, in either style; `subject` is whoever ordered it."""
    if seconds:
        time.sleep(float(seconds))
    if style == "gost":
        return _protocol_like()
    return _note_like()


def sample_version(subject: Any, viewer: Any, **params: Any) -> str:
    """The sample depends on nothing but its parameters."""
    return "1"


def _note_like() -> blocks.Block:
    return blocks.document(
        "Образец справки о трудоустройстве",
        [
            blocks.heading(1, "О чём эта справка"),
            blocks.paragraph(
                "Справка показывает, как выглядят документы портала. Все сведения в ней вымышлены: районов с такими "
                "названиями и числами нет. За год трудоустроены 50 выпускников из 63, это 79 процентов."
            ),
            blocks.notice("Значения условные: они нужны, чтобы проверить вид документа."),
            blocks.facts([("Период", "1 января — 31 декабря 2021 года"), ("Составитель", "Отдел проверки документов")]),
            blocks.heading(2, "Что сделано"),
            blocks.bullets(
                ["Открыты две площадки для профессиональных проб.", "Подготовлено одиннадцать наставников."]
            ),
            blocks.heading(1, "Итоги по районам"),
            blocks.figure(_bars_svg(), _bars_words(), "Трудоустроенные выпускники по районам"),
            _results_table(),
            blocks.heading(2, "Что предложено"),
            blocks.numbered(["Продлить соглашения с работодателями.", "Назначить наставников в южном районе."]),
            blocks.signature("Начальник отдела", "А.П. Образцова"),
        ],
        style="note",
        meta={
            "organisation": "Региональный социальный кластер\nОтдел проверки документов",
            "subtitle": "по итогам 2021 года",
            "place": "Город",
            "year": 2022,
            "prepared": ["Составитель: А.П. Образцова"],
            "notice": "Документ создан для проверки печати. Все сведения вымышлены.",
            "contents": True,
        },
    )


def _protocol_like() -> blocks.Block:
    return blocks.document(
        "Протокол рабочего совещания социального кластера № 7 от 31 января 2022 года",
        [
            blocks.facts(
                [
                    ("Председатель", "Образцова А.П., начальник отдела"),
                    ("Секретарь", "Примеров И.С."),
                    ("Присутствовали", "12 человек (список прилагается)"),
                ]
            ),
            blocks.heading(1, "Повестка дня"),
            blocks.numbered(
                ["О составе совета кластера (Примеров И.С.).", "О встрече с работодателями (Образцова А.П.)."]
            ),
            blocks.heading(1, "1. О составе совета кластера"),
            blocks.paragraph("Примерова И.С., который предложил включить в совет трёх работодателей.", lead="СЛУШАЛИ:"),
            blocks.paragraph("Подготовить проект состава совета.", lead="РЕШИЛИ: 1.1."),
            blocks.paragraph("техникум. Срок — до 28 февраля 2022 года.", lead="Ответственный:"),
            _results_table(),
            blocks.signature("Председатель", "А.П. Образцова"),
            blocks.signature("Секретарь", "И.С. Примеров"),
        ],
        style="gost",
        meta={
            "organisation": "РЕГИОНАЛЬНЫЙ СОЦИАЛЬНЫЙ КЛАСТЕР",
            "kind": "ПРОТОКОЛ",
            "number": "7",
            "day": "31 января 2022 года",
            "place": "Город",
            "subject": "рабочего совещания социального кластера",
        },
    )


def _results_table() -> blocks.Block:
    rows: list[list[blocks.CellLike]] = [[name, count, count * 2, date(2021, 12, 20)] for name, count, _ in BARS]
    total: list[blocks.CellLike] = [
        blocks.cell("Всего", bold=True),
        blocks.cell(50, bold=True),
        blocks.cell(100, bold=True),
        None,
    ]
    return blocks.table(
        "Трудоустройство по районам",
        ["Район", "Трудоустроено, чел.", "Доля, %", "Сведения на"],
        [*rows, total],
        widths=[3, 2, 1.5, 2],
    )


def _bars_words() -> str:
    return "Столбцы по районам: " + ", ".join(f"{name} — {value}" for name, value, _ in BARS) + " человек."


def _bars_svg() -> str:
    bars = "".join(
        f'<text x="0" y="{24 + index * 40}" font-family="PT Sans" font-size="14">{name}</text>'
        f'<rect x="80" y="{6 + index * 40}" width="{value * 18}" height="26" fill="{colour}"/>'
        f'<text x="{88 + value * 18}" y="{24 + index * 40}" font-family="PT Sans" font-size="14">{value}</text>'
        for index, (name, value, colour) in enumerate(BARS)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 120" role="img">{bars}</svg>'
