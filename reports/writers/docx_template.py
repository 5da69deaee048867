"""Makes the DOCX templates: `python -m reports.writers.docx_template`; commit both files after a change here.

The templates are ordinary Word files with docxtpl marks in their text, so that an office may open one and put its own
letterhead there. A test rebuilds them and compares: the script stays the source.
"""

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from reports.writers.archives import fixed_archive
from reports.writers.docx_looks import FOLDER, HAIRLINE, LOOKS, NOTE, Look
from reports.writers.docx_styles import set_styles


def build(look: Look) -> bytes:
    """The template of one style, as the bytes of a file."""
    word = docx.Document()
    set_styles(word, look)
    _set_page(word, look)
    (_note_head if look is NOTE else _gost_head)(word)
    _blocks(word, look)
    return fixed_archive(word.save)


def _note_head(word: WordDocument) -> None:
    _mark(word, "if not meta.organisation")
    word.add_paragraph("{{ title }}", "Short Title")
    _optional(word, "Short Subtitle", "subtitle")
    _mark(word, "else")
    _optional(word, "Organisation", "organisation")
    word.add_paragraph("{{ title }}", "Title")
    word.add_paragraph("{{ meta.subtitle }}", "Subtitle")
    _mark(word, "for line in meta.prepared")
    word.add_paragraph("{{ line }}", "Title Page Line")
    _mark(word, "endfor")
    _optional(word, "Notice", "notice")
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _mark(word, "endif")
    _mark(word, "if meta.contents")
    word.add_paragraph("Содержание", "Contents Heading")
    _contents(word)
    _mark(word, "endif")


def _gost_head(word: WordDocument) -> None:
    _optional(word, "Organisation", "organisation")
    _optional(word, "Paper Kind", "kind")
    _mark(word, "if meta.day or meta.number")
    number = "{% if meta.number %}№\N{NO-BREAK SPACE}{{ meta.number }}{% endif %}"
    word.add_paragraph("{{ meta.day }}\t" + number, "Head Line")
    _mark(word, "endif")
    _optional(word, "Organisation", "place")
    word.add_paragraph("{{ meta.subject or title }}", "Title")


