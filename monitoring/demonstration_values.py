"""Invented municipal values of the demonstration campaigns. They sum exactly to the published figures of the region.

Sizes are rough populations in hundreds of people; parts of a whole never exceed it, and what is derived from counts
(posts, contests, shifts) agrees with the published number of municipalities.
"""

from decimal import Decimal

from monitoring.distribution import Parts, choose, share_out

Values = dict[str, dict[str, Decimal]]

SIZES = {
    "25601000": 82, "25602000": 176, "25604000": 476, "25605000": 198, "25606000": 80, "25607000": 107,
    "25608000": 265, "25609000": 245, "25610000": 123, "25612000": 1480, "25614000": 160, "25616000": 31,
    "25618000": 160, "25620000": 165, "25622000": 265, "25624000": 33, "25626000": 450, "25628000": 580,
    "25629000": 153, "25630000": 98, "25631000": 212, "25634000": 380, "25636000": 690, "25638000": 230,
    "25640000": 490, "25642000": 140, "25644000": 450, "25646000": 125, "25648000": 270, "25650000": 310,
    "25655000": 670, "25657000": 305, "25701000": 6170, "25703000": 2330, "25714000": 2210, "25720000": 300,
    "25726000": 380, "25732000": 390, "25736000": 750, "25738000": 790, "25745000": 490, "25746000": 125,
}  # fmt: skip
ABSENT_IN_2020 = {"25601000", "25616000", "25624000", "25646000"}
ASSESSED_IN_2020 = {"1.3", "3.1", "4.1.1", "5.1", "7.1", "7.2"}
PUPILS = 322_400


