"""The portfolio: states and lags follow from the days of the steps."""

from datetime import date

import pytest
from django.urls import reverse

from cluster.lags import lag_in_words, progress_of
from cluster.models import ClusterTask, Project, ProjectStep, Subportfolio
from tests.cluster.foreign import days, foreign_cluster, foreign_project, typed

pytestmark = pytest.mark.django_db
LIST, CREATE = reverse("cluster:project-list"), reverse("cluster:project-create")
DAY = date(2024, 5, 20)


@pytest.fixture
def coordinator(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def project():
    return Project.objects.create(subportfolio=Subportfolio.objects.earliest("pk"), name="Проба пера")


def _form(**changes):
    return {"subportfolio": Subportfolio.objects.earliest("pk").pk, "name": "Новый проект"} | changes


def _step(planned=None, done=None):
    return ProjectStep(text="Шаг", planned_on=planned, done_on=done)


@pytest.mark.parametrize(
    ("lag", "is_done", "words"),
    [
        (None, False, "срок не назначен"),
        (0, False, "отставания нет"),
        (0, True, "в срок"),
        (1, False, "отстаёт на 1\N{NO-BREAK SPACE}день"),
        (12, True, "на 12\N{NO-BREAK SPACE}дней позже срока"),
        (-3, True, "на 3\N{NO-BREAK SPACE}дня раньше срока"),
    ],
)
def test_lag_is_told_in_words(lag, is_done, words):
    assert lag_in_words(lag, is_done=is_done) == words


@pytest.mark.parametrize(
    ("steps", "state", "lag"),
    [
        ([], "без шагов", None),
        ([(None, None)], "запланирован", None),
        ([(date(2024, 6, 1), None)], "запланирован", 0),
        ([(date(2024, 4, 1), date(2024, 4, 9)), (date(2024, 6, 1), None)], "идёт", 0),
        ([(date(2024, 4, 1), date(2024, 4, 1)), (date(2024, 5, 10), None), (date(2024, 5, 15), None)], "отстаёт", 10),
        ([(date(2024, 4, 1), date(2024, 4, 20)), (date(2024, 5, 10), date(2024, 5, 7))], "выполнен", -3),
        ([(None, date(2024, 5, 7))], "выполнен", None),
    ],
)
def test_state_of_a_project_follows_from_its_steps(steps, state, lag):
    progress = progress_of([_step(*pair) for pair in steps], DAY)
    assert (progress.state, progress.lag) == (state, lag)


def test_list_stands_by_subportfolio_and_filters_the_late(coordinator):
    page = coordinator.get(LIST).content.decode()
    assert page.index("Субпортфель 1.") < page.index("Субпортфель 2.") < page.index("Субпортфель 3.")
    late = coordinator.get(f"{LIST}?late=on").context["page_obj"]
    assert [project.name for project in late] == ["Полгода рядом: сопровождение новых работников"]


def test_page_tells_steps_with_lag_and_tasks(coordinator):
    project = Project.objects.get(name__startswith="Полгода рядом")
    page = coordinator.get(project.get_absolute_url()).content.decode()
    assert "отстаёт на 17\N{NO-BREAK SPACE}дней" in page
    assert "на 12\N{NO-BREAK SPACE}дней позже срока" in page
    assert "на 6\N{NO-BREAK SPACE}дней раньше срока" in page
    assert project.tasks.first().text in page


def test_project_is_added_and_changed(coordinator):
    task = ClusterTask.objects.earliest("pk")
    coordinator.post(CREATE, _form(tasks=[task.pk], starts_on="01.02.2024", ends_on="01.03.2024"))
    project = Project.objects.get(name="Новый проект")
    assert list(project.tasks.all()) == [task]
    coordinator.post(reverse("cluster:project-update", args=[project.pk]), _form(name="Другое имя"))
    assert Project.objects.get(pk=project.pk).name == "Другое имя"


def test_end_before_start_is_told_and_kept(coordinator):
    response = coordinator.post(CREATE, _form(starts_on="10.02.2024", ends_on="01.02.2024"))
    told = ["Окончание не может быть раньше начала, 10.02.2024"]
    assert response.context["form"].errors["ends_on"] == told
    assert 'value="01.02.2024"' in response.content.decode()
    assert not Project.objects.filter(name="Новый проект").exists()


def test_subportfolio_and_tasks_of_another_cluster_are_refused(coordinator):
    other = Subportfolio.objects.create(cluster=foreign_cluster(), number=1, name="Чужой")
    response = coordinator.post(CREATE, _form(subportfolio=other.pk))
    assert "subportfolio" in response.context["form"].errors


def test_step_is_added_changed_done_and_removed(coordinator, project):
    url = reverse("cluster:project-step-create", args=[project.pk])
    coordinator.post(url, {"text": "Первый шаг", "planned_on": typed(days(-10)), "position": "1"})
    step = project.steps.get()
    coordinator.post(
        reverse("cluster:project-step-update", args=[step.pk]),
        {"text": "Первый шаг", "planned_on": typed(days(-5)), "position": "1"},
    )
    coordinator.post(reverse("cluster:project-step-finish", args=[step.pk]), {"done_on": typed(days(-2))})
    step.refresh_from_db()
    assert step.lag_on(days(0)) == 3
    coordinator.post(reverse("cluster:project-step-remove", args=[step.pk]))
    assert not project.steps.exists()


def test_asking_to_remove_a_step_removes_nothing(coordinator, project):
    step = project.steps.create(text="Шаг")
    page = coordinator.get(reverse("cluster:project-step-remove", args=[step.pk])).content.decode()
    assert f'href="{project.get_absolute_url()}">Вернуться без изменений' in page
    assert project.steps.exists()


def test_day_that_has_not_come_is_no_fact(coordinator, project):
    step = project.steps.create(text="Шаг")
    day = typed(days(3))
    response = coordinator.post(reverse("cluster:project-step-finish", args=[step.pk]), {"done_on": day})
    assert "Этот день ещё не наступил" in response.context["form"].errors["done_on"][0]
    assert f'value="{day}"' in response.content.decode()


def test_project_of_another_region_is_seen_but_not_changed(coordinator):
    project = foreign_project()
    step = project.steps.create(text="Чужой шаг")
    assert coordinator.get(project.get_absolute_url()).status_code == 200
    for name, pk in (
        ("project-update", project.pk),
        ("project-step-create", project.pk),
        ("project-step-finish", step.pk),
    ):
        assert coordinator.get(reverse(f"cluster:{name}", args=[pk])).status_code == 404
    for name in ("project-step-update", "project-step-remove"):
        assert coordinator.post(reverse(f"cluster:{name}", args=[step.pk])).status_code == 404


def test_members_read_and_do_not_change(client_of, people, project):
    employer = client_of(people.employer)
    assert employer.get(project.get_absolute_url()).context["may_manage"] is False
    assert employer.post(CREATE, _form()).status_code == 403
    assert client_of(people.graduate).get(LIST).status_code == 403
