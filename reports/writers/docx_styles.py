"""Paragraph styles of the DOCX templates, made with python-docx."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as SIDE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reports.writers.docx_looks import HAIRLINE, PALE, QUIET, Look


def set_styles(word: WordDocument, look: Look) -> None:
    _set_language(word)
    _set_mode(word)
    base = word.styles["Normal"]
    _type(base, look.text_font, look.text_size, look.ink)
    _space(base, 0, look.gap, look.line_spacing)
    base.paragraph_format.widow_control = True
    _text_styles(word, look)
    _heading_styles(word, look)
    _list_styles(word, look)
    _table_styles(word, look)
    _line_styles(word, look)
    _title_page_styles(word, look)


def _text_styles(word: WordDocument, look: Look) -> None:
    sides = {"Left": SIDE.LEFT, "Center": SIDE.CENTER, "Right": SIDE.RIGHT, "Justify": SIDE.JUSTIFY}
    if not look.is_ruled:  # as in the PDF: a note has a ragged right edge
        sides["Justify"] = SIDE.LEFT
    for name, side in sides.items():
        _new(word, f"Text {name}").paragraph_format.alignment = side
    for name in ("Left", "Justify"):
        style = _new(word, f"Text {name} Indent", f"Text {name}")
        style.paragraph_format.first_line_indent = Mm(look.indent)
    notice = _new(word, "Notice")
    _type(notice, look.head_font, look.text_size - 1.5, look.ink)
    notice.paragraph_format.left_indent = notice.paragraph_format.right_indent = Mm(3)
    _space(notice, 10, 10, 1.15)
    notice.paragraph_format.keep_together = True
    if look.is_ruled:
        _borders(notice, ("top", "left", "bottom", "right"), 4, look.accent, 6)
    else:
        _borders(notice, ("left",), 28, look.accent, 8)
        _shade(notice, PALE)


def _heading_styles(word: WordDocument, look: Look) -> None:
    for level, size in enumerate(look.heading_sizes, 1):
        style = word.styles[f"Heading {level}"]
        _type(style, look.head_font, size, look.accent, is_bold=True)
        style.font.italic = False
        _space(style, 16 if level == 1 else 12, 6, 1.05)
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.alignment = SIDE.CENTER if look.is_ruled and level == 1 else SIDE.LEFT
    for level in (1, 2):
        style = _new(word, f"toc {level}")
        style.paragraph_format.left_indent = Mm(5 * (level - 1))
        style.paragraph_format.tab_stops.add_tab_stop(Mm(look.text_width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    style = _new(word, "Contents Heading")
    _type(style, look.head_font, look.heading_sizes[0], look.accent, is_bold=True)
    _space(style, 0, 10, 1.05)


def _list_styles(word: WordDocument, look: Look) -> None:
    for name in ("List Bullet", "List Number"):
        style = word.styles[name]
        style.paragraph_format.alignment = SIDE.LEFT
        style.paragraph_format.left_indent = Mm(look.indent + 7)
        style.paragraph_format.first_line_indent = Mm(-7)
        _space(style, 0, look.gap / 2, look.line_spacing)
        _set_list_level(word, style.name, look.indent, look.bullet if name == "List Bullet" else "")


def _table_styles(word: WordDocument, look: Look) -> None:
    caption = word.styles["Caption"]
    _type(caption, look.head_font, look.caption_size, look.ink)
    caption.font.italic = False
    _space(caption, 10, 4, 1.05)
    above = _new(word, "Table Caption", "Caption")
    above.paragraph_format.keep_with_next = True
    below = _new(word, "Figure Caption", "Caption")
    below.paragraph_format.alignment = SIDE.CENTER if look.is_ruled else SIDE.LEFT
    picture = _new(word, "Figure")
    picture.paragraph_format.keep_with_next = True
    picture.paragraph_format.alignment = SIDE.CENTER
    _space(picture, 10, 2, 1)
    for name, side in {"Left": SIDE.LEFT, "Center": SIDE.CENTER, "Right": SIDE.RIGHT}.items():
        style = _new(word, f"Cell {name}")
        _type(style, look.head_font, look.cell_size, look.ink)
        _space(style, 2, 2, 1.05)
        style.paragraph_format.alignment = side
        head = _new(word, f"Head {name}", f"Cell {name}")
        head.font.bold = True
        head.font.color.rgb = RGBColor.from_string(look.accent)
        head.paragraph_format.keep_with_next = True
    after = _new(word, "After Table")
    _type(after, look.text_font, 8, look.ink)
    _space(after, 0, 0, 1)


def _line_styles(word: WordDocument, look: Look) -> None:
    facts = _new(word, "Facts")
    facts.paragraph_format.left_indent = Mm(look.facts)
    facts.paragraph_format.first_line_indent = Mm(-look.facts)
    facts.paragraph_format.tab_stops.add_tab_stop(Mm(look.facts))
    facts.paragraph_format.alignment = SIDE.LEFT
    _space(facts, 0, look.gap / 2, look.line_spacing)
    signature = _new(word, "Signature Line")
    tabs = signature.paragraph_format.tab_stops
    tabs.add_tab_stop(Mm(look.text_width - 92))
    tabs.add_tab_stop(Mm(look.text_width - 47), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.HEAVY)
    tabs.add_tab_stop(Mm(look.text_width), WD_TAB_ALIGNMENT.RIGHT)
    signature.paragraph_format.keep_together = True
    _space(signature, 20, 10, 1.1)
    for name in ("Header", "Footer"):
        style = word.styles[name]
        _type(style, look.head_font, 9 if name == "Footer" else 12, look.ink if look.is_ruled else QUIET)
        style.paragraph_format.tab_stops.clear_all()
    word.styles["Footer"].paragraph_format.tab_stops.add_tab_stop(Mm(look.text_width), WD_TAB_ALIGNMENT.RIGHT)


def _title_page_styles(word: WordDocument, look: Look) -> None:
    title = word.styles["Title"]
    _type(title, look.head_font, look.text_size if look.is_ruled else 27, look.accent, is_bold=True)
    _space(title, 6 if look.is_ruled else 170, 14 if look.is_ruled else 8, 1.05)
    title.paragraph_format.alignment = SIDE.CENTER if look.is_ruled else SIDE.LEFT
    for style in (title, word.styles["Subtitle"]):
        _drop(style, "w:pPr/w:pBdr", "w:rPr/w:spacing", "w:rPr/w:kern")
    if not look.is_ruled:
        _borders(title, ("top",), 24, look.accent, 16)
    subtitle = word.styles["Subtitle"]
    _type(subtitle, look.head_font, 14, look.ink)
    subtitle.font.italic = False
    _space(subtitle, 0, 200, 1.1)
    short = _new(word, "Short Title")
    _type(short, look.head_font, 20, look.accent, is_bold=True)
    _space(short, 0, 6, 1.05)
    _type(_new(word, "Short Subtitle"), look.head_font, 12, QUIET)
    organisation = _new(word, "Organisation")
    _type(organisation, look.head_font, look.text_size, look.ink if look.is_ruled else QUIET)
    organisation.paragraph_format.alignment = SIDE.CENTER if look.is_ruled else SIDE.LEFT
    _space(organisation, 0, 14, 1.1)
    kind = _new(word, "Paper Kind", "Organisation")
    _type(kind, look.head_font, look.text_size + 2, look.ink, is_bold=True)
    head_line = _new(word, "Head Line", "Text Left")
    head_line.paragraph_format.tab_stops.add_tab_stop(Mm(look.text_width), WD_TAB_ALIGNMENT.RIGHT)
    small = _new(word, "Title Page Line", "Text Left")
    _type(small, look.head_font, 10.5, look.ink)
    place = _new(word, "Place and Year", "Title Page Line")
    place.font.color.rgb = RGBColor.from_string(QUIET)
    _borders(place, ("top",), 4, HAIRLINE, 6)


def _new(word: WordDocument, name: str, base: str = "Normal") -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles[base]
    style.quick_style = True
    return style


def _type(style: ParagraphStyle, font: str, size: float, colour: str, is_bold: bool = False) -> None:
    """All four scripts of the style get the font, and the theme loses its say."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.font.color.rgb = RGBColor.from_string(colour)


