"""How yes and no moved between two years: four bands, each as broad as the number it carries."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from ui.drawing import Drawing

HEIGHT = 12.0  # of both answers together
LEFT, RIGHT = 22.0, 78.0
GAP = 1.6


class Flow(NamedTuple):
    """Numbers of those who told in both years."""

    kept: int
    gained: int
    lost: int
    never: int


def flow(found: Flow, *, title: str, description: str, ident: str, names: tuple[str, str]) -> SafeString:
    """«Да» above, «нет» below, the earlier year at the left; every band has its words and number."""
    drawing = Drawing(ident, title, description)
    unit = HEIGHT / (sum(found) or 1)
    yes, no = (
        (found.kept + found.lost, found.gained + found.never),
        (found.kept + found.gained, found.lost + found.never),
    )
    drawing.text(names[0], 0, 1.0, bold=True)
    drawing.text(names[1], 100, 1.0, anchor="end", bold=True)
    top = 1.9
    tops = (top, top + yes[0] * unit + GAP), (top, top + no[0] * unit + GAP)
    for x, anchor, sums, ys in ((0.0, "start", yes, tops[0]), (100.0, "end", no, tops[1])):
        for word, number, y in zip(("да", "нет"), sums, ys, strict=True):
            drawing.text(f"{word}: {number}", x, y + max(number * unit, 0.7) / 2 + 0.35, anchor=anchor)
    bands = (
        ("chart-track", "#dfe8e7", "", found.kept, tops[0][0], tops[1][0], 0.5, f"да → да: {found.kept}"),
        ("chart-track", "#dfe8e7", "", found.never, tops[0][1] + found.gained * unit, tops[1][1] + found.lost * unit,
         0.5, f"нет → нет: {found.never}"),
        ("chart-band", "#0b6674", "", found.gained, tops[0][1], tops[1][0] + found.kept * unit, 0.14,
         f"нет → да: {found.gained}"),
        ("chart-stem", "#b8500a", "6 5", found.lost, tops[0][0] + found.kept * unit, tops[1][1], 0.14,
         f"да → нет: {found.lost}"),
    )  # fmt: skip
    for css, colour, dash, number, start, end, _, _ in bands:
        if number:
            half = number * unit / 2
            drawing.line(LEFT, start + half, RIGHT, end + half, css, colour, number * unit * 0.94, dash)
    for _, _, _, number, start, end, at, words in bands:
        if number:
            _label(drawing, words, LEFT + at * (RIGHT - LEFT), start + (end - start) * at + number * unit / 2, at)
    return drawing.finish(top + HEIGHT + GAP + 0.6)


def _label(drawing: Drawing, words: str, x: float, y: float, at: float) -> None:
    """On a plate of its own, so that it is read over any band."""
    width = 21.0
    left = x - width / 2 if at == 0.5 else x - 4
    drawing.rect(left, y - 0.75, width, 1.5, "chart-plate", "#ffffff", "#6a8083")
    drawing.text(words, left + width / 2, y + 0.35, anchor="middle", bold=True, size=0.9)
