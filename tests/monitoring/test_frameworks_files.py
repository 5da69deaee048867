"""Definitions out to TOML and back, through the tables as well; whether a series goes on."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.actions.frameworks import store_edition
from monitoring.framework import linter
from monitoring.framework.continuity import breaks, is_comparable
from monitoring.framework.definition import (
    CriterionDefinition,
    Definition,
    ElementDefinition,
    Formula,
    IndicatorDefinition,
    PopulationDefinition,
    RuleDefinition,
    SolutionDefinition,
)
from monitoring.framework.reading import FOLDER, read, shipped
from monitoring.framework.tables import definition_of
from monitoring.framework.vocabulary import Comparison, Operation
from monitoring.framework.writing import digest_of, write
from monitoring.models import Edition

SHIPPED = (FOLDER / "irkutsk.toml").read_text(encoding="utf-8")

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(str.strip)
lines = st.lists(words, max_size=3).map("\n".join).map(str.strip)
codes = st.text("abcxyz_019", min_size=1, max_size=6)
wholes = st.integers(0, 9999)
decimals = st.decimals(-99999, 99999, places=2)
formulas = st.builds(
    Formula,
    st.sampled_from(Operation.values),
    st.lists(codes, max_size=4).map(tuple),
    st.sampled_from(Comparison.values),
    decimals,
) | st.builds(Formula, st.sampled_from(Operation.values), st.lists(codes, max_size=4).map(tuple))
indicators = st.builds(
    IndicatorDefinition,
    code=codes, criterion=wholes, kind=words, name=words, numerator=formulas, denominator=st.none() | formulas,
    slices=st.lists(codes, max_size=3).map(tuple), region=words, polarity=words, score=words,
    target=st.none() | decimals, unit=words, period=codes, decimals=wholes, statement=words, gap=words, why=lines,
    source=lines, broken_with=st.none(), broken_note=st.just(""),
)  # fmt: skip
rules = st.builds(RuleDefinition, codes, st.booleans(), st.none() | decimals, codes, words)
pairs = st.tuples(codes, codes)


def several(rows):
    return st.lists(rows, max_size=3).map(tuple)


definitions = st.builds(
    Definition,
    code=words, title=lines, edition=wholes, valid_from=wholes, valid_to=st.none() | st.integers(1, 9999),
    authored_by=words, checked_by=words, approved_by=words, next_review=st.none() | st.dates(), scale=words,
    populations=several(st.builds(PopulationDefinition, codes, words, lines)),
    criteria=several(st.builds(CriterionDefinition, wholes, words, words)),
    elements=several(st.builds(ElementDefinition, codes, wholes, words, words, lines)),
    indicators=several(indicators | indicators.map(lambda row: replace(row, broken_with=3, broken_note="иная база"))),
    subsets=several(pairs),
    rules=several(rules),
    solutions=several(st.builds(SolutionDefinition, codes, words, words, lines, words, words, several(codes))),
    oddities=st.just(()),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(definitions)
def test_written_definition_reads_back_the_same(definition):
    found = read(write(definition))
    assert found == definition
    assert found.oddities == ()


def test_shipped_file_reads_back_the_same_and_clean():
    again = read(write(shipped()))
    assert again == shipped()
    assert linter.faults(again) == []
    assert digest_of(again) == digest_of(shipped())


@pytest.mark.django_db
def test_tables_give_back_what_was_stored():
    text = SHIPPED.replace('code = "9.1"\n', 'code = "9.1"\nseries_break = { edition = 4, note = "иной учёт" }\n')
    text = text.replace("\nedition = 1\n", "\nedition = 7\n").replace('["9.1", "7.2"]', '["7.2", "9.1"]')
    definition = read(text.replace('code = "times_ten"', 'code = "times_ten"\nis_on = false\nseverity = "show"'))
    edition = store_edition(definition)
    assert definition_of(edition) == definition
    assert edition.digest == digest_of(definition)


@pytest.mark.django_db
def test_same_number_is_not_stored_twice():
    with pytest.raises(ValidationError, match="Редакция 1 системы"):
        store_edition(shipped())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('code = "career-choice"', 'code = "о выборе"', "код системы показателей"),
        ("above = 0", "above = 0.125", "порог сравнения"),
        ("above = 0", "above = 1e30", "порог сравнения"),
        ('hint = "Смен не было', f'hint = "{"ы" * 400}', "подсказка"),
        ("\nedition = 1\n", "\nedition = 99999999999\n", "редакция"),
    ],
)
@pytest.mark.django_db
def test_what_columns_do_not_take_is_named_and_nothing_is_stored(old, new, message):
    before = Edition.objects.count()
    with pytest.raises(ValidationError) as refusal:
        store_edition(read(SHIPPED.replace(old, new, 1).replace("\nedition = 1\n", "\nedition = 7\n")))
    assert any(message in text for text in refusal.value.messages)
    assert Edition.objects.count() == before


def indicator(code: str) -> IndicatorDefinition:
    return next(row for row in shipped().indicators if row.code == code)


def test_texts_and_order_of_operands_do_not_break_a_series():
    old = indicator("5.1")
    turned = Formula("sum", old.numerator.operands[::-1])
    assert is_comparable(old, replace(old, name="Иначе", numerator=turned, target=Decimal(50), why="Иначе"))


@pytest.mark.parametrize(
    ("code", "changes", "reason"),
    [
        ("5.4", {"denominator": Formula("sum", ("r9", "r11"))}, "иной знаменатель"),
        ("5.1", {"numerator": Formula("sum", ("n_diag_ministry",))}, "иной числитель"),
        ("1.1", {"numerator": Formula("any", ("b_public", "b_monthly"))}, "иной числитель"),
        ("4.1.1", {"numerator": Formula("sum", ("u_school",), "at_least", Decimal(1))}, "иной числитель"),
        ("4.2", {"period": "calendar_year"}, "иной период"),
        ("5.3", {"kind": "share", "region": "pooled"}, "иной вид показателя"),
        ("9.1", {"broken_with": 1, "broken_note": "считаются все классы"}, "считаются все классы"),
    ],
)
def test_another_computation_breaks_the_series_and_says_why(code, changes, reason):
    old = indicator(code)
    assert reason in list(breaks(old, replace(old, **changes), old_edition=1))
    assert not is_comparable(old, replace(old, **changes), old_edition=1)


def test_declared_break_does_not_reach_later_editions():
    old = indicator("9.1")
    assert is_comparable(old, replace(old, broken_with=1, broken_note="иной учёт"), old_edition=2)