def _space(style: ParagraphStyle, before: float, after: float, line: float) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = line


def _borders(style: ParagraphStyle, sides: tuple[str, ...], eighths: int, colour: str, space: int) -> None:
    properties = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for key, value in {"val": "single", "sz": eighths, "space": space, "color": colour}.items():
            edge.set(qn(f"w:{key}"), str(value))
        borders.append(edge)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _shade(style: ParagraphStyle, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for key, value in {"val": "clear", "color": "auto", "fill": fill}.items():
        shade.set(qn(f"w:{key}"), value)
    style.element.get_or_add_pPr().insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _drop(style: ParagraphStyle, *paths: str) -> None:
    for path in paths:
        for element in style.element.xpath(path):
            element.getparent().remove(element)


def _set_language(word: WordDocument) -> None:
    for properties in word.styles.element.xpath("w:docDefaults//w:rPr"):
        for language in properties.findall(qn("w:lang")):
            properties.remove(language)
        language = OxmlElement("w:lang")
        for script, value in {"val": "ru-RU", "eastAsia": "ru-RU", "bidi": "ar-SA"}.items():
            language.set(qn(f"w:{script}"), value)
        properties.append(language)


def _set_mode(word: WordDocument) -> None:
    """Without it Word lays the file out as its version of 2007 did, with tables hanging over the margin."""
    settings = word.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    mode = OxmlElement("w:compatSetting")
    office = "http://schemas.microsoft.com/office/word"
    for key, value in {"name": "compatibilityMode", "uri": office, "val": "15"}.items():
        mode.set(qn(f"w:{key}"), value)
    compat.append(mode)


def _set_list_level(word: WordDocument, style: str, indent: float, bullet: str = "") -> None:
    numbering = word.part.numbering_part.element
    number_id = word.styles[style].element.xpath(".//w:numId/@w:val")[0]
    abstract = numbering.xpath(f'w:num[@w:numId="{number_id}"]/w:abstractNumId/@w:val')[0]
    level = numbering.xpath(f'w:abstractNum[@w:abstractNumId="{abstract}"]/w:lvl[@w:ilvl="0"]')[0]
    place = level.find(qn("w:pPr")).find(qn("w:ind"))
    place.set(qn("w:left"), str(Mm(indent + 7).twips))
    place.set(qn("w:hanging"), str(Mm(7).twips))
    for tabs in level.find(qn("w:pPr")).findall(qn("w:tabs")):
        tabs.getparent().remove(tabs)
    if bullet:
        level.find(qn("w:lvlText")).set(qn("w:val"), bullet)
        for symbol_font in level.findall(qn("w:rPr")):
            level.remove(symbol_font)
