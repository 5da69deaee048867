"""The results of a snapshot worked out anew from its own inputs, by other means than `monitoring.computation`.

Plain dictionaries and fractions in place of grouped SQL: where the two agree, neither made a slip of its own. Nothing
but the content of the snapshot is read, so an old one is checked by the definitions it was published with.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from monitoring.documents.definitions import Content, exact
from monitoring.framework.vocabulary import Comparison, IndicatorKind, Operation, Polarity, Scoring, State

FLAGS = (IndicatorKind.FLAG, IndicatorKind.DERIVED_FLAG)
SCORE_DIGITS = 6
REPORTED = State.REPORTED.code

Row = list[Any]  # state, numerator, denominator, score


def recalculated(content: Content) -> Content:
    """`municipal`, `region` (without its digest), `scores` and `totals` as `gather` writes them."""
    indicators, places = content["framework"]["indicators"], [row["key"] for row in content["places"]]
    municipal: dict[str, dict[str, Row]] = {place: {} for place in places}
    for indicator in indicators:
        column = {row["key"]: _figure(content, indicator, row) for row in content["places"]}
        _score(indicator, column, content["heads"].get(content["framework"]["scale"], {}))
        for place, row in column.items():
            municipal[place][indicator["code"]] = row
    return {
        "municipal": {
            place: {code: [row[0], *map(_plain, row[1:])] for code, row in rows.items()}
            for place, rows in municipal.items()
        },
        "region": {row["code"]: _region(municipal, row["code"]) for row in indicators} if places else {},
        "scores": {place: _criteria(content, rows) for place, rows in municipal.items()},
        "totals": {row["code"]: _total(content, row["code"]) for row in content["framework"]["elements"]},
    }


def differences(content: Content) -> list[str]:
    """Where the stored results are not those of the inputs, each as a line for people; empty when all agree."""
    stored, own = content["results"], recalculated(content)
    found = []
    for part in ("municipal", "scores"):
        for place in content["places"]:
            ours, theirs = own[part].get(place["key"], {}), stored[part].get(place["key"], {})
            found += [f"{place['name']}, {line}" for line in _differences(ours, theirs)]
    region = {code: row[:5] for code, row in stored["region"].items()}
    return [*found, *_differences(own["region"], region), *_differences(own["totals"], stored["totals"])]


def _differences(ours: dict[str, Row], theirs: dict[str, Row]) -> list[str]:
    return [
        f"{code}: в снимке {theirs.get(code)}, по исходным значениям {ours.get(code)}"
        for code in sorted({*ours, *theirs})
        if ours.get(code) != theirs.get(code)
    ]


def _figure(content: Content, indicator: Content, place: Content) -> Row:
    """State and exact pair of one indicator in one place; the score comes later."""
    if indicator["code"] in content["skipped"]:
        return [State.NOT_ASSESSED.code, None, None, None]
    upper = [_operand(content, place, code) for code in indicator["numerator"]]
    lower = [_operand(content, place, code) for code in indicator["denominator"]]
    state = max((State[state.upper()] for state, _ in upper + lower), default=State.REPORTED)
    if state != State.REPORTED:
        return [state.code, None, None, None]
    amounts, bases = [amount for _, amount in upper], [amount for _, amount in lower]
    known = [one for one in bases if one is not None]
    base = None
    if len(known) == len(bases) and None not in amounts:
        base = Fraction(1) if indicator["kind"] in FLAGS else sum(known, Fraction(0)) if known else None
    return [REPORTED, _numerator(indicator, [one for one in amounts if one is not None]), base, None]


def _operand(content: Content, place: Content, code: str) -> tuple[str, Fraction | None]:
    if any(row["code"] == code for row in content["framework"]["populations"]):
        heads = content["heads"].get(code)
        if not heads:
            return REPORTED, None  # loaded for nobody: the number stands without its base
        own = heads.get(place["key"])
        return (State.NOT_ASSESSED.code, None) if own is None else (REPORTED, Fraction(own))
    values = place["form"]["values"] if place["form"] else {}
    state, amount, *_ = values.get(code, [State.NOT_SUBMITTED.code, None])
    return state, None if amount is None else Fraction(amount)


def _numerator(indicator: Content, amounts: list[Fraction]) -> Fraction | None:
    if indicator["operation"] in (Operation.ALL, Operation.ANY):
        told = [amount > 0 for amount in amounts]
        return Fraction(int(all(told) if indicator["operation"] == Operation.ALL else any(told)))
    if not amounts:
        return None
    total, bound = sum(amounts, Fraction(0)), Fraction(indicator["threshold"] or 0)
    answers = {
        Comparison.ABOVE: total > bound,
        Comparison.AT_LEAST: total >= bound,
        Comparison.EQUALS: total == bound,
        Comparison.AT_MOST: total <= bound,
        Comparison.BELOW: total < bound,
    }
    return Fraction(int(answers[Comparison(indicator["comparison"])])) if indicator["comparison"] else total


def _score(indicator: Content, column: dict[str, Row], heads: dict[str, int]) -> None:
    told = {place: row for place, row in column.items() if row[0] == REPORTED and row[1] is not None}
    is_low, scoring = indicator["polarity"] == Polarity.LOW, indicator["scoring"]
    if scoring == Scoring.FLAG:
        for row in told.values():
            row[3] = 100 * (1 - row[1] if is_low else row[1])
    if scoring == Scoring.TARGET:
        for row in told.values():
            if row[2]:
                row[3] = min(Fraction(100), 10000 * row[1] / row[2] / Fraction(indicator["target"]))
    if scoring == Scoring.BEST:
        rates = {place: row[1] / heads[place] for place, row in told.items() if heads.get(place)}
        best = max(rates.values(), default=Fraction(0))
        for place, rate in rates.items():
            share = rate / best if best else Fraction(0)
            told[place][3] = 100 * (1 - share if is_low else share)


def _region(municipal: dict[str, dict[str, Row]], code: str) -> Row:
    rows = [own[code] for own in municipal.values()]
    told = [row for row in rows if row[0] == REPORTED]
    states = {row[0] for row in rows}
    state = REPORTED if told else states.pop() if len(states) == 1 else State.NOT_SUBMITTED.code
    numerator, denominator = (_plain(_sum(row[side] for row in told)) for side in (1, 2))
    return [state, numerator, denominator, len(told), len(rows)]


def _criteria(content: Content, own: dict[str, Row]) -> dict[str, Row]:
    found = {}
    for criterion in content["framework"]["criteria"]:
        parts = [row for row in content["framework"]["indicators"] if row["criterion"] == criterion["number"]]
        if not parts:
            continue
        known = [_rounded(score) for row in parts if (score := own[row["code"]][3]) is not None]
        mean = sum(known, Fraction(0)) / len(known) if known else None
        scorable = sum(row["scoring"] != Scoring.NONE for row in parts)
        found[str(criterion["number"])] = [_plain(mean), len(known), scorable]
    return found


def _total(content: Content, code: str) -> Row:
    values = [row["form"]["values"].get(code, ["", None]) if row["form"] else ["", None] for row in content["places"]]
    amounts = [Fraction(value[1]) for value in values if value[1] is not None]
    return [_plain(_sum(amounts)), len(amounts), len(content["places"])]


def _sum(amounts: Iterable[Fraction | None]) -> Fraction | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Fraction(0)) if known else None


def _rounded(value: Fraction) -> Fraction:
    """Half up at the digits that a score is stored with; scores are never negative."""
    return Fraction(int(value * 10**SCORE_DIGITS + Fraction(1, 2)), 10**SCORE_DIGITS)


def _plain(value: Fraction | None) -> str | None:
    """Exact digits, a score at its stored precision."""
    if value is None:
        return None
    kept = _rounded(value)
    return exact(Decimal(kept.numerator) / Decimal(kept.denominator))
