"""The passport is changed by the coordinator of the region; its lists keep the identity of their rows."""

import pytest
from django.urls import reverse

from cluster.models import Cluster, ClusterStage, Organisation
from tests.cluster.foreign import foreign_cluster

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster():
    return Cluster.objects.get(region__oktmo_prefix="69")


@pytest.fixture
def coordinator(client_of, people):
    return client_of(people.coordinator)


def _edit(cluster):
    return reverse("cluster:cluster-update", args=[cluster.pk])


def _rows_url(cluster, noun):
    return reverse("cluster:cluster-rows", args=[cluster.pk, noun])


def _form(cluster, **changes):
    members = [one.pk for one in cluster.members.all()]
    return {
        "name": cluster.name,
        "region": cluster.region_id,
        "founder": cluster.founder_id,
        "organiser": cluster.organiser_id,
        "founded_on": "31.01.2022",
        "legal_basis": "Протокол № 1",
        "goal": "Новая цель",
        "members": members,
        **changes,
    }


def _rows(rows, field, extra=()):
    """Management form and rows: (record or None, number, text, removed)."""
    data = {"INITIAL_FORMS": sum(row[0] is not None for row in rows), "TOTAL_FORMS": len(rows)}
    prefix = {"text": "tasks", "name": "stages"}[field]
    sent = {f"{prefix}-{key}": value for key, value in data.items()}
    for place, (record, number, text, is_removed) in enumerate(rows):
        sent |= {f"{prefix}-{place}-number": number, f"{prefix}-{place}-{field}": text}
        if record:
            sent[f"{prefix}-{place}-id"] = record.pk
        if is_removed:
            sent[f"{prefix}-{place}-DELETE"] = "on"
    return sent


def test_passport_is_changed(coordinator, cluster):
    body = Organisation.objects.get(name="Школа «Ступени»")
    coordinator.post(_edit(cluster), _form(cluster, organiser=body.pk, members=[body.pk]))
    cluster.refresh_from_db()
    assert cluster.organiser == body
    assert cluster.goal == "Новая цель"
    assert list(cluster.members.all()) == [body]


def test_impossible_day_is_told_beside_the_field_and_kept(coordinator, cluster):
    response = coordinator.post(_edit(cluster), _form(cluster, founded_on="31.02.2022"))
    page = response.content.decode()
    assert response.context["form"].errors["founded_on"] == ["Такого дня нет: 31.02.2022"]
    assert 'value="31.02.2022"' in page
    assert "<title>Ошибка: " in page
    assert cluster.goal == Cluster.objects.get(pk=cluster.pk).goal


def test_passport_of_another_region_is_not_found(coordinator):
    other = foreign_cluster()
    assert coordinator.get(_edit(other)).status_code == 404
    assert coordinator.post(_rows_url(other, "tasks"), {}).status_code == 404
    assert coordinator.get(other.get_absolute_url()).context["may_manage"] is False


def test_only_who_keeps_the_cluster_changes_the_passport(client_of, people, cluster):
    for user in (people.employer, people.methodologist, people.administrator):
        assert client_of(user).get(_edit(cluster)).status_code == 403
        assert client_of(user).post(_rows_url(cluster, "stages"), {}).status_code == 403


def test_tasks_trade_places_and_keep_their_identity(coordinator, cluster):
    first, second, *others = cluster.tasks.all()
    rows = [(first, 2, first.text, False), (second, 1, "Другие слова", False)]
    rows += [(task, task.number, task.text, False) for task in others]
    coordinator.post(_rows_url(cluster, "tasks"), _rows([*rows, (None, 6, "Шестая задача", False)], "text"))
    assert [(task.number, task.pk) for task in cluster.tasks.all()][:2] == [(1, second.pk), (2, first.pk)]
    assert cluster.tasks.get(number=1).text == "Другие слова"
    assert cluster.tasks.get(number=6).text == "Шестая задача"


def test_number_given_twice_is_told_beside_the_field(coordinator, cluster):
    first, second, *others = cluster.tasks.all()
    rows = [(first, 2, "Почти сохранено", False), (second, 2, second.text, False)]
    rows += [(task, task.number, task.text, False) for task in others]
    page = coordinator.post(_rows_url(cluster, "tasks"), _rows(rows, "text")).content.decode()
    assert "Номер 2 уже занят другой строкой" in page
    assert "Почти сохранено" in page
    assert 'href="#id_tasks-1-number"' in page
    assert cluster.tasks.get(pk=first.pk).number == 1


def test_stage_may_be_left_without_a_name(coordinator, cluster):
    rows = [(stage, stage.number, "", False) for stage in cluster.stages.all()]
    coordinator.post(_rows_url(cluster, "stages"), _rows([*rows, (None, 5, "", False)], "name"))
    assert [(stage.number, stage.name) for stage in cluster.stages.all()] == [(number, "") for number in range(1, 6)]
    assert "Этап 1, название не утверждено" in coordinator.get(cluster.get_absolute_url()).content.decode()


def test_stage_that_items_rest_on_stays(coordinator, cluster):
    rows = [(stage, stage.number, stage.name, stage.number == 4) for stage in cluster.stages.all()]
    page = coordinator.post(_rows_url(cluster, "stages"), _rows(rows, "name")).content.decode()
    assert "нельзя убрать: на эту строку опираются другие записи портала" in page
    assert cluster.stages.count() == 4


def test_free_row_is_removed(coordinator, cluster):
    spare = ClusterStage.objects.create(cluster=cluster, number=9)
    rows = [(stage, stage.number, stage.name, stage == spare) for stage in cluster.stages.all()]
    coordinator.post(_rows_url(cluster, "stages"), _rows(rows, "name"))
    assert not ClusterStage.objects.filter(pk=spare.pk).exists()


def test_unknown_list_is_not_found(coordinator, cluster):
    assert coordinator.get(_rows_url(cluster, "members")).status_code == 404


def test_passport_leads_to_everything_the_cluster_does(coordinator, cluster):
    page = coordinator.get(cluster.get_absolute_url()).content.decode()
    projects = [one for subportfolio in cluster.subportfolios.all() for one in subportfolio.projects.all()]
    for target in (*projects, *cluster.road_maps.all(), *cluster.councils.all()):
        assert f'href="{target.get_absolute_url()}"' in page
    for name in ("cluster:partnership-list", "cluster:practice-list", "cluster:project-list"):
        assert reverse(name) in page