def populations(year: int) -> dict[str, Parts]:
    """Head counts by population code and OKTMO. In 2020 the base of 5.1 among those who answered is 41 000."""
    pupils = share_out("pupils", PUPILS, SIZES, spread=0.08)
    if year == 2020:
        answered = _answered(pupils)
        absent = {key: pupils[key] for key in ABSENT_IN_2020}
        ninth = share_out("r9-2020", 28_200, answered, spread=0.06)
        eleventh = share_out("r11-2020", 12_800, answered, spread=0.1)
        ninth |= {key: size // 12 for key, size in absent.items()}
        eleventh |= {key: size // 26 for key, size in absent.items()}
    else:
        ninth = share_out("r9-2021", 35_786, pupils, spread=0.06)
        eleventh = share_out("r11-2021", 23_048, pupils, spread=0.1)
    return {"r9": ninth, "r11": eleventh, "pupils": pupils}


def values_of_2020() -> Values:
    """Six indicators were asked of 38 municipalities: 24, 16, 7, 9 and 25 yes, 8858 of 41 000 diagnosed."""
    sizes = _answered(SIZES)
    heads = populations(2020)
    graduates = {key: heads["r9"][key] + heads["r11"][key] for key in sizes}
    ministry = share_out("n_diag_ministry-2020", 5100, graduates, caps=graduates)
    left = {key: graduates[key] - ministry[key] for key in sizes}
    with_posts = _of(sizes, choose("u_school", sizes, 7))
    return {
        "b_program": _flags(sizes, choose("b_program", sizes, 24)),
        "b_coordinator": _flags(sizes, choose("b_coordinator", sizes, 16)),
        "u_school": _quarters(sizes, share_out("u_school-2020", 340, with_posts, least=2)),
        "n_diag_ministry": _whole(sizes, ministry),
        "n_diag_other": _whole(sizes, share_out("n_diag_other-2020", 3758, graduates, caps=left, spread=0.9)),
        "b_network": _flags(sizes, choose("b_network", sizes, 9)),
        "b_employers": _flags(sizes, choose("b_employers", sizes, 25)),
    }


def values_of_2021() -> Values:
    before = values_of_2020()
    return _flags_of_2021(before) | _staff_of_2021(before) | _choices_of_2021() | _participation_of_2021()


def _flags_of_2021(before: Values) -> Values:
    fresh = choose("b_monthly", SIZES, 33)
    stale = choose("b_public", _answered(SIZES, fresh), 4)
    program = choose("b_program-2021", SIZES, 31, prefer=_yes(before, "b_program"))
    chosen = {
        "b_public": fresh | stale,
        "b_monthly": fresh,
        "b_model": choose("b_model", SIZES, 21),
        "b_program": program,
        "b_program_ovz": choose("b_program_ovz", _of(SIZES, program), 14),
        "b_pilot": choose("b_pilot", SIZES, 17),
        "b_budget": choose("b_budget", SIZES, 17),
        "b_assignment": choose("b_assignment", SIZES, 8),
        "b_coordinator": choose("b_coordinator-2021", SIZES, 21, prefer=_yes(before, "b_coordinator")),
        "b_centre": choose("b_centre", SIZES, 7, size_matters=1.2),
        "b_private": choose("b_private", SIZES, 7, size_matters=1.6),
        "b_network": choose("b_network-2021", SIZES, 27, prefer=_yes(before, "b_network")),
        "b_employers": choose("b_employers-2021", SIZES, 31, prefer=_yes(before, "b_employers")),
    }
    return {code: _flags(SIZES, yes) for code, yes in chosen.items()}


def _staff_of_2021(before: Values) -> Values:
    in_schools = _of(SIZES, choose("u_school-2021", SIZES, 23, prefer=_yes(before, "u_school")))
    elsewhere = _of(SIZES, choose("u_other", SIZES, 11, size_matters=1.0))
    return {
        "u_school": _quarters(SIZES, share_out("u_school-2021", 2435, in_schools, least=2)),
        "u_other": _quarters(SIZES, share_out("u_other-2021", 76, elsewhere, least=2)),
        "n_trained_pk": _whole(SIZES, share_out("n_trained_pk", 322, SIZES, spread=0.8)),
        "n_trained_pp": _whole(SIZES, share_out("n_trained_pp", 58, SIZES, spread=0.9)),
    }


def _choices_of_2021() -> Values:
    heads = populations(2021)
    ninth, eleventh = heads["r9"], heads["r11"]
    graduates = {key: ninth[key] + eleventh[key] for key in SIZES}
    ministry = share_out("n_diag_ministry", 7298, graduates, caps=graduates)
    left = {key: graduates[key] - ministry[key] for key in SIZES}
    ticket = share_out("n_diag_bvb", 10_929, heads["pupils"], caps={k: v // 8 for k, v in heads["pupils"].items()})
    profile_9 = share_out("n_profile_9", 3792, ninth, caps={key: size // 2 for key, size in ninth.items()})
    profile_11 = share_out("n_profile_11", 6434, eleventh, caps={key: size // 2 for key, size in eleventh.items()})
    to_college = share_out("n_9_to_poo", 9569, ninth, caps=ninth, spread=0.35)
    may_enter = {key: min(profile_9[key], to_college[key]) for key in SIZES}
    parts = {
        "n_diag_ministry": ministry,
        "n_diag_other": share_out("n_diag_other", 11_113, graduates, caps=left, spread=0.8),
        "n_diag_bvb": ticket,
        "n_diag_bvb_ovz": share_out("n_diag_bvb_ovz", 386, ticket, caps=ticket, spread=0.8),
        "n_profile_9": profile_9,
        "n_profile_11": profile_11,
        "n_entered_9": share_out("n_entered_9", 2250, may_enter, caps=may_enter, spread=0.3),
        "n_entered_11": share_out("n_entered_11", 4600, profile_11, caps=profile_11, spread=0.3),
        "n_gia_deep": share_out("n_gia_deep", 5168, profile_11, caps=profile_11, spread=0.2),
        "n_9_to_poo": to_college,
    }
    return {code: _whole(SIZES, part) for code, part in parts.items()}


def _participation_of_2021() -> Values:
    pupils = populations(2021)["pupils"]
    third = {key: size // 3 for key, size in pupils.items()}
    trials = share_out("n_probes", 20_182, pupils, caps=third, spread=0.7)
    contestants = _of(pupils, choose("n_contest", SIZES, 23))
    camps = _of(pupils, choose("n_camp", SIZES, 17))
    parts = {
        "n_probes": trials,
        "n_probes_ovz": share_out("n_probes_ovz", 577, trials, caps=trials, spread=0.8),
        "n_contest": share_out("n_contest", 2594, contestants, caps=third, least=2, spread=0.7),
        "n_parents": share_out("n_parents", 58_576, pupils, spread=0.6),
        "n_dop": share_out("n_dop", 22_229, pupils, caps=third, spread=0.6),
        "n_camp": share_out("n_camp", 14_244, camps, caps=third, least=15, spread=0.6),
    }
    return {code: _whole(SIZES, part) for code, part in parts.items()}


def _answered(sizes: dict[str, int], without: set[str] | None = None) -> dict[str, int]:
    left_out = ABSENT_IN_2020 if without is None else without
    return {key: size for key, size in sizes.items() if key not in left_out}


def _of(sizes: dict[str, int], keys: set[str]) -> dict[str, int]:
    return {key: size for key, size in sizes.items() if key in keys}


def _yes(values: Values, code: str) -> set[str]:
    return {key for key, amount in values[code].items() if amount > 0}


def _flags(sizes: dict[str, int], yes: set[str]) -> dict[str, Decimal]:
    return {key: Decimal(key in yes) for key in sizes}


def _whole(sizes: dict[str, int], parts: Parts) -> dict[str, Decimal]:
    return {key: Decimal(parts.get(key, 0)) for key in sizes}


def _quarters(sizes: dict[str, int], parts: Parts) -> dict[str, Decimal]:
    """Posts in quarters; what is absent is a reported zero."""
    return {key: Decimal(parts.get(key, 0)) / 4 for key in sizes}
