import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

PERCENTS = [79, 50, 74, 40, 40, 19, 50, 17, 17, 55, 26, 31, 67, 27, 64, 74, 45, 40]


@pytest.fixture
def report(db) -> dict:
    out = StringIO()
    call_command("criteria", region="25", year=2021, json=True, stdout=out)
    return json.loads(out.getvalue())


def test_report_has_the_agreed_keys(report):
    assert list(report) == ["region", "year", "expected", "accepted", "indicators", "municipalities"]
    assert list(report["indicators"][0]) == [
        "code", "criterion", "kind", "numerator", "denominator", "reported", "value", "printed"
    ]  # fmt: skip
    place = report["municipalities"][0]
    assert list(place) == ["oktmo", "name", "criteria", "indicators"]
    assert list(place["criteria"][0]) == ["number", "score", "assessed", "of"]
    assert list(place["indicators"][0]) == ["code", "state", "numerator", "denominator"]


def test_report_prints_the_percents_of_the_note(report):
    printed = [row["printed"] for row in report["indicators"] if row["printed"].endswith("%")]
    assert [int(text.removesuffix("%")) for text in printed] == PERCENTS


def test_report_counts_are_exact(report):
    found = {row["code"]: (row["numerator"], row["denominator"]) for row in report["indicators"]}
    assert found["4.1.2"] == (608.75, None)
    assert found["5.1"] == (18411, 58834)
    assert (report["expected"], report["accepted"], len(report["indicators"])) == (42, 42, 27)


def test_municipal_numbers_add_up_to_the_region(report):
    for index, row in enumerate(report["indicators"]):
        assert sum(place["indicators"][index]["numerator"] for place in report["municipalities"]) == row["numerator"]


@pytest.mark.parametrize(("region", "year"), [("25", 1999), ("77", 2021)])
def test_unknown_campaign_is_one_plain_line(db, region, year):
    out = StringIO()
    with pytest.raises(CommandError, match="на портале нет"):
        call_command("criteria", region=region, year=year, json=True, stdout=out)
    assert out.getvalue() == ""
