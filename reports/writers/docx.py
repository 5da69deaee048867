"""DOCX by docxtpl from the template of the document's style: real headings, lists and tables, Russian language."""

import io
import itertools
import textwrap
from datetime import UTC, datetime
from typing import Any

import jinja2
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from docx.table import Table
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate, InlineImage

from reports.writers.archives import fixed_archive, made_at
from reports.writers.columns import fitted
from reports.writers.docx_looks import FOLDER, LOOKS, Look
from reports.writers.pdf import picture_to_png
from ui.blocks import Block

# A file must not say when it was made: equal documents are equal files.
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
META = ("organisation", "subtitle", "notice", "kind", "number", "day", "place", "year", "subject", "footer")
POST_WIDTH = 42
SHORTEST_BREAKABLE = 10  # rows: a shorter table stays on one page, as in the PDF
LONGER_SIDE = 297 - 210
CELL_PADDING = 4  # millimetres, both sides
TWIPS_PER_MM = 56.6929


class Picture(InlineImage):
    """A picture in the text that says in words what it shows."""

    def __init__(self, template: DocxTemplate, svg: str, width: float, alt: str, title: str) -> None:
        super().__init__(template, io.BytesIO(picture_to_png(svg, width)), width=Mm(width))
        self.alt, self.title = alt, title

    def _insert_image(self) -> str:
        inline = self.tpl.current_rendering_part.new_pic_inline(self.image_descriptor, self.width, self.height)
        for side in ("distT", "distB", "distL", "distR"):  # unsaid, some readers take three millimetres
            inline.set(side, "0")
        inline.docPr.set("descr", self.alt)
        inline.docPr.set("title", self.title)
        return f'</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'

    __html__ = __str__ = _insert_image


def to_docx(document: Block) -> bytes:
    style = document["style"]
    template = DocxTemplate(FOLDER / f"{style}.docx")
    template.init_docx()
    look, is_wide = LOOKS[style], bool(document["meta"].get("landscape"))
    width = look.text_width + (LONGER_SIDE if is_wide else 0)
    context = _context(template, document, look, width)
    template.render(context, jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined))
    word = template.docx
    tables = [block for block in document["blocks"] if block["type"] == "table"]
    for table, block in zip(word.tables, tables, strict=True):
        _fit(table, block, fitted(block, width=width, size=look.cell_size, padding=CELL_PADDING))
    if is_wide:
        _lay_on_side(word)
    if style == "note" and not document["meta"].get("organisation"):
        word.sections[0].different_first_page_header_footer = False
    _restart_numbers(word, [block for block in document["blocks"] if block["type"] == "numbered"])
    _keep_announcements(word, document)
    _keep_signatures(word)
    _set_properties(word.core_properties, document)
    return fixed_archive(word.save)


def _context(template: DocxTemplate, document: Block, look: Look, width: float) -> dict[str, Any]:
    meta = {**dict.fromkeys(META, ""), "prepared": [], "contents": False, **document["meta"]}
    counts = {"table": 0, "figure": 0}
    outline = [block for block in document["blocks"] if block["type"] == "heading" and block["level"] <= 2]
    return {
        "title": document["title"],
        "meta": meta,
        "place_and_year": ", ".join(str(part) for part in (meta["place"], meta["year"]) if part),
        "outline_start": outline[0]["text"] if outline else "",
        "outline": outline[1:],
        "blocks": [_block(template, block, counts, look, width) for block in document["blocks"]],
    }


def _block(template: DocxTemplate, block: Block, counts: dict[str, int], look: Look, width: float) -> Block:
    """The same block with what the template prints ready at hand."""
    kind = block["type"]
    if kind in counts:
        counts[kind] += 1
    match kind:
        case "paragraph":
            strong, plain = block["lead"], block["text"]
            if block["bold"]:
                strong, plain = f"{strong} {plain}".strip(), ""
            return {**block, "strong": strong, "plain": f" {plain}" if strong and plain else plain}
        case "figure":
            picture = Picture(template, block["svg"], min(width, look.text_width), block["alt"], block["caption"])
            return {**block, "number": counts[kind], "picture": picture}
        case "table":
            sides = block["aligns"]
            heads = ["center" if look.is_ruled else side for side in sides]
            return {
                **block,
                "number": counts[kind],
                "head": [_row(row, heads) for row in block["head"]],
                "rows": [_row(row, sides) for row in block["rows"]],
            }
        case "signature":
            return {**block, "post": "\n".join(textwrap.wrap(block["post"], POST_WIDTH))}
    return block


