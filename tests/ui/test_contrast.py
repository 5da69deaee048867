"""The style sheet keeps its promise: every pair of colours that meets on a page is readable in every theme."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.ui.colours import contrast, luminance

TOKENS = (Path(__file__).resolve().parents[2] / "static/css/tokens.css").read_text(encoding="utf-8")
THEMES = ("light", "dark", "contrast", "contrast-dark")
TEXT = (
    *[(text, ground) for text in ("text", "quiet", "link", "link-hover") for ground in ("ground", "surface", "sunk")],
    *[(text, "brand-soft") for text in ("text", "brand", "brand-strong", "link")],
    *[("text", soft) for soft in ("good-soft", "warn-soft", "bad-soft", "idle-soft")],
    *[(tone, f"{tone}-soft") for tone in ("good", "warn", "bad", "idle")],
    *[(tone, "surface") for tone in ("brand", "good", "warn", "bad", "accent")],
    *[("bad", "ground"), ("accent", "ground"), ("surface", "bad")],
    *[("on-brand", "brand"), ("on-brand", "brand-strong"), ("on-danger", "danger"), ("on-danger", "danger-strong")],
    *[("band-text", "band"), ("band-quiet", "band")],
    *[(f"heat-{step}-text", f"heat-{step}") for step in ("1", "2", "3", "4", "5", "none")],
)
MARKS = (
    *[(mark, ground) for mark in ("control", "focus", "brand") for ground in ("ground", "surface", "sunk")],
    *[(mark, "surface") for mark in ("chart", "chart-past", "chart-own", "chart-axis")],
    *[("chart", "chart-track"), ("chart-own", "chart-track"), ("band-accent", "band")],
)
# In the plain contrast theme the only fills are white or black, so borders of cards must carry the structure.
EXTRA = {"contrast": [("line", "surface")], "contrast-dark": [("line", "surface")]}


def palette(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def theme(name: str) -> dict[str, str]:
    return palette(re.search(rf"/\* palette: {name} \*/\n:root[^{{]*\{{(.*?)\n\}}", TOKENS, re.S).group(1))


def test_known_contrasts_come_out_right():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_text_is_readable(name):
    colours = theme(name)
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}


@pytest.mark.parametrize("name", THEMES)
def test_borders_and_marks_are_visible(name):
    colours = theme(name)
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in (*MARKS, *EXTRA.get(name, ()))}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 3}


@pytest.mark.parametrize("name", ("contrast", "contrast-dark"))
def test_contrast_themes_are_really_strong(name):
    colours = theme(name)
    assert contrast(colours["text"], colours["ground"]) >= 20
    assert contrast(colours["link"], colours["ground"]) >= 7


@pytest.mark.parametrize("name", THEMES)
def test_steps_of_the_heat_map_go_one_way_in_grey(name):
    colours = theme(name)
    grey = [luminance(colours[f"heat-{step}"]) for step in range(1, 6)]
    assert grey in (sorted(grey), sorted(grey, reverse=True))
    assert len(set(grey)) == 5
    shades = [colours[f"heat-{step}"] for step in range(1, 6)]
    assert all(contrast(one, other) > 1.2 for one, other in pairwise(shades))


@pytest.mark.parametrize("name", THEMES)
def test_each_theme_names_every_colour(name):
    assert theme(name).keys() == theme("light").keys()


@pytest.mark.parametrize("name", THEMES[1:])
def test_automatic_themes_are_exact_copies(name):
    copy = re.search(rf"/\* copy: {name} \*/(.*?)\n  \}}", TOKENS, re.S).group(1)
    assert palette(copy) == theme(name)


def test_colours_live_in_tokens_only():
    """Print, and the dark ink on the orange button of the hero, are the two known exceptions."""
    for path in Path(__file__).resolve().parents[2].glob("static/css/*.css"):
        if path.name not in ("tokens.css", "print.css"):
            found = set(re.findall(r"#[0-9a-f]{3,6}\b", path.read_text(encoding="utf-8")))
            assert found <= {"#11262c", "#ffffff"}, path.name
