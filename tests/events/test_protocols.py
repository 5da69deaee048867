"""A signed protocol stays as it was signed; a correction is a new version."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from events import documents
from events.actions.attendance import AttendanceLine, set_attendance
from events.actions.meetings import sign_protocol, start_correction
from events.models import Decision, Dissent, Protocol, StateError, Vote
from tests.events.factories import DecisionFactory, MeetingFactory, ProtocolFactory, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return DecisionFactory()


@pytest.fixture
def protocol(decision):
    return ProtocolFactory(meeting=decision.meeting)


@pytest.fixture
def signed(protocol, people):
    return sign_protocol(protocol, by=people.coordinator)


def test_signing_puts_tasks_on_control_and_freezes_the_text(signed, decision):
    decision.refresh_from_db()
    assert decision.state == "on_control"
    assert signed.content["title"].startswith("Протокол заседания")
    assert signed.content_hash


def test_signing_without_a_signatory_is_refused(protocol, people):
    protocol.signatory = None
    protocol.save()
    with pytest.raises(StateError, match="кто подписывает"):
        sign_protocol(protocol, by=people.coordinator)


@pytest.mark.parametrize(
    "change",
    [
        lambda protocol, decision: Protocol.objects.filter(pk=protocol.pk).update(number="7"),
        lambda protocol, decision: Decision.objects.filter(pk=decision.pk).update(text="Другое"),
        lambda protocol, decision: decision.agenda_item.delete_raw(),
        lambda protocol, decision: type(decision.agenda_item).objects.update(spoke="Другое"),
        lambda protocol, decision: Vote.objects.create(meeting=decision.meeting, for_count=1),
        lambda protocol, decision: Dissent.objects.create(
            meeting=decision.meeting, person=protocol.signatory, text="Против"
        ),
        lambda protocol, decision: set_attendance(decision.meeting, [AttendanceLine("Иванова А.П.")]),
        lambda protocol, decision: type(decision.meeting).objects.filter(pk=decision.meeting_id).update(title="Другое"),
        lambda protocol, decision: (
            type(decision.meeting).objects.filter(pk=decision.meeting_id).update(format="online")
        ),
        lambda protocol, decision: Protocol.objects.filter(pk=protocol.pk)._raw_delete("default"),
    ],
    ids=["number", "decision", "agenda", "spoke", "vote", "dissent", "attendance", "meeting", "format", "removal"],
)
def test_database_refuses_to_change_what_is_signed(signed, decision, change):
    decision.agenda_item.delete_raw = lambda: (
        type(decision.agenda_item).objects.filter(pk=decision.agenda_item_id).update(title="Другой вопрос")
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        change(signed, decision)


def test_execution_goes_on_after_signing(signed, decision):
    Decision.objects.filter(pk=decision.pk).update(due_on=today() + timedelta(days=40))
    decision.refresh_from_db()
    assert decision.due_on == today() + timedelta(days=40)


def test_document_of_a_signed_protocol_does_not_follow_later_changes(signed, people):
    before = documents.protocol(signed, people.coordinator)
    type(signed.signatory).objects.filter(pk=signed.signatory_id).update(surname="Изумрудова")
    assert documents.protocol(Protocol.objects.get(pk=signed.pk), people.coordinator) == before


def test_correction_opens_the_next_version(signed, decision, people):
    draft = start_correction(signed, reason="Опечатка в решении", by=people.coordinator)
    assert (draft.version, draft.state) == (2, "draft")
    Decision.objects.filter(pk=decision.pk).update(text="Исправленное решение")
    again = sign_protocol(draft, by=people.coordinator)
    assert "Исправленное решение" in str(again.content)
    assert "Исправленное решение" not in str(signed.content)
    with pytest.raises(StateError):
        sign_protocol(again, by=people.coordinator)


def test_sign_page_works_asks_first_and_guards(client_of, people, protocol):
    url = f"/protocols/{protocol.pk}/sign/"
    assert "Подписать протокол?" in client_of(people.coordinator).get(url).content.decode()
    assert client_of(people.methodologist).post(url).status_code == 403
    client_of(people.coordinator).post(url)
    protocol.refresh_from_db()
    assert protocol.is_signed and protocol.signed_by == people.coordinator
    assert client_of(people.coordinator).post(url).status_code == 404


def test_protocol_of_another_region_is_not_found(client_of, people):
    foreign = ProtocolFactory(meeting=MeetingFactory(foreign=True))
    for page in ("", "sign/", "edit/"):
        assert client_of(people.coordinator).get(f"/protocols/{foreign.pk}/{page}").status_code == 404


def test_correct_page_wants_a_reason(client_of, people, signed):
    client = client_of(people.coordinator)
    answer = client.post(f"/protocols/{signed.pk}/correct/", {"reason": ""})
    assert "Заполните поле «Почему нужно исправить»" in answer.content.decode()
    answer = client.post(f"/protocols/{signed.pk}/correct/", {"reason": "Опечатка"})
    assert answer.status_code == 302
    assert signed.meeting.protocols.count() == 2
    assert client_of(people.methodologist).get(f"/protocols/{signed.pk}/correct/").status_code == 403


def test_signatory_page_keeps_a_wrong_name(client_of, people, protocol):
    client = client_of(people.coordinator)
    answer = client.post(f"/protocols/{protocol.pk}/edit/", {"signatory_name": "кто-то 5", "number": "12"})
    text = answer.content.decode()
    assert "Напишите имя так" in text and 'value="кто-то 5"' in text and 'value="12"' in text
    client.post(f"/protocols/{protocol.pk}/edit/", {"signatory_name": "Горская О.В.", "number": "12"})
    protocol.refresh_from_db()
    assert (protocol.number, protocol.signatory.surname) == ("12", "Горская")


def test_public_page_shows_decisions_without_names(client, client_of, people, signed):
    url = f"/protocols/{signed.pk}/public/"
    assert client.get(url).status_code == 404
    client_of(people.coordinator).post(f"/protocols/{signed.pk}/open/")
    text = client.get(url).content.decode()
    assert "Назначить наставников" in text
    assert "Алмазова" not in text
