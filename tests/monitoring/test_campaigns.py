"""Pages of results: region, municipality, two years, open indicators, and who sees what before publication."""

import re
from decimal import Decimal

import html5lib
import pytest
from django.urls import reverse

from monitoring.comparison import Row, Shared, Side, compare
from monitoring.models import Campaign, Indicator, Result, Submission, municipalities_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return Campaign.objects.get(year=2021, region__oktmo_prefix="25")


@pytest.fixture
def running() -> Campaign:
    return Campaign.objects.get(status=Campaign.Status.OPEN)


def page(client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def table(text: str, caption: str) -> list[list[str]]:
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    found = next(one for one in tree.iter("table") if caption in "".join(one.find("caption").itertext()))
    rows = [[re.sub(r"\s+", " ", "".join(cell.itertext())).strip() for cell in row] for row in found.iter("tr")]
    return rows[1:]


def test_region_prints_every_figure_with_its_coverage(campaign, people, client_of):
    rows = table(page(client_of(people.coordinator), "monitoring:region", campaign.pk), "по десяти критериям")
    figures = {row[0].split()[0]: row[1:] for row in rows if len(row) == 4}
    assert len(figures) == 27
    assert figures["1.1"] == ["79 %", "33 из 42", "по данным 42 из 42"]
    assert figures["5.1"] == ["31 %", "18 411 из 58 834", "по данным 42 из 42"]
    assert figures["4.1.2"][0] == "608,75"


def test_heat_map_has_42_rows_of_ten_criteria(campaign, people, client_of):
    rows = table(page(client_of(people.coordinator), "monitoring:region", campaign.pk), "Баллы муниципальных")
    assert len(rows) == 42
    assert {len(row) for row in rows} == {13}
    assert all(cell for row in rows for cell in row)


@pytest.mark.parametrize("order", ["mean", "3"])
def test_heat_map_is_sorted_by_score(campaign, people, client_of, order):
    text = page(client_of(people.coordinator), "monitoring:region", campaign.pk, query=f"?sort={order}")
    column = 11 if order == "mean" else 3
    scores = [int(row[column]) for row in table(text, "Баллы муниципальных")]
    assert scores == sorted(scores, reverse=True)


def test_region_page_says_that_values_are_conditional(campaign, people, client_of):
    assert "Условные данные" in page(client_of(people.coordinator), "monitoring:region", campaign.pk)


def test_municipality_shows_27_indicators_and_how_they_were_made(campaign, people, client_of):
    place = Submission.objects.get(campaign=campaign, municipality__oktmo="25714000").municipality
    text = page(client_of(people.municipal_operator), "monitoring:municipality", campaign.pk, place.pk)
    share = Result.objects.select_related("indicator").get(campaign=campaign, municipality=place, indicator__code="5.2")
    assert len(re.findall(r"Как получены числа критерия", text)) == 10
    assert share.pair.replace("\N{NO-BREAK SPACE}", " ") in text
    assert " ÷ " in text
    assert "Байкалова" in text


def test_passport_shows_the_formula_and_both_years(campaign, people, client_of):
    indicator = Indicator.objects.get(edition=campaign.edition, code="7.1")
    text = page(client_of(people.methodologist), "monitoring:indicator-detail", indicator.pk)
    assert "64 %" in text
    assert "24 %" in text
    assert "Зачем он нужен" in text


def test_comparison_keeps_the_common_set(campaign, people, client_of):
    text = page(client_of(people.coordinator), "monitoring:comparison", campaign.pk)
    rows = {row[0].split()[0]: row for row in table(text, "весь состав")}
    assert rows["7.1"][3].startswith("38 муниципальных образований: 24 % (9 из 38)")
    assert rows["5.2"][1] == "Не оценивался"
    assert rows["5.2"][5] == "Не сравнивается"


def test_directions_survive_and_sizes_lie_in_the_possible_range(campaign):
    found = {row.indicator.code: row for row in compare(Campaign.objects.get(year=2020), campaign).comparable}
    bounds = {"1.3": (27, 31), "3.1": (17, 21), "4.1.1": (19, 23), "7.1": (23, 27), "7.2": (27, 31)}
    for code, (low, high) in bounds.items():
        assert found[code].shared.number == 38
        assert low <= found[code].shared.after.numerator <= high
        assert found[code].verdict == "рост"
    assert len(found) == 6


def row_of(before: int, after: int, base: int, common: int) -> Row:
    indicator = Indicator(code="5.1", kind="share", decimals=0)
    sides = [Side(Decimal(value), Decimal(base), 0) for value in (before, after)]
    return Row(indicator, None, None, Shared(common, *sides))


def test_change_below_one_municipality_is_not_growth():
    assert row_of(500, 520, 1000, 38).verdict == "меньше одного муниципалитета"
    assert row_of(500, 530, 1000, 38).verdict == "рост"
    assert row_of(530, 500, 1000, 38).verdict == "снижение"
    assert row_of(500, 500, 1000, 38).verdict == "без изменений"


def test_another_edition_breaks_the_series():
    row = Row(Indicator(code="5.1", kind="share"), None, None, is_broken=True)
    assert (row.verdict, row.change) == ("ряд прерван", "—")


def test_running_campaign_hides_results_from_all_but_its_methodologist(running, people, client_of):
    region = reverse("monitoring:region", args=[running.pk])
    assert client_of(people.methodologist).get(region).status_code == 200
    assert client_of(people.coordinator).get(region).status_code == 404
    assert client_of(people.municipal_operator).get(region).status_code == 404


def test_operator_of_a_running_campaign_sees_only_the_own_municipality(running, people, client_of):
    client = client_of(people.municipal_operator)
    own = municipalities_of(people.municipal_operator).get()
    other = Submission.objects.filter(campaign=running).exclude(municipality=own).first().municipality
    assert client.get(reverse("monitoring:municipality", args=[running.pk, own.pk])).status_code == 200
    assert client.get(reverse("monitoring:municipality", args=[running.pk, other.pk])).status_code == 404
    rows = table(page(client, "monitoring:campaign-detail", running.pk), "состояние их форм")
    assert [row[0] for row in rows] == [own.name]


def test_order_button_is_only_for_those_who_may_order(campaign, client_of, people):
    assert "Заказать справку" in page(client_of(people.coordinator), "monitoring:campaign-detail", campaign.pk)


def test_sheet_is_ordered_by_those_who_see_the_form(campaign, people, client_of):
    own = municipalities_of(people.municipal_operator).get()
    url = ("monitoring:municipality", campaign.pk, own.pk)
    assert "Заказать лист" in page(client_of(people.municipal_operator), *url)
    assert "Заказать лист" not in page(client_of(people.coordinator), *url)
