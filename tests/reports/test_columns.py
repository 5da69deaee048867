"""Widths of columns: the builder's wish, unless a word would not fit."""

import pytest

from reports.writers.columns import fitted
from ui import blocks

ROOM = {"width": 165.0, "size": 9, "padding": 4}


def table(head, rows, widths=None):
    return blocks.table("Таблица", head, rows, widths=widths)


def test_widths_that_leave_room_for_every_word_stay_as_asked():
    assert fitted(table(["Слово", "Два"], [["а", "б"]], [2, 1]), **ROOM) == pytest.approx([110, 55])


def test_a_column_narrower_than_its_longest_word_grows_at_the_cost_of_the_others():
    widths = fitted(table(["Дата", "Текст", "Ещё"], [["21.02.2022", "а", "б"]], [1, 20, 20]), **ROOM)

    assert sum(widths) == pytest.approx(165)
    assert widths[0] > 20
    assert widths[1] == pytest.approx(widths[2], rel=0.05)


def test_a_fixed_space_joins_words():
    loose = fitted(table(["А", "Б"], [["плюс четыре", "б"]], [1, 9]), **ROOM)
    joined = fitted(table(["А", "Б"], [["плюс\N{NO-BREAK SPACE}четыре", "б"]], [1, 9]), **ROOM)

    assert joined[0] > loose[0]


def test_words_that_fit_nowhere_share_the_page():
    head = [f"Достопримечательность{number}" for number in range(7)]
    widths = fitted(table(head, [["а"] * 7]), **ROOM)

    assert widths == pytest.approx([165 / 7] * 7)


def test_a_table_of_eight_columns_lays_the_page_on_its_side():
    wide = blocks.document("Реестр", [table([str(one) for one in range(8)], [])])
    narrow = blocks.document("Реестр", [table([str(one) for one in range(7)], [])])

    assert wide["meta"] == {"landscape": True}
    assert narrow["meta"] == {}
