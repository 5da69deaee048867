"""Random campaigns of realistic size for the control rules: 42 municipalities, two years, independent head counts.

A municipality keeps its own level from year to year; the year moves it by `NOISE` (standard deviation of the
logarithm), one cell in fifty moves much more, and small numbers scatter by chance. Four municipalities do not answer in
the first year; posts, contests and shifts may start or end; «н/п» and refusals occur. None of it is an error.
"""

import math
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from monitoring.control_rules import Cell, Element, Form, Peer, Relations, elements_of, relations_of
from monitoring.framework.reading import shipped

MUNICIPALITIES = 42
ABSENT = 4
HEADS = {"r9": 0.11, "r11": 0.05, "r6_11": 0.5, "pupils": 1.0}
STEADY, LIVELY = 0.08, 0.16
PARTS = {
    "n_diag_bvb_ovz": ("n_diag_bvb", 0.05), "n_entered_9": ("n_profile_9", 0.55), "n_entered_11": ("n_profile_11", 0.7),
    "n_gia_deep": ("n_profile_11", 0.75), "n_probes_ovz": ("n_probes", 0.04),
}  # fmt: skip
RATES = {
    "n_trained_pk": ("pupils", 0.002, LIVELY), "n_trained_pp": ("pupils", 0.0006, LIVELY),
    "n_diag_ministry": ("r9", 0.25, LIVELY), "n_diag_other": ("r9", 0.4, LIVELY),
    "n_diag_bvb": ("pupils", 0.034, LIVELY), "n_profile_9": ("r9", 0.16, STEADY), "n_profile_11": ("r11", 0.45, STEADY),
    "n_9_to_poo": ("r9", 0.4, STEADY), "n_probes": ("pupils", 0.063, LIVELY), "n_parents": ("pupils", 0.18, LIVELY),
    "n_dop": ("pupils", 0.07, LIVELY), "n_grade_9": ("r9", 1.0, 0.0), "n_grade_11": ("r11", 1.0, 0.0),
}  # fmt: skip
SOMETIMES = {
    "u_school": (0.0019, 0.55, 4), "u_other": (0.0004, 0.26, 4), "n_contest": (0.016, 0.55, 1), "n_camp": (0.1, 0.4, 1)
}  # fmt: skip
STARTS_OR_ENDS = 0.03


@dataclass
class Place:
    heads: list[dict[str, int]]
    years: list[dict[str, Cell]] = field(default_factory=list)

    @property
    def sizes(self) -> tuple[int, int]:
        return self.heads[0]["pupils"], self.heads[1]["pupils"]


def framework() -> tuple[dict[str, Element], Relations, dict[str, str]]:
    """The shipped framework and two questions that restate a head count, as many regions ask them."""
    definition = shipped()
    elements = elements_of(definition)
    elements["n_grade_9"] = Element("n_grade_9", "count", "Выпускники 9 классов, всего", 5)
    elements["n_grade_11"] = Element("n_grade_11", "count", "Выпускники 11 классов, всего", 5)
    relations = replace(relations_of(definition), restated={"n_grade_9": ("r9",), "n_grade_11": ("r11",)})
    return elements, relations, {row.code: row.name for row in definition.populations}


ELEMENTS, RELATIONS, NAMES = framework()


def random_campaign(chance: Random) -> list[Place]:
    growth = {code: math.log(chance.uniform(0.95, 1.15)) for code in ELEMENTS}
    return [_place(chance, growth, answered_before=number >= ABSENT) for number in range(MUNICIPALITIES)]


def forms_of(places: list[Place]) -> list[Form]:
    peers = [
        Peer(place.sizes[1], _amounts(place.years[1]), place.sizes[0], _amounts(place.years[0])) for place in places
    ]
    return [
        Form(
            elements=ELEMENTS,
            relations=RELATIONS,
            cells=place.years[1],
            size=place.sizes[1],
            heads=place.heads[1],
            head_names=NAMES,
            last=place.years[0],
            last_size=place.sizes[0],
            peers=tuple(peer for peer in peers if peer is not own),
        )
        for place, own in zip(places, peers, strict=True)
    ]


