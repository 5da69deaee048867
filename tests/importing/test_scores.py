"""Scores of the importer on the development sets; the gates are those of the issue."""

import pytest

from tests.importing.score import GATES, PROTOCOLS, score_folder

FOLDERS = [
    "development",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twentyfirst",
    "twentysecond",
    "twentythird",
    "twentyfourth",
    "twentyfifth",
    "twentysixth",
    "twentyseventh",
    "twentyeighth",
    "twentyninth",
    "thirtieth",
    "thirtyfirst",
    "thirtysecond",
    "thirtythird",
    "thirtyfourth",
    "thirtyfifth",
    "holdout",
]


@pytest.fixture(scope="module", params=FOLDERS)
def score(request):
    return score_folder(PROTOCOLS / request.param)


def test_fields_reach_their_gates(score):
    low = {name: round(score.f1(name), 3) for name, gate in GATES.items() if score.f1(name) < gate}
    assert not low, score.misses


def test_little_is_wrong_and_called_sure(score):
    assert score.false_certainty <= 0.02, score.misses


def test_all_text_is_kept(score):
    assert min(score.kept) == 1.0
