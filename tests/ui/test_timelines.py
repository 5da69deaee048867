from datetime import date
from xml.etree import ElementTree

from ui.charts import timeline
from ui.timelines import Span, axis_of

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2024, 5, 20)
TRICKY = 'Школа № 5 <b>&"имени"</b>'
ROWS = [
    (TRICKY, date(2024, 2, 1), date(2024, 4, 30), date(2024, 2, 9), date(2024, 5, 2), "+2 дня", True),
    ("Идёт", date(2024, 4, 1), date(2024, 7, 1), date(2024, 4, 2), None, "идёт", False),
    ("Только срок", None, date(2024, 6, 1), None, None, "в плане", False),
    ("Без дней", None, None, None, None, "", False),
]


def _draw(rows=ROWS, today=TODAY):
    words = {"title": TRICKY, "description": TRICKY, "ident": "plan"}
    return ElementTree.fromstring(timeline(rows, today=today, **words))


def _classes(root, tag):
    return [shape.get("class") for shape in root.iter(SVG + tag)]


def test_timeline_is_an_image_that_says_what_it_shows():
    root = _draw()
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == TRICKY
    assert root.find(f"{SVG}desc").text == TRICKY
    assert root.get("aria-labelledby").split() == ["plan-title", "plan-desc"]


def test_plan_fact_end_and_lag_differ_by_shape():
    root = _draw()
    assert _classes(root, "rect") == [*("chart-plan", "chart-main"), *("chart-plan", "chart-main") * 2]
    assert _classes(root, "circle") == ["chart-main", "chart-past"]
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"+2 дня", "идёт", "в плане", "сегодня", "2024", "II", "план", "на деле"} <= set(texts)


def test_axis_holds_whole_quarters():
    axis, today = axis_of([Span(*row) for row in ROWS], TODAY)
    assert (axis.first, axis.quarters[-1], today) == (date(2024, 1, 1), date(2024, 10, 1), TODAY)
    assert axis.place(axis.first) < axis.place(TODAY) < axis.place(axis.quarters[-1])


def test_past_that_is_over_does_not_stretch_to_today():
    axis, today = axis_of([Span(*ROWS[0])], date(2030, 1, 1))
    assert today is None
    assert axis.quarters[-1] == date(2024, 7, 1)


def test_what_is_not_finished_stretches_to_today():
    axis, today = axis_of([Span(*ROWS[1])], date(2025, 2, 1))
    assert today == date(2025, 2, 1)
    assert axis.quarters[-1] == date(2025, 4, 1)


def test_long_axis_names_years_only():
    rows = [("Долго", date(2015, 1, 1), date(2024, 1, 1), None, None, "", False)]
    texts = [text.text for text in _draw(rows).iter(f"{SVG}text")]
    assert "2015" in texts
    assert "II" not in texts


def test_no_rows_and_same_bytes():
    assert _draw([]).tag == f"{SVG}svg"
    words = {"title": "a", "description": "b", "ident": "c"}
    assert timeline(ROWS, today=TODAY, **words) == timeline(ROWS, today=TODAY, **words)
