"""PDF by typst: tagged, with title and language, the same bytes from the same document."""

import json
from functools import cache
from pathlib import Path

import typst

from ui.blocks import Block

FOLDER = Path(__file__).parent / "typst"
FONTS = Path(__file__).parents[1] / "fonts"
PNG_DPI = 180
MM_PER_INCH = 25.4


@cache
def _compiler(name: str) -> typst.Compiler:
    """Fonts are read once, and only those of this repository: the result depends on nothing else."""
    return typst.Compiler(FOLDER / name, root=FOLDER, font_paths=[str(FONTS)], ignore_system_fonts=True)


def to_pdf(document: Block) -> bytes:
    """The document as PDF/UA-1; typst refuses a missing title, a missing alt or a skipped heading by itself."""
    data = json.dumps(document, ensure_ascii=False)
    return _compiler("document.typ").compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"])


def picture_to_png(svg: str, width_mm: float) -> bytes:
    """The same drawing as in the PDF, for formats that know no SVG."""
    data = json.dumps({"svg": svg, "width": width_mm})
    return _compiler("picture.typ").compile(format="png", sys_inputs={"data": data}, ppi=PNG_DPI)
