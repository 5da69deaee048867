"""What the builders of documents may say, and what stops at the constructor."""

import json
from datetime import date
from decimal import Decimal

import pytest

from ui import blocks
from ui.blocks import BlockError


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (9569, "9569"),
        (18411, "18\N{NO-BREAK SPACE}411"),
        (608.75, "608,75"),
        (Decimal("0.10"), "0,1"),
        (-3, "\N{MINUS SIGN}3"),
        (0, "0"),
    ],
)
def test_numbers_are_printed_the_russian_way_and_not_rounded(value, printed):
    assert blocks.number(value) == printed


def test_a_cell_keeps_the_value_beside_its_printed_text():
    assert blocks.cell(Decimal("608.75"))["value"] == 608.75
    assert blocks.cell(date(2022, 2, 21)) | {"text": ""} == blocks.cell("") | {
        "kind": "date",
        "value": "2022-02-21",
        "text": "",
    }
    assert blocks.cell(27, text="27 из 42")["text"] == "27 из 42"
    assert blocks.cell(None)["text"] == "—"


def test_a_document_survives_json():
    document = blocks.document(
        "Справка",
        [
            blocks.heading(1, "Итоги"),
            blocks.table("Таблица", ["Показатель", "Число"], [["1.1", 33], ["1.2", Decimal("0.5")], ["1.3", None]]),
            blocks.figure("<svg xmlns='http://www.w3.org/2000/svg'/>", "Столбцы", "Рисунок"),
            blocks.signature("Директор", "А.П. Образцова"),
        ],
    )

    assert json.loads(json.dumps(document)) == document


def test_numeric_columns_are_aligned_to_the_right_by_themselves():
    table = blocks.table("Таблица", ["Имя", "Число"], [["а", 1], ["б", None]])

    assert table["aligns"] == ["left", "right"]


@pytest.mark.parametrize(
    "mistake",
    [
        lambda: blocks.heading(5, "Глубоко"),
        lambda: blocks.heading(1, "  "),
        lambda: blocks.paragraph(""),
        lambda: blocks.bullets([]),
        lambda: blocks.table("Таблица", [], [["а"]]),
        lambda: blocks.table("Таблица", ["а", ""], [["а", "б"]]),
        lambda: blocks.table("Таблица", ["а", "б"], [["одна"]]),
        lambda: blocks.table("Таблица", ["а", "б"], [["а", "б"]], widths=[1]),
        lambda: blocks.table("", ["а"], [["а"]]),
        lambda: blocks.figure("<svg/>", "", "Без слов"),
        lambda: blocks.figure("picture.png", "Слова", "Не рисунок"),
        lambda: blocks.number(float("nan")),
        lambda: blocks.document("Справка", [blocks.heading(1, "А"), blocks.heading(3, "В")]),
        lambda: blocks.document("Справка", [blocks.heading(2, "Б")]),
        lambda: blocks.document("Справка", [], style="letter"),
    ],
)
def test_what_no_format_can_print_properly_is_refused(mistake):
    with pytest.raises(BlockError):
        mistake()


def test_control_characters_are_dropped_because_no_format_can_hold_them():
    assert blocks.clean("до\x00\x0bполудня\ud800 ") == "дополудня"
