"""Where the tile of each municipality stands: a table of positions per region, or reading order where there is none.

`tile_layouts/<region>.csv` holds column, row and the short name; the layout of a region is somebody's drawing, not a
fact of geography, so neighbours are only roughly where they are on a map.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cluster.models import Municipality
from ui.tiles import fallback_places

FOLDER = Path(__file__).parent / "tile_layouts"
SHORT = 8  # letters of a name that fit a tile


class TilePlace(NamedTuple):
    column: int
    row: int
    short: str


def tile_places(prefix: str, places: Sequence[Municipality]) -> dict[int, TilePlace]:
    """By municipality. One that the drawing does not know sends the whole region to reading order."""
    drawn = layout(prefix)
    if places and all(place.oktmo in drawn for place in places):
        return {place.pk: drawn[place.oktmo] for place in places}
    spots = fallback_places(len(places))
    return {place.pk: TilePlace(*spot, _short(place)) for place, spot in zip(places, spots, strict=True)}


@cache
def layout(prefix: str) -> dict[str, TilePlace]:
    path = FOLDER / f"{prefix}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["oktmo"]: TilePlace(int(row["column"]), int(row["row"]), row["short"]) for row in csv.DictReader(lines)
        }


def _short(place: Municipality) -> str:
    """«г. Томск», «Асиновск»: enough to find the full name in the table beside."""
    words = place.name.split()
    if words[0].lower() == "город" and len(words) > 1:
        return f"г. {words[1][: SHORT - 3]}"
    return max(words, key=len)[:SHORT] if words[0].isupper() else words[0][:SHORT]