def _contents(word: WordDocument) -> None:
    """A table of contents that Word renews when it opens the file; until then it lists the headings."""
    start = word.add_paragraph(style="toc 1")
    _field(start, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = ' TOC \\o "1-2" \\h \\z \\u '
    start.add_run()._r.append(instruction)
    _field(start, "separate")
    start.add_run("{{ outline_start }}")
    _mark(word, "for entry in outline")
    for level in (1, 2):
        _mark(word, f"if entry.level == {level}")
        word.add_paragraph("{{ entry.text }}", f"toc {level}")
        _mark(word, "endif")
    _mark(word, "endfor")
    end = word.add_paragraph()
    _field(end, "end")
    end.add_run().add_break(WD_BREAK.PAGE)


def _blocks(word: WordDocument, look: Look) -> None:
    _mark(word, "for b in blocks")
    for level in (1, 2, 3, 4):
        _when(word, f"b.type == 'heading' and b.level == {level}", "{{ b.text }}", f"Heading {level}")
    for side in ("left", "center", "right", "justify"):
        for indent in (True, False) if side in ("left", "justify") else (False,):
            style = f"Text {side.title()}{' Indent' if indent else ''}"
            condition = f"b.type == 'paragraph' and b.align == '{side}' and b.indent == {indent}"
            line = _when(word, condition, "", style)
            line.add_run("{{ b.strong }}").bold = True
            line.add_run("{{ b.plain }}")
    _when(word, "b.type == 'notice'", "{{ b.text }}", "Notice")
    _when(word, "b.type == 'signature'", "{{ b.post }}\t\t\t{{ b.name }}", "Signature Line")
    _mark(word, "if b.type == 'facts'")
    _mark(word, "for row in b.rows")
    word.add_paragraph("{{ row[0] }}\t{{ row[1] }}", "Facts")
    _mark(word, "endfor")
    _mark(word, "endif")
    for kind, style in {"bullets": "List Bullet", "numbered": "List Number"}.items():
        _mark(word, f"if b.type == '{kind}'")
        _mark(word, "for item in b['items']")
        word.add_paragraph("{{ item }}", style)
        _mark(word, "endfor")
        _mark(word, "endif")
    _mark(word, "if b.type == 'figure'")
    word.add_paragraph("{{ b.picture }}", "Figure")
    word.add_paragraph(_caption("Рисунок", look), "Figure Caption")
    _mark(word, "endif")
    _mark(word, "if b.type == 'table'")
    word.add_paragraph(_caption("Таблица", look), "Table Caption")
    _table(word, look)
    word.add_paragraph("", "After Table")
    _mark(word, "endif")
    _mark(word, "if b.type == 'page_break'")
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _mark(word, "endif")
    _mark(word, "endfor")


def _table(word: WordDocument, look: Look) -> None:
    table = word.add_table(rows=6, cols=3)
    table.autofit = False
    table._tbl.tblPr.append(_table_borders(look))
    for start, rows, style in ((0, "b.head", "Head"), (3, "b.rows", "Cell")):
        _merged_mark(table, start, f"tr for row in {rows}")
        row = table.rows[start + 1]
        row.cells[0].text = "{%tc for c in row %}"
        row.cells[1].vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        _cell(row.cells[1], style)
        row.cells[2].text = "{%tc endfor %}"
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if style == "Head":
            properties.append(OxmlElement("w:tblHeader"))
            if look.head_fill:
                shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{look.head_fill}"/>'
                row.cells[1]._tc.get_or_add_tcPr().append(parse_xml(shade))
        _merged_mark(table, start + 2, "tr endfor")


def _cell(cell, style: str) -> None:
    cell.paragraphs[0].text = "{% colspan c.span %}{%p if c.align == 'right' %}"
    sides = (("Right", "elif c.align == 'center'"), ("Center", "else"), ("Left", "endif"))
    for side, mark in sides:
        line = cell.add_paragraph("", f"{style} {side}")
        line.add_run("{{ c.strong }}").bold = True
        line.add_run("{{ c.plain }}")
        cell.add_paragraph(f"{{%p {mark} %}}")


def _merged_mark(table, row: int, mark: str) -> None:
    table.rows[row].cells[0].text = f"{{%{mark} %}}"


def _table_borders(look: Look):
    outer, inner = (look.accent, look.accent) if look.is_ruled else (look.accent, HAIRLINE)
    width = 4 if look.is_ruled else 8
    side = f'w:val="single" w:sz="4" w:space="0" w:color="{inner}"' if look.is_ruled else 'w:val="nil"'
    return parse_xml(
        f"<w:tblBorders {nsdecls('w')}>"
        f'<w:top w:val="single" w:sz="{width}" w:space="0" w:color="{outer}"/><w:left {side}/>'
        f'<w:bottom w:val="single" w:sz="{width}" w:space="0" w:color="{outer}"/><w:right {side}/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{inner}"/><w:insideV {side}/></w:tblBorders>'
    )


def _caption(word: str, look: Look) -> str:
    return f"{word} {{{{ b.number }}}}{' –' if look.is_ruled else '.'} {{{{ b.caption }}}}"


def _optional(word: WordDocument, style: str, name: str) -> None:
    _when(word, f"meta.{name}", f"{{{{ meta.{name} }}}}", style)


def _when(word: WordDocument, condition: str, text: str, style: str) -> Paragraph:
    _mark(word, f"if {condition}")
    line = word.add_paragraph(text, style)
    _mark(word, "endif")
    return line


def _mark(word: WordDocument, mark: str) -> None:
    word.add_paragraph(f"{{%p {mark} %}}")


def _field(line: Paragraph, kind: str) -> None:
    character = OxmlElement("w:fldChar")
    character.set(qn("w:fldCharType"), kind)
    if kind == "begin" and line.style and str(line.style.name).startswith("toc"):
        character.set(qn("w:dirty"), "true")
    line.add_run()._r.append(character)


def _page_number(line: Paragraph) -> None:
    _field(line, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.text = "PAGE"
    line.add_run()._r.append(instruction)
    _field(line, "separate")
    line.add_run("2")
    _field(line, "end")


def _set_page(word: WordDocument, look: Look) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    left, right, top, bottom = look.margins
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    if look.is_ruled:
        section.header.paragraphs[0].alignment = 1
        _page_number(section.header.paragraphs[0])
        section.footer.paragraphs[0].text = "{{ meta.footer }}"
        section.first_page_footer.paragraphs[0].text = "{{ meta.footer }}"
    else:
        section.footer.paragraphs[0].text = "{{ meta.footer or title }}\t"
        _page_number(section.footer.paragraphs[0])
        place = section.first_page_footer.paragraphs[0]
        place.text, place.style = "{{ place_and_year }}", "Place and Year"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, look in LOOKS.items():
        (FOLDER / f"{name}.docx").write_bytes(build(look))


if __name__ == "__main__":
    main()
