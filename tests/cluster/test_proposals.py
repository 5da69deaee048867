"""Calls for proposals: members answer until the last day, the coordinator decides and the author learns why."""

import pytest
from django.urls import reverse

from accounts.models import Letter
from cluster.models import Proposal, ProposalRound, RoadMap
from cluster.waiting import waiting_for
from tests.cluster.foreign import days, foreign_round, typed

pytestmark = pytest.mark.django_db
State = Proposal.State


@pytest.fixture
def road_map():
    return RoadMap.objects.get(proposal_rounds__isnull=False, cluster__region__oktmo_prefix="69")


@pytest.fixture
def call(road_map, people):
    return ProposalRound.objects.create(
        road_map=road_map, title="Ещё один сбор", opens_on=days(-5), closes_on=days(0), created_by=people.coordinator
    )


@pytest.fixture
def proposal(call, people):
    body = people.employer.person.memberships.get().organisation
    return Proposal.objects.create(
        round=call, author=people.employer, organisation=body, text="Поставить пандус", ends_on=days(60)
    )


@pytest.fixture
def coordinator(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def employer(client_of, people):
    return client_of(people.employer)


def _url(name, pk):
    return reverse(f"cluster:proposal-{name}", args=[pk])


def _close(call):
    call.closes_on = days(-1)
    call.save()


def test_coordinator_opens_a_call(coordinator, road_map, people):
    form = {"title": "Сбор на год", "opens_on": typed(days(0)), "closes_on": typed(days(20))}
    coordinator.post(_url("round-create", road_map.pk), form)
    call = ProposalRound.objects.get(title="Сбор на год")
    assert (call.road_map, call.created_by, call.is_open_on(days(20)), call.is_open_on(days(21))) == (
        *(road_map, people.coordinator),
        *(True, False),
    )


def test_last_day_before_the_first_is_told_and_kept(coordinator, road_map):
    form = {"title": "Сбор на год", "opens_on": "10.02.2024", "closes_on": "01.02.2024"}
    response = coordinator.post(_url("round-create", road_map.pk), form)
    told = ["Последний день не может быть раньше первого, 10.02.2024"]
    assert response.context["form"].errors["closes_on"] == told
    assert "Сбор на год" in response.content.decode()
    assert not ProposalRound.objects.filter(title="Сбор на год").exists()


def test_open_call_waits_on_the_desk_of_members_only(people, call):
    def labels(user):
        return {matter["label"] for matter in waiting_for(user, days(0))}

    assert "Открыт сбор предложений" in labels(people.employer)
    assert "Открыт сбор предложений" not in labels(people.methodologist)
    assert {"Предложения ждут решения", "Практики ждут проверки"} <= labels(people.coordinator)
    assert waiting_for(people.graduate, days(0)) == []
    assert waiting_for(people.employer, days(1))[0]["count"] == 1  # the call of the demonstration is still open


def test_member_proposes_changes_and_withdraws(employer, call, people):
    employer.post(_url("create", call.pk), {"text": "Купить подъёмник", "ends_on": typed(days(40))})
    proposal = Proposal.objects.get(text="Купить подъёмник")
    body = people.employer.person.memberships.get().organisation
    assert (proposal.author, proposal.organisation, proposal.state) == (people.employer, body, State.SUBMITTED)
    employer.post(_url("update", proposal.pk), {"text": "Купить два подъёмника"})
    proposal.refresh_from_db()
    assert proposal.text == "Купить два подъёмника"
    employer.post(_url("withdraw", proposal.pk))
    proposal.refresh_from_db()
    assert proposal.state == State.WITHDRAWN


def test_bad_proposal_is_told_and_kept(employer, call):
    form = {"text": "", "why": "Так надо", "starts_on": "10.02.2024", "ends_on": "01.02.2024"}
    response = employer.post(_url("create", call.pk), form)
    assert response.context["form"].errors["text"] == ["Заполните поле «Мероприятие»"]
    assert "ends_on" in response.context["form"].errors
    assert "Так надо" in response.content.decode()


def test_after_the_last_day_the_form_is_closed_in_plain_words(employer, call, proposal):
    _close(call)
    for url in (_url("create", call.pk), _url("update", proposal.pk)):
        response = employer.post(url, {"text": "Опоздавшее"})
        assert "Сбор предложений закрыт" in response.content.decode()
    assert not Proposal.objects.filter(text="Опоздавшее").exists()
    assert "Подать предложение" not in employer.get(call.get_absolute_url()).content.decode()


def test_before_the_first_day_the_form_is_not_open_yet(employer, call):
    call.opens_on, call.closes_on = days(2), days(5)
    call.save()
    assert "Сбор предложений ещё не открыт" in employer.get(_url("create", call.pk)).content.decode()


def test_accepted_proposal_becomes_an_item_in_the_words_of_the_coordinator(coordinator, proposal, people):
    page = coordinator.get(_url("accept", proposal.pk))
    assert page.context["form"].initial["text"] == "Поставить пандус"
    form = {"text": "Поставить пандус у входа", "ends_on": typed(days(70)), "reason": "Хорошее дело"}
    coordinator.post(_url("accept", proposal.pk), form)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.reason) == (
        State.ACCEPTED,
        people.coordinator,
        "Хорошее дело",
    )
    item = proposal.item
    assert (item.text, item.ends_on, item.road_map) == ("Поставить пандус у входа", days(70), proposal.round.road_map)
    assert "Поставить пандус" in coordinator.get(item.get_absolute_url()).content.decode()


