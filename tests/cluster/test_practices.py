"""The bank of practices: written by members, checked by the coordinator, found by everybody."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from cluster.models import ClusterStage, Practice, Region

pytestmark = pytest.mark.django_db
LIST, CREATE, MINE = (reverse(f"cluster:{name}") for name in ("practice-list", "practice-create", "my-practice-list"))
Status = Practice.Status


@pytest.fixture
def coordinator(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def employer(client_of, people):
    return client_of(people.employer)


@pytest.fixture
def draft(people):
    return Practice.objects.create(
        title="Тихая комната",
        problem="В столовой шумно",
        solution="Отвели комнату",
        region=Region.objects.get(oktmo_prefix="69"),
        author=people.employer,
    )


def _form(**changes):
    region = Region.objects.get(oktmo_prefix="69")
    return {"title": "Тихая комната", "problem": "Шумно", "solution": "Отвели комнату", "region": region.pk} | changes


def _url(name, practice):
    return reverse(f"cluster:practice-{name}", args=[practice.pk])


def _found(client, query):
    return {practice.title for practice in client.get(f"{LIST}?{query}").context["page_obj"]}


def test_everybody_finds_a_practice_by_words_in_any_form(client):
    assert _found(client, "text=наставника") == {"Наставник на первые полгода"}
    assert _found(client, "text=наставнику+колледж") == {"Наставник на первые полгода"}
    assert _found(client, "text=%26+%7C+%21+%27") == _found(client, "")
    assert _found(client, "text=марсоход") == set()


def test_practices_are_filtered_by_region_and_stage(client):
    irkutsk = Region.objects.get(oktmo_prefix="25")
    stage = ClusterStage.objects.get(number=4)
    assert _found(client, f"region={irkutsk.pk}") == {"Карта профессиональных проб для малых территорий"}
    assert _found(client, f"stage={stage.pk}") == {"Наставник на первые полгода"}


def test_bank_is_paged(client, people):
    region = Region.objects.get(oktmo_prefix="69")
    Practice.objects.bulk_create(
        Practice(
            title=f"Практика {number}",
            problem="-",
            solution="-",
            region=region,
            author=people.employer,
            status=Status.PUBLISHED,
            published_at=timezone.now(),
        )
        for number in range(12)
    )
    assert client.get(LIST).context["page_obj"].paginator.num_pages == 2
    assert client.get(f"{LIST}?page=2&text=практика").status_code == 200


def test_search_of_the_portal_finds_published_practices(client, draft):
    page = client.get(reverse("desks:search"), {"q": "наставник"}).content.decode()
    assert "Наставник на первые полгода" in page
    assert "Тихая комната" not in client.get(reverse("desks:search"), {"q": "тихая"}).content.decode()


def test_draft_is_written_and_sent(employer, people):
    employer.post(CREATE, _form(link="example.ru/page"))
    practice = Practice.objects.get(title="Тихая комната")
    assert (practice.author, practice.status, practice.link) == (
        people.employer,
        Status.DRAFT,
        "https://example.ru/page",
    )
    employer.post(_url("update", practice), _form(title="Тихие комнаты"))
    employer.post(_url("send", practice))
    practice.refresh_from_db()
    assert (practice.title, practice.status) == ("Тихие комнаты", Status.SUBMITTED)


def test_bad_input_is_told_beside_the_field_and_kept(employer):
    response = employer.post(CREATE, _form(title="", result="Стало тише", link="не адрес"))
    errors = response.context["form"].errors
    assert errors["title"] == ["Заполните поле «Название»"]
    assert "адрес страницы" in errors["link"][0]
    assert "Стало тише" in response.content.decode()


def test_checked_practice_is_open_to_all_and_its_author_learns(client, coordinator, draft, people):
    draft.send()
    draft.save()
    assert client.get(draft.get_absolute_url()).status_code == 404
    coordinator.post(_url("publish", draft))
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert Letter.objects.filter(to=people.employer.email, subject__contains="Тихая комната").count() == 1


def test_returned_practice_says_what_to_change(client, coordinator, employer, draft, people):
    draft.send()
    draft.save()
    response = coordinator.post(_url("return", draft), {"reason": ""})
    assert response.context["form"].errors["reason"] == ["Заполните поле «Что исправить»"]
    coordinator.post(_url("return", draft), {"reason": "Назовите цифры"})
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    assert "Назовите цифры" in employer.get(draft.get_absolute_url()).content.decode()
    assert "Назовите цифры" in Letter.objects.get(to=people.employer.email, subject__contains="исправить").text


def test_published_practice_may_leave_the_bank(client, coordinator):
    practice = Practice.objects.published().earliest("pk")
    coordinator.post(_url("return", practice), {"reason": "Сведения устарели"})
    assert client.get(practice.get_absolute_url()).status_code == 404


def test_impossible_step_is_told_and_changes_nothing(coordinator, draft):
    page = coordinator.post(_url("publish", draft), follow=True).content.decode()
    assert "Этот шаг сейчас невозможен. Состояние практики: черновик." in page
    draft.refresh_from_db()
    assert draft.published_at is None


def test_practice_under_check_does_not_change(employer, draft):
    draft.send()
    draft.save()
    assert employer.get(_url("update", draft)).status_code == 404


def test_draft_of_somebody_else_is_not_found(client, client_of, people, draft):
    for user in (people.college_specialist, people.methodologist):
        for name in ("detail", "update"):
            assert client_of(user).get(_url(name, draft)).status_code == 404
        assert client_of(user).post(_url("send", draft)).status_code == 404
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_without_the_right_nobody_writes_or_checks(client_of, people, draft):
    for user in (people.graduate, people.administrator):
        assert client_of(user).post(CREATE, _form()).status_code == 403
        assert client_of(user).get(MINE).status_code == 403
    for user in (people.employer, people.methodologist):
        assert client_of(user).post(_url("publish", draft)).status_code == 403
        assert client_of(user).post(_url("return", draft), {"reason": "Нет"}).status_code == 403


def test_own_list_holds_drafts_and_for_the_coordinator_what_waits(employer, coordinator, draft):
    assert draft in employer.get(MINE).context["page_obj"]
    waiting = coordinator.get(MINE).context["page_obj"]
    assert "Вечер профессий для родителей" in {one.title for one in waiting}
    assert draft not in waiting
