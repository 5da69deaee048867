"""Prose, tables and pictures of a note, the API and CSV say what the results are, in a thousand random campaigns.

The figures are parsed back from what is printed and compared with a calculator that shares no code with the portal;
no database takes part. Open data may hide a figure, the same one in the API and in CSV, but say no other.
"""

import html
import random
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest

from monitoring.documents.briefing import briefing
from monitoring.documents.record import Record
from monitoring.documents.sheets import municipal_sheet
from monitoring.documents.stamp import Stamp
from monitoring.documents.summary import summary_tables
from tests.monitoring.contents import KEYS, content_of
from tests.monitoring.open_answers import Answers, pair
from tests.monitoring.random_campaigns import FRAMEWORK, random_plan
from tests.monitoring.second_calculator import FLAGS, calculate

CAMPAIGNS = 1000
NUMBER = r"\d[\d ]*(?:,\d+)?"
Plain = dict[str, Any]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


def number(text: str) -> Fraction:
    return Fraction(text.replace(" ", "").replace(",", "."))


def rounded(value: Fraction, decimals: int = 0) -> Fraction:
    """Half up, by Decimal's own rule and not by the portal's."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def said_figures(note: Plain, answers: Answers | None = None) -> dict[str, list[set[tuple[str, Fraction]]]]:
    """By indicator, one set for each place that speaks of it: prose, table of the appendix, picture, API, CSV.

    A figure is («count», n), («base», n) or («percent», n), as a reader takes it from the page.
    """
    said: dict[str, list[set[tuple[str, Fraction]]]] = {}
    for block in note["blocks"]:
        read = {"paragraph": _of_prose, "table": _of_table, "figure": _of_picture}.get(block["type"])
        for code, figures in read(block) if read else []:
            said.setdefault(code, []).append(figures)
    for told_by in (answers.api, answers.csv) if answers else ():
        for (place, code), told in told_by.items():
            if not place and told is not None:
                said.setdefault(code, []).append(_of_program(told))
    return said


def _of_program(told: tuple[str, str, str]) -> set[tuple[str, Fraction]]:
    share = re.fullmatch(rf"({NUMBER}) %", flat(told[2]))
    figures = {("count", Fraction(told[0]))} | ({("base", Fraction(told[1]))} if told[1] else set())
    if share:
        return figures | {("percent", number(share[1]))}
    assert told[2] == "—" or ("count", number(flat(told[2]))) in figures
    return figures


OF_PEOPLE = {row["code"] for row in FRAMEWORK["indicators"] if row.get("unit", "").startswith("человек")}
CODES = {row["statement"]: row["code"] for row in FRAMEWORK["indicators"]}
Said = Iterator[tuple[str, set[tuple[str, Fraction]]]]


def _of_prose(block: Plain) -> Said:
    text = flat(block["text"])
    if found := re.match(rf"В ({NUMBER}) муниципальн\S+ образовани\S+ из ({NUMBER}) \(({NUMBER}) %\) (.*)", text):
        code = next(code for words, code in CODES.items() if found[4].startswith(words))
        yield code, _figures(found[1], found[2], found[3])
        return
    found = re.match(rf"(.+?),? — ({NUMBER}) [^\d(]*?(?:из ({NUMBER}) \(({NUMBER}) %\))?(?: \([^)]*\))?\.", text)
    if found and (words := found[1][:1].lower() + found[1][1:]) in CODES:
        yield CODES[words], _figures(*found.group(2, 3, 4))


def _of_table(block: Plain) -> Said:
    if block["columns"] != 4 or not block["caption"].startswith("Показатели"):
        return
    for row in block["rows"]:
        pair = re.fullmatch(rf"({NUMBER})(?: из ({NUMBER}))?", flat(row[1]["text"])) if len(row) == 4 else None
        if pair:
            share = re.fullmatch(rf"({NUMBER}) %", flat(row[2]["text"]))
            yield row[0]["text"].partition(". ")[0], _figures(pair[1], pair[2], share and share[1])


def _of_picture(block: Plain) -> Said:
    if "ответивших «да»" not in block["caption"]:
        return
    label = ""
    for text in (flat(html.unescape(one)) for one in re.findall(r"<text[^>]*>([^<]*)</text>", block["svg"])):
        if share := re.fullmatch(rf"({NUMBER}) %", text):
            yield label.partition(". ")[0], _figures(None, None, share[1])
            label = ""
        else:
            label = f"{label} {text}".strip()


def _figures(count: str | None, base: str | None, percent: str | None) -> set[tuple[str, Fraction]]:
    named = {"count": count, "base": base, "percent": percent}
    return {(name, number(text)) for name, text in named.items() if text is not None}


def expected_figures(code: str, region: Plain) -> set[tuple[str, Fraction]]:
    decimals = next(row.get("decimals", 0) for row in FRAMEWORK["indicators"] if row["code"] == code)
    figures = {("count", region["numerator"])}
    if region["denominator"] is not None:
        figures.add(("base", region["denominator"]))
        if region["denominator"]:
            figures.add(("percent", rounded(100 * region["numerator"] / region["denominator"], decimals)))
    return figures


def check_note(note: Plain, results: Plain, answers: Answers | None = None) -> int:
    said, checked = said_figures(note, answers), 0
    for code, region in results["region"].items():
        if region["state"] != "reported":
            assert code not in said, (code, said.get(code))
            continue
        wanted = expected_figures(code, region)
        assert len(said[code]) >= 2, (code, "prose and table")
        for figures in said[code]:
            assert figures <= wanted, (code, figures, wanted)
            checked += len(figures)
        assert set().union(*said[code]) == wanted
    return checked


def check_answers(answers: Answers, results: Plain, names: dict[str, str]) -> int:
    """Municipal figures of the API and of CSV; what is small is hidden in both, what is not of people in none."""
    assert answers.api == {key: told for key, told in answers.csv.items() if is_reported(results, key[1])}
    told_in_numbers = 0
    for (place, code), truth in results["municipal"].items():
        told, is_of_people = answers.csv[names[place], code], code in OF_PEOPLE
        if told is None:
            assert truth["state"] == "suppressed" or (is_of_people and truth["state"] == "reported"), (place, code)
        elif truth["state"] != "reported":
            assert told[:2] == ("", "") and not re.search(r"\d", told[2])
        else:
            assert pair(told) == (truth["numerator"], truth["denominator"]), (place, code)
            assert not (is_of_people and is_small(truth)), (place, code, told)
            told_in_numbers += 1
    return told_in_numbers


def is_reported(results: Plain, code: str) -> bool:
    return results["region"][code]["state"] == "reported"


def is_small(truth: Plain) -> bool:
    counted, base = truth["numerator"], truth["denominator"]
    rest = 0 if base is None else base - counted
    return 0 < counted < 5 or 0 < rest < 5 or (base is not None and 0 < base < 10)


def plans(seed: int) -> tuple[Plain, Plain]:
    return random_plan(seed, KEYS), random_plan(seed + 500_000, KEYS)


@pytest.mark.parametrize("part", range(4))
def test_text_table_chart_and_open_data_of_random_campaigns_say_the_results(part):
    checked = municipal = 0
    for seed in range(part * CAMPAIGNS // 4, (part + 1) * CAMPAIGNS // 4):
        plan, earlier = plans(seed)
        before = content_of(earlier, year=2030) if seed % 5 == 0 else None
        record, results = Record(content_of(plan, before=before)), calculate(FRAMEWORK, plan)
        answers = Answers(record)
        checked += check_note(briefing(record, Stamp()), results, answers)
        municipal += check_answers(answers, results, {place.key: place.name for place in record.places})
    assert checked > CAMPAIGNS * 10
    assert municipal > CAMPAIGNS * 5


def test_a_wrong_figure_anywhere_is_found():
    """The comparison itself can fail: one digit of one place is enough."""
    plan = random_plan(3, KEYS)
    results = calculate(FRAMEWORK, plan)
    note = briefing(Record(content_of(plan)), Stamp())
    assert check_note(note, results)
    code = next(code for code, row in results["region"].items() if row["state"] == "reported")
    results["region"][code]["numerator"] += 1
    with pytest.raises(AssertionError):
        check_note(note, results)


def test_sheets_and_spreadsheet_say_the_results_of_each_municipality():
    chance = random.Random(7)
    for seed in chance.sample(range(10_000), 40):
        plan = random_plan(seed, KEYS)
        record, results = Record(content_of(plan)), calculate(FRAMEWORK, plan)
        numerators = _sheet_of(summary_tables(record, Stamp()), "Числители")
        for place in record.places:
            sheet = municipal_sheet(record, place, Stamp())
            for row in FRAMEWORK["indicators"]:
                truth = results["municipal"][place.key, row["code"]]
                cells = _row_of(sheet, row["code"])
                if truth["state"] != "reported":
                    assert not re.search(r"\d", cells[1]), (place, row["code"], cells)
                    continue
                assert Fraction(Decimal(str(numerators[place.name][row["code"]]))) == truth["numerator"]
                if row["kind"] in FLAGS:
                    assert cells[1] == ("да" if truth["numerator"] else "нет")
                else:
                    assert number(flat(cells[2]).split(" из ")[0]) == truth["numerator"]


def _row_of(sheet: Plain, code: str) -> list[str]:
    table = next(block for block in sheet["blocks"] if block["type"] == "table" and block["columns"] >= 4)
    return next([cell["text"] for cell in row] for row in table["rows"] if row[0]["text"].startswith(f"{code}. "))


def _sheet_of(book: Plain, caption: str) -> dict[str, dict[str, Any]]:
    table = next(block for block in book["blocks"] if block["type"] == "table" and block["caption"] == caption)
    heads = [cell["text"] for cell in table["head"][0]]
    return {
        row[0]["text"]: {head: cell["value"] for head, cell in zip(heads, row, strict=True)} for row in table["rows"]
    }
