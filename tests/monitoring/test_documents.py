"""The note: text, tables and pictures say the same, and the finished PDF and DOCX hold the stored figures."""

import io
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.documents import briefing, municipal_sheet, version
from monitoring.models import Campaign, RegionResult, Result, Submission
from monitoring.problems import is_deficit

pytestmark = pytest.mark.django_db
SEED_SENTENCE = "В каждом муниципалитете выстроена деятельность"


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.get(year=2021, region__oktmo_prefix="25")


@pytest.fixture
def note(campaign, people) -> dict:
    return briefing(campaign, people.methodologist)


def flat(text: str) -> str:
    """Without soft hyphens and with single spaces, as a reader takes it."""
    return re.sub(r"\s+", " ", text.replace("\N{SOFT HYPHEN}", "").replace("\N{NO-BREAK SPACE}", " "))


def words_of(note: dict) -> str:
    parts = []
    for block in note["blocks"]:
        parts += [block.get("lead", ""), block.get("text", ""), *block.get("items", [])]
        for row in block.get("head", []) + block.get("rows", []) if block["type"] == "table" else []:
            parts += [cell["text"] for cell in row]
        parts += [block.get("caption", ""), block.get("alt", "")]
    return flat(" ".join(parts))


def pdf_text(note: dict) -> str:
    from pypdf import PdfReader

    from reports.writers.pdf import to_pdf

    return flat(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(note))).pages))


def docx_text(note: dict) -> str:
    from docx import Document

    from reports.writers.docx import to_docx

    word = Document(io.BytesIO(to_docx(note)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return flat(" ".join([*(paragraph.text for paragraph in word.paragraphs), *cells]))


def test_note_has_the_sections_of_the_real_one(note):
    heads = [block["text"] for block in note["blocks"] if block["type"] == "heading" and block["level"] == 1]
    assert [head.split(".")[0] for head in heads] == ["Кому и о чём эта справка", "1", "2", "3", "4", "5", "Приложение"]
    second = [block["text"] for block in note["blocks"] if block["type"] == "heading" and block["level"] == 2]
    assert sum(text.startswith("Критерий ") for text in second) == 10
    assert {"Муниципальный уровень", "Региональный уровень"} <= set(second)


def test_note_prints_every_stored_figure(note, campaign):
    printed = {(row["code"], flat(row["printed"])) for row in note["meta"]["figures"]}
    for result in RegionResult.objects.filter(campaign=campaign).select_related("indicator"):
        assert (result.indicator.code, flat(result.pair)) in printed


def test_every_percent_of_the_note_is_a_stored_one(note, campaign):
    """No per cent may stand in the note that no stored result explains."""
    used = {percent for row in note["meta"]["figures"] for percent in re.findall(r"\d+ %", flat(row["printed"]))}
    before = RegionResult.objects.filter(campaign__year=2020).select_related("indicator")
    known = used | {flat(row.printed) for row in before} | {"100 %", "40 %"}
    table = next(block for block in note["blocks"] if block["type"] == "table" and block["columns"] == 5)
    cells = flat(" ".join(cell["text"] for row in table["rows"] for cell in row))
    common = set(re.findall(r"По общим 38: (\d+ %)", cells))
    assert set(re.findall(r"\d+ %", words_of(note))) <= known | common


def test_both_files_say_what_is_stored(note):
    read = {"pdf": pdf_text(note), "docx": docx_text(note)}
    for row in note["meta"]["figures"]:
        for kind, text in read.items():
            assert flat(row["printed"]) in text or flat(row["printed"]).replace(" ", "") in text.replace(" ", ""), (
                kind,
                row,
            )


def test_flags_agree_with_their_complements(note):
    text = words_of(note)
    assert "В 33 муниципальных образованиях из 42 (79 %)" in text
    assert "в 9 муниципальных образованиях (21 %)" in text
    assert "В 21 муниципальном образовании из 42 (50 %)" in text
    assert "В 31 муниципальном образовании из 42 (74 %)" in text


def test_two_years_are_printed_with_their_bases(note):
    text = words_of(note)
    assert "63 % (24 из 38); по данным 38 из 42" in text
    assert "По общим 38:" in text
    assert "Не оценивался" in text


def test_note_says_that_values_are_conditional(note):
    assert "условные" in note["meta"]["notice"]
    assert any(block["type"] == "notice" and "условные" in block["text"] for block in note["blocks"])


def test_note_has_pictures_with_words_beside(note):
    pictures = [block for block in note["blocks"] if block["type"] == "figure"]
    assert len(pictures) >= 3
    assert all(len(block["alt"]) > 100 for block in pictures)


def test_note_of_a_running_campaign_is_for_its_methodologist(people):
    running = Campaign.objects.get(status=Campaign.Status.OPEN)
    assert briefing(running, people.methodologist)["blocks"]
    for build in (briefing, version):
        with pytest.raises(PermissionDenied):
            build(running, people.coordinator)


def test_note_without_an_earlier_year_has_no_comparison(people):
    made = briefing(Campaign.objects.get(year=2020), people.methodologist)
    assert not any("Сравнение" in block.get("text", "") for block in made["blocks"] if block["type"] == "heading")


def test_note_is_the_same_each_time(campaign, people):
    assert briefing(campaign, people.methodologist) == briefing(campaign, people.methodologist)


def test_note_takes_few_queries(campaign, people):
    with CaptureQueriesContext(connection) as queries:
        briefing(campaign, people.methodologist)
    assert len(queries) <= 5, "a published note comes from its snapshot"


def test_a_note_of_a_running_campaign_takes_few_queries(people):
    running = Campaign.objects.get(status=Campaign.Status.OPEN)
    with CaptureQueriesContext(connection) as queries:
        briefing(running, people.methodologist)
    assert len(queries) <= 30


def test_sheet_prints_the_results_of_its_municipality(campaign, people):
    submission = Submission.objects.get(campaign=campaign, municipality__oktmo="25714000")
    sheet = municipal_sheet(submission, people.municipal_operator)
    results = Result.objects.filter(campaign=campaign, municipality=submission.municipality).select_related("indicator")
    assert [row["printed"] for row in sheet["meta"]["figures"]] == [
        row.printed for row in results.order_by("indicator__position")
    ]
    text = pdf_text(sheet).replace(" ", "")
    assert all(flat(row["printed"]).replace(" ", "") in text for row in sheet["meta"]["figures"])


def test_sheet_names_every_deficit_of_the_page(campaign, people):
    """Conditions that are not met, shares below their target and zeros alike."""
    submission = Submission.objects.get(campaign=campaign, municipality__oktmo="25714000")
    listed = {line.split(":")[0] for line in bullets_under(municipal_sheet(submission, people.municipal_operator))}
    results = Result.objects.filter(campaign=campaign, municipality=submission.municipality).select_related("indicator")
    assert listed == {
        row.indicator.code
        for row in results
        if row.is_reported and is_deficit(row.indicator, row.numerator, row.denominator)
    }
    assert {"5.1", "1.4", "8.1"} <= listed


def bullets_under(sheet, heading="Чего не хватает"):
    """Lines of the list that follows a heading."""
    made = sheet["blocks"]
    start = next(number for number, block in enumerate(made) if flat(block.get("text", "")) == heading)
    return [flat(item) for item in made[start + 1]["items"]]