def test_reason_of_a_refusal_reaches_the_author(coordinator, employer, proposal, people):
    coordinator.post(_url("reject", proposal.pk), {"reason": "Пандус уже есть"})
    letter = Letter.objects.get(key=f"proposal-decided:{proposal.pk}")
    assert letter.to == people.employer.email
    assert "отклонено" in letter.text and "Пандус уже есть" in letter.text
    assert "Пандус уже есть" in employer.get(proposal.get_absolute_url()).content.decode()


def test_refusal_needs_a_reason(coordinator, proposal):
    response = coordinator.post(_url("reject", proposal.pk), {"reason": " "})
    assert response.context["form"].errors["reason"] == ["Заполните поле «Почему отклонено»"]
    proposal.refresh_from_db()
    assert proposal.is_waiting


def test_proposal_joins_an_item_that_is_there(coordinator, proposal, road_map):
    item = road_map.items.get(text__startswith="Собрать папку")
    coordinator.post(_url("merge", proposal.pk), {"item": item.pk, "reason": "Входит сюда"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (State.MERGED, item)
    assert Letter.objects.filter(key=f"proposal-decided:{proposal.pk}", text__contains=item.text).exists()


def test_item_of_another_map_cannot_be_joined(coordinator, proposal, road_map):
    other = RoadMap.objects.exclude(pk=road_map.pk).earliest("pk").items.first()
    response = coordinator.post(_url("merge", proposal.pk), {"item": other.pk, "reason": "Входит сюда"})
    assert "item" in response.context["form"].errors


def test_second_decision_is_told_and_changes_nothing(coordinator, proposal, road_map):
    coordinator.post(_url("reject", proposal.pk), {"reason": "Нет"})
    before = road_map.items.count()
    page = coordinator.post(_url("accept", proposal.pk), {"text": "Всё-таки да"}, follow=True).content.decode()
    assert "По этому предложению уже есть решение: отклонено." in page
    assert road_map.items.count() == before
    assert Letter.objects.filter(key__startswith="proposal-decided:", to="employer@demo.example").count() == 1


def test_author_cannot_change_what_is_decided(coordinator, employer, proposal):
    coordinator.post(_url("reject", proposal.pk), {"reason": "Нет"})
    for name in ("update", "withdraw"):
        employer.post(_url(name, proposal.pk), {"text": "Другие слова"})
    proposal.refresh_from_db()
    assert (proposal.text, proposal.state) == ("Поставить пандус", State.REJECTED)


def test_coordinator_sees_counts_by_state_and_a_member_only_the_own(coordinator, employer, client_of, people):
    call = ProposalRound.objects.get(proposals__state=State.MERGED)
    counts = dict(coordinator.get(call.get_absolute_url()).context["counts"])
    assert counts == {"на рассмотрении": 1, "принято": 1, "отклонено": 1, "объединено с мероприятием": 1}
    assert coordinator.get(f"{call.get_absolute_url()}?state=rejected").context["total"] == 1
    own = employer.get(call.get_absolute_url()).context["page_obj"]
    assert {one.author for one in own} == {people.employer}


def test_proposal_of_somebody_else_is_not_found(client_of, people, proposal):
    for user in (people.college_specialist, people.methodologist):
        assert client_of(user).get(proposal.get_absolute_url()).status_code == 404
        assert client_of(user).post(_url("update", proposal.pk), {"text": "Чужое"}).status_code == 404
        assert client_of(user).post(_url("withdraw", proposal.pk)).status_code == 404
    assert client_of(people.coordinator).post(_url("withdraw", proposal.pk)).status_code == 404


def test_call_and_proposals_of_another_region_are_not_found(coordinator, people):
    call = foreign_round(people.methodologist)
    proposal = Proposal.objects.create(round=call, author=people.methodologist, text="Чужое")
    assert coordinator.get(call.get_absolute_url()).status_code == 404
    for url in (_url("accept", proposal.pk), _url("round-update", call.pk), _url("create", call.pk)):
        assert coordinator.post(url, {"text": "Чужое"}).status_code == 404


def test_without_the_right_nobody_decides_or_proposes(client_of, people, call, proposal):
    for name in ("accept", "reject", "merge"):
        assert client_of(people.employer).post(_url(name, proposal.pk), {}).status_code == 403
    assert client_of(people.employer).get(_url("round-update", call.pk)).status_code == 403
    for user in (people.graduate, people.administrator):
        assert client_of(user).post(_url("create", call.pk), {"text": "Нет"}).status_code == 403
