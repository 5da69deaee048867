"""Is a copy genuine: known bytes, changed figures, unknown and bad files; who sees which figures."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monitoring.actions.snapshots import keep_file
from monitoring.models import Snapshot, SnapshotDocument, SnapshotFile
from reports.copies import Outcome, check_copy, differences
from reports.writers import write
from tests.reports import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet() -> SnapshotDocument:
    snapshot = Snapshot.objects.get(campaign__year=2021, number=1)
    return snapshot.documents.filter(kind="municipal-sheet").first()


def made(document: SnapshotDocument, format: str) -> bytes:
    content = write(document.blocks, format)
    keep_file(document.blocks, format, content)
    return content


def rewritten(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same package with other words in one of its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            assert name != part or old in text
            target.writestr(name, text.replace(old, new, 1) if name == part else text)
    return packed.getvalue()


def altered(content: bytes) -> tuple[bytes, str]:
    """A Word file with one figure of a table replaced, and the figure that stood there."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read("word/document.xml").decode()
    figure = next(one for one in re.findall(r"<w:t(?: [^>]*)?>(\d\d+)</w:t>", text))
    return rewritten(content, "word/document.xml", f">{figure}<".encode(), b">987654<"), figure


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_kept_file_is_genuine(sheet, format):
    verdict = check_copy(made(sheet, format), format)
    assert (verdict.outcome, verdict.document) == (Outcome.GENUINE, sheet)


def test_rendering_twice_gives_the_same_bytes_and_one_fingerprint(sheet):
    assert made(sheet, "docx") == made(sheet, "docx")
    assert SnapshotFile.objects.filter(document=sheet).count() == 1


def test_a_file_of_a_draft_is_not_kept():
    assert keep_file(samples.note(), "pdf", b"%PDF-") is None


def test_a_genuine_file_is_known_even_if_its_fingerprint_was_never_kept(sheet):
    assert check_copy(write(sheet.blocks, "pdf"), "pdf").outcome == Outcome.GENUINE


def test_a_changed_word_file_names_the_figures_that_differ(sheet):
    changed, figure = altered(made(sheet, "docx"))
    verdict = check_copy(changed, "docx")
    assert (verdict.outcome, verdict.document) == (Outcome.CHANGED, sheet)
    assert [(row.genuine, row.copy) for row in verdict.differences] == [(figure, "987654")]


def test_changed_words_are_told_from_changed_figures(sheet):
    changed = rewritten(made(sheet, "docx"), "word/document.xml", "не хватает".encode(), "хватает всего".encode())
    verdict = check_copy(changed, "docx")
    assert (verdict.outcome, verdict.differences) == (Outcome.CHANGED, [])


def test_a_changed_spreadsheet_is_found():
    book = SnapshotDocument.objects.filter(kind="summary-tables").earliest("pk")
    content = made(book, "xlsx")
    assert check_copy(content, "xlsx").outcome == Outcome.GENUINE
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read("xl/worksheets/sheet1.xml").decode()
    figure = re.findall(r"<v>(\d{3,})</v></c><c[^>]*><v>", text)[0]
    changed = rewritten(content, "xl/worksheets/sheet1.xml", f"<v>{figure}</v>".encode(), b"<v>777777</v>")
    verdict = check_copy(changed, "xlsx")
    assert verdict.outcome == Outcome.CHANGED
    assert "777777" in {row.copy for row in verdict.differences}


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half", b"%PDF-1.7\nhalf", b"\x00" * 5000])
def test_a_bad_file_is_unknown_and_said_to_be_unreadable(format, content):
    verdict = check_copy(content, format)
    assert (verdict.outcome, verdict.is_readable) == (Outcome.UNKNOWN, False)


def test_another_document_is_unknown():
    assert check_copy(write(samples.note(), "pdf"), "pdf").outcome == Outcome.UNKNOWN


def test_figures_that_differ_are_read_in_order():
    found = differences("было 12 и 7 %", "было 13 и 7 %")
    assert [(row.genuine, row.copy, row.near) for row in found] == [("12", "13", "было")]


def check(client, content: bytes, name: str) -> str:
    return client.post(reverse("reports:copy-check"), {"file": SimpleUploadedFile(name, content)}).content.decode()


def test_the_page_says_what_the_file_is(client, sheet):
    assert "Подлинный" in check(client, made(sheet, "pdf"), "лист.pdf")
    assert "Неизвестен" in check(client, write(samples.note(), "pdf"), "справка.pdf")


def test_figures_of_municipalities_are_for_those_who_may_see_results(client, client_of, people, sheet):
    changed = altered(made(sheet, "docx"))[0]
    assert "987654" not in check(client, changed, "лист.docx")
    assert "987654" in check(client_of(people.coordinator), changed, "лист.docx")


@pytest.mark.parametrize(("name", "content"), [("письмо.txt", b"abc"), ("лист.pdf", b"not a pdf"), ("лист.docx", b"")])
def test_a_wrong_file_gets_its_reason_beside_the_field(client, name, content):
    page = check(client, content, name)
    assert ("Ошибка:" in page and name in page) or "пустой" in page


def test_too_many_checks_from_one_address_are_asked_to_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"copy-check": "1/h/ip"}
    check(client, write(samples.note(), "pdf"), "справка.pdf")
    assert "слишком много файлов" in check(client, write(samples.note(), "pdf"), "справка.pdf")
