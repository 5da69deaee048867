"""PDF by typst: tagged, with title and language, the same bytes from the same document."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import typst

from reports.writers.archives import made_at
from reports.writers.columns import fitted
from ui.blocks import Block

FOLDER = Path(__file__).parent / "typst"
FONTS = Path(__file__).parents[1] / "fonts"
PNG_DPI = 180
UPRIGHT_PAGE, WIDE_PAGE = 210.0, 297.0


class Cells(NamedTuple):
    """What note.typ and gost.typ say about margins (both sides), size of type and padding of cells (both sides)."""

    margins: float
    size: float
    padding: float


CELLS = {"note": Cells(45, 9, 4), "gost": Cells(30, 10.5, 3.6)}


@cache
def _compiler(name: str) -> Any:
    """Fonts are read once, and only those of this repository: the result depends on nothing else."""
    # the stub of typst cannot be satisfied: its class takes a type parameter and refuses one
    return typst.Compiler(  # type: ignore[misc]
        FOLDER / name, root=FOLDER, font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def to_pdf(document: Block) -> bytes:
    """The document as PDF/UA-1; typst refuses a missing title, a missing alt or a skipped heading by itself."""
    page = WIDE_PAGE if document["meta"].get("landscape") else UPRIGHT_PAGE
    cells = CELLS[document["style"]]
    blocks = [
        {**block, "widths": fitted(block, width=page - cells.margins, size=cells.size, padding=cells.padding)}
        if block["type"] == "table"
        else block
        for block in document["blocks"]
    ]
    dated = {"made_on": [moment.year, moment.month, moment.day]} if (moment := made_at(document)) else {}
    data = json.dumps({**document, "blocks": blocks, **dated}, ensure_ascii=False)
    return _compiler("document.typ").compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"])


def picture_to_png(svg: str, width_mm: float) -> bytes:
    """The same drawing as in the PDF, for formats that know no SVG."""
    data = json.dumps({"svg": svg, "width": width_mm})
    return _compiler("picture.typ").compile(format="png", sys_inputs={"data": data}, ppi=PNG_DPI)
