"""A second calculator for the tests: plain dictionaries and fractions, nothing taken from the portal's own code.

Written from the design (section 8), the reference on monitoring (parts 1.3, 4.3, 4.4) and the framework file itself.
A campaign is {"expected": [place], "counted": {place: {element: (state, amount)}}, "heads": {population: {place: n}},
"skipped": {indicator}}; `counted` holds accepted forms only, so a place without one has submitted nothing.
States are names. All figures are exact: fractions, never rounded.
"""

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

Plain = dict[str, Any]
# What weighs more hides what weighs less: an indicator takes the state that is furthest down this list.
STATES = ["reported", "not_assessed", "not_applicable", "suppressed", "not_submitted", "refused", "rejected"]
FLAGS = ("flag", "derived_flag")


def read_framework(path: Path) -> Plain:
    with path.open("rb") as file:
        return tomllib.load(file)


def calculate(framework: Plain, campaign: Plain) -> Plain:
    municipal = {}
    for indicator in framework["indicators"]:
        column = {place: figure(framework, indicator, campaign, place) for place in campaign["expected"]}
        add_scores(indicator, column, campaign["heads"].get(framework["framework"]["scale"], {}))
        municipal |= {(place, indicator["code"]): row for place, row in column.items()}
    return {
        "municipal": municipal,
        "region": {row["code"]: region(row["code"], municipal) for row in framework["indicators"]},
        "criteria": criteria(framework, campaign, municipal),
        "elements": {row["code"]: element(row["code"], campaign) for row in framework["elements"]},
    }


def figure(framework: Plain, indicator: Plain, campaign: Plain, place: str) -> Plain:
    """State and exact pair of one indicator in one place."""
    if indicator["code"] in campaign["skipped"]:
        return nothing("not_assessed")
    sides = {}
    states = ["reported"]
    for side in ("numerator", "denominator"):
        told = [operand(framework, campaign, place, code) for code in operands(indicator.get(side, {}))]
        states += [state for state, _ in told]
        sides[side] = [amount for _, amount in told]
    state = max(states, key=STATES.index)
    if state != "reported":
        return nothing(state)
    bases = sides["denominator"]
    if indicator["kind"] in FLAGS:
        base = Fraction(1)
    elif not bases or None in bases:  # no base in the definition, or its head counts were never published
        base = None
    else:
        base = sum(bases, Fraction(0))
    return {
        "state": state,
        "numerator": combined(indicator["numerator"], sides["numerator"]),
        "denominator": base,
        "score": None,
    }


def nothing(state: str) -> Plain:
    return {"state": state, "numerator": None, "denominator": None, "score": None}


def operands(formula: Plain) -> list[str]:
    return next((formula[word] for word in ("sum", "all", "any") if word in formula), [])


def operand(framework: Plain, campaign: Plain, place: str, code: str) -> tuple[str, Fraction | None]:
    if any(row["code"] == code for row in framework["populations"]):
        heads = campaign["heads"].get(code)
        if not heads:
            return "reported", None  # nobody's count is known: the number stands without its base
        return ("reported", Fraction(heads[place])) if place in heads else ("not_assessed", None)
    state, amount = campaign["counted"].get(place, {}).get(code, ("not_submitted", None))
    return state, None if amount is None else Fraction(amount)


def combined(formula: Plain, amounts: list[Fraction]) -> Fraction:
    if "all" in formula:
        return Fraction(int(all(amounts)))
    if "any" in formula:
        return Fraction(int(any(amounts)))
    total = sum(amounts, Fraction(0))
    answers = {
        "above": lambda bound: total > bound,
        "at_least": lambda bound: total >= bound,
        "equals": lambda bound: total == bound,
        "at_most": lambda bound: total <= bound,
        "below": lambda bound: total < bound,
    }
    for word, answer in answers.items():
        if word in formula:
            return Fraction(int(answer(Fraction(str(formula[word])))))
    return total


def add_scores(indicator: Plain, column: dict[str, Plain], pupils: dict[str, int]) -> None:
    """0-100: yes or no; a share against its target; per pupil against the best place of the region."""
    told = {place: row for place, row in column.items() if row["state"] == "reported"}
    is_low = indicator["polarity"] == "low"
    if indicator["score"] == "flag":
        for row in told.values():
            row["score"] = Fraction(0 if bool(row["numerator"]) == is_low else 100)
    if indicator["score"] == "target":
        for row in told.values():
            if row["denominator"]:
                percent = row["numerator"] / row["denominator"] * 100
                row["score"] = min(Fraction(100), percent / Fraction(str(indicator["target"])) * 100)
    if indicator["score"] == "best":
        rates = {place: told[place]["numerator"] / pupils[place] * 1000 for place in told if pupils.get(place)}
        best = max(rates.values(), default=Fraction(0))
        for place, rate in rates.items():
            share = rate / best if best else Fraction(0)
            told[place]["score"] = 100 * (1 - share if is_low else share)


def region(code: str, municipal: dict[tuple[str, str], Plain]) -> Plain:
    """Yes-count, sum or pooled share: all three are sums over those who reported."""
    rows = [row for (_, own), row in municipal.items() if own == code]
    told = [row for row in rows if row["state"] == "reported"]
    states = {row["state"] for row in rows}
    common = states.pop() if len(states) == 1 else "not_submitted"
    return {
        "state": "reported" if told else common,
        "numerator": total(row["numerator"] for row in told),
        "denominator": total(row["denominator"] for row in told),
        "reported": len(told),
        "expected": len(rows),
    }


def criteria(
    framework: Plain, campaign: Plain, municipal: dict[tuple[str, str], Plain]
) -> dict[tuple[str, int], Plain]:
    found = {}
    for criterion in framework["criteria"]:
        own = [row for row in framework["indicators"] if row["criterion"] == criterion["number"]]
        for place in campaign["expected"]:
            scores = [municipal[place, row["code"]]["score"] for row in own]
            known = [score for score in scores if score is not None]
            found[place, criterion["number"]] = {
                "score": sum(known, Fraction(0)) / len(known) if known else None,
                "assessed": len(known),
                "scorable": len([row for row in own if row["score"] != "none"]),
            }
    return found


def element(code: str, campaign: Plain) -> Plain:
    told = [values[code][1] for values in campaign["counted"].values() if values.get(code, ("", None))[1] is not None]
    return {"amount": total(told), "reported": len(told), "expected": len(campaign["expected"])}


def total(amounts: Any) -> Fraction | None:
    known = [Fraction(amount) for amount in amounts if amount is not None]
    return sum(known, Fraction(0)) if known else None
