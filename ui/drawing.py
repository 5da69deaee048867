"""The few SVG shapes the charts are made of."""

import re
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
    """Lines of a label; what is held together by a no-break space stays so."""
    return textwrap.wrap(re.sub(r"[ \t\n]+", " ", text.strip()), width, break_long_words=True) or [""]


def _size(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


class Drawing:
    """Collects shapes; x is in per cent of the width, y and sizes in em."""

    def __init__(self, ident: str, title: str, description: str, *, is_wide: bool = False) -> None:
        """A wide drawing keeps a least width and stands in a region that scrolls."""
        self.ident, self.title, self.description = ident, title, description
        self.css = "chart chart--wide" if is_wide else "chart"
        self.shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, css: str, colour: str, stroke: str = "") -> None:
        line = f' stroke="{stroke}"' if stroke else ""
        self.shapes.append(
            f'<rect class="{css}" x="{_size(x)}%" y="{_size(y)}em" width="{_size(width)}%" height="{_size(height)}em"'
            f' rx="2" fill="{colour}"{line}/>'
        )

    def circle(self, x: float, y: float, radius: float, css: str, fill: str, stroke: str = "") -> None:
        line = f' stroke="{stroke}" stroke-width="2"' if stroke else ""
        self.shapes.append(
            f'<circle class="{css}" cx="{_size(x)}%" cy="{_size(y)}em" r="{_size(radius)}em" fill="{fill}"{line}/>'
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, css: str, colour: str, width: float, dash: str = ""
    ) -> None:
        broken = f' stroke-dasharray="{dash}"' if dash else ""
        self.shapes.append(
            f'<line class="{css}" x1="{_size(x1)}%" y1="{_size(y1)}em" x2="{_size(x2)}%" y2="{_size(y2)}em"'
            f' stroke="{colour}" stroke-width="{_size(width)}em"{broken}/>'
        )

    def band(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        breadth: float,
        css: str,
        colour: str,
        *,
        is_hollow: bool = False,
    ) -> None:
        """A ribbon from one place to another with upright ends; `start` and `end` name its upper corners.

        Curves cannot be drawn in per cent, so the ribbon stands in a field of its own that stretches with the picture.
        """
        top, depth = min(start[1], end[1]), abs(end[1] - start[1]) + breadth
        near, far = (_size((y - top) * 100) for y in (start[1], end[1]))
        low_near, low_far = (_size((y - top + breadth) * 100) for y in (start[1], end[1]))
        path = f"M0 {near}C50 {near} 50 {far} 100 {far}V{low_far}C50 {low_far} 50 {low_near} 0 {low_near}Z"
        look = (
            f'fill="#ffffff" stroke="{colour}" stroke-width="2" stroke-dasharray="5 3"'
            ' vector-effect="non-scaling-stroke"'
            if is_hollow
            else f'fill="{colour}"'
        )
        self.shapes.append(
            f'<svg x="{_size(start[0])}%" y="{_size(top)}em" width="{_size(end[0] - start[0])}%"'
            f' height="{_size(depth)}em" viewBox="0 0 100 {_size(depth * 100)}" preserveAspectRatio="none"'
            f' overflow="visible"><path class="{css}" d="{path}" {look}/></svg>'
        )

    def mark(self, path: str, x: float, y: float, size: float, css: str, fill: str, stroke: str = "") -> None:
        """A shape of its own around (x, y); `path` is drawn in a field from −5 to 5."""
        line = f' stroke="{stroke}" stroke-width="1.4"' if stroke else ""
        self.shapes.append(
            f'<svg x="{_size(x)}%" y="{_size(y)}em" width="{_size(size)}em" height="{_size(size)}em"'
            f' viewBox="0 0 10 10" overflow="visible"><path class="{css}" d="{path}" fill="{fill}"{line}/></svg>'
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
        size: float = 1,
        halo: bool = False,
        look: tuple[str, str] = ("", "#11262c"),
    ) -> None:
        """`size` is a part of the size of the chart's text; `look` is a class with its colour in documents.

        A `halo` of the colour of the page keeps words readable over any band.
        """
        css, colour = ("chart-quiet", "#485c61") if quiet else ("chart-halo", "#11262c") if halo else look
        shown = (f' class="{css}"' if css else "") + f' fill="{colour}"'
        weight = ' font-weight="600"' if bold else ""
        moved = f' dx="{_size(shift)}em"' if shift else ""
        small = f' font-size="{_size(size)}em"' if size != 1 else ""  # its own em then measures y, too
        if halo:
            shown += ' stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
        self.shapes.append(
            f'<text x="{_size(x)}%" y="{_size(y / size)}em"{moved}{small} text-anchor="{anchor}"{weight}{shown}>'
            f"{escape(text)}</text>"
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
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{self.css}" role="img" aria-labelledby={quoteattr(ids)}'
            f' width="{WIDTH}" height="{_size(height)}em" font-family={quoteattr(FONT)} font-size="{FONT_SIZE}">'
            f"<title id={quoteattr(self.ident + '-title')}>{escape(self.title)}</title>"
            f"<desc id={quoteattr(self.ident + '-desc')}>{escape(self.description)}</desc>"
        )
        return mark_safe(head + "".join(self.shapes) + "</svg>")
