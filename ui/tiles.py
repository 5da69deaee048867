"""The map of equal tiles: one tile a municipality, so that a huge empty district weighs no more than a town."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from ui.drawing import Drawing

HEIGHT = 3.1
GAP = 0.7  # per cent between tiles
STEPS = ("#ffffff", "#96390a", "#d67f2a", "#ecb961", "#cbe6df", "#f0f8f6")
INKS = ("#485c61", "#ffffff", "#11262c", "#11262c", "#11262c", "#11262c")


class Tile(NamedTuple):
    """`step` 1–5 of the heat map, 0 is «no data»; `text` is the value in print."""

    column: int
    row: int
    short: str
    text: str
    step: int
    is_own: bool = False


def tile_map(tiles: Sequence[Tile], *, title: str, description: str, ident: str) -> SafeString:
    """Value and short name stand in the tile; the shade only repeats the value, hatching means no data."""
    drawing = Drawing(ident, title, description, is_wide=True)
    columns = max((tile.column for tile in tiles), default=0) + 1
    width = 100 / columns
    for tile in tiles:
        x, y = tile.column * width + GAP / 2, tile.row * (HEIGHT + 0.2) + 0.1
        _draw(drawing, tile, x, y, width - GAP)
    rows = max((tile.row for tile in tiles), default=0) + 1
    return drawing.finish(rows * (HEIGHT + 0.2) + 0.2)


def fallback_places(number: int) -> list[tuple[int, int]]:
    """Columns and rows for a region whose map nobody has laid out: reading order, a little wider than high."""
    columns = max(1, round((number * 1.3) ** 0.5))
    return [(index % columns, index // columns) for index in range(number)]


def _draw(drawing: Drawing, tile: Tile, x: float, y: float, width: float) -> None:
    drawing.rect(x, y, width, HEIGHT, f"chart-tile chart-heat-{tile.step or 'none'}", STEPS[tile.step], "#6a8083")
    if not tile.step:
        for part in (0.25, 0.5, 0.75):
            reach = width * part
            drawing.line(x, y + HEIGHT * part, x + reach, y, "chart-line", "#c4d0cf", 0.05)
    if tile.is_own:
        drawing.rect(x + 0.5, y + 0.2, width - 1, HEIGHT - 0.4, "chart-frame", "none", INKS[tile.step])
    look = (f"chart-heat-{tile.step or 'none'}-text", INKS[tile.step])
    drawing.text(tile.short, x + width / 2, y + 1.3, anchor="middle", size=0.8, look=look)
    drawing.text(tile.text, x + width / 2, y + 2.55, anchor="middle", bold=True, look=look)
