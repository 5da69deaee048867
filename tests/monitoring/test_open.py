"""The public page of indicators: what is open, what is hidden, and that the page itself does not give it away."""

import re

import html5lib
import pytest
from django.urls import reverse

from monitoring.computation import compute
from monitoring.models import Campaign, Edition, Indicator, Result
from monitoring.open_data.figures import open_figures
from monitoring.open_data.ties import is_of_people, is_within, rest_of, sides
from monitoring.suppression import TOTAL, WIDTH, primary
from tests.monitoring.attack import ranges, width
from tests.monitoring.factories import make_methodologist, make_places
from tests.monitoring.random_campaigns import random_plan, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.get(year=2021, region__oktmo_prefix="25")


def page(client, query: str = "") -> str:
    response = client.get(reverse("monitoring:open") + query)
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def rows_of(text: str) -> dict[str, list[str]]:
    """Cells by the name of the row."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    lines = [["".join(cell.itertext()).strip() for cell in row] for row in tree.iter("tr")]
    return {line[0]: line[1:] for line in lines}


def test_open_page_shows_published_figures_to_anybody(client):
    text = page(client)
    assert "79 %" in text
    assert "2026 год<" not in text


def test_open_page_hides_small_counts_and_says_why(client, campaign):
    text = page(client, f"?campaign={campaign.pk}&indicator=4.2")
    rows = rows_of(text)
    results = Result.objects.filter(campaign=campaign, indicator__code="4.2").select_related("municipality")
    small = {row.municipality.name for row in results if row.is_reported and 0 < row.told < 5}
    hidden = {name for name, cells in rows.items() if cells[0] == "к"}
    assert small and small <= hidden
    assert all(rows[name] == ["к", "скрыто"] for name in small)
    assert re.search(rf"скрыт[аы] {len(hidden)} строк[аи]? из 42", text)
    assert "числа людей от 1 до 4" in text


def test_flags_are_never_hidden(client, campaign):
    text = page(client, f"?campaign={campaign.pk}&indicator=8.2")
    assert not any(cells[0] == "к" for cells in rows_of(text).values())


@pytest.mark.parametrize("year", [2020, 2021])
def test_solver_narrows_no_hidden_figure_of_the_demonstration(year):
    figures = open_figures(Campaign.objects.get(year=year, region__oktmo_prefix="25"))
    assert primary(figures.table) <= figures.hidden
    found = ranges(figures.table, figures.hidden)
    assert all(width(row) >= WIDTH for row in found.values())


def test_solver_narrows_no_hidden_figure_of_random_campaigns():
    places, by = make_places(6), make_methodologist()
    campaigns = [stored(random_plan(seed, sorted(places)), places, 2030 + seed, by) for seed in range(20)]
    compute(campaigns)
    attacked = related = 0
    for campaign in campaigns:
        figures = open_figures(campaign)
        found = ranges(figures.table, figures.hidden)
        assert all(width(row) >= WIDTH for row in found.values()), campaign.year
        attacked += len(found)
        related += len(figures.table.relations)
    assert attacked > 100
    assert related > 10


def test_totals_of_the_demonstration_stay_open(campaign):
    assert not any(row is TOTAL for row, _ in open_figures(campaign).hidden)


def test_page_prints_exactly_what_the_solver_was_given(client, campaign):
    figures = open_figures(campaign)
    codes = {row.indicator.code: row.indicator for row in figures.results if is_of_people(row.indicator)}
    names = {row.municipality_id: row.municipality.name for row in figures.results}
    for code in codes:
        rows = rows_of(page(client, f"?campaign={campaign.pk}&indicator={code}"))
        for key, name in names.items():
            assert (rows[name][0] == "к") == ((key, code) in figures.hidden)


def test_bases_and_elements_that_contain_each_other_are_known():
    edition = Edition.objects.get(code="career-choice", number=1)
    campaign = Campaign.objects.filter(edition=edition).first()
    found = sides(campaign)
    base = {code: found[code, rest_of(code)] for code in ("5.1", "5.2", "5.4", "8.1")}
    assert is_within(base["5.4"], base["5.1"], set())
    assert not is_within(base["5.1"], base["5.4"], set())
    rules = set(edition.subset_rules.values_list("part_id", "whole_id"))
    assert is_within(found[("5.3",)], base["5.2"], rules)
    assert not is_within(found[("5.3",)], base["5.2"], set())


def test_page_takes_few_queries(client, campaign, django_assert_max_num_queries):
    assert Indicator.objects.filter(edition=campaign.edition, code="5.2").exists()
    with django_assert_max_num_queries(12):
        page(client, f"?campaign={campaign.pk}&indicator=5.2")
