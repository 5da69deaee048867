"""Pictures of results: page, table and CSV tell the same numbers; who may see them; how many queries they take."""

import csv
import io
import re
from decimal import Decimal

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cluster.models import Region
from monitoring.comparison import compare
from monitoring.flows import flow_rows, lists_of, place_years
from monitoring.models import Campaign, CriterionScore, Indicator, RegionResult, Result, Submission, municipalities_of
from monitoring.place_names import short_name
from monitoring.problems import DEFICIT, is_deficit
from monitoring.standings import Standings
from monitoring.tile_places import layout, tile_places
from monitoring.views.pictures import MAKERS
from ui.drawing import wrap
from ui.grids import NAME_LINES, NAME_WIDTH

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.select_related("region", "edition").get(year=2021, region__oktmo_prefix="25")


@pytest.fixture
def client(people, client_of):
    return client_of(people.coordinator)


def page(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().replace(NBSP, " ")


def region_url(campaign: Campaign, query: str = "") -> str:
    return reverse("monitoring:region", args=[campaign.pk]) + query


def tables(text: str) -> dict[str, list[list[str]]]:
    """Rows of every table, heads included, by caption."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    return {
        _words(one.find("caption")): [[_words(cell) for cell in row] for row in one.iter("tr")]
        for one in tree.iter("table")
    }


def _words(element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def csv_rows(client, url: str) -> list[list[str]]:
    response = client.get(url)
    assert response.status_code == 200
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def as_printed(cell: str) -> str:
    """A number of the file as the page prints it: groups of three, nothing else."""
    if re.fullmatch(r"-?\d{5,}(,\d+)?", cell):
        whole, _, part = cell.partition(",")
        return f"{int(whole):,}".replace(",", " ") + (f",{part}" if part else "")
    return cell.replace("-", "−") if re.fullmatch(r"-\d+(,\d+)?", cell) else cell


PAGES = {
    "region": ("monitoring:region", "?map=5"),
    "indicator": ("monitoring:indicator-result", ""),
    "municipality": ("monitoring:municipality", ""),
    "comparison": ("monitoring:comparison", ""),
    "campaign": ("monitoring:campaign-detail", ""),
    "moves": ("monitoring:comparison", "?indicator=5.1"),
}


def address(campaign: Campaign, name: str) -> str:
    route, query = PAGES[name]
    more = {"indicator": ["5.1"], "municipality": [campaign.expected.order_by("pk").first().pk]}.get(name, [])
    return reverse(route, args=[campaign.pk, *more]) + query


@pytest.mark.parametrize("name", PAGES)
def test_every_picture_has_its_finding_its_table_and_its_file_with_the_same_numbers(campaign, client, name):
    text = page(client, address(campaign, name))
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    figures = [one for one in tree.iter("figure") if one.find("details") is not None]
    assert figures
    for figure in figures:
        drawing = next(one for one in figure.iter() if str(one.tag).endswith("svg"))
        assert drawing.get("role") == "img"
        title = next(one for one in drawing.iter() if str(one.tag).endswith("title"))
        assert _words(title) == _words(figure.find("figcaption"))
        assert any(str(one.tag).endswith("desc") and _words(one) for one in drawing.iter())
        rows = [[_words(cell) for cell in row] for row in figure.find(".//table").iter("tr")]
        link = next(one.get("href") for one in figure.iter("a") if "/pictures/" in one.get("href"))
        told = csv_rows(client, link)
        head = told.index(rows[0])
        assert [[as_printed(cell) for cell in row] for row in told[head + 1 :]] == rows[1:]


def test_file_of_the_region_tells_what_the_page_prints(campaign, client):
    rows = csv_rows(client, reverse("monitoring:picture-csv", args=[campaign.pk, "region"]))
    assert rows[0][0].startswith("Источник:")
    assert rows[1][0].startswith("Кампания: Иркутская область, 2021 год")
    assert any("Условные данные" in cell for row in rows for cell in row)
    figures = tables(page(client, region_url(campaign)))["Показатели региона по десяти критериям"]
    shown = {row[0]: row[1] for row in figures if len(row) == 4}
    head = next(row for row in rows if row and row[0] == "Показатель")
    found = {row[0]: row[head.index("Значение")] for row in rows[rows.index(head) + 1 :]}
    assert {name: as_printed(value) for name, value in found.items()} == {
        name: value for name, value in shown.items() if name != "Показатель"
    }
    posts = next(row for row in rows if row and row[0].startswith("4.1.2"))
    assert posts[head.index("Числитель")] == "608,75"


def test_heat_table_opens_criteria_and_keeps_what_was_chosen(campaign, client):
    caption = "Баллы муниципальных образований по критериям, 2021 год"
    closed = tables(page(client, region_url(campaign)))[caption]
    opened = tables(page(client, region_url(campaign, "?open=5&sort=deficits")))[caption]
    everything = tables(page(client, region_url(campaign, "?open=all")))[caption]
    assert {len(row) for row in closed[1:]} == {13}
    assert {len(row) for row in opened[2:]} == {13 + 4}
    assert {len(row) for row in everything[2:]} == {13 + 27}
    deficits = [int(row[-1]) for row in opened[2:]]
    assert deficits == sorted(deficits, reverse=True)
    text = page(client, region_url(campaign, "?open=5&sort=deficits&map=8"))
    assert "sort=deficits&amp;map=8&amp;page=1&amp;open=3%2C5#heat" in text


def test_nonsense_in_the_address_shows_the_page_as_it_is(campaign, client):
    assert "по данным 42 из 42" in page(client, region_url(campaign, "?open=x,99&sort=%D1%8F&map=0&page=-3"))


def test_file_of_the_heat_table_holds_every_municipality_and_indicator(campaign, client):
    rows = csv_rows(client, reverse("monitoring:picture-csv", args=[campaign.pk, "heat-map"]))
    head = next(row for row in rows if row and row[0] == "Муниципальное образование")
    body = rows[rows.index(head) + 1 :]
    assert (len(head), len(body)) == (2 + 10 + 27 + 2, 42)
    pairs = Result.objects.filter(campaign=campaign, indicator__code="5.1").select_related("indicator", "municipality")
    column = next(index for index, name in enumerate(head) if name.startswith("5.1 "))
    assert {row[1]: row[column] for row in body} == {
        one.municipality.oktmo: one.printed.replace(NBSP, " ") for one in pairs
    }


@pytest.mark.parametrize("query", ["", "?open=all&sort=deficits&map=3", "?sort=mean", "?sort=5&open=5"])
def test_region_takes_eight_queries(campaign, client, query):
    with CaptureQueriesContext(connection) as queries:
        page(client, region_url(campaign, query))
    assert len(queries) <= 8, "\n".join(query["sql"][:160] for query in queries)


def test_typical_problems_reach_the_stated_bound_and_no_other_does(campaign, client):
    text = page(client, region_url(campaign))
    assert "не меньше чем у 40 % муниципальных образований" in text
    rows = tables(text)["Чего не хватает чаще всего"][1:]
    told = {row[0]: row[2] for row in rows}
    lacking = {
        row.indicator: (row.told if row.indicator.polarity == "low" else row.base - row.told, row.base)
        for row in RegionResult.objects.filter(campaign=campaign).select_related("indicator")
        if row.indicator.is_flag
    }
    assert len(told) == sum(gap * 100 >= 40 * base for gap, base in lacking.values())
    assert told["Ресурсных центров нет"] == "35 из 42 (83 %)"


def test_deficits_in_rows_and_in_the_database_are_the_same(campaign):
    rows = Result.objects.filter(campaign=campaign, state=0).select_related("indicator")
    by_database = set(rows.filter(DEFICIT).values_list("pk", flat=True))
    assert by_database == {row.pk for row in rows if is_deficit(row.indicator, row.numerator, row.denominator)}
    assert by_database


def test_every_municipality_has_a_tile_of_its_own(campaign):
    places = list(campaign.expected.all())
    found = tile_places("25", places)
    assert len({(one.column, one.row) for one in found.values()}) == 42
    assert len({one.short for one in found.values()}) == 42
    assert layout("25").keys() == {place.oktmo for place in places}


def test_no_name_is_cut_in_the_collection_grid(campaign):
    for place in campaign.expected.all():
        lines = wrap(short_name(place.name), NAME_WIDTH)
        assert len(lines) <= NAME_LINES
        assert all(len(line) <= NAME_WIDTH for line in lines)
        assert "".join(lines).replace(" ", "") == short_name(place.name).replace(" ", "")


def test_region_without_a_drawing_stands_in_reading_order():
    places = list(Region.objects.get(oktmo_prefix="69").municipalities.all())
    found = tile_places("69", places)
    assert len({(one.column, one.row) for one in found.values()}) == len(places)
    assert max(one.row for one in found.values()) < len(places) / 2


def test_flow_adds_up_to_the_common_set_and_lists_stand_behind_numbers(campaign):
    before = Campaign.objects.get(year=2020)
    rows = flow_rows(compare(before, campaign))
    assert {row.row.indicator.code for row in rows} == {"1.3", "3.1", "4.1.1", "7.1", "7.2"}
    for row in rows:
        assert sum(row.flow) == row.row.shared.number == 38
        assert row.flow.kept + row.flow.lost == row.row.shared.before.numerator
        assert row.flow.kept + row.flow.gained == row.row.shared.after.numerator
        assert (row.new_yes + row.new_no, row.gone) == (4, 0)
        lists = lists_of(place_years(before, campaign, row.row.indicator.code))
        assert {move: len(names) for move, names in lists.items()} == row.numbers


def test_criterion_place_shares_ties_and_is_an_interval(campaign, client):
    standings = Standings.of(campaign)
    criterion = next(one.criterion for one in standings.indicators if one.criterion.number == 1)
    found = standings.criterion_places(criterion.pk)
    scores = dict(
        CriterionScore.objects.filter(campaign=campaign, criterion=criterion).values_list("municipality", "score")
    )
    for key, score in scores.items():
        above = sum(other > score for other in scores.values())
        alike = sum(other == score for other in scores.values())
        assert (found[key].first, found[key].last) == (above + 1, above + alike)
    text = page(client, address(campaign, "municipality"))
    assert re.search(r"места \d+–\d+ из 42", text)
    assert not re.search(r"место \d", text)


def test_municipality_tells_interval_parts_of_the_score_peers_and_last_year(campaign, client):
    text = page(client, address(campaign, "municipality"))
    assert re.search(r"от [\d,]+ до [\d,]+ %", text)
    assert "лучший результат региона" in text
    assert "при целевом значении 100 %" in text
    assert "К 2020 году" in text
    assert len(tables(text)["Баллы муниципальных образований, похожих по числу обучающихся"]) == 1 + 8 + 1
    assert re.search(r"Выполнено \d+ услови\w+ из 15: места \d+–\d+ из 42", text)


def test_interval_of_every_score_holds_the_stored_score(campaign):
    standings = Standings.of(campaign)
    for indicator in standings.indicators:
        for key, span in standings.score_intervals(indicator).items():
            assert span.low <= standings.told[indicator.pk][key].score <= span.high
            assert 0 <= span.low <= span.high <= 100


def test_files_of_a_running_campaign_are_closed_to_all_but_its_methodologist(people, client_of):
    running = Campaign.objects.get(status=Campaign.Status.OPEN)
    for name in MAKERS.keys() - {"progress"}:
        url = reverse("monitoring:picture-csv", args=[running.pk, name])
        assert client_of(people.coordinator).get(url).status_code == 404
        assert client_of(people.municipal_operator).get(url).status_code == 404
    url = reverse("monitoring:indicator-result", args=[running.pk, "5.1"])
    assert client_of(people.municipal_operator).get(url).status_code == 404
    assert client_of(people.methodologist).get(url).status_code == 200


def test_collection_grid_shows_each_form_and_its_state_to_those_who_see_them(people, client_of):
    running = Campaign.objects.get(status=Campaign.Status.OPEN)
    url = reverse("monitoring:picture-csv", args=[running.pk, "progress"])
    rows = csv_rows(client_of(people.methodologist), url)
    body = dict(row for row in rows[rows.index(["Муниципальное образование", "Состояние"]) + 1 :])
    states = {form.municipality.name: form.get_status_display() for form in running.submissions.all()}
    assert body == {place.name: states.get(place.name, "не начата") for place in running.expected.all()}
    own = municipalities_of(people.municipal_operator).get()
    alone = csv_rows(client_of(people.municipal_operator), url)
    assert [row[0] for row in alone[alone.index(["Муниципальное образование", "Состояние"]) + 1 :]] == [own.name]
    text = page(client_of(people.methodologist), running.get_absolute_url())
    assert text.count('class="chart-cell"') == 42


def test_operator_of_a_running_campaign_learns_nothing_of_others(people, client_of):
    running = Campaign.objects.get(status=Campaign.Status.OPEN)
    own = municipalities_of(people.municipal_operator).get()
    Submission.objects.filter(campaign=running, municipality=own).update(
        status=Submission.Status.ACCEPTED, accepted_at="2026-11-30T00:00Z", accepted_by=people.methodologist
    )
    text = page(client_of(people.municipal_operator), reverse("monitoring:municipality", args=[running.pk, own.pk]))
    assert "места" not in text
    assert "лучший результат" not in text
    assert "Похожие по размеру" not in text


@pytest.mark.parametrize("name", ["нет-такой", "funnel", "dots", "flow", "moves", "municipality"])
def test_file_of_nothing_is_404(campaign, client, name):
    url = reverse("monitoring:picture-csv", args=[campaign.pk, "region"]).replace("region.csv", f"{name}.csv")
    assert client.get(f"{url}?indicator=99&criterion=99&municipality=0").status_code == 404


def test_unknown_indicator_is_404(campaign, client):
    assert client.get(reverse("monitoring:indicator-result", args=[campaign.pk, "99"])).status_code == 404


def test_rate_is_said_per_thousand_pupils_of_the_same_municipality(campaign):
    standings = Standings.of(campaign)
    indicator = Indicator.objects.get(edition=campaign.edition, code="6.1")
    best = standings.best(indicator)
    key = best.keys[0]
    assert standings.told[indicator.pk][key].score == 100
    assert best.rate == standings.told[indicator.pk][key].numerator / Decimal(standings.pupils[key])
