"""How a municipality's number was made: formula with numbers, its inputs, who entered and who accepted them."""

from dataclasses import dataclass
from decimal import Decimal

from monitoring import printing
from monitoring.corrections import answers_behind_results
from monitoring.framework.vocabulary import Comparison, Operation, State
from monitoring.models import Campaign, Indicator, ReferencePopulation, Result, Submission, Term, Value

WORDS = {
    Comparison.ABOVE: "больше",
    Comparison.AT_LEAST: "не меньше",
    Comparison.EQUALS: "равно",
    Comparison.AT_MOST: "не больше",
    Comparison.BELOW: "меньше",
}


@dataclass(frozen=True)
class Input:
    name: str
    printed: str
    origin: str


@dataclass(frozen=True)
class Making:
    """One indicator of one municipality, taken apart."""

    result: Result
    formula: str
    inputs: list[Input]


def makings(
    campaign: Campaign,
    results: list[Result],
    submission: Submission | None,
    heads: dict[int, ReferencePopulation] | None = None,
    *,
    was_opened: bool = True,
) -> dict[int, Making]:
    """By indicator; three queries whatever the number of indicators, two where head counts are at hand.

    Two more for a published form that was opened for correction.
    """
    terms: dict[int, list[Term]] = {}
    for term in Term.objects.filter(edition=campaign.edition_id).select_related("element", "population"):
        terms.setdefault(term.indicator_id, []).append(term)
    values = answers_behind_results(submission, campaign, was_opened=was_opened) if submission else {}
    place = results[0].municipality_id if results else None
    if heads is None:
        rows = ReferencePopulation.objects.filter(campaign=campaign, municipality=place)
        heads = {row.population_id: row for row in rows}
    return {
        result.indicator_id: _making(result, terms.get(result.indicator_id, []), values, heads) for result in results
    }


def formula_in_words(indicator: Indicator, terms: list[Term]) -> str:
    """The formula of a passport: names instead of numbers."""
    names = {term.pk: f"«{term}»" for term in terms}
    return _formula(indicator, terms, names)


def _making(
    result: Result, terms: list[Term], values: dict[int, Value], heads: dict[int, ReferencePopulation]
) -> Making:
    numbers = {term.pk: _amount(term, values, heads) for term in terms}
    return Making(
        result=result,
        formula=f"{_formula(result.indicator, terms, numbers)} → {result.printed}",
        inputs=[Input(str(term), numbers[term.pk], _origin(term, values, heads)) for term in terms],
    )


def _formula(indicator: Indicator, terms: list[Term], texts: dict[int, str]) -> str:
    upper = [texts[term.pk] for term in terms if term.part == Term.Part.NUMERATOR]
    lower = [texts[term.pk] for term in terms if term.part == Term.Part.DENOMINATOR]
    if indicator.operation != Operation.SUM:
        return f" {'и' if indicator.operation == Operation.ALL else 'или'} ".join(upper)
    text = " + ".join(upper)
    if indicator.comparison:
        return f"{text} {WORDS[Comparison(indicator.comparison)]} {printing.amount(indicator.threshold)}"
    if not lower:
        return text
    left, right = (
        f"({part})" if many > 1 else part for part, many in ((text, len(upper)), (" + ".join(lower), len(lower)))
    )
    return f"{left} ÷ {right}"


def _amount(term: Term, values: dict[int, Value], heads: dict[int, ReferencePopulation]) -> str:
    if term.population_id:
        head = heads.get(term.population_id)
        return printing.amount(Decimal(head.amount)) if head else "база не загружена"
    value = values.get(term.element_id or 0)
    return State.NOT_SUBMITTED.label if value is None else value.printed


def _origin(term: Term, values: dict[int, Value], heads: dict[int, ReferencePopulation]) -> str:
    if term.population_id:
        head = heads.get(term.population_id)
        return (head.source if head else "") or (term.population.source if term.population else "")
    value = values.get(term.element_id or 0)
    return (value.comment if value else "") or "форма муниципалитета"
