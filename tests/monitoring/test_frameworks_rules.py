"""Control rules as an edition has them: off, another threshold, own advice, shown without asking."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitoring.control_rules import RULES, Cell, Form, Limits, Relations, check, limits_of, relations_of
from monitoring.control_rules.facts import Element
from monitoring.framework.definition import RuleDefinition
from monitoring.framework.linter import faults
from monitoring.framework.reading import read, shipped
from monitoring.framework.writing import digest_of, write

ELEMENTS = {"n_all": Element("n_all", "count", "Выпускники, всего", 5)}


def form(told: int, *rules: RuleDefinition) -> Form:
    """One head count against an independent one of 100."""
    return Form(
        elements=ELEMENTS,
        relations=Relations(restated={"n_all": ("r9",)}),
        cells={"n_all": Cell(Decimal(told))},
        heads={"r9": 100},
        limits=limits_of(rules),
    )


def rule(code: str, *, is_on: bool = True, threshold: int | None = None, severity: str = "ask", advice: str = ""):
    return RuleDefinition(code, is_on, None if threshold is None else Decimal(threshold), severity, advice)


def test_rules_of_the_shipped_framework_are_the_defaults():
    assert {row.code for row in shipped().rules} == set(RULES)
    assert limits_of(shipped().rules) == Limits() == limits_of([])


@pytest.mark.parametrize(("threshold", "doubted"), [(None, True), (10, True), (25, False)])
def test_threshold_of_the_edition_decides(threshold, doubted):
    assert bool(check(form(115, rule("reference", threshold=threshold)))) is doubted


def test_switched_off_rule_says_nothing():
    assert check(form(150, rule("reference", is_on=False))) == []


def test_boundary_cannot_be_switched_off():
    assert limits_of([rule("doubtful", is_on=False)]).off == frozenset()


def test_advice_and_severity_are_those_of_the_edition():
    (doubt,) = check(form(150, rule("reference", severity="show", advice="Позвоните в институт.")))
    assert (doubt.advice, doubt.asks) == ("Позвоните в институт.", False)


def test_an_element_names_the_population_it_is_compared_with():
    definition = shipped()
    elements = {row.code: row for row in definition.elements}

    def changed(**words):
        row = replace(elements["n_profile_9"], **words)
        return replace(definition, elements=tuple(row if one.code == row.code else one for one in definition.elements))

    compared = changed(restates="r9")
    assert not faults(compared)
    assert read(write(compared)) == compared
    assert relations_of(compared).restated == {"n_profile_9": ("r9",)}
    assert digest_of(changed()) == digest_of(definition) != digest_of(compared)
    assert "не описана" in " ".join(faults(changed(restates="r77")))
    assert "только целое число" in " ".join(faults(changed(restates="r9", kind="staff")))
