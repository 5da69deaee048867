"""Requests for more time: asked with an account or by a link, answered once, with a letter."""

from datetime import timedelta

import pytest

from accounts.models import Letter
from cluster.models import Organisation
from events.actions.extension_requests import allow_extension, ask_extension, refuse_extension
from events.actions.links import issue_link, revoke_link
from events.models import Decision, StateError
from tests.events.factories import DecisionFactory, today

pytestmark = pytest.mark.django_db


def _mine(people, **given):
    college = Organisation.objects.of_user(people.college_specialist).get()
    return DecisionFactory(on_control=True, responsible=college, **given)


def _later(decision, days=7):
    return decision.due_on + timedelta(days=days)


def _asked(people):
    decision = _mine(people)
    by = people.college_specialist
    return decision, ask_extension(decision, new_due_on=_later(decision), reason="Болезнь", by=by)


def test_executor_asks_and_the_coordinator_allows(people, client_of):
    decision = _mine(people)
    typed = {"new_due_on": f"{_later(decision):%d.%m.%Y}", "reason": "Ждём приказ"}
    page = client_of(people.college_specialist).post(f"/decisions/{decision.pk}/ask/", typed, follow=True)
    assert "Просьба передана координатору" in page.content.decode()
    coordinator = client_of(people.coordinator)
    assert "Ждём приказ" in coordinator.get(f"/decisions/{decision.pk}/").content.decode()
    asked = decision.extension_requests.get()
    coordinator.post(f"/decisions/requests/{asked.pk}/answer/", {"answer": "allow"})
    decision.refresh_from_db()
    extension = decision.extensions.get()
    assert decision.due_on == extension.new_due_on == asked.new_due_on
    assert (extension.by, extension.reason) == (people.coordinator, "Ждём приказ")
    letter = Letter.objects.get(key=f"extension-request-{asked.pk}")
    assert letter.to == people.college_specialist.email and "Срок по решению продлён" in letter.text


def test_an_earlier_day_is_refused_and_the_words_are_kept(people, client_of):
    decision = _mine(people)
    early = f"{decision.due_on:%d.%m.%Y}"
    url = f"/decisions/{decision.pk}/ask/"
    text = client_of(people.college_specialist).post(url, {"new_due_on": early, "reason": "Отпуск"}).content.decode()
    assert "Новый срок должен быть позже прежнего" in text and early in text and "Отпуск" in text
    with pytest.raises(StateError, match="позже прежнего"):
        ask_extension(decision, new_due_on=decision.due_on, reason="Отпуск", by=people.college_specialist)


def test_refusal_needs_a_reason_and_tells_it(people, client_of):
    decision, asked = _asked(people)
    client, url = client_of(people.coordinator), f"/decisions/requests/{asked.pk}/answer/"
    assert "Напишите, почему отказано" in client.post(url, {"answer": "refuse", "reason": ""}).content.decode()
    client.post(url, {"answer": "refuse", "reason": "Срок назначил губернатор"})
    decision.refresh_from_db()
    assert decision.due_on == today() + timedelta(days=20) and not decision.extensions.exists()
    assert "Срок назначил губернатор" in Letter.objects.get(key=f"extension-request-{asked.pk}").text
    page = client_of(people.college_specialist).get(f"/decisions/{decision.pk}/").content.decode()
    assert "Срок назначил губернатор" in page


def test_one_request_waits_and_is_answered_once(people):
    decision, asked = _asked(people)
    with pytest.raises(StateError, match="уже ждёт ответа"):
        ask_extension(decision, new_due_on=_later(decision, 9), reason="Ещё", by=people.college_specialist)
    allow_extension(asked, by=people.coordinator)
    with pytest.raises(StateError, match="уже ответили"):
        refuse_extension(asked, reason="Поздно", by=people.coordinator)


def test_a_request_by_a_personal_link(people, client):
    decision = _mine(people)
    link, token = issue_link(decision, executor="ООО «Ромашка»", expires_on=today(), by=people.coordinator)
    url = f"/report/{token}/ask/"
    wrong = client.post(url, {"new_due_on": "31.02.2030", "reason": "Ждём станок"}).content.decode()
    assert url in client.get(f"/report/{token}/").content.decode()
    assert "Такого дня нет" in wrong and "Ждём станок" in wrong
    client.post(url, {"new_due_on": f"{_later(decision):%d.%m.%Y}", "reason": "Ждём станок"})
    asked = decision.extension_requests.get()
    assert (asked.link, asked.by) == (link, None)
    assert url not in client.get(f"/report/{token}/").content.decode()
    allow_extension(asked, by=people.coordinator)
    assert "разрешено" in client.get(f"/report/{token}/").content.decode()
    assert Decision.objects.get(pk=decision.pk).due_on == asked.new_due_on


def test_a_revoked_link_asks_for_nothing(people, client):
    decision = _mine(people)
    link, token = issue_link(decision, executor="ООО «Ромашка»", expires_on=today(), by=people.coordinator)
    revoke_link(link, by=people.coordinator)
    answer = client.post(f"/report/{token}/ask/", {"new_due_on": "01.01.2040", "reason": "Надо"})
    assert answer.status_code == 410 and "Ссылка не действует" in answer.content.decode()
    assert not decision.extension_requests.exists()


def test_who_may_ask_and_who_may_answer(people, client_of):
    decision, asked = _asked(people)
    assert client_of(people.employer).get(f"/decisions/{decision.pk}/ask/").status_code == 404
    assert client_of(people.graduate).get(f"/decisions/{decision.pk}/ask/").status_code == 403
    assert client_of(people.college_specialist).get(f"/decisions/requests/{asked.pk}/answer/").status_code == 403
    foreign = DecisionFactory(foreign=True, on_control=True)
    theirs = ask_extension(foreign, new_due_on=_later(foreign), reason="Болезнь", by=people.employer)
    assert client_of(people.coordinator).get(f"/decisions/requests/{theirs.pk}/answer/").status_code == 404


def test_the_desk_counts_what_waits(people, client_of):
    before = client_of(people.coordinator).get("/decisions/?term=asked").context["total"]
    _asked(people)
    assert client_of(people.coordinator).get("/decisions/?term=asked").context["total"] == before + 1
