"""Planted errors for the control rules: eight kinds in random campaigns, found or missed, and alarms over clean forms.

    python -m tests.monitoring.planted

An error is planted only where it is one: a slip or a swap changes the number at least twofold, and the cell holds at
least `LEAST` people. Smaller ones lie inside the movement from year to year. About a quarter of the municipalities of
a campaign are spoilt at once, so the peers a form is compared with hold errors too.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from monitoring.control_rules import Cell, Doubt, check
from monitoring.control_rules.digit_slip import candidates
from tests.monitoring.random_forms import ELEMENTS, RELATIONS, Place, forms_of, random_campaign

LEAST = 30
CAMPAIGNS = 40
Planted = dict[str, Cell] | None


def inside_form(chance: Random, place: Place, _: list[Place]) -> Planted:
    """A part above its whole, or «yes» about a detail of a «no»."""
    part, whole = chance.choice(RELATIONS.subsets)
    more = place.years[1][whole].amount
    if more is None:
        return None
    if ELEMENTS[part].kind == "flag":
        return {part: Cell(Decimal(1)), whole: Cell(Decimal(0))}
    return {part: Cell(Decimal(int(more * Decimal(chance.uniform(1.05, 1.9))) + 1))}


def two_years(chance: Random, place: Place, _: list[Place]) -> Planted:
    """The sum of two years typed as one."""
    code, amount = _cell(chance, place)
    last = place.years[0].get(code, Cell(None, "refused")).amount
    if last is None or last < amount / 2:
        return None
    return {code: Cell(amount + last)}


def against_reference(chance: Random, place: Place, _: list[Place]) -> Planted:
    """A head count that differs from the independent one by 10 to 60 per cent."""
    code, base = chance.choice((("n_grade_9", "r9"), ("n_grade_11", "r11")))
    heads = place.heads[1][base]
    factor = 1 + chance.choice((-1, 1)) * chance.uniform(0.1, 0.6)
    told = int(heads * factor) + (factor > 1)
    return {code: Cell(Decimal(told))}


def of_another(chance: Random, place: Place, places: list[Place]) -> Planted:
    """The number of a municipality at least five times larger or smaller."""
    code, amount = _cell(chance, place)
    donor = chance.choice(places)
    theirs = donor.years[1][code].amount
    if not theirs or theirs < 3 or max(theirs, amount) < 5 * min(theirs, amount):
        return None
    return {code: Cell(theirs)}


def digit_slip(chance: Random, place: Place, _: list[Place]) -> Planted:
    """A digit lost, doubled, mistyped or exchanged with its neighbour, with at least a twofold result."""
    code, amount = _cell(chance, place)
    far = [number for number in sorted(candidates(int(amount))) if number and _far(Decimal(number), amount)]
    return {code: Cell(Decimal(chance.choice(far)))} if far else None


def swapped_fields(chance: Random, place: Place, _: list[Place]) -> Planted:
    """Two neighbours of a section exchanged."""
    codes = list(ELEMENTS)
    first = chance.randrange(len(codes) - 1)
    one, other = codes[first], codes[first + 1]
    left, right = place.years[1][one].amount, place.years[1][other].amount
    if ELEMENTS[one].section != ELEMENTS[other].section or ELEMENTS[one].kind != "count":
        return None
    if left is None or right is None or max(left, right) < LEAST or not min(left, right) or not _far(left, right):
        return None
    return {one: Cell(right), other: Cell(left)}


def times_ten(chance: Random, place: Place, _: list[Place]) -> Planted:
    """A zero too many or too few; for posts a lost comma."""
    code, amount = _cell(chance, place, least=5, kinds=("count", "staff"))
    if ELEMENTS[code].kind == "staff":
        return {code: Cell(amount * 100)}
    return {code: Cell(amount * 10 if chance.random() < 0.6 or amount < LEAST else Decimal(int(amount / 10)))}


def zero_for_blank(chance: Random, place: Place, _: list[Place]) -> Planted:
    """A zero, or «н/п», typed where the number is only not known yet."""
    code, _amount = _cell(chance, place, least=8, kinds=("count", "staff"))
    if chance.random() < 0.25 and place.years[0].get(code, Cell(None, "refused")).amount:
        return {code: Cell(None, "not_applicable")}
    return {code: Cell(Decimal(0))}


KINDS: dict[str, Callable[[Random, Place, list[Place]], Planted]] = {
    "inside the form": inside_form,
    "two years in one": two_years,
    "against reference": against_reference,
    "of another place": of_another,
    "digit slip": digit_slip,
    "swapped fields": swapped_fields,
    "times ten": times_ten,
    "zero for blank": zero_for_blank,
}


@dataclass
class Score:
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    leading: Counter[str] = field(default_factory=Counter)
    named: Counter[tuple[str, str]] = field(default_factory=Counter)
    clean: Counter[int] = field(default_factory=Counter)
    beside: Counter[int] = field(default_factory=Counter)
    missed: list[tuple[str, dict[str, Cell], Place]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / self.planted.total()

    @property
    def alarms_per_clean_form(self) -> float:
        return sum(alarms * forms for alarms, forms in self.clean.items()) / self.clean.total()


def score(seed: int = 2021, campaigns: int = CAMPAIGNS) -> Score:
    """Plants, checks every form and counts. The same seed gives the same figures."""
    chance, total = Random(seed), Score()
    for _ in range(campaigns):
        places = random_campaign(chance)
        spoilt = _spoil(chance, places)
        for number, form in enumerate(forms_of(places)):
            doubts = check(form)
            if number in spoilt:
                _count(total, *spoilt[number], doubts, places[number])
            else:
                total.clean[len(doubts)] += 1
    return total


def _spoil(chance: Random, places: list[Place]) -> dict[int, tuple[str, dict[str, Cell]]]:
    """One error of each kind, and two more of random kinds, each in a municipality of its own."""
    free = list(range(len(places)))
    chance.shuffle(free)
    spoilt, originals = {}, list(places)
    for kind in [*KINDS, *chance.choices(list(KINDS), k=2)]:
        planted = None
        while not planted:
            number = chance.choice(free)
            planted = KINDS[kind](chance, originals[number], originals)
        free.remove(number)
        spoilt[number] = (kind, planted)
    for number, (_, planted) in spoilt.items():
        place = places[number]
        places[number] = Place(place.heads, [place.years[0], place.years[1] | planted])
    return spoilt


def _count(total: Score, kind: str, planted: dict[str, Cell], doubts: list[Doubt], place: Place) -> None:
    hits = [doubt for doubt in doubts if set(doubt.elements) & set(planted)]
    total.planted[kind] += 1
    total.found[kind] += bool(hits)
    total.leading[kind] += bool(hits) and doubts[0] in hits
    total.named[kind, hits[0].rule if hits else "—"] += 1
    total.beside[len(doubts) - len(hits)] += 1
    if not hits:
        total.missed.append((kind, planted, place))


def _cell(
    chance: Random, place: Place, *, least: int = LEAST, kinds: tuple[str, ...] = ("count",)
) -> tuple[str, Decimal]:
    """A random cell of these kinds that holds enough. Head counts are left to their own kind of error."""
    rows = [
        (code, cell.amount)
        for code, cell in place.years[1].items()
        if ELEMENTS[code].kind in kinds and code not in RELATIONS.restated and cell.amount and cell.amount >= least
    ]
    return chance.choice(rows)


def _far(one: Decimal, other: Decimal) -> bool:
    return max(one, other) >= 2 * min(one, other)


def main() -> None:
    total = score()
    print(f"planted {total.planted.total()}, found {total.found.total()}, recall {total.recall:.3f}")
    for kind, planted in total.planted.items():
        rules = ", ".join(f"{rule} {n}" for (of, rule), n in total.named.most_common() if of == kind)
        print(f"  {kind:18} {total.found[kind]:3}/{planted:3} leading {total.leading[kind]:3}: {rules}")
    print(f"clean forms {total.clean.total()}: alarms a form {total.alarms_per_clean_form:.3f}, {dict(total.clean)}")
    print(f"spoilt forms: other alarms {dict(total.beside)}")


if __name__ == "__main__":
    main()
