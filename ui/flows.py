"""How yes and no moved between two years: four bands, each as broad as the number it carries."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from ui.drawing import Drawing

HEIGHT = 12.0  # of both answers together
LEFT, RIGHT = 22.0, 78.0
GAP = 1.6
BROAD = 1.3  # a band that holds its words inside


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
        ("chart-track", "#dfe8e7", False, found.kept, tops[0][0], tops[1][0], f"да → да: {found.kept}"),
        ("chart-track", "#dfe8e7", False, found.never, tops[0][1] + found.gained * unit, tops[1][1] + found.lost * unit,
         f"нет → нет: {found.never}"),
        ("chart-main", "#0b6674", False, found.gained, tops[0][1], tops[1][0] + found.kept * unit,
         f"нет → да: {found.gained}"),
        ("chart-lost", "#b8500a", True, found.lost, tops[0][0] + found.kept * unit, tops[1][1],
         f"да → нет: {found.lost}"),
    )  # fmt: skip
    shown = [band for band in bands if band[3]]
    for css, colour, is_hollow, number, start, end, _ in shown:
        drawing.band((LEFT, start), (RIGHT, end), number * unit, css, colour, is_hollow=is_hollow)
    for css, _, is_hollow, number, start, end, words in shown:
        # The crossing band is named at its other end: there no neighbour stands close to it.
        x, y, anchor = (RIGHT - 2, end, "end") if is_hollow else (LEFT + 2, start, "start")
        is_dark = css == "chart-main" and number * unit > BROAD
        drawing.text(words, x, y + number * unit / 2 + 0.35, anchor=anchor, bold=True, size=0.9, halo=not is_dark,
                     look=("chart-on-main", "#ffffff") if is_dark else ("", "#11262c"))  # fmt: skip
    return drawing.finish(top + HEIGHT + GAP + 0.6)
