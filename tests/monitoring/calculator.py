"""A second calculator for the tests: plain dictionaries and fractions, written from the rules.

A campaign is {"places": {key: {"counted": bool, "values": {code: (state, amount)}}}, "heads": {population: {key: n}},
"skipped": set of indicator codes}.
"""

from fractions import Fraction
from typing import Any

from monitoring.framework.definition import Definition, Formula, IndicatorDefinition
from monitoring.framework.vocabulary import State

Campaign = dict[str, Any]
TESTS = {
    "above": lambda left, right: left > right,
    "at_least": lambda left, right: left >= right,
    "equals": lambda left, right: left == right,
    "at_most": lambda left, right: left <= right,
    "below": lambda left, right: left < right,
}


def municipal(definition: Definition, campaign: Campaign) -> dict[tuple[str, str], dict[str, Any]]:
    """Results by (municipality, indicator): state, numerator, denominator, score."""
    results = {
        (key, indicator.code): _pair(definition, indicator, campaign, key)
        for key in campaign["places"]
        for indicator in definition.indicators
    }
    for indicator in definition.indicators:
        rows = {key: results[key, indicator.code] for key in campaign["places"]}
        _rate(indicator, rows, campaign["heads"].get(definition.scale, {}))
    return results


def regional(definition: Definition, results: dict[tuple[str, str], dict[str, Any]]) -> dict[str, dict[str, Any]]:
    totals = {}
    for indicator in definition.indicators:
        rows = [row for (_, code), row in results.items() if code == indicator.code]
        told = [row for row in rows if row["state"] == State.REPORTED]
        states = {row["state"] for row in rows}
        bases = [row["denominator"] for row in told if row["denominator"] is not None]
        totals[indicator.code] = {
            "state": State.REPORTED if told else states.pop() if len(states) == 1 else State.NOT_SUBMITTED,
            "numerator": sum(row["numerator"] for row in told) if told else None,
            "denominator": sum(bases) if bases else None,
            "reported": len(told),
            "expected": len(rows),
        }
    return totals


def criteria(
    definition: Definition, results: dict[tuple[str, str], dict[str, Any]]
) -> dict[tuple[str, int], tuple[Fraction | None, int, int]]:
    """Mean of the scores, how many there are, how many there could be."""
    means = {}
    for key in {place for place, _ in results}:
        for criterion in definition.criteria:
            own = [row for row in definition.indicators if row.criterion == criterion.number]
            scores = [results[key, row.code]["score"] for row in own]
            known = [score for score in scores if score is not None]
            mean = sum(known) / Fraction(len(known)) if known else None
            means[key, criterion.number] = (mean, len(known), sum(row.score != "none" for row in own))
    return means


def _pair(definition: Definition, indicator: IndicatorDefinition, campaign: Campaign, key: str) -> dict[str, Any]:
    if indicator.code in campaign["skipped"]:
        return _untold(State.NOT_ASSESSED)
    population_codes = {row.code for row in definition.populations}
    states, amounts, has_base = [], {}, True
    for formula in (indicator.numerator, indicator.denominator):
        for code in formula.operands if formula else ():
            if code in population_codes:
                heads = campaign["heads"].get(code)
                has_base = has_base and heads is not None
                states.append(State.NOT_ASSESSED if heads is not None and key not in heads else State.REPORTED)
                amounts[code] = (heads or {}).get(key)
            else:
                state, amount = _value(campaign["places"][key], code)
                states.append(state)
                amounts[code] = amount
    worst = State(max(states))
    if worst != State.REPORTED:
        return _untold(worst)
    denominator = None
    if indicator.kind in ("flag", "derived_flag"):
        denominator = Fraction(1)
    elif indicator.denominator and has_base:
        denominator = sum(Fraction(amounts[code]) for code in indicator.denominator.operands)
    numerator = _apply(indicator.numerator, [Fraction(amounts[code]) for code in indicator.numerator.operands])
    return {"state": worst, "numerator": numerator, "denominator": denominator, "score": None}


def _value(place: dict[str, Any], code: str) -> tuple[State, Any]:
    if not place["counted"]:
        return State.NOT_SUBMITTED, None
    return place["values"].get(code, (State.NOT_SUBMITTED, None))


def _untold(state: State) -> dict[str, Any]:
    return {"state": state, "numerator": None, "denominator": None, "score": None}


def _apply(formula: Formula, amounts: list[Fraction]) -> Fraction:
    if formula.operation == "all":
        return Fraction(all(amount > 0 for amount in amounts))
    if formula.operation == "any":
        return Fraction(any(amount > 0 for amount in amounts))
    total = sum(amounts, Fraction(0))
    if formula.comparison:
        return Fraction(TESTS[formula.comparison](total, Fraction(formula.threshold)))
    return total


def _rate(indicator: IndicatorDefinition, rows: dict[str, dict[str, Any]], scale: dict[str, int]) -> None:
    rates = {
        key: row["numerator"] / scale[key]
        for key, row in rows.items()
        if row["numerator"] is not None and scale.get(key)
    }
    best = max(rates.values(), default=None)
    for key, row in rows.items():
        numerator, base = row["numerator"], row["denominator"]
        if numerator is None or indicator.score == "none":
            continue
        if indicator.score == "flag":
            row["score"] = 100 * (1 - numerator if indicator.polarity == "low" else numerator)
        elif indicator.score == "target" and base:
            row["score"] = min(Fraction(100), 10000 * numerator / base / Fraction(indicator.target))
        elif indicator.score == "best" and key in rates:
            ratio = rates[key] / best if best else Fraction(0)
            row["score"] = 100 * (1 - ratio if indicator.polarity == "low" else ratio)
