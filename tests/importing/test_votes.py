"""Results of votes in the words of protocols."""

import pytest

from events.importing.votes import find_vote

COUNTS = {
    "Голосовали: «за» – 7, «против» – 1, «воздержались» – 2.": (7, 1, 2),
    "Голосование: 7 – за, 1 – против, 2 – воздержались.": (7, 1, 2),
    "Проголосовали: 7 – за; против – нет; воздержавшихся – нет.": (7, 0, 0),
    "«За» – семь, «против» – один, «воздержались» – двое.": (7, 1, 2),
    "за – двадцать пять, против – ни одного": (25, 0, None),
    "За данное решение проголосовало 7 человек, против – 1, воздержалось – 2.": (7, 1, 2),
    "За принятие решения – 7, против – 1": (7, 1, None),
    "«за» проголосовали 7, «против» – 1": (7, 1, None),
    "Голосовали за/против/воздержались: 7/1/2": (7, 1, 2),
    "Голосовали: «за» – 7; воздержался – Ильин А.А.": (7, None, 1),
    "Кто за? – 5. Против? – нет. Воздержался? – 1.": (5, 0, 1),
    "За Лобова С.С.: 18, против 1.": (18, 1, None),
    "За – 7 голосов (70 %), против – 1 голос (10 %)": (7, 1, None),
}


@pytest.mark.parametrize(("words", "counts"), COUNTS.items())
def test_counts_are_read(words, counts):
    vote = find_vote(words)
    assert vote is not None
    assert (vote.for_, vote.against, vote.abstained) == counts


@pytest.mark.parametrize(
    "words",
    [
        "Все члены комиссии проголосовали «за».",
        "За решение проголосовали все члены комиссии.",
        "Возражений нет, принято единогласно.",
    ],
)
def test_one_voice_is_heard(words):
    vote = find_vote(words)
    assert vote is not None
    assert vote.unanimous


@pytest.mark.parametrize(
    "words", ["Возражений нет.", "Решение за вами.", "за 3 дня до заседания", "выступил против шума"]
)
def test_other_words_are_no_vote(words):
    assert find_vote(words) is None
