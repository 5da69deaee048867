"""The road map: items go from planned to done, plan and fact stand on a timeline and in a table."""

from datetime import date

import pytest
from django.urls import reverse

from cluster.documents import road_map as road_map_document
from cluster.models import ClusterStage, Organisation, RoadMap, RoadMapItem
from cluster.timelines import add_lags
from tests.cluster.foreign import days, foreign_road_map, typed

pytestmark = pytest.mark.django_db
Status = RoadMapItem.Status


@pytest.fixture
def coordinator(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def road_map():
    """The map of the demonstration that runs now."""
    return RoadMap.objects.get(proposal_rounds__isnull=False, cluster__region__oktmo_prefix="69")


@pytest.fixture
def item(road_map):
    return road_map.items.create(text="Починить лифт", starts_on=days(-30), ends_on=days(-4))


def _url(name, pk):
    return reverse(f"cluster:road-map-item-{name}", args=[pk])


def test_item_is_added_with_stage_and_responsible(coordinator, road_map):
    stage, body = ClusterStage.objects.earliest("pk"), Organisation.objects.get(name="Школа «Ступени»")
    form = {"text": "Новое дело", "stage": stage.pk, "responsible": body.pk, "starts_on": "01.02.2024"}
    response = coordinator.post(_url("create", road_map.pk), form | {"ends_on": "1 марта 2024"})
    item = road_map.items.get(text="Новое дело")
    assert response.url == item.get_absolute_url()
    assert (item.stage, item.responsible, item.ends_on) == (stage, body, date(2024, 3, 1))


def test_end_before_start_is_told_and_kept(coordinator, road_map):
    form = {"text": "Новое дело", "starts_on": "10.02.2024", "ends_on": "01.02.2024"}
    response = coordinator.post(_url("create", road_map.pk), form)
    told = ["Окончание не может быть раньше начала, 10.02.2024"]
    assert response.context["form"].errors["ends_on"] == told
    assert "Новое дело" in response.content.decode()
    assert not road_map.items.filter(text="Новое дело").exists()


def test_item_is_changed(coordinator, item):
    coordinator.post(_url("update", item.pk), {"text": "Починить оба лифта", "ends_on": "01.02.2030"})
    item.refresh_from_db()
    assert (item.text, item.ends_on) == ("Починить оба лифта", date(2030, 2, 1))


def test_item_is_started_and_done_with_day_and_result(coordinator, item):
    coordinator.post(_url("start", item.pk), {"day": typed(days(-20))})
    item.refresh_from_db()
    assert (item.status, item.started_on, item.lag_on(days(0))) == (Status.RUNNING, days(-20), 4)
    form = {"started_on": typed(days(-20)), "done_on": typed(days(-1)), "result": "Лифт ходит"}
    coordinator.post(_url("finish", item.pk), form)
    item.refresh_from_db()
    assert (item.status, item.done_on, item.result, item.lag_on(days(0))) == (Status.DONE, days(-1), "Лифт ходит", 3)


@pytest.mark.parametrize(
    ("form", "field", "message"),
    [
        ({"result": "Есть"}, "done_on", "Заполните поле «Когда выполнено»"),
        ({"done_on": "01.02.2024"}, "result", "Заполните поле «Что получилось»"),
        ({"done_on": "31.02.2024", "result": "Есть"}, "done_on", "Такого дня нет: 31.02.2024"),
        ({"done_on": "01.01.2099", "result": "Есть"}, "done_on", "Этот день ещё не наступил"),
        (
            {"started_on": "05.02.2024", "done_on": "01.02.2024", "result": "Есть"},
            "done_on",
            "Выполнено не может быть раньше, чем начато, 05.02.2024",
        ),
    ],
)
def test_done_needs_a_day_and_a_result(coordinator, item, form, field, message):
    response = coordinator.post(_url("finish", item.pk), form)
    assert message in response.context["form"].errors[field][0]
    assert all(value in response.content.decode() for value in form.values())
    item.refresh_from_db()
    assert item.status == Status.PLANNED


def test_item_is_dropped_with_a_reason_and_brought_back(coordinator, item):
    assert "Заполните поле" in coordinator.post(_url("drop", item.pk), {"reason": ""}).content.decode()
    coordinator.post(_url("drop", item.pk), {"reason": "Нет денег"})
    assert "Нет денег" in coordinator.get(item.get_absolute_url()).content.decode()
    coordinator.post(_url("reopen", item.pk))
    item.refresh_from_db()
    assert (item.status, item.dropped_reason) == (Status.PLANNED, "")


def test_step_that_is_not_possible_any_more_is_told(coordinator, item):
    item.drop(reason="Уже снято")
    item.save()
    page = coordinator.post(_url("start", item.pk), {"day": typed(days(-1))}, follow=True).content.decode()
    assert "Мероприятие нельзя начать: оно уже в состоянии «снято»." in page
    item.refresh_from_db()
    assert item.status == Status.DROPPED


def test_facts_of_a_done_item_may_be_corrected(coordinator, item):
    item.finish(started_on=None, day=days(-3), result="Готово")
    item.save()
    form = {"text": item.text, "done_on": typed(days(-2)), "result": "Готово и принято"}
    coordinator.post(_url("update", item.pk), form)
    item.refresh_from_db()
    assert (item.done_on, item.result) == (days(-2), "Готово и принято")


def test_table_beside_the_timeline_holds_the_same_rows(coordinator, road_map):
    response = coordinator.get(road_map.get_absolute_url())
    page = response.content.decode()
    assert page.count("<svg") >= 1 and 'id="road-map-timeline-desc"' in page
    assert "План и факт: дни и отставание на сегодня" in page
    for item in response.context["items"]:
        assert page.count(" ".join(item.text.split()[:2])) >= 2
        assert f'href="{item.get_absolute_url()}"' in page
    assert "на 12\N{NO-BREAK SPACE}дней позже срока" in page
    assert "отстаёт на 25\N{NO-BREAK SPACE}дней" in page


def _found(client, road_map, query):
    return {item.text for item in client.get(f"{road_map.get_absolute_url()}?{query}").context["items"]}


def test_map_is_filtered(coordinator, road_map, item):
    stage = road_map.cluster.stages.get(number=1)
    body = Organisation.objects.get(name="АО «Хлебный двор»")
    assert _found(coordinator, road_map, f"stage={stage.pk}") == {
        "Провести неделю профессиональных проб в школах",
        "Встретиться с родителями выпускных классов",
    }
    assert _found(coordinator, road_map, f"responsible={body.pk}") == {"Назначить наставников принятым выпускникам"}
    assert _found(coordinator, road_map, "status=dropped") == {"Провести ярмарку вакансий на площади города"}
    assert _found(coordinator, road_map, "late=on") == {
        *("Починить лифт", "Собрать папку достижений каждого выпускника"),
        "Открыть кабинет приёма для семей в центре занятости",
    }
    assert len(_found(coordinator, road_map, f"subportfolio={item.pk + 10**6}")) == 8


def test_dropped_item_has_no_lag(item):
    item.drop(reason="Нет денег")
    add_lags([item], days(0))
    assert (item.is_late, item.lag_words) == (False, "снято")


def test_map_of_another_region_is_read_only(coordinator):
    road_map = foreign_road_map()
    item = road_map.items.create(text="Чужое")
    assert coordinator.get(item.get_absolute_url()).context["may_manage"] is False
    for name in ("update", "start", "finish", "drop", "reopen"):
        assert coordinator.get(_url(name, item.pk)).status_code == 404
    assert coordinator.post(_url("create", road_map.pk), {"text": "Новое"}).status_code == 404
    assert coordinator.get(reverse("cluster:road-map-update", args=[road_map.pk])).status_code == 404


def test_only_who_keeps_the_map_changes_it(client_of, people, item):
    for user in (people.employer, people.methodologist, people.administrator):
        assert client_of(user).get(item.get_absolute_url()).status_code == 200
        assert client_of(user).post(_url("finish", item.pk), {}).status_code == 403
    assert client_of(people.graduate).get(item.get_absolute_url()).status_code == 403


def test_map_is_added_to_the_own_cluster(coordinator, road_map):
    coordinator.post(
        reverse("cluster:road-map-create"), {"cluster": road_map.cluster_id, "name": "Дорожная карта на 2030 год"}
    )
    assert RoadMap.objects.filter(cluster=road_map.cluster, name="Дорожная карта на 2030 год").exists()


def test_document_holds_every_item_and_the_timeline(road_map, people):
    road_map.items.create(text="Ещё одно", ends_on=days(5))
    blocks = road_map_document(road_map, people.coordinator)["blocks"]
    assert [block["type"] for block in blocks] == ["paragraph", "figure", "figure", "table"]
    assert len(blocks[-1]["rows"]) == road_map.items.count() == 8


def test_document_of_an_empty_map_says_so(people):
    blocks = road_map_document(foreign_road_map(), people.coordinator)["blocks"]
    assert "пока нет мероприятий" in blocks[0]["text"]
