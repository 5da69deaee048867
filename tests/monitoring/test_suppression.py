"""Hidden figures of open tables, attacked by an exact linear solver. Weaker ways of hiding must fall to it."""

import random
from fractions import Fraction

import pytest

from monitoring.suppression import BELOW, TOTAL, WIDTH, Relation, Table, hidden_figures, primary
from tests.monitoring.attack import ranges, width

SEEDS = range(40)


def small_number(chance: random.Random) -> int:
    """As in life: some zeros, many small, a few large."""
    return chance.choice([0, 1, 2, 3, 4, 5, 7, 9, 12, 18, 30, 60, 150])


def two_way(seed: int) -> Table:
    chance = random.Random(seed)
    rows, columns = chance.randint(2, 6), chance.randint(2, 4)
    cells = {(f"m{row}", f"e{column}"): small_number(chance) for row in range(rows) for column in range(columns)}
    return Table(cells, has_row_totals=True)


def shares(seed: int) -> Table:
    """Municipalities with a share (those counted, the rest) and a count that is part of the base of the share."""
    chance = random.Random(seed)
    cells, relations, small = {}, [], set()
    for number in range(chance.randint(1, 7)):
        row = f"m{number}"
        done, rest = small_number(chance), small_number(chance)
        cells |= {(row, "done"): done, (row, "rest"): rest, (row, "chosen"): chance.randint(0, done + rest)}
        relations.append(Relation(((row, "chosen"),), ((row, "done"), (row, "rest"))))
        if done + rest < 10:
            small |= {(row, "done"), (row, "rest")}
    beside = (frozenset({"done", "rest"}),)
    return Table(cells, relations=tuple(relations), beside=beside, small=frozenset(small))


@pytest.mark.parametrize("make", [two_way, shares])
def test_no_hidden_figure_can_be_narrowed(make):
    attacked = 0
    for seed in SEEDS:
        table = make(seed)
        hidden = hidden_figures(table)
        found = ranges(table, hidden)
        figures = table.figures()
        for key, (low, high) in found.items():
            assert low <= figures[key] and (high is None or figures[key] <= high)
            assert width((low, high)) >= WIDTH, (seed, key, low, high)
        attacked += len(found)
    assert attacked > 200


@pytest.mark.parametrize("make", [two_way, shares])
def test_what_is_small_is_hidden_and_zeros_are_not(make):
    for seed in SEEDS:
        table = make(seed)
        hidden = hidden_figures(table)
        figures = table.figures()
        assert primary(table) <= hidden
        assert {key for key, value in figures.items() if 0 < value < BELOW} <= hidden
        assert all(figures[key] for key in hidden)


def test_hiding_only_small_figures_is_broken_by_the_same_attack():
    solved = narrowed = 0
    for seed in SEEDS:
        table = two_way(seed)
        for found in ranges(table, primary(table)).values():
            solved += width(found) == 0
            narrowed += width(found) < WIDTH
    assert solved > 20
    assert narrowed > solved


def with_one_companion(table: Table) -> set:
    """The usual mistake: a second figure is hidden in each row, and columns are forgotten."""
    hidden = primary(table)
    for row in {row for row, _ in table.cells}:
        own = sorted((value, column) for (other, column), value in table.cells.items() if other == row and value)
        if len(hidden & {(row, column) for _, column in own}) == 1:
            hidden |= {(row, column) for _, column in own[:2]}
    return hidden


def test_one_companion_in_a_row_is_broken_by_columns():
    narrowed = 0
    for seed in SEEDS:
        table = two_way(seed)
        narrowed += sum(width(found) < WIDTH for found in ranges(table, with_one_companion(table)).values())
    assert narrowed > 20


def test_the_attack_solves_a_lone_hidden_figure():
    table = Table({("a", "n"): 3, ("b", "n"): 40})
    assert ranges(table, {("a", "n")}) == {("a", "n"): (Fraction(3), Fraction(3))}


def test_the_attack_uses_what_contains_a_figure():
    cells = {("a", "n"): 3, ("a", "whole"): 6, ("b", "n"): 40, ("b", "whole"): 50}
    relations = tuple(Relation(((row, "n"),), ((row, "whole"),)) for row in "ab")
    table = Table(cells, relations=relations)
    naive = {("a", "n"), ("b", "n")}
    assert ranges(table, naive)["a", "n"] == (Fraction(1), Fraction(6))
    assert ranges(Table(cells), naive)["a", "n"] == (Fraction(1), Fraction(42))


@pytest.mark.parametrize(
    ("values", "hidden"),
    [
        ((9, 40), ""),
        ((0, 40), ""),
        ((3, 40, 7), "ac"),
        ((1, 1, 20, 30), "abc"),
        ((2, 2, 2, 80), "abcd"),
    ],
)
def test_figures_of_one_column(values, hidden):
    table = Table({(letter, "n"): value for letter, value in zip("abcd", values, strict=False)})
    assert hidden_figures(table) == {(letter, "n") for letter in hidden}


def test_total_is_hidden_when_nothing_else_can_be():
    assert hidden_figures(Table({("a", "n"): 3, ("b", "n"): 0})) == {("a", "n"), (TOTAL, "n")}


def test_without_totals_no_figure_needs_company():
    table = Table({("a", "n"): 3, ("b", "n"): 40}, has_column_totals=False)
    assert hidden_figures(table) == {("a", "n")}


def test_order_of_rows_changes_nothing():
    table = two_way(7)
    turned = Table(dict(reversed(table.cells.items())), has_row_totals=True)
    assert hidden_figures(table) == hidden_figures(turned)
