import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from ui.charts import bars, dots, dumbbell, stacked
from ui.gallery import sample_charts

SVG = "{http://www.w3.org/2000/svg}"
TRICKY = 'Школа № 5 <b>&"имени"</b> — «Лад»'
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
        "dots": dots([None, 0, 0, 50, 100, 100.0], 50, own_text=TRICKY, ident=ident, **WORDS),
    }


@pytest.mark.parametrize("kind", ["bars", "stacked", "dumbbell", "dots"])
def test_chart_is_whole_xml_that_says_what_it_shows(kind):
    root = ElementTree.fromstring(draw_all()[kind])
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == TRICKY
    assert root.find(f"{SVG}desc").text == TRICKY
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert root.get("aria-labelledby").split() == ids


@pytest.mark.parametrize("kind", ["bars", "stacked", "dumbbell", "dots"])
def test_chart_needs_no_inline_style_and_no_script(kind):
    text = draw_all()[kind]
    assert "style=" not in text
    assert "<script" not in text
    assert "<b>" not in text


@pytest.mark.parametrize("kind", ["bars", "stacked", "dumbbell", "dots"])
def test_same_data_give_the_same_bytes(kind):
    assert draw_all()[kind] == draw_all()[kind]
    assert draw_all("one")[kind] != draw_all("two")[kind]


@pytest.mark.parametrize("kind", ["bars", "stacked", "dumbbell", "dots"])
def test_nothing_is_drawn_outside_the_picture(kind):
    root = ElementTree.fromstring(draw_all()[kind])
    height = float(root.get("height").removesuffix("em"))
    for shape in root:
        for name in ("x", "cx", "x1", "x2"):
            if shape.get(name):
                assert 0 <= float(shape.get(name).removesuffix("%")) <= 100
        for name in ("y", "cy", "y1", "y2"):
            if shape.get(name):
                assert 0 <= float(shape.get(name).removesuffix("em")) <= height


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
