"""Votes told by names, line by line or side by side."""

import pytest

from events.importing.lines import Line
from events.importing.rollcall import roll_call
from events.importing.text import Text


def _lines(*texts: str) -> list[Line]:
    return [Line(Text.of(text)) for text in texts]


@pytest.mark.parametrize(
    ("texts", "end", "counts"),
    [
        (("Котов И.И. – за;", "Лапина А.А. – против;", "Дальше"), 2, (1, 1, 0)),
        (("Котов И.И. – за, Лапина А.А. – за, Мохов П.П. – воздержался.",), 1, (2, 0, 1)),
        (("За: Котов И.И., Лапина А.А.", "Против: –", "Воздержались: Мохов П.П."), 3, (2, 0, 1)),
        (("«За» – Котов И.И.; «против» – нет; «воздержались» – нет",), 1, (1, 0, 0)),
    ],
)
def test_voices_are_counted(texts, end, counts):
    found = roll_call(_lines(*texts), 0)
    assert found is not None
    assert found[0] == end
    assert tuple(found[1].counts.values()) == counts


@pytest.mark.parametrize(
    "texts",
    [
        ("Котов И.И. – директор;", "Лапина А.А. – методист"),
        ("Котов И.И. – за",),
        ("За: 5", "Против: нет"),
        ("За: отличную работу наградить Котова И.И.",),
        ("Против: нет", "Воздержались: нет"),
    ],
)
def test_other_lines_are_no_vote_by_names(texts):
    assert roll_call(_lines(*texts), 0) is None
