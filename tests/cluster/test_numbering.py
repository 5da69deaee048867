"""Numbers of protocols follow the scheme of their body and never break on what was imported."""

from datetime import date

import pytest

from cluster.numbering import next_number, number_of, order_of, remarks, scheme_as_kept, scheme_as_typed, scheme_error

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("scheme", "order", "printed"),
    [
        ("{number}/{year}", 3, "3/2026"),
        ("КС-{number:02}", 4, "КС-04"),
        ("{day}.{month}-{number:3}", 12, "05.03-012"),
        ("№{number} (эксп.)", 1, "№1 (эксп.)"),
    ],
)
def test_scheme_prints_and_reads_its_own_numbers(scheme, order, printed):
    assert scheme_error(scheme) == ""
    assert number_of(scheme, order, DAY) == printed
    assert order_of(scheme, printed) == order


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        ("", "одна пометка"),
        ("{year}", "одна пометка"),
        ("{number}-{number}", "одна пометка"),
        ("{number", "скобки"),
        ("number}", "скобки"),
        ("{number}/{век}", "не знакома"),
        ("{number:09}", "не знакома"),
        ("{number.__class__}", "не знакома"),
    ],
)
def test_broken_schemes_are_told_in_words(scheme, told):
    assert told in scheme_error(scheme)
    assert next_number(scheme, ["1"], DAY) == ""
    assert remarks(scheme, "1", [], DAY) == []


def test_next_number_passes_over_what_was_written_in_another_way():
    assert next_number("{number}/{year}", ["1/2026", "б/н", "17-пр", "2/2026"], DAY) == "3/2026"
    assert next_number("{number}/{year}", [], DAY) == "1/2026"


def test_repeated_missing_and_strange_numbers_are_remarked():
    written = ["1/2026", "2/2026"]
    assert remarks("{number}/{year}", "3/2026", written, DAY) == []
    assert remarks("{number}/{year}", "2/2026", written, DAY) == ["Протокол № 2/2026 в 2026 году уже есть"]
    assert remarks("{number}/{year}", "5/2026", written, DAY) == ["Пропущены номера: 3/2026, 4/2026"]
    assert "не так, как принято у этого совета: 1/2026" in remarks("{number}/{year}", "пять", written, DAY)[0]
    assert remarks("{number}/{year}", "", written, DAY) == []


@pytest.mark.parametrize(
    ("kept", "typed"),
    [("{number}/{year}", "{номер}/{год}"), ("КС-{number:02}.{month}.{day}", "КС-{номер:02}.{месяц}.{день}")],
)
def test_marks_of_a_scheme_are_typed_in_russian(kept, typed):
    assert scheme_as_typed(kept) == typed
    assert scheme_as_kept(typed) == scheme_as_kept(kept) == kept
