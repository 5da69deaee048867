"""Intervals, places, like size, limits of a funnel, typical problems: arithmetic without a database."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.framework.vocabulary import IndicatorKind, Polarity, State
from monitoring.funnel import Zone, deviation, dispersion, limits, zone
from monitoring.intervals import Z95, Z998, Interval, exactly, of_count, wilson
from monitoring.models import Indicator, RegionResult
from monitoring.peers import like_size
from monitoring.problems import GAP_SHARE, typical
from monitoring.ranking import places

NEWCOMBE = [(81, 263, "0.2553", "0.3662"), (15, 148, "0.0624", "0.1605"), (0, 20, "0.0000", "0.1611")]
NEWCOMBE += [(1, 29, "0.0061", "0.1718")]  # R. G. Newcombe, 1998, table I, the score method


@pytest.mark.parametrize(("yes", "number", "low", "high"), NEWCOMBE)
def test_wilson_gives_the_published_bounds(yes, number, low, high):
    found = wilson(Decimal(yes), Decimal(number))
    assert [f"{bound / 100:.4f}" for bound in found] == [low, high]


def solved(yes: int, number: int, z: float, start: float, end: float) -> float:
    """Where the score test just rejects, found by halving: knows nothing of the closed formula."""
    share = yes / number
    for _ in range(200):
        middle = (start + end) / 2
        if (share - middle) ** 2 * number > z * z * middle * (1 - middle):
            start = middle
        else:
            end = middle
    return end


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from([Z95, Z998]))
def test_wilson_agrees_with_the_test_it_inverts(pair, z):
    yes, number = pair
    low, high = wilson(Decimal(yes), Decimal(number), z)
    assert float(low) / 100 == pytest.approx(solved(yes, number, float(z), 0.0, yes / number), abs=1e-9)
    assert float(high) / 100 == pytest.approx(solved(yes, number, float(z), 1.0, yes / number), abs=1e-9)


def test_what_is_no_share_has_no_interval():
    assert wilson(Decimal(0), Decimal(0)) is None
    assert wilson(Decimal(5), Decimal(4)) is None


@given(st.integers(0, 100_000))
def test_interval_of_a_count_is_where_the_score_test_of_a_count_rejects(number):
    for bound in of_count(Decimal(number)):
        assert float((Decimal(number) - bound) ** 2) == pytest.approx(float(Z95 * Z95 * bound), rel=1e-9, abs=1e-9)


values = st.dictionaries(st.integers(0, 60), st.integers(0, 12), min_size=1, max_size=40)


@given(values)
def test_ties_share_their_places(scores):
    found = places({key: exactly(Decimal(score)) for key, score in scores.items()})
    for key, score in scores.items():
        above = sum(other > score for other in scores.values())
        alike = sum(other == score for other in scores.values())
        assert (found[key].first, found[key].last) == (above + 1, above + alike)


@given(values, st.randoms())
def test_interval_holds_the_plain_place_whatever_the_order(scores, chance):
    known = {key: Interval(Decimal(one - key % 3), Decimal(one + key % 4)) for key, one in scores.items()}
    found = places(known)
    for key, score in scores.items():
        plain = 1 + sum(other > score for other in scores.values())
        assert 1 <= found[key].first <= plain <= found[key].last <= len(scores)
    mixed = list(known.items())
    chance.shuffle(mixed)
    assert places(dict(mixed)) == found


def test_a_place_is_printed_as_an_interval():
    found = places({"а": exactly(Decimal(9)), "б": exactly(Decimal(5)), "в": exactly(Decimal(5))})
    assert [found[key].printed for key in "абв"] == ["места 1–1 из 3", "места 2–3 из 3", "места 2–3 из 3"]


def test_peers_are_the_nearest_by_pupils():
    pupils = {"тысяча": 1000, "полтысячи": 500, "две": 2000, "десять": 10_000, "сто": 100, "никто": 0}
    assert like_size(pupils, "тысяча", 2) == ["две", "полтысячи"]
    assert like_size(pupils, "никто") == []
    assert "тысяча" not in like_size(pupils, "тысяча")
    assert "никто" not in like_size(pupils, "тысяча")


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 5000), min_size=2, max_size=30), st.randoms())
def test_peers_do_not_depend_on_the_order(pupils, chance):
    own = next(iter(pupils))
    mixed = list(pupils.items())
    chance.shuffle(mixed)
    assert like_size(dict(mixed), own) == like_size(pupils, own)


pairs = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(pairs, st.integers(1, 999))
def test_beyond_the_limit_means_that_the_interval_misses_the_region(pair, per_mille):
    own = (Decimal(pair[0]), Decimal(pair[1]))
    region = (Decimal(per_mille), Decimal(1000))
    seen = zone(*region, own)
    for z, beyond in ((Z95, (Zone.OUTER_95, Zone.OUTER_998)), (Z998, (Zone.OUTER_998,))):
        low, high = wilson(*own, z)
        assert (seen in beyond) == (not low <= region[0] / 10 <= high)
        bounds = limits(*region, own[1], z)
        assert (seen in beyond) == (not bounds.low <= own[0] * 100 / own[1] <= bounds.high)


def test_limits_narrow_with_the_base_and_keep_between_0_and_100():
    near, far = (limits(Decimal(10), Decimal(100), Decimal(base), Z95) for base in (400, 4))
    assert near == pytest.approx((Decimal("7.06"), Decimal("12.94")), abs=Decimal("0.01"))
    assert far.low == 0
    assert far.high > near.high
    assert deviation(Decimal(10), Decimal(100), (Decimal(52), Decimal(400))) == 2


def test_dispersion_is_the_mean_square_of_deviations():
    region = (Decimal(10), Decimal(100))
    assert dispersion(*region, [(Decimal(52), Decimal(400)), (Decimal(40), Decimal(400))]) == 2
    assert dispersion(*region, []) is None


def flag(code: str, yes: int, base: int, polarity: str = Polarity.HIGH, state: int = State.REPORTED) -> RegionResult:
    indicator = Indicator(code=code, position=int(code), kind=IndicatorKind.FLAG, polarity=polarity)
    return RegionResult(indicator=indicator, state=state, numerator=Decimal(yes), denominator=Decimal(base))


def test_typical_is_what_the_stated_share_lacks():
    bound = SimpleNamespace(at=60, below=61)
    assert GAP_SHARE == 40
    rows = [flag("1", bound.at, 100), flag("2", bound.below, 100), flag("3", 0, 100), flag("4", 50, 50)]
    rows += [flag("5", 45, 100, Polarity.LOW), flag("6", 0, 100, Polarity.NONE), flag("7", 0, 9, state=State.REFUSED)]
    assert [(row.indicator.code, gap) for row, gap in typical(rows)] == [("3", 100), ("5", 45), ("1", 40)]
