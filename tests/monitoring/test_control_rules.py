"""Control rules: each one by example, then all of them on planted errors."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitoring.control_rules import Cell, Doubt, Element, Form, Peer, Relations, Total, base_doubts, check
from monitoring.control_rules.digit_slip import candidates
from monitoring.demonstration_values import populations
from tests.monitoring import planted

NAMES = {"a": "Всего прошли пробы", "b": "Из них с ОВЗ", "c": "На кружках", "d": "На конкурсах"}
ELEMENTS = {code: Element(code, "count", name, 6) for code, name in NAMES.items()}
FLAGS = {
    "open": Element("open", "flag", "Сведения открыты", 1),
    "fresh": Element("fresh", "flag", "Сведения обновляются", 1),
    "posts": Element("posts", "staff", "Ставки", 4),
}
USUAL = {"a": 420, "b": 31, "c": 1250, "d": 96}


def form(last: dict[str, int] | None = None, relations: Relations | None = None, **told: object) -> Form:
    """A municipality of 5000 pupils among twenty alike, with the usual amounts where nothing else is told."""
    amounts = {code: Decimal(str(amount)) for code, amount in (USUAL | told).items() if amount is not None}
    peers = tuple(
        Peer(
            size=4000 + 100 * step,
            amounts={code: Decimal(n * (90 + step) // 100) for code, n in USUAL.items()},
            last_size=4000 + 100 * step,
            last_amounts={code: Decimal(n * (93 + step * 7 % 5) // 100) for code, n in USUAL.items()},
        )
        for step in range(20)
    )
    return Form(
        elements=ELEMENTS | {code: FLAGS[code] for code in told if code in FLAGS},
        relations=relations or Relations(subsets=(("b", "a"),)),
        cells={code: Cell(amount) for code, amount in amounts.items()},
        size=5000,
        last={code: Cell(Decimal(n)) for code, n in (USUAL if last is None else last).items()},
        last_size=5000,
        peers=peers,
    )


def only(doubts: list[Doubt]) -> Doubt:
    assert len(doubts) == 1, doubts
    return doubts[0]


def test_usual_form_raises_no_doubt():
    assert check(form()) == []


def test_extra_zero_is_named_with_the_likely_number():
    doubt = only(check(form(c=12500)))
    assert (doubt.rule, doubt.elements) == ("times_ten", ("c",))
    assert "похоже на 1250" in doubt.words
    assert "нуля" in doubt.advice


def test_swapped_fields_are_named_together():
    doubt = only(check(form(c=96, d=1250)))
    assert (doubt.rule, doubt.elements) == ("swapped", ("c", "d"))


def test_digit_slip_offers_the_nearest_number():
    doubt = only(check(form(a=1420)))
    assert (doubt.rule, doubt.elements) == ("digit_slip", ("a",))
    assert "вместо 420" in doubt.words


def test_one_move_of_the_fingers():
    assert {9569, 986, 98690, 8969, 9896} <= candidates(9869)
    assert 9869 not in candidates(9869)


def test_part_above_the_whole_is_certain():
    doubt = only(check(form(a=430, b=431, last={})))
    assert doubt.elements in {("b", "a"), ("b",)}
    assert only(check(replace(form(a=430, b=431, last={}), peers=()))).rule == "subset"


def test_sum_of_two_years_is_recognised():
    doubt = only(check(form(a=840, last=USUAL)))
    assert doubt.rule == "cross_year"
    assert "сумму за два года" in doubt.advice


def test_change_of_year_that_no_slip_explains():
    doubt = only(check(form(a=1800)))
    assert doubt.rule == "cross_year"
    assert "в 4,3 раза больше" in doubt.words
    assert "напишите в пояснении" in doubt.advice


def test_part_that_moves_with_its_whole_is_one_doubt():
    assert only(check(form(a=1800, b=133))).elements in {("a",), ("b",)}


def test_outlier_against_peers_without_last_year():
    doubt = only(check(form(d=777, last={})))
    assert doubt.elements == ("d",)
    assert check(form(d=110, last={})) == []


def test_zero_where_there_was_a_number():
    doubt = only(check(form(c=0)))
    assert doubt.rule == "zero_or_blank"
    assert "год назад было 1250" in doubt.words


def test_blank_is_not_doubted_as_a_zero():
    assert check(form(c=None)) == []


def test_not_applicable_after_a_number():
    usual = form()
    doubt = only(check(replace(usual, cells=usual.cells | {"c": Cell(None, "not_applicable")})))
    assert (doubt.rule, doubt.elements) == ("zero_or_blank", ("c",))


def test_detail_of_a_no_cannot_be_yes():
    relations = Relations(subsets=(("fresh", "open"),))
    assert only(check(form(open=0, fresh=1, relations=relations))).rule == "in_form"
    assert check(form(open=1, fresh=0, relations=relations)) == []


@pytest.mark.parametrize(("code", "amount"), [("a", "420.5"), ("posts", "0.3"), ("posts", "-1")])
def test_impossible_numbers(code, amount):
    assert ("in_form", (code,)) in {(doubt.rule, doubt.elements) for doubt in check(form(**{code: amount}))}


def test_total_that_does_not_add_up():
    relations = Relations(totals=(Total(("b", "d"), "a"),))
    doubt = only(check(form(a=420, b=300, d=100, last={}, relations=relations)))
    assert doubt.elements[0] == "a" or doubt.rule != "in_form"
    bare = replace(form(a=420, b=300, d=100, relations=relations), peers=(), last={})
    assert "сумма его частей — 400" in only(check(bare)).words


def test_head_count_differing_by_ten_per_cent():
    relations = Relations(restated={"a": ("r9",)})
    assert check(replace(form(relations=relations), heads={"r9": 440})) == []
    doubt = only(check(replace(form(relations=relations), heads={"r9": 380})))
    assert doubt.rule == "reference"
    assert "расхождение 11" in doubt.words


def test_more_people_than_there_are():
    relations = Relations(bounds=((("a", "d"), ("r9",)),))
    doubt = only(check(replace(form(relations=relations), heads={"r9": 500}, head_names={"r9": "выпускники"})))
    assert (doubt.rule, doubt.elements) == ("reference", ("a", "d"))
    assert "выпускники" in doubt.words


def test_base_that_doubles_is_told_to_the_methodologist():
    doubts = base_doubts({"r9": 35_786, "r11": 23_048}, {"r9": 34_000, "r11": 12_800}, {"r11": "выпускники 11 классов"})
    assert len(doubts) == 1
    assert "выпускники 11 классов" in doubts[0]


def test_bases_of_the_shipped_campaigns_are_doubted():
    """The grade 11 of 2021 is about twice the earlier one, and the base of 5.1 grew by more than 40 %."""
    now, before = ({code: sum(parts.values()) for code, parts in populations(year).items()} for year in (2021, 2020))
    doubts = " ".join(base_doubts(now, before, {}))
    assert "«r11»" in doubts
    assert "«pupils»" not in doubts


def test_growth_of_the_municipality_is_no_doubt():
    """Two municipalities merged: everything doubles, pupils too."""
    merged = form(**{code: amount * 2 for code, amount in USUAL.items()})
    assert check(replace(merged, size=10_000)) == []


def test_cell_keeps_state_and_amount_together():
    with pytest.raises(ValueError, match="только у сообщённого"):
        Cell(Decimal(5), "refused")


@pytest.mark.parametrize("seed", [2021, 7])
def test_planted_errors_are_found_and_clean_forms_left_alone(seed):
    total = planted.score(seed)
    assert total.planted.total() >= 300
    assert len(total.planted) == 8
    assert total.recall >= 0.95
    assert max(total.clean) <= 1
    assert max(total.beside) <= 1
