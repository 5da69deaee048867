"""Random campaigns as plain dictionaries (see `second_calculator`) and their way into the database."""

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

from accounts.models import User
from monitoring.framework.reading import FOLDER
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Edition
from tests.monitoring.factories import Places, fill, make_campaign
from tests.monitoring.second_calculator import STATES, read_framework

FRAMEWORK = read_framework(Path(FOLDER) / "irkutsk.toml")
INDICATORS = [row["code"] for row in FRAMEWORK["indicators"]]


def random_plan(seed: int, keys: list[str]) -> dict[str, Any]:
    """All seven states, forms not accepted, cells left out, head counts missing for all or for some."""
    chance = random.Random(seed)
    expected = keys[: chance.randint(1, len(keys))]
    told_share = chance.choice([0.0, 0.6, 0.85, 0.97, 1.0])
    forms = {place: random_form(chance, told_share) for place in expected}
    heads = {
        row["code"]: {place: chance.choice([0, 1, 7, 240, 9000]) for place in expected if chance.random() < 0.9}
        for row in FRAMEWORK["populations"]
        if chance.random() < 0.6
    }
    return {
        "expected": expected,
        "counted": {place: form for place, form in forms.items() if chance.random() < 0.85},
        "forms": forms,
        "heads": {code: row for code, row in heads.items() if row},
        "skipped": set(chance.sample(INDICATORS, chance.choice([0, 0, 1, 4]))),
    }


def random_form(chance: random.Random, told_share: float) -> dict[str, tuple[str, Decimal | None]]:
    """Besides told and untold values, one state may take a whole form and a cell may be left out."""
    whole = chance.choice([*STATES[1:], *[None] * 12])
    form = {}
    for row in FRAMEWORK["elements"]:
        state = "reported" if chance.random() < told_share else chance.choice(STATES[1:])
        state = whole or state
        if chance.random() < 0.98:
            form[row["code"]] = (state, _amount(chance, row["kind"]) if state == "reported" else None)
    return form


def _amount(chance: random.Random, kind: str) -> Decimal:
    if kind == "flag":
        return Decimal(chance.randint(0, 1))
    if kind == "staff":
        return Decimal(chance.choice([0, 0, 1, 2, 3, 7, 40])) / 4
    return Decimal(chance.choice([0, 0, 1, 4, 5, 17, 250, 5000]))


def stored(plan: dict[str, Any], places: Places, year: int, by: User) -> Campaign:
    """The campaign in the database; a place may be expected without a form."""
    edition = Edition.objects.get(code="career-choice", number=1)
    own = {key: places[key] for key in plan["expected"]}
    campaign = make_campaign(edition, own, year=year, skipped=plan["skipped"])
    forms = {
        place: {
            "counted": place in plan["counted"],
            "values": {code: (State[state.upper()], amount) for code, (state, amount) in form.items()},
        }
        for place, form in plan["forms"].items()
    }
    fill(campaign, places, {"places": forms, "heads": plan["heads"]}, by)
    return campaign
