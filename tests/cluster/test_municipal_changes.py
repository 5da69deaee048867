"""Mergers and splits of municipalities: written down, seen on both pages, taken back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cluster.models import MunicipalChange, Municipality, MunicipalityPeriod, named_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    rows = Municipality.objects.filter(region__oktmo_prefix="25").order_by("pk")
    return rows[0], rows[1]


def url(place: Municipality) -> str:
    return reverse("cluster:municipal-change-create", args=[place.pk])


def data(into: Municipality, **changed: str) -> dict[str, str]:
    plain = {"successor": str(into.pk), "happened_on": "01.03.2025", "basis": "Закон № 1"}
    return plain | {"predecessor_ceases": "on"} | changed


def test_change_closes_the_predecessor_and_stands_on_both_pages(pair, people, client_of):
    old, new = pair
    client = client_of(people.administrator)
    client.post(url(old), data(new))
    old.refresh_from_db()
    assert old.closed_on == date(2025, 3, 1)
    for place, other in ((old, new), (new, old)):
        assert other.name in client.get(place.get_absolute_url()).content.decode()


def test_change_is_taken_back(pair, people, client_of):
    old, new = pair
    client = client_of(people.coordinator)
    client.post(url(old), data(new))
    change = MunicipalChange.objects.get(predecessor=old)
    client.post(reverse("cluster:municipal-change-remove", args=[change.pk]))
    old.refresh_from_db()
    assert old.closed_on is None
    assert not MunicipalChange.objects.filter(pk=change.pk).exists()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"happened_on": "31.02.2025"}, "Такого дня нет"),
        ({"happened_on": "01.01.2099"}, "не дальше чем на два года"),
        ({"basis": ""}, "Заполните поле «Основание»"),
        ({"successor": "0"}, "из списка"),
    ],
)
def test_bad_change_is_explained(pair, people, client_of, changed, message):
    old, new = pair
    page = client_of(people.administrator).post(url(old), data(new, **changed)).content.decode()
    assert message in page
    old.refresh_from_db()
    assert old.closed_on is None
    assert not MunicipalChange.objects.filter(predecessor=old).exists()


def test_opposite_change_is_refused(pair, people, client_of):
    old, new = pair
    client = client_of(people.administrator)
    client.post(url(old), data(new))
    assert "обратное преобразование" in client.post(url(new), data(old)).content.decode()


def test_methodologist_changes_no_map(pair, people, client_of):
    assert client_of(people.methodologist).post(url(pair[0]), data(pair[1])).status_code == 403


def test_name_of_the_day_is_read(pair):
    place = pair[0]
    today = timezone.localdate()
    MunicipalityPeriod.objects.create(
        municipality=place, name="Прежний район", kind="district", oktmo=place.oktmo, to_on=today
    )
    (before,) = named_on([Municipality.objects.get(pk=place.pk)], today - timedelta(days=1))
    (now,) = named_on([Municipality.objects.get(pk=place.pk)], today)
    assert (before.name, now.name) == ("Прежний район", place.name)
