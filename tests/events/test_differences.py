"""What changed between two texts is told by words and paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from events.differences import joined, paragraphs, words


def _side(pieces, kind):
    return "".join(piece.text for piece in pieces if piece.kind in ("same", kind))


def test_words_taken_away_and_put_in_are_told_apart():
    pieces = words("Назначить трёх наставников к маю", "Назначить пять наставников к маю и июню")
    assert [(one.kind, one.text) for one in pieces if one.kind != "same"] == [
        ("removed", "трёх"),
        ("added", "пять"),
        ("added", " и июню"),
    ]


@given(st.text(max_size=200), st.text(max_size=200))
def test_both_texts_can_be_read_from_the_pieces(old, new):
    pieces = words(old, new)
    assert (_side(pieces, "removed"), _side(pieces, "added")) == (old, new)


def test_paragraphs_are_same_changed_added_or_removed():
    old = ["Повестка дня", "Назначить наставников на трёх предприятиях", "Лишнее"]
    new = ["Повестка дня", "Назначить наставников на пяти предприятиях", "Новое и непохожее", "Ещё"]
    assert [change.kind for change in paragraphs(old, new)] == ["same", "changed", "added", "added", "removed"]


def test_merge_keeps_common_lines_once_and_both_others():
    assert joined("Начало\nМоё\nКонец", "Начало\nИх\nКонец") == "Начало\nИх\nМоё\nКонец"


def test_very_long_texts_are_compared_as_a_whole():
    pieces = words("слово " * 15_000, "слово " * 15_001)
    assert [piece.kind for piece in pieces] == ["removed", "added"]
