"""Success indicators of the cluster: counted or entered with a source, never rewritten, exact with a comma."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from cluster.models import Cluster
from employers.models import Vacancy
from monitoring.models import SuccessEntry, SuccessIndicator
from monitoring.success import COUNTERS, counted, tracks

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster():
    return Cluster.objects.get(region__oktmo_prefix="69")


@pytest.fixture
def indicator(cluster):
    return cluster.success_indicators.get(counter="")


@pytest.fixture
def coordinator(people, client_of):
    return client_of(people.coordinator)


def _year():
    return timezone.localdate().year


def _url(name, pk):
    return reverse(f"monitoring:success-{name}", args=[pk])


def _line(indicator, year):
    [track] = tracks(indicator.cluster, [indicator], today_year=_year())
    return next(line for line in track.lines if line.year == year)


def test_employers_are_counted_once_a_year(cluster):
    """The grouped count agrees with a count in memory."""
    rows = Vacancy.objects.filter(partner__organisation__region=cluster.region).exclude(published_on=None)
    pairs = {(row.published_on.year, row.partner_id) for row in rows}
    found = COUNTERS["employers"](cluster)
    assert found == {year: sum(one == year for one, _ in pairs) for year in {year for year, _ in pairs}}
    assert pairs


def test_a_year_without_records_is_not_a_zero(cluster):
    indicator = cluster.success_indicators.get(counter="employers")
    counts = counted(indicator, cluster, _year())
    first = min(counts)
    assert first - 1 not in counts
    assert all(counts.values())
    assert _line(indicator, first).origin == "посчитано порталом"
    assert _line(indicator, first - 1).origin == "годовой отчёт кластера, условные данные"


def test_a_correction_is_a_later_entry_and_the_first_stays(coordinator, indicator, people):
    form = {"kind": "fact", "year": _year(), "value": "54,25", "source": "отчёт"}
    coordinator.post(_url("enter", indicator.pk), form)
    coordinator.post(_url("enter", indicator.pk), form | {"value": "54,75", "source": "уточнённый отчёт"})
    assert _line(indicator, _year()).fact == Decimal("54.75")
    page = coordinator.get(indicator.get_absolute_url()).content.decode()
    assert "54,25" in page
    assert "уточнённый отчёт" in page
    last = indicator.entries.latest("pk")
    assert last.entered_by == people.coordinator
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        SuccessEntry.objects.filter(pk=last.pk).update(value=1)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"year": 2099}, "year", "Факт за будущий год внести нельзя"),
        ({"source": ""}, "source", "Назовите источник факта"),
        ({"value": "много"}, "value", "число"),
        ({"value": "-1"}, "value", "меньше нуля"),
        ({"year": 2001}, "year", "Год раньше базового, 2021"),
    ],
)
def test_a_bad_entry_is_told_and_kept(coordinator, indicator, changes, field, words):
    form = {"kind": "fact", "year": _year(), "value": "50", "source": "отчёт-2"} | changes
    before = indicator.entries.count()
    page = coordinator.post(_url("enter", indicator.pk), form)
    assert words in " ".join(page.context["form"].errors[field])
    assert str(form["value"]) in page.content.decode()
    assert indicator.entries.count() == before


def test_what_the_portal_counts_is_not_entered(coordinator, cluster):
    indicator = cluster.success_indicators.get(counter="employers")
    form = {"kind": "fact", "year": _year(), "value": "50", "source": "отчёт"}
    page = coordinator.post(_url("enter", indicator.pk), form)
    assert "Факт за этот год считает портал" in page.context["form"].errors["year"][0]
    coordinator.post(_url("enter", indicator.pk), form | {"kind": "plan"})
    assert _line(indicator, _year()).plan == 50


def test_an_indicator_is_added_and_a_taken_number_is_told(coordinator, cluster):
    form = {
        "number": 1, "name": "Новый показатель", "method": "Считаем письма", "unit": "писем", "direction": "more",
        "counter": "", "base_year": "2025", "base_value": "1,5",
    }  # fmt: skip
    page = coordinator.post(_url("create", cluster.pk), form)
    assert "Показатель с этим номером уже есть." in str(page.context["form"].errors)
    coordinator.post(_url("create", cluster.pk), form | {"number": 6})
    assert SuccessIndicator.objects.get(name="Новый показатель").base_value == Decimal("1.5")


def test_strangers_read_and_do_not_write(client_of, people, cluster, indicator):
    foreign = Cluster.objects.exclude(pk=cluster.pk).first()
    assert client_of(people.coordinator).get(_url("create", foreign.pk)).status_code == 404
    other = SuccessIndicator.objects.create(
        cluster=foreign, number=1, name="Чужой", method="м", unit="ед.", base_year=2025
    )
    for name in ("update", "enter"):
        assert client_of(people.coordinator).get(_url(name, other.pk)).status_code == 404
        assert client_of(people.employer).post(_url(name, indicator.pk)).status_code == 403
    assert client_of(people.employer).get(_url("list", cluster.pk)).status_code == 200


def test_table_and_file_hold_the_same_facts(coordinator, cluster):
    answer = coordinator.get(_url("file", cluster.pk))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    found = tracks(cluster, cluster.success_indicators.all(), today_year=_year())
    told = {
        (str(track.indicator.number), str(line.year)): line.fact
        for track in found for line in track.lines if line.fact is not None
    }  # fmt: skip
    printed = {(row["Номер"], row["Год"]): Decimal(row["Факт"].replace(",", ".")) for row in rows if row["Факт"]}
    assert printed == told
    assert len({row["Номер"] for row in rows}) == 5
    page = coordinator.get(cluster.get_absolute_url()).content.decode()
    assert _url("list", cluster.pk) in page