def _row(row: list[dict[str, Any]], sides: list[str]) -> list[dict[str, Any]]:
    cells, column = [], 0
    for cell in row:
        strong, plain = (cell["text"], "") if cell["bold"] else ("", cell["text"])
        cells.append({**cell, "align": cell["align"] or sides[column], "strong": strong, "plain": plain})
        column += cell["span"]
    return cells


def _fit(table: Table, block: Block, widths: list[float]) -> None:
    """Widths of columns, and words about the table for those who hear it."""
    twips = [round(width * TWIPS_PER_MM) for width in widths]
    grid = table._tbl.tblGrid
    for column in list(grid):
        grid.remove(column)
    for one in twips:
        grid.add_gridCol().set(qn("w:w"), str(one))
    for row, cells in zip(table._tbl.tr_lst, block["head"] + block["rows"], strict=True):
        column = 0
        for element, cell in zip(row.tc_lst, cells, strict=True):
            element.width = Twips(sum(twips[column : column + cell["span"]]))
            column += cell["span"]
    for row, cells in zip(table.rows, block["head"] + block["rows"], strict=True):
        is_title_of_rows = len(cells) == 1 < block["columns"]
        if is_title_of_rows or len(block["rows"]) <= SHORTEST_BREAKABLE:
            _keep_with_next(row)
    _keep_with_next(table.rows[-1], False)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), block["caption"])
    table._tbl.tblPr.append(caption)


def _keep_with_next(row: Any, is_kept: bool = True) -> None:
    for line in row._tr.iter(qn("w:p")):
        Paragraph(line, row).paragraph_format.keep_with_next = is_kept


def _lay_on_side(word: Any) -> None:
    """Turn the pages; what is aligned to the right edge and what pushes the title down goes along."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for name in ("Footer", "Signature Line", "Head Line", "toc 1", "toc 2"):
        for tab in word.styles[name].paragraph_format.tab_stops:
            tab.position += Mm(LONGER_SIDE)
    for style in (word.styles["Title"], word.styles["Subtitle"]):
        style.paragraph_format.space_before = min(style.paragraph_format.space_before, Pt(80))
        style.paragraph_format.space_after = min(style.paragraph_format.space_after, Pt(80))


def _restart_numbers(word: Any, lists: list[Block]) -> None:
    """Each numbered list counts from its own start."""
    numbering = word.part.numbering_part.element
    lines = iter([line for line in word.paragraphs if line.style.name == "List Number"])
    style_number = word.styles["List Number"].element.xpath(".//w:numId/@w:val")[0]
    abstract = int(numbering.xpath(f'w:num[@w:numId="{style_number}"]/w:abstractNumId/@w:val')[0])
    for block in lists:
        number = numbering.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(block["start"])
        for _ in block["items"]:
            properties = next(lines)._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number.numId


def _keep_announcements(word: Any, document: Any) -> None:
    """Words that only announce what follows («РЕШИЛИ:») never end a page."""
    paragraphs = (block for block in document["blocks"] if block["type"] == "paragraph")
    announced = {block["lead"] for block in paragraphs if not block["text"]}
    for paragraph in word.paragraphs:
        if paragraph.text and paragraph.text in announced:
            paragraph.paragraph_format.keep_with_next = True


def _keep_signatures(word: Any) -> None:
    """Signatures never stand alone on a page: what stands before them goes along."""
    lines = word.paragraphs
    for before, line in itertools.pairwise(lines):
        if line.style.name == "Signature Line":
            before.paragraph_format.keep_with_next = True


def _set_properties(properties: Any, document: Block) -> None:
    properties.title = document["title"][:255]
    properties.language = "ru-RU"
    properties.author = properties.last_modified_by = str(document["meta"].get("author", ""))[:255]
    properties.comments = properties.subject = ""
    properties.keywords = document["meta"].get("keywords", "")
    properties.created = properties.modified = made_at(document) or NO_DAY
    properties.revision = 1
