"""Invented municipal values: exact sums, parts within wholes, nothing left to chance."""

from decimal import Decimal
from pathlib import Path

import pytest

from monitoring import demonstration, demonstration_values
from monitoring.demonstration_values import SIZES, populations, values_of_2020, values_of_2021
from monitoring.distribution import DistributionError, choose, share_out
from monitoring.framework.reading import shipped
from monitoring.models import Campaign, Submission, Value

NOTE = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "note-irkutsk-2021.txt"
SUMS_2021 = {
    "b_model": 21, "b_program": 31, "b_pilot": 17, "b_budget": 17, "b_assignment": 8, "b_coordinator": 21,
    "b_centre": 7, "b_private": 7,
    "u_school": Decimal("608.75"), "u_other": 19, "n_diag_ministry": 7298, "n_diag_other": 11113,
    "n_diag_bvb": 10929, "n_diag_bvb_ovz": 386, "n_gia_deep": 5168, "n_9_to_poo": 9569, "n_probes": 20182,
    "n_probes_ovz": 577, "b_network": 27, "b_employers": 31, "n_contest": 2594, "n_parents": 58576, "n_dop": 22229,
    "n_camp": 14244,
}  # fmt: skip
SUMS_2020 = {"b_program": 24, "b_coordinator": 16, "b_network": 9, "b_employers": 25}


@pytest.mark.parametrize(
    ("values", "sums"), [(values_of_2021(), SUMS_2021), (values_of_2020(), SUMS_2020)], ids=["2021", "2020"]
)
def test_values_sum_exactly_to_the_published_figures(values, sums):
    assert {code: sum(values[code].values()) for code in sums} == sums


def test_yes_counts_of_what_is_derived():
    values = values_of_2021()
    yes = {code: sum(amount > 0 for amount in values[code].values()) for code in ("u_school", "u_other", "n_camp")}
    assert yes == {"u_school": 23, "u_other": 11, "n_camp": 17}
    assert sum(amount == 0 for amount in values["n_contest"].values()) == 19


def test_parts_never_exceed_their_wholes():
    values, heads = values_of_2021(), populations(2021)
    for part, whole in shipped().subsets:
        assert all(values[part][key] <= values[whole][key] for key in SIZES), (part, whole)
    for key in SIZES:
        assert values["n_diag_ministry"][key] + values["n_diag_other"][key] <= heads["r9"][key] + heads["r11"][key]
        assert values["n_9_to_poo"][key] <= heads["r9"][key]
        assert values["n_diag_bvb_ovz"][key] <= values["n_diag_bvb"][key]
        assert values["n_probes_ovz"][key] <= values["n_probes"][key] <= heads["pupils"][key]
        assert values["b_program_ovz"][key] <= values["b_program"][key]


def test_posts_come_in_quarters():
    for code in ("u_school", "u_other"):
        assert all(amount * 4 % 1 == 0 for amount in values_of_2021()[code].values())


def test_values_are_the_same_each_time():
    assert values_of_2021() == values_of_2021()
    assert demonstration_values.populations(2020) == demonstration_values.populations(2020)


def test_every_element_of_the_form_has_values():
    assert set(values_of_2021()) == {row.code for row in shipped().elements}


def test_large_total_is_shared_out_exactly_under_caps():
    parts = share_out("x", 17, {"a": 5, "b": 1, "c": 1}, caps={"a": 9, "b": 4, "c": 4})
    assert sum(parts.values()) == 17
    assert parts == {"a": 9, "b": 4, "c": 4}


def test_impossible_total_is_refused():
    with pytest.raises(DistributionError):
        share_out("x", 18, {"a": 5, "b": 1}, caps={"a": 9, "b": 4})
    with pytest.raises(DistributionError):
        choose("x", {"a": 1}, 2)


@pytest.mark.django_db
def test_campaigns_have_38_and_42_accepted_forms():
    accepted = {
        campaign.year: campaign.submissions.counted().count()
        for campaign in Campaign.objects.published().filter(region__oktmo_prefix="25")
    }
    assert accepted == {2020: 38, 2021: 42}


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    before = (Campaign.objects.count(), Submission.objects.count(), Value.objects.count())
    demonstration.load()
    assert (Campaign.objects.count(), Submission.objects.count(), Value.objects.count()) == before


@pytest.mark.django_db
def test_every_demonstration_campaign_says_that_values_are_conditional():
    assert all(Campaign.objects.values_list("is_conditional", flat=True))


@pytest.mark.skipif(not NOTE.exists(), reason="The published note of 2021 is not beside the project.")
def test_published_figures_stand_in_the_note_they_are_taken_from():
    text = NOTE.read_text(encoding="utf-8")
    sums = [SUMS_2021[code] for code in ("n_diag_ministry", "n_diag_other", "n_diag_bvb", "n_probes", "n_contest")]
    sums += [SUMS_2021[code] for code in ("n_gia_deep", "n_9_to_poo", "n_parents", "n_dop", "n_camp")]
    sums += [sum(populations(2021)[code].values()) for code in ("r9", "r11")]
    assert [number for number in sums if str(number) not in text] == []
    assert "608,75" in text
