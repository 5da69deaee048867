"""PDF read back: tags, language, title, and the same bytes twice."""

import io

import pikepdf
import pypdf
import pytest

from reports.writers.pdf import to_pdf
from tests.reports import samples
from ui import blocks


def tags_of(pdf: pikepdf.Pdf) -> list[tuple[str, pikepdf.Object]]:
    found: list[tuple[str, pikepdf.Object]] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node["/S"]), node))
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.Root.StructTreeRoot["/K"])
    return found


def attribute(node: pikepdf.Object, name: str) -> str:
    given = node.get("/A", pikepdf.Array())
    for one in given if isinstance(given, pikepdf.Array) else [given]:
        if name in one:
            return str(one[name])
    return ""


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


@pytest.fixture(params=["note", "gost"])
def pdf(request):
    with pikepdf.open(io.BytesIO(to_pdf(getattr(samples, request.param)()))) as opened:
        yield opened


def test_the_file_says_that_it_is_pdf_ua_with_russian_language_and_title(pdf):
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).startswith("ru")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_tables_have_heads_with_scope(pdf):
    heads = [node for tag, node in tags_of(pdf) if tag == "/TH"]

    assert heads
    assert {attribute(node, "/Scope") for node in heads} == {"/Column"}


def test_only_fonts_of_the_repository_are_used_and_they_are_embedded(pdf):
    names = {
        str(font.BaseFont).partition("+")[2]
        for page in pdf.pages
        for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()
    }

    assert names
    assert all(name.startswith(("PTSerif", "PTSans")) for name in names), names


def test_headings_and_figures_are_tagged_and_figures_have_words():
    with pikepdf.open(io.BytesIO(to_pdf(samples.note()))) as pdf:
        tags = tags_of(pdf)
        alts = [str(node["/Alt"]) for tag, node in tags if tag == "/Figure"]

    assert [tag for tag, _ in tags if tag in ("/H1", "/H2")].count("/H2") >= 2
    assert alts == ["Столбцы по районам: Центр — 24, Север — 17, Юг — 9 человек."]


def test_the_same_document_gives_the_same_bytes():
    assert to_pdf(samples.note()) == to_pdf(samples.note())


def test_text_that_looks_like_markup_stays_text():
    text = "".join(text_of(to_pdf(samples.tricky())).split())

    assert text.count("".join(samples.TRAPS.split())) >= 8


def test_a_long_table_repeats_its_head_on_every_page_and_stays_one_table():
    content = to_pdf(samples.long_table())
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tables = [tag for tag, _ in tags_of(pdf) if tag == "/Table"]

    assert len(pages) > 2
    assert all("Название" in page for page in pages)
    assert len(tables) == 1


def test_titles_of_groups_of_rows_are_heads_and_never_end_a_page():
    content = to_pdf(samples.grouped())
    pages = [page.extract_text().strip() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        heads = [attribute(node, "/Scope") for tag, node in tags_of(pdf) if tag == "/TH"]

    assert len(heads) == 3 + 6
    assert all(heads)
    assert not any("Группа" in line for page in pages for line in page.split("\n")[-2:])


def test_an_official_paper_numbers_its_pages_from_the_second_one_on_top():
    document = samples.gost()
    document["blocks"] = document["blocks"][:-2] * 6
    pages = [page.extract_text().strip() for page in pypdf.PdfReader(io.BytesIO(to_pdf(document))).pages]

    assert pages[0].startswith("РЕГИОНАЛЬНЫЙ")
    assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]


@pytest.mark.parametrize("before", range(34, 41))
def test_words_that_announce_a_list_never_end_a_page(before):
    listed = [blocks.paragraph(f"Строка {number}") for number in range(before)]
    listed += [blocks.paragraph("", lead="РЕШИЛИ:"), blocks.paragraph("1. Назначить наставников.")]
    document = {"title": "Протокол", "language": "ru", "style": "gost", "meta": {}, "blocks": listed}
    pages = [page.extract_text().strip() for page in pypdf.PdfReader(io.BytesIO(to_pdf(document))).pages]
    assert not any(page.endswith("РЕШИЛИ:") for page in pages)