def _place(chance: Random, growth: dict[str, float], *, answered_before: bool) -> Place:
    pupils = int(min(60_000, max(500, math.exp(chance.gauss(8.4, 1.0)))))
    shares = {code: share * math.exp(chance.gauss(0, 0.06)) for code, share in HEADS.items()}
    place = Place([_heads(chance, pupils, shares), _heads(chance, int(pupils * chance.uniform(0.97, 1.03)), shares)])
    level = {code: chance.gauss(0, 0.2 if noise == STEADY else 0.4) for code, (_, _, noise) in RATES.items()}
    level |= {code: chance.gauss(0, 0.4) for code in SOMETIMES} | {code: chance.gauss(0, 0.15) for code in PARTS}
    present = {code: chance.random() < share for code, (_, share, _) in SOMETIMES.items()}
    flags = {code: chance.random() < 0.5 for code, row in ELEMENTS.items() if row.kind == "flag"}
    silent = {code: chance.choice(("not_applicable", "refused")) for code in ELEMENTS if chance.random() < 0.01}
    for year in (0, 1):
        drift = {code: value * year for code, value in growth.items()}
        amounts = _numbers(chance, place.heads[year], level, drift)
        amounts |= _sometimes(chance, place.sizes[year], level, present)
        amounts |= {code: Decimal(yes ^ (year == 1 and chance.random() < 0.08)) for code, yes in flags.items()}
        amounts["b_monthly"] = min(amounts["b_monthly"], amounts["b_public"])
        amounts["b_program_ovz"] = min(amounts["b_program_ovz"], amounts["b_program"])
        cells = {code: Cell(None, silent[code]) if code in silent else Cell(amounts[code]) for code in ELEMENTS}
        place.years.append(cells if year or answered_before else {})
    return place


def _heads(chance: Random, pupils: int, shares: dict[str, float]) -> dict[str, int]:
    heads = {code: max(5, int(pupils * share * chance.uniform(0.95, 1.05))) for code, share in shares.items()}
    return heads | {"pupils": pupils}


def _numbers(
    chance: Random, heads: dict[str, int], level: dict[str, float], drift: dict[str, float]
) -> dict[str, Decimal]:
    amounts = {}
    for code, (base, rate, noise) in RATES.items():
        if not noise:
            amounts[code] = Decimal(round(heads[base] * chance.uniform(0.95, 1.05)))
            continue
        move = chance.gauss(0, 0.4 if chance.random() < 0.02 else noise)
        amounts[code] = _scattered(chance, heads[base] * rate * math.exp(level[code] + drift[code] + move))
    amounts["n_9_to_poo"] = min(amounts["n_9_to_poo"], Decimal(heads["r9"]))
    amounts["n_profile_11"] = min(amounts["n_profile_11"], Decimal(heads["r11"]))
    asked = heads["r9"] + heads["r11"]
    amounts["n_diag_ministry"] = min(amounts["n_diag_ministry"], Decimal(asked))
    amounts["n_diag_other"] = min(amounts["n_diag_other"], asked - amounts["n_diag_ministry"])
    for code, (whole, share) in PARTS.items():
        wanted = float(amounts[whole]) * share * math.exp(level[code] + chance.gauss(0, 0.06))
        amounts[code] = min(_scattered(chance, wanted), amounts[whole])
    amounts["n_entered_9"] = min(amounts["n_entered_9"], amounts["n_9_to_poo"])
    return amounts


def _sometimes(chance: Random, size: int, level: dict[str, float], present: dict[str, bool]) -> dict[str, Decimal]:
    amounts = {}
    for code, (rate, _, steps) in SOMETIMES.items():
        if chance.random() < STARTS_OR_ENDS:
            present[code] = not present[code]
        wanted = size * rate * math.exp(level[code] + chance.gauss(0, LIVELY))
        told = max(Decimal(1), _scattered(chance, wanted * steps)) / steps
        amounts[code] = told if present[code] else Decimal(0)
    return amounts


def _scattered(chance: Random, wanted: float) -> Decimal:
    """A whole number around the wanted one, with the scatter of small numbers."""
    return Decimal(max(0, round(chance.gauss(wanted, math.sqrt(wanted) * 0.7))))


def _amounts(cells: dict[str, Cell]) -> dict[str, Decimal]:
    return {code: cell.amount for code, cell in cells.items() if cell.amount is not None}
