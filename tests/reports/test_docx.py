"""DOCX read back by python-docx: structure, language, and the same numbers as in the PDF."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from reports.writers.docx import to_docx
from reports.writers.docx_looks import FOLDER, LOOKS
from reports.writers.docx_template import build
from reports.writers.pdf import to_pdf
from tests.reports import samples
from tests.reports.test_pdf import text_of
from ui import blocks


def opened(document):
    return docx.Document(io.BytesIO(to_docx(document)))


def words_of(word) -> str:
    lines = [line.text for line in word.paragraphs]
    lines += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


@pytest.mark.parametrize("name", LOOKS)
def test_the_committed_template_is_what_its_script_makes(name):
    fresh, kept = io.BytesIO(build(LOOKS[name])), FOLDER / f"{name}.docx"

    with zipfile.ZipFile(fresh) as made, zipfile.ZipFile(kept) as committed:
        assert made.namelist() == committed.namelist()
        for part in made.namelist():
            assert made.read(part) == committed.read(part), f"{part}: python -m reports.writers.docx_template"


def test_headings_are_real_headings():
    headings = [(one.style.name, one.text) for one in opened(samples.note()).paragraphs if "Heading " in one.style.name]

    assert headings == [
        ("Heading 1", "О чём эта справка"),
        ("Heading 2", "Что сделано"),
        ("Heading 1", "Итоги по районам"),
        ("Heading 2", "Что предложено"),
    ]


def test_the_file_knows_its_title_and_its_language():
    word = opened(samples.note())

    assert word.core_properties.title == "Образец справки о трудоустройстве"
    assert word.core_properties.language == "ru-RU"
    languages = word.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert languages == ["ru-RU"]


def test_tables_repeat_their_heads_and_have_captions():
    (table,) = opened(samples.note()).tables

    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False, False, False]
    assert table._tbl.xpath("w:tblPr/w:tblCaption/@w:val") == ["Трудоустройство по районам"]
    assert [cell.text for cell in table.rows[1].cells] == ["Центр", "24", "48", "20.12.2021"]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(widths) == pytest.approx(LOOKS["note"].text_width * 56.7, rel=0.01)


def test_joined_cells_of_the_head_stay_joined():
    (table,) = opened(samples.tricky()).tables

    assert [cell.grid_span for cell in table.rows[0]._tr.tc_lst] == [1, 2]
    assert [cell.grid_span for cell in table.rows[3]._tr.tc_lst] == [2, 1]


def test_titles_of_groups_of_rows_stay_with_their_rows():
    (table,) = opened(samples.grouped()).tables
    kept = [bool(row._tr.xpath("w:tc/w:p/w:pPr/w:keepNext[not(@w:val)]")) for row in table.rows]

    assert kept[1:3] == [True, False]
    assert kept.count(True) == 6


def test_pictures_say_what_they_show():
    pictures = opened(samples.note()).element.xpath("//wp:docPr/@descr")

    assert pictures == ["Столбцы по районам: Центр — 24, Север — 17, Юг — 9 человек."]


def test_each_numbered_list_starts_from_its_own_number():
    document = samples.gost()
    document["blocks"].append({"type": "numbered", "items": ["второй список"], "start": 4})
    word = opened(document)
    numbers = [line._p.pPr.numPr.numId.val for line in word.paragraphs if line.style.name == "List Number"]
    starts = word.part.numbering_part.element.xpath(f'w:num[@w:numId="{numbers[-1]}"]//w:startOverride/@w:val')

    assert numbers[0] == numbers[1] != numbers[2]
    assert starts == ["4"]


@pytest.mark.parametrize("name", ["note", "gost", "tricky"])
def test_numbers_of_both_formats_agree(name):
    document = getattr(samples, name)()
    document["meta"] = {key: value for key, value in document["meta"].items() if key != "contents"}
    in_word = words_of(opened(document)) + str(document["meta"])
    in_pdf = text_of(to_pdf(document))
    page_numbers = {str(number) for number in range(1, 6)}

    assert samples.numbers_in(in_pdf) - page_numbers == samples.numbers_in(in_word) - page_numbers


def test_text_that_looks_like_markup_stays_text():
    word = opened(samples.tricky())

    assert words_of(word).count(samples.TRAPS) >= 8
    assert word.core_properties.title.endswith(samples.TRAPS)


def test_the_same_document_gives_the_same_bytes():
    assert to_docx(samples.note()) == to_docx(samples.note())


def test_an_official_paper_ends_with_its_signatures_on_the_page_of_the_text():
    signature = next(line for line in opened(samples.gost()).paragraphs if line.style.name == "Signature Line")
    before = signature._p.getprevious()

    assert signature.text == "Председатель\t\t\tА.П. Образцова"
    assert before.xpath("w:pPr/w:keepNext")


def test_a_wide_document_lies_on_its_side():
    document = samples.note()
    document["meta"]["landscape"] = True
    section = opened(document).sections[0]

    assert section.page_width > section.page_height


def test_words_that_announce_a_list_stay_with_it():
    listed = [blocks.paragraph("", lead="РЕШИЛИ:"), blocks.paragraph("1. Назначить наставников.")]
    document = {"title": "Протокол", "language": "ru", "style": "gost", "meta": {}, "blocks": listed}
    kept = [one.text for one in opened(document).paragraphs if one.paragraph_format.keep_with_next]
    assert "РЕШИЛИ:" in kept and "1. Назначить наставников." not in kept
