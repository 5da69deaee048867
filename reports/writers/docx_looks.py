"""How the two DOCX templates look: fonts, sizes, margins. The writer fits tables and pictures to them."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "docx_templates"

BLACK = "000000"
INK = "11262C"
ACCENT = "0B6674"
QUIET = "485C61"
PALE = "EEF4F4"
HAIRLINE = "C4D0CF"

# Fonts every office has, or has metric twins of: nothing is embedded, so nothing may be missing.
SERIF = "Times New Roman"
SANS = "Arial"


@dataclass(frozen=True)
class Look:
    """Millimetres for lengths, points for type."""

    name: str
    text_font: str
    head_font: str
    text_size: float
    cell_size: float
    caption_size: float
    heading_sizes: tuple[float, float, float, float]
    line_spacing: float
    gap: float
    indent: float
    facts: float
    margins: tuple[float, float, float, float]  # left, right, top, bottom
    ink: str
    accent: str
    bullet: str
    is_ruled: bool  # a grid around every cell, or only lines between rows
    head_fill: str

    @property
    def text_width(self) -> float:
        return 210 - self.margins[0] - self.margins[1]


NOTE = Look(
    name="note",
    text_font=SERIF,
    head_font=SANS,
    text_size=12,
    cell_size=9,
    caption_size=9.5,
    heading_sizes=(18, 14, 12, 11),
    line_spacing=1.15,
    gap=6,
    indent=0,
    facts=45,
    margins=(25, 20, 22, 24),
    ink=INK,
    accent=ACCENT,
    bullet="•",
    is_ruled=False,
    head_fill=PALE,
)

GOST = Look(
    name="gost",
    text_font=SERIF,
    head_font=SERIF,
    text_size=13,
    cell_size=11,
    caption_size=12,
    heading_sizes=(13, 13, 13, 13),
    line_spacing=1.1,
    gap=4,
    indent=12.5,
    facts=48,
    margins=(20, 10, 20, 20),
    ink=BLACK,
    accent=BLACK,
    bullet="–",
    is_ruled=True,
    head_fill="",
)

LOOKS = {"note": NOTE, "gost": GOST}
