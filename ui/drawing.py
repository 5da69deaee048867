"""The few SVG shapes the charts are made of."""

import textwrap
from decimal import Decimal
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe

Value = int | float | Decimal | Fraction
FONT = "Golos Text, PT Sans, Arial, sans-serif"
FONT_SIZE = 15
WIDTH = 640
LABEL_WIDTH = 33  # letters that fit a card in a window of 320 px


def place(value: Value, low: Value, high: Value) -> float:
    """Per cent of the way from low to high, kept inside."""
    span = float(high) - float(low)
    return min(100.0, max(0.0, (float(value) - float(low)) / span * 100)) if span else 0.0


def wrap(text: str, width: int = LABEL_WIDTH) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), width, break_long_words=True) or [""]


def _size(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


class Drawing:
    """Collects shapes; x is in per cent of the width, y and sizes in em."""

    def __init__(self, ident: str, title: str, description: str) -> None:
        self.ident, self.title, self.description = ident, title, description
        self.shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, css: str, colour: str) -> None:
        self.shapes.append(
            f'<rect class="{css}" x="{_size(x)}%" y="{_size(y)}em" width="{_size(width)}%" height="{_size(height)}em"'
            f' rx="2" fill="{colour}"/>'
        )

    def circle(self, x: float, y: float, radius: float, css: str, fill: str, stroke: str = "") -> None:
        line = f' stroke="{stroke}" stroke-width="2"' if stroke else ""
        self.shapes.append(
            f'<circle class="{css}" cx="{_size(x)}%" cy="{_size(y)}em" r="{_size(radius)}em" fill="{fill}"{line}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str, colour: str, width: float) -> None:
        self.shapes.append(
            f'<line class="{css}" x1="{_size(x1)}%" y1="{_size(y1)}em" x2="{_size(x2)}%" y2="{_size(y2)}em"'
            f' stroke="{colour}" stroke-width="{_size(width)}em"/>'
        )

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        anchor: str = "start",
        bold: bool = False,
        quiet: bool = False,
        shift: float = 0,
    ) -> None:
        look = ' class="chart-quiet" fill="#485c61"' if quiet else ' fill="#11262c"'
        weight = ' font-weight="600"' if bold else ""
        moved = f' dx="{_size(shift)}em"' if shift else ""
        self.shapes.append(
            f'<text x="{_size(x)}%" y="{_size(y)}em"{moved} text-anchor="{anchor}"{weight}{look}>{escape(text)}</text>'
        )

    def label(self, text: str, y: float, *, bold: bool = False) -> float:
        """Lines of a label from y down; returns where the mark below may begin."""
        for line in wrap(text):
            y += 1.25
            self.text(line, 0, y - 0.15, bold=bold)
        return y

    def finish(self, height: float) -> SafeString:
        # safe: every text below is escaped
        ids = f"{self.ident}-title {self.ident}-desc"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby={quoteattr(ids)}'
            f' width="{WIDTH}" height="{_size(height)}em" font-family={quoteattr(FONT)} font-size="{FONT_SIZE}">'
            f"<title id={quoteattr(self.ident + '-title')}>{escape(self.title)}</title>"
            f"<desc id={quoteattr(self.ident + '-desc')}>{escape(self.description)}</desc>"
        )
        return mark_safe(head + "".join(self.shapes) + "</svg>")
