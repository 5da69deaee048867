"""Invitations: letters once per person and change, answers by a secret link, forecast of the quorum."""

import re
from datetime import time, timedelta

import pytest
from django.test import Client

from accounts.models import Letter
from cluster.models import Council, CouncilMember, Person
from events.models import Meeting
from tests.events.factories import AgendaItemFactory, MeetingFactory, ProtocolFactory, home_council, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def meeting(people):
    """Four members serve: one has an account; one more has left. The meeting is in ten days."""
    council = Council.objects.create(cluster=home_council().cluster, name="Совет о письмах", kind="expert")
    for number in range(3):
        person = Person.objects.create(surname=f"Членов{'абв'[number]}", first_name="Иван")
        CouncilMember.objects.create(council=council, person=person)
    CouncilMember.objects.create(council=council, person=people.college_specialist.person)
    left = Person.objects.create(surname="Ушедший", first_name="Пётр")
    CouncilMember.objects.create(council=council, person=left, to_on="2000-01-01")
    made = MeetingFactory(council=council, held_on=today() + timedelta(days=10), held_at=time(14), place="Зал № 5")
    AgendaItemFactory(meeting=ProtocolFactory(meeting=made).meeting, number="1", title="О наставниках")
    return made


@pytest.fixture
def first(meeting):
    return meeting.council.members.get(person__surname="Членова").person


@pytest.fixture
def invited(client, meeting, people, first):
    """The member with an account, one with a typed address, a guest."""
    typed = {
        f"member_{first.pk}": "chlenova@example.ru",
        f"member_{people.college_specialist.person.pk}": people.college_specialist.email,
        "guests": "Гостев Пётр Петрович, guest@example.ru",
    }
    client.post(f"/meetings/{meeting.pk}/invitations/new/", typed)
    return meeting


def _send(client, meeting):
    client.post(f"/meetings/{meeting.pk}/invitations/send/")
    return Letter.objects.filter(key__startswith=f"meeting-invitation:{meeting.pk}:").order_by("pk")


def _link_to(letter):
    return re.search(r"http\S+(/invitation/\S+/)\n", letter.text).group(1)


def test_form_offers_those_who_serve_that_day_and_knows_only_addresses_of_accounts(client, meeting, people):
    text = client.get(f"/meetings/{meeting.pk}/invitations/new/").content.decode()
    assert "Членова Иван" in text and "Ушедший" not in text
    assert f'value="{people.college_specialist.email}"' in text
    assert text.count("Учётной записи нет") == 3


def test_letters_go_only_to_known_addresses_once(client, invited):
    assert not Letter.objects.filter(to="chlenova@example.ru").exists()
    letters = _send(client, invited)
    addresses = ["chlenova@example.ru", "college@demo.example", "guest@example.ru"]
    assert sorted(letter.to for letter in letters) == addresses
    text = letters[0].text
    for words in ("Зал № 5", "начало в 14:00", "1. О наставниках (14:00)", "meeting.ics"):
        assert words in text
    assert _send(client, invited).count() == 3


def test_change_of_day_or_place_is_told_once_each_time(client, invited):
    _send(client, invited)
    link = _link_to(Letter.objects.get(to="chlenova@example.ru"))
    for place, number in (("Зал № 7", 6), ("Зал № 5", 9)):
        Meeting.objects.filter(pk=invited.pk).update(place=place)
        page = client.get(f"/meetings/{invited.pk}/invitations/").content.decode()
        assert "Разослать изменения: 3" in page
        assert _send(client, invited).count() == number
        assert _send(client, invited).count() == number
    last = Letter.objects.filter(to="chlenova@example.ru").latest("pk")
    assert last.subject.startswith("Изменение") and "Теперь так" in last.text and "Зал № 5" in last.text
    assert _link_to(last) == link


def test_a_change_of_the_title_sends_nothing(client, invited):
    _send(client, invited)
    Meeting.objects.filter(pk=invited.pk).update(title="О другом")
    page = client.get(f"/meetings/{invited.pk}/invitations/").content.decode()
    assert "Разослать изменения" not in page and "Разослать приглашения" not in page
    assert _send(client, invited).count() == 3


def test_another_address_gets_a_letter_and_the_old_link_dies(client, invited, first):
    _send(client, invited)
    old = _link_to(Letter.objects.get(to="chlenova@example.ru"))
    client.post(f"/meetings/{invited.pk}/invitations/new/", {f"member_{first.pk}": "new@example.ru"})
    assert _send(client, invited).count() == 4
    letter = Letter.objects.get(to="new@example.ru")
    assert letter.subject.startswith("Приглашение")
    assert Client().get(old).status_code == 404 and Client().get(_link_to(letter)).status_code == 200


