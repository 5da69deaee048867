"""Arithmetic of the quorum and of the votes."""

import pytest

from events.quorum import Quorum, forecast, is_majority, quorum, result_in_words, too_many_votes


@pytest.mark.parametrize(
    ("members", "share", "needed"),
    [(12, (1, 2), 6), (11, (1, 2), 6), (9, (2, 3), 6), (10, (2, 3), 7), (7, (1, 1), 7), (1, (1, 2), 1)],
)
def test_share_is_rounded_up(members, share, needed):
    assert Quorum(members, 0, *share).needed == needed


@pytest.mark.parametrize(("present", "is_reached"), [(5, False), (6, True), (11, True)])
def test_quorum_is_reached_by_the_needed_number(present, is_reached):
    found = Quorum(11, present)
    assert found.is_reached is is_reached
    assert found.is_missing is not is_reached


def test_guests_do_not_make_a_quorum():
    found = quorum([1, 2, 3, 4], [1, 7, 8, 9], share=(1, 2))
    assert (found.members, found.present, found.is_missing) == (4, 1, True)
    assert found.warning == "Кворума нет: присутствует 1 из 4\N{NO-BREAK SPACE}членов, нужно не менее 2."


@pytest.mark.parametrize("found", [quorum([], [1, 2], share=(1, 2)), quorum([1, 2], [], share=(1, 2))])
def test_what_is_not_written_down_is_not_judged(found):
    assert not found.is_known and not found.is_reached and not found.is_missing
    assert found.warning == ""
    assert "не " in found.words


@pytest.mark.parametrize(
    ("votes", "present", "message"),
    [
        ((5, 1, 1), 7, ""),
        ((5, 1, 2), 7, "Голосов всего 8, а присутствовали 7"),
        ((1, 0, 0), 0, "Сначала запишите участников"),
        ((0, 0, 0), 0, ""),
    ],
)
def test_votes_fit_those_present(votes, present, message):
    told = too_many_votes(*votes, present=present)
    assert told.startswith(message) and bool(told) is bool(message)


def test_ballots_stand_for_presence():
    found = quorum([1, 2, 3, 4], [1, 2], share=(1, 2), by_ballots=True)
    assert found.words == "есть: прислали бюллетени 2 из 4\N{NO-BREAK SPACE}членов, нужно не менее 2"
    nobody = quorum([1, 2], [], share=(1, 2), by_ballots=True)
    assert "бюллетени пока не записаны" in nobody.words


@pytest.mark.parametrize(
    ("coming", "told"),
    [
        ({1, 2, 9}, "придут 2 из 4\N{NO-BREAK SPACE}членов, нужно не менее 2"),
        ({1}, "придёт 1 из 4\N{NO-BREAK SPACE}членов, нужно не менее 2: кворума пока не будет"),
    ],
)
def test_forecast_counts_members_who_promised(coming, told):
    assert forecast({1, 2, 3, 4}, coming, share=(1, 2)) == told


def test_forecast_without_a_composition_says_so():
    assert "состав совета на этот день не указан" in forecast(set(), {1}, share=(1, 2))


@pytest.mark.parametrize(("in_favour", "present", "is_taken"), [(6, 12, False), (7, 12, True), (6, 11, True)])
def test_majority_is_more_than_half_of_those_present(in_favour, present, is_taken):
    assert is_majority(in_favour, present=present) is is_taken
    told = result_in_words(in_favour, present=present)
    assert told.startswith("принято" if is_taken else "не принято") and "нужно больше половины" in told
