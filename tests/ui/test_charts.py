import re
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from tests.ui.colours import luminance
from ui import shapes
from ui.charts import PART_LOOKS, bars, dots, dumbbell, stacked
from ui.flows import Flow, flow
from ui.funnels import Limit, Point, funnel
from ui.gallery import sample_charts
from ui.grids import LOOKS, status_grid
from ui.rows import Move, Range, moves, ranges
from ui.tiles import STEPS, Tile, tile_map

SVG = "{http://www.w3.org/2000/svg}"
TRICKY = 'Школа № 5 <b>&"имени"</b> — «Лад»'
KINDS = ("bars", "stacked", "dumbbell", "dots", "tiles", "grid", "flow", "funnel", "ranges", "moves")
WORDS = {"title": TRICKY, "description": TRICKY}


def draw_all(ident: str = "one") -> dict[str, str]:
    return {
        "bars": bars([(TRICKY, Fraction(1, 3), "33 %"), ("Пусто", None, "нет данных")], ident=ident, **WORDS),
        "stacked": stacked([(TRICKY, 3, "3"), ("Нет", 0, "0")], ident=ident, **WORDS),
        "dumbbell": dumbbell(
            [(TRICKY, 40, 79, "40"), ("Новый", None, 5, "5"), ("Ушёл", 5, None, "нет")],
            names=("2020", "2021"),
            ident=ident,
            **WORDS,
        ),
        "tiles": tile_map([Tile(0, 0, TRICKY[:6], "40", 3), Tile(3, 2, "Б", "нет", 0, True)], ident=ident, **WORDS),
        "grid": status_grid([(TRICKY, kind, TRICKY) for kind in LOOKS], ident=ident, **WORDS),
        "flow": flow(Flow(20, 9, 3, 10), names=("2020", "2021"), ident=ident, **WORDS),
        "funnel": funnel(
            [Point(TRICKY, 40, 90, 2), Point("Б", 900, 30, 1, True), Point("В", 500, 31, 0)],
            [Limit(base, (max(0, 30 - 900 / base), 30 + 900 / base), (0, 100)) for base in (10, 100, 900)],
            30,
            names=("регион", "95", "99"),
            ident=ident,
            **WORDS,
        ),
        "ranges": ranges(
            [Range(TRICKY, 10, 20, 100, "20"), Range("Б", None, None, None, "нет"), Range("В", 5, 5, 5, "5", True)],
            line=30,
            line_text="регион",
            ident=ident,
            **WORDS,
        ),
        "moves": moves(
            [Move(TRICKY, 1, 100, "+99"), Move("Новый", None, 0, "нет пары")], names=("а", "б"), ident=ident, **WORDS
        ),
        "dots": dots([None, 0, 0, 50, 100, 100.0], 50, own_text=TRICKY, ident=ident, **WORDS),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_chart_is_whole_xml_that_says_what_it_shows(kind):
    root = ElementTree.fromstring(draw_all()[kind])
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == TRICKY
    assert root.find(f"{SVG}desc").text == TRICKY
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert root.get("aria-labelledby").split() == ids


@pytest.mark.parametrize("kind", KINDS)
def test_chart_needs_no_inline_style_and_no_script(kind):
    text = draw_all()[kind]
    assert "style=" not in text
    assert "<script" not in text
    assert "<b>" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_same_data_give_the_same_bytes(kind):
    assert draw_all()[kind] == draw_all()[kind]
    assert draw_all("one")[kind] != draw_all("two")[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_drawn_outside_the_picture(kind):
    root = ElementTree.fromstring(draw_all()[kind])
    height = float(root.get("height").removesuffix("em"))
    for shape in root:
        own_em = float(shape.get("font-size", "1em").removesuffix("em"))
        for name in ("x", "cx", "x1", "x2"):
            if shape.get(name):
                assert 0 <= float(shape.get(name).removesuffix("%")) <= 100
        for name in ("y", "cy", "y1", "y2"):
            if shape.get(name):
                assert 0 <= float(shape.get(name).removesuffix("em")) * own_em <= height


def test_bar_is_as_long_as_its_value():
    root = ElementTree.fromstring(
        bars([("А", 25, "25 %"), ("Б", 100, "100 %")], title="т", description="о", ident="i", maximum=100)
    )
    widths = [float(r.get("width")[:-1]) for r in root.iter(f"{SVG}rect") if r.get("class") == "chart-main"]
    assert widths[0] * 4 == pytest.approx(widths[1])


def test_bars_without_any_value_do_not_fail():
    assert "нет данных" in bars([("А", None, "нет данных")], title="т", description="о", ident="i")
    assert ElementTree.fromstring(bars([], title="т", description="о", ident="i")) is not None


def test_dots_show_everyone_who_has_data_and_oneself_once():
    text = dots([10, 20, 20, None, 90], 20, own_text="Ваш", title="т", description="о", ident="i")
    assert len(re.findall('class="chart-dot"', text)) == 3
    assert len(re.findall('class="chart-own"', text)) == 1


def test_dots_without_own_value_name_nobody():
    text = dots([10, 20], None, own_text="Ваш", title="т", description="о", ident="i")
    assert "Ваш" not in text
    assert "chart-own" not in text


def test_samples_of_the_gallery_are_drawn():
    assert all(ElementTree.fromstring(chart) is not None for chart in sample_charts().values())


def breadths(text: str) -> dict[str, tuple[float, float]]:
    """Breadth of every band of a flow at its left and at its right end, by its class."""
    found = {}
    for path in ElementTree.fromstring(text).iter(f"{SVG}path"):
        near, far, low_far, low_near = re.fullmatch(
            r"M0 (\S+)C.* 100 (\S+)V([\d.]+)C.* 0 ([\d.]+)Z", path.get("d")
        ).groups()
        found[path.get("class")] = float(low_near) - float(near), float(low_far) - float(far)
    return found


def test_bands_of_a_flow_are_as_broad_as_their_numbers():
    found = breadths(flow(Flow(0, 9, 3, 12), names=("а", "б"), title="т", description="о", ident="i"))
    left, right = found["chart-lost"]
    assert left == pytest.approx(right, abs=0.05)
    assert found["chart-main"][0] == pytest.approx(3 * left, rel=0.02)
    assert found["chart-track"][1] == pytest.approx(4 * left, rel=0.02)


def test_names_of_a_funnel_cover_no_point_and_no_other_name():
    crowd = [Point(f"Город {number}", 100 + number, 5 + number / 10, 2) for number in range(5)]
    text = funnel([*crowd, Point("Далёкий", 900, 60, 2)], [Limit(base, (0, 100), (0, 100)) for base in (10, 900)], 30,
                  names=("р", "а", "б"), title="т", description="о", ident="i")  # fmt: skip
    shown = [name for name in [*(one.label for one in crowd), "Далёкий"] if f">{name}</text>" in text]
    assert "Далёкий" in shown
    assert len(shown) < 1 + len(crowd)


def test_axes_of_a_funnel_carry_round_numbers():
    text = funnel([Point("А", 15262, 44, 0)], [Limit(15262, (0, 40), (0, 45))], 30, names=("р", "а", "б"),
                  title="т", description="о", ident="i")  # fmt: skip
    words = [one.text.replace("\N{NO-BREAK SPACE}", " ") for one in ElementTree.fromstring(text).iter(f"{SVG}text")]
    assert [word for word in words if word.endswith(" %")] == ["0 %", "10 %", "20 %", "30 %", "40 %", "50 %"]
    assert {"900", "3000", "8000", "15 000"} <= set(words)


def test_tall_pile_with_near_neighbours_stays_a_single_column():
    crowded = dots([50] * 12 + [52.5], None, own_text="", title="т", description="о", ident="i")
    alone = dots([50] * 12, None, own_text="", title="т", description="о", ident="i")
    places = [{one.get("cx") for one in ElementTree.fromstring(text).iter(f"{SVG}circle")} for text in (crowded, alone)]
    assert [len(found) for found in places] == [2, 3]


def test_every_state_and_every_rank_has_a_shape_of_its_own():
    assert len({path for path, _, _ in LOOKS.values()}) == len(LOOKS)
    text = draw_all()["funnel"]
    assert all(f'd="{path}"' in text for path in (shapes.RING, shapes.DIAMOND, shapes.SQUARE))
    years = draw_all()["moves"]
    assert all(f'd="{path}"' in years for path in (shapes.RING, shapes.DIAMOND))


def test_a_year_that_is_missing_has_no_line():
    text = moves([Move("А", None, 5, "нет пары")], names=("а", "б"), title="т", description="о", ident="i")
    assert "chart-link" not in text


def test_documents_printed_in_grey_keep_shades_apart():
    steps = [luminance(colour) for colour in STEPS[1:]]
    assert steps == sorted(steps)
    assert all(after - before > 0.05 for before, after in pairwise(steps))
    parts = [luminance(fill) for _, fill, _ in PART_LOOKS]
    assert all(abs(one - other) > 0.3 for one, other in pairwise([*parts, parts[0]]))