def test_answer_needs_no_account_and_may_change(client, invited):
    link = _link_to(_send(client, invited)[0])
    visitor = Client()
    page = visitor.get(link).content.decode()
    assert "О наставниках" in page and "noindex" in page
    visitor.post(link, {"answer": "not_coming", "reason": "отпуск"})
    row = invited.invitations.get(answer="not_coming")
    assert row.reason == "отпуск" and row.answered_at
    visitor.post(link, {"answer": "coming", "reason": "отпуск"})
    row.refresh_from_db()
    assert (row.answer, row.reason) == ("coming", "")
    calendar = visitor.get(f"{link}meeting.ics")
    assert calendar["Content-Type"].startswith("text/calendar") and b"BEGIN:VEVENT" in calendar.content


@pytest.mark.parametrize("answer", ["", "online", "perhaps"])
def test_wrong_answer_is_told_and_the_reason_kept(client, invited, answer):
    link = _link_to(_send(client, invited)[0])
    text = Client().post(link, {"answer": answer, "reason": "болезнь"}).content.decode()
    assert "Выберите значение в поле «Сможете ли вы участвовать?»" in text and 'value="болезнь"' in text
    assert not invited.invitations.exclude(answer="").exists()


def test_answers_depend_on_the_format(client, invited):
    Meeting.objects.filter(pk=invited.pk).update(format="hybrid")
    link = _link_to(_send(client, invited)[0])
    Client().post(link, {"answer": "online"})
    assert invited.invitations.filter(answer="online").count() == 1


def test_link_is_closed_when_the_meeting_is_over_or_withdrawn(client, invited):
    link = _link_to(_send(client, invited)[0])
    Meeting.objects.filter(pk=invited.pk).update(held_on=today() - timedelta(days=1))
    assert Client().get(link).status_code == 410
    assert Client().post(link, {"answer": "coming"}).status_code == 410
    assert (
        "приглашать на него поздно"
        in client.post(f"/meetings/{invited.pk}/invitations/send/", follow=True).content.decode()
    )
    Meeting.objects.filter(pk=invited.pk).update(held_on=today() + timedelta(days=1))
    for row in invited.invitations.all():
        client.post(f"/meetings/invitations/{row.pk}/withdraw/")
    assert not invited.invitations.exists()
    assert Client().get(link).status_code == 404
    assert Client().get("/invitation/nothing/").status_code == 404


def test_forecast_counts_members_and_the_list_is_filled_in_from_answers(client, invited, people, first):
    for person, answer in ((first, "coming"), (people.college_specialist.person, "not_coming")):
        invited.invitations.filter(person=person).update(answer=answer)
    invited.invitations.filter(person__surname="Гостев").update(answer="coming")
    page = client.get(f"/meetings/{invited.pk}/invitations/").content.decode()
    assert "придёт 1 из 4\N{NO-BREAK SPACE}членов, нужно не менее 2: кворума пока не будет" in page
    text = client.get(f"/meetings/{invited.pk}/attendance/?answers=yes").content.decode()
    present = re.search(r'name="present"[^>]*>\s*(.*?)</textarea>', text, re.S).group(1)
    absent = re.search(r'name="absent"[^>]*>\s*(.*?)</textarea>', text, re.S).group(1)
    assert "Членова Иван" in present and "Гостев Пётр Петрович" in present and "Томилина" not in present
    assert "Томилина Вера Олеговна, руководитель центра карьеры" in absent
    assert not invited.attendance.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"guests": "Гостев П.П."}, "затем адрес почты"),
        ({"guests": "Гостев П.П., не адрес"}, "Строка 1: после запятой нужен адрес почты"),
        ({"guests": "13 человек, a@example.ru"}, "Строка 1"),
        ({"guests": ""}, "Напишите адрес хотя бы одного человека"),
    ],
)
def test_bad_guests_are_told_and_kept(client, meeting, typed, message):
    text = client.post(f"/meetings/{meeting.pk}/invitations/new/", typed).content.decode()
    assert message in text and "<title>Ошибка: " in text and typed["guests"] in text
    assert not meeting.invitations.exists()


def test_bad_address_of_a_member_is_told_beside_the_field(client, meeting, first):
    typed = {f"member_{first.pk}": "chlenova"}
    text = client.post(f"/meetings/{meeting.pk}/invitations/new/", typed).content.decode()
    assert "Напишите адрес почты, например name@example.ru" in text and 'value="chlenova"' in text


def test_foreign_forbidden_and_signed_are_refused(client, client_of, people, invited):
    row = invited.invitations.first()
    other = client_of(people.methodologist)
    for page in ("", "new/", "send/"):
        assert other.post(f"/meetings/{invited.pk}/invitations/{page}").status_code == 403
        foreign = Meeting.objects.filter(council__name="Другой совет").first() or MeetingFactory(foreign=True)
        assert client.post(f"/meetings/{foreign.pk}/invitations/{page}").status_code == 404
    assert other.post(f"/meetings/invitations/{row.pk}/withdraw/").status_code == 403
    client.post(f"/protocols/{invited.protocol.pk}/sign/")
    assert client.post(f"/meetings/{invited.pk}/invitations/send/").status_code == 403
    assert client.post(f"/meetings/invitations/{row.pk}/withdraw/").status_code == 403
