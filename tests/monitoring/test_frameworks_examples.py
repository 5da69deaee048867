"""The worked example equals the stored result; comparison of editions and of campaigns across them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from monitoring.actions.frameworks import publish_edition, store_edition
from monitoring.comparison import compare
from monitoring.computation import compute
from monitoring.framework.differences import differences, series
from monitoring.framework.reading import shipped
from monitoring.framework.tables import indicators_from
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Edition, Result
from monitoring.views.frameworks_indicators import stored_operands
from monitoring.worked_example import Told, work_out
from tests.monitoring.factories import fill, make_campaign, make_methodologist, make_places
from tests.monitoring.random_campaigns import random_plan


def published(year: int) -> Campaign:
    return Campaign.objects.select_related("edition").get(year=year, region__oktmo_prefix="25")


def check_examples(campaign: Campaign, places: list[int]) -> int:
    """How many stored results the example was held against; each must be equal."""
    definitions = indicators_from(list(campaign.edition.indicators.select_related("criterion")))
    seen = 0
    for result in Result.objects.filter(campaign=campaign, municipality__in=places).select_related("indicator"):
        definition = definitions[campaign.edition_id][result.indicator.code]
        found = work_out(definition, *stored_operands(campaign, result.municipality_id, definition))
        assert (found.state, found.numerator, found.denominator) == (
            State(result.state), result.numerator, result.denominator,
        ), (result.indicator.code, result.municipality_id)  # fmt: skip
        if result.denominator and not result.indicator.is_flag:
            assert found.steps[-1].text.endswith(result.printed)
        seen += 1
    return seen


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2020, 2021, 2026])
def test_example_equals_the_stored_result_of_every_indicator(year):
    campaign = published(year)
    places = list(campaign.expected.order_by("pk").values_list("pk", flat=True)[:3])
    assert check_examples(campaign, places) == 81


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_example_equals_the_stored_result_with_all_states(seed):
    places = make_places(3)
    plan = random_plan(seed, list(places))
    expected = {key: places[key] for key in plan["expected"]}
    edition = Edition.objects.get(code="career-choice", number=1)
    campaign = make_campaign(edition, expected, skipped=plan["skipped"])
    states = {state.code: state for state in State}
    rows = {
        key: {
            "counted": key in plan["counted"],
            "values": {code: (states[state], amount) for code, (state, amount) in form.items()},
        }
        for key, form in plan["forms"].items()
    }
    fill(campaign, places, {"places": rows, "heads": plan["heads"]}, make_methodologist())
    compute([campaign])
    assert check_examples(campaign, [place.pk for place in expected.values()]) == 27 * len(expected)


def test_steps_show_the_arithmetic():
    definition = next(row for row in shipped().indicators if row.code == "5.4")
    told = {"n_9_to_poo": Told(State.REPORTED, Decimal(2)), "r9": Told(State.REPORTED, Decimal(3))}
    example = work_out(definition, told, frozenset())
    assert [step.text for step in example.steps[1:]] == [
        "2", "3", "2 ÷ 3 × 100 ≈ 66,6667", "один раз, половина — вверх: 67\N{NO-BREAK SPACE}%",
    ]  # fmt: skip


@pytest.mark.django_db
def test_example_page_takes_the_chosen_numbers_and_refuses_odd_ones(people, client_of):
    campaign = published(2021)
    indicator, place = campaign.edition.indicators.get(code="5.1"), campaign.expected.first()
    url = reverse("monitoring:indicator-example", args=[indicator.pk])
    client = client_of(people.coordinator)
    result = Result.objects.select_related("indicator").get(campaign=campaign, municipality=place, indicator=indicator)
    page = client.get(url, {"campaign": campaign.pk, "municipality": place.pk}).content.decode()
    assert f"{place.name}, 2021 год" in page
    assert result.pair in page
    assert "из списка" in client.get(url, {"campaign": campaign.pk, "municipality": "x"}).content.decode()
    running = published(2026)
    page = client.get(url, {"campaign": running.pk, "municipality": place.pk})
    assert "campaign" in page.context["form"].errors
    assert "example" not in page.context


def test_differences_name_what_was_added_removed_and_changed():
    old = shipped()
    changed = replace(old.indicators[0], name="Иначе", decimals=1)
    new = replace(
        old,
        edition=2,
        indicators=(changed, *old.indicators[2:]),
        populations=old.populations[1:],
        solutions=(*old.solutions, replace(old.solutions[0], code="another", title="Ещё одно решение")),
        subsets=old.subsets[1:],
    )
    sections = {section.title: section for section in differences(old, new)}
    (part,) = sections["Показатели"].changed
    assert [(field.name, field.old, field.new) for field in part.fields] == [
        ("название", old.indicators[0].name, "Иначе"),
        ("знаков после запятой", "0", "1"),
    ]
    assert sections["Показатели"].removed == [f"1.2 {old.indicators[1].name}"]
    assert sections["Справочные численности"].removed == ["выпускники 9 классов (r9)"]
    assert sections["Каталог решений"].added == ["Ещё одно решение"]
    assert len(sections["Правила «часть не больше целого»"].removed) == 1
    assert sections["Критерии"].is_empty
    verdicts = {row.code: row.verdict for row in series(old, new)}
    assert (verdicts["1.1"], verdicts["1.2"]) == ("ряд продолжается", "больше не считается")


def test_equal_definitions_have_no_differences():
    assert all(section.is_empty for section in differences(shipped(), shipped()))
    assert {row.verdict for row in series(shipped(), shipped())} == {"ряд продолжается"}


@pytest.mark.django_db
def test_comparison_page_shows_old_new_and_the_broken_series(people, client_of):
    edition = Edition.objects.get(status=Edition.Status.IN_REVIEW)
    url = reverse("monitoring:framework-comparison", args=[edition.pk])
    page = client_of(people.methodologist).get(url).content.decode()
    assert "Сравнение редакций 1 и 2" in page
    assert "Ряд прерван у 1\N{NO-BREAK SPACE}показателя" in page
    assert "Иной вид показателя; иной знаменатель" in page
    assert "из списка" in client_of(people.methodologist).get(url, {"base": "0"}).content.decode()


@pytest.mark.django_db
def test_campaigns_of_two_editions_are_compared_where_the_formula_is_the_same():
    first = Edition.objects.get(code="career-choice", number=1)
    rows = tuple(
        replace(row, period="calendar_year") if row.code == "9.1"
        else replace(row, name="Иное название", target=Decimal(50)) if row.code == "5.1" else row
        for row in shipped().indicators
    )  # fmt: skip
    second = publish_edition(store_edition(replace(shipped(), edition=20, indicators=rows)))
    places, by = make_places(3), make_methodologist()
    values = {
        key: {
            "counted": True,
            "values": {row.code: (State.REPORTED, Decimal(number + 1)) for row in first.elements.exclude(kind="flag")},
        }
        for number, key in enumerate(places)
    }
    heads = {row.code: dict.fromkeys(places, 1000) for row in first.populations.all()}
    campaigns = [make_campaign(edition, places, year=year) for edition, year in ((first, 2031), (second, 2032))]
    for campaign in campaigns:
        fill(campaign, places, {"places": values, "heads": heads}, by)
    compute(campaigns)
    found = {row.indicator.code: row for row in compare(*campaigns).rows}
    assert (found["9.1"].verdict, found["9.1"].break_reason) == ("ряд прерван", "иной период")
    assert (found["5.1"].verdict, found["5.1"].shared.number) == ("без изменений", 3)
    assert found["4.2"].shared.before.numerator == found["4.2"].shared.after.numerator == 12
