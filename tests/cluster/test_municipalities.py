"""Municipalities: duplicates are told beside the field, former names stay in the history."""

from datetime import date

import pytest
from django.urls import reverse

from cluster.models import Municipality, MunicipalityPeriod, Region

pytestmark = pytest.mark.django_db
CREATE = reverse("cluster:municipality-create")


@pytest.fixture
def keeper(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def pochugsky():
    region = Region.objects.get(oktmo_prefix="25")
    return Municipality.objects.create(
        region=region, name="Почугский муниципальный район", kind="district", oktmo="25999000"
    )


def _form(**changes):
    region = Region.objects.get(oktmo_prefix="25")
    return {"region": region.pk, "name": "Новый район", "kind": "district", "oktmo": "25998000"} | changes


def _edit(municipality):
    return reverse("cluster:municipality-update", args=[municipality.pk])


def test_new_municipality_is_saved(keeper):
    response = keeper.post(CREATE, _form(name="  Новый   район "))
    municipality = Municipality.objects.get(oktmo="25998000")
    assert response.url == municipality.get_absolute_url()
    assert municipality.name == "Новый район"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": "город Иркутск"}, "name", "Такое муниципальное образование уже есть в этом регионе."),
        ({"name": "ГОРОД  Иркутск"}, "name", "Такое муниципальное образование уже есть в этом регионе."),
        ({"oktmo": "25701000"}, "oktmo", "Муниципальное образование с таким кодом ОКТМО уже есть в справочнике."),
        ({"oktmo": "2570"}, "oktmo", "Код ОКТМО состоит из восьми цифр."),
        ({"oktmo": "2570100а"}, "oktmo", "Код ОКТМО состоит из восьми цифр."),
        ({"oktmo": "69998000"}, "oktmo", "Коды этого региона начинаются с 25."),
        ({"name": ""}, "name", "Заполните поле «Название»"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_kept(keeper, changes, field, message):
    before = Municipality.objects.count()
    response = keeper.post(CREATE, _form(source="Закон 1-ОЗ", **changes))
    page = response.content.decode()
    assert response.context["form"].errors[field] == [message]
    assert f'href="#id_{field}"' in page
    assert "Закон 1-ОЗ" in page
    assert "<title>Ошибка: " in page
    assert Municipality.objects.count() == before


def test_same_name_in_another_region_is_no_duplicate(keeper):
    tomsk = Region.objects.get(oktmo_prefix="69")
    keeper.post(CREATE, _form(region=tomsk.pk, name="город Иркутск", oktmo="69998000"))
    assert Municipality.objects.filter(region=tomsk, name="город Иркутск").exists()


def test_municipality_that_appears_meanwhile_breaks_nothing(keeper, monkeypatch):
    def change(municipality, **kwargs):
        Municipality.objects.get(oktmo="25701000").save(force_insert=True)

    monkeypatch.setattr("cluster.views.municipalities.change", change)
    response = keeper.post(CREATE, _form())
    assert "только что добавил другой человек" in response.content.decode()
    assert "25998000" in response.content.decode()


def test_renaming_with_a_day_keeps_the_former_name(keeper, pochugsky):
    renamed = _form(name="Почугский муниципальный округ", kind="okrug", oktmo="25599000", changed_on="1 января 2026")
    keeper.post(_edit(pochugsky), renamed)
    pochugsky.refresh_from_db()
    period = pochugsky.periods.get()
    assert pochugsky.name == "Почугский муниципальный округ"
    assert (period.name, period.oktmo, period.to_on) == (
        "Почугский муниципальный район", "25999000", date(2026, 1, 1),
    )  # fmt: skip


def test_correction_without_a_day_leaves_no_trace(keeper, pochugsky):
    keeper.post(_edit(pochugsky), _form(name="Почужский муниципальный район", oktmo="25999000"))
    assert not pochugsky.periods.exists()


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("31.02.2022", "Такого дня нет: 31.02.2022"),
        ("1 января 2019", "Этот день не позже прошлого изменения. Укажите более поздний."),
    ],
)
def test_impossible_day_of_change_is_told(keeper, pochugsky, day, message):
    MunicipalityPeriod.objects.create(
        municipality=pochugsky, name="Прежний", kind="district", oktmo="25997000", to_on=date(2020, 1, 1)
    )
    response = keeper.post(_edit(pochugsky), _form(name="Другое имя", oktmo="25999000", changed_on=day))
    assert response.context["form"].errors["changed_on"] == [message]
    assert day in response.content.decode()
    assert Municipality.objects.get(pk=pochugsky.pk).name == "Почугский муниципальный район"


def test_only_keepers_of_references_change_them(client_of, people, pochugsky):
    for user in (people.employer, people.methodologist):
        assert client_of(user).post(CREATE, _form()).status_code == 403
        assert client_of(user).get(_edit(pochugsky)).status_code == 403
    assert client_of(people.administrator).get(_edit(pochugsky)).status_code == 200


def test_missing_municipality_is_404(keeper):
    assert keeper.get(reverse("cluster:municipality-update", args=[10**9])).status_code == 404


def test_all_municipalities_of_both_regions_are_there():
    counts = {prefix: Municipality.objects.filter(oktmo__startswith=prefix).count() for prefix in ("25", "69")}
    assert counts == {"25": 42, "69": 20}
