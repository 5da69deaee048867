from decimal import Decimal

import pytest

from monitoring import printing

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("78.571", 0, "79"),
        ("16.45", 1, "16.5"),
        ("3.44", 1, "3.4"),
    ],
)
def test_half_goes_away_from_zero(value, decimals, expected):
    assert printing.half_up(Decimal(value), decimals) == Decimal(expected)


@pytest.mark.parametrize(
    ("numerator", "printed"),
    [(33, "79"), (9, "21"), (31, "74"), (7, "17"), (17, "40"), (19, "45"), (23, "55"), (8, "19")],
)
def test_percent_of_42_is_always_half_up(numerator, printed):
    assert printing.percent(numerator, 42) == f"{printed}{SPACE}%"


@pytest.mark.parametrize(
    ("count", "word"),
    [
        (1, "человек"),
        (2, "человека"),
        (5, "человек"),
        (11, "человек"),
        (21, "человек"),
        (112, "человек"),
        (2594, "человека"),
    ],
)
def test_noun_agrees_with_its_number(count, word):
    assert printing.plural(count, "человек,человека,человек") == word


def test_fraction_takes_the_genitive():
    assert printing.count(Decimal("608.75"), "ставка,ставки,ставок") == f"608,75{SPACE}ставки"


@pytest.mark.parametrize(
    ("value", "text"), [("19.00", "19"), ("608.75", "608,75"), ("58576.00", f"58{SPACE}576"), ("100", "100")]
)
def test_amount_prints_no_idle_zeros(value, text):
    assert printing.amount(Decimal(value)) == text


def test_share_of_nothing_has_no_percent():
    assert printing.percent(0, 0) == "—"
