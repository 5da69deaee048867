"""A correction is a new version: the old one stays, and one sees what has changed."""

import re

import pytest

from events.actions.meetings import sign_protocol, start_correction
from events.models import Decision, Protocol
from tests.events.factories import DecisionFactory, MeetingFactory, ProtocolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return DecisionFactory()


@pytest.fixture
def signed(decision, people):
    return sign_protocol(ProtocolFactory(meeting=decision.meeting, number="7"), by=people.coordinator)


@pytest.fixture
def draft(signed, decision, people):
    opened = start_correction(signed, reason="Пропущено слово", by=people.coordinator)
    Decision.objects.filter(pk=decision.pk).update(text="Назначить трёх наставников на предприятиях")
    return opened


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


def test_inserted_words_are_marked_and_said(client, draft):
    text = client.get(f"/protocols/{draft.pk}/compare/").content.decode()
    assert re.search(r'<ins><span class="visually-hidden">.вставлено: </span> ?трёх ?<span', text)
    assert "<strong>Изменено:</strong>" in text and "Изменено абзацев: 1, добавлено: 0, убрано: 0" in text
    assert "Пропущено слово" in text and "(проект)" in text
    assert "Повестка дня" not in text
    assert "Повестка дня" in client.get(f"/protocols/{draft.pk}/compare/?all=1").content.decode()


def test_versions_compare_by_what_was_signed_and_the_old_one_stays_readable(client, signed, draft, people, decision):
    second = sign_protocol(draft, by=people.coordinator)
    third = start_correction(second, reason="Лишнее слово", by=people.coordinator)
    Decision.objects.filter(pk=decision.pk).update(text="Назначить наставников на предприятиях")
    text = client.get(f"/protocols/{third.pk}/compare/").content.decode()
    assert re.search(r"убрано: </span> ?трёх", text) and f"?with={signed.version}" in text
    assert "Тексты одинаковы" in client.get(f"/protocols/{third.pk}/compare/?with=1").content.decode()
    assert "трёх" not in client.get(f"/protocols/{signed.pk}/").content.decode()
    page = client.get(f"/protocols/{second.pk}/").content.decode()
    assert "трёх" in page and f"/protocols/{second.pk}/compare/" in page and f'href="/protocols/{signed.pk}/"' in page


def test_there_is_nothing_to_compare_the_first_version_with(client, client_of, people, signed):
    assert client.get(f"/protocols/{signed.pk}/compare/").status_code == 404
    foreign = ProtocolFactory(meeting=MeetingFactory(foreign=True))
    assert client.get(f"/protocols/{foreign.pk}/compare/").status_code == 404
    assert client_of(people.employer).get(f"/protocols/{signed.pk}/compare/").status_code == 403


def test_public_page_keeps_the_signed_text_and_moves_to_the_corrected_one(client, signed, decision, people):
    address = f"/protocols/{signed.pk}/public/"
    client.post(f"/protocols/{signed.pk}/open/")
    draft = start_correction(signed, reason="Пропущено слово", by=people.coordinator)
    Decision.objects.filter(pk=decision.pk).update(text="Назначить трёх наставников")
    assert "трёх" not in client.get(address).content.decode()
    sign_protocol(draft, by=people.coordinator)
    answer = client.get(address, follow=True)
    assert answer.redirect_chain == [(f"/protocols/{draft.pk}/public/", 302)]
    assert "трёх" in answer.content.decode()
    assert [one.version for one in Protocol.objects.public().filter(meeting=decision.meeting_id)] == [2]
