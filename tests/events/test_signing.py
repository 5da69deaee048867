"""Before signing one is told what is missing; the number follows the scheme of the body."""

import pytest

from cluster.models import Council
from events.models import Appendix, Attendance, Vote
from events.readiness import shortcomings
from tests.events.factories import AgendaItemFactory, DecisionFactory, MeetingFactory, ProtocolFactory, home_council

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return Council.objects.create(cluster=home_council().cluster, name="Совет о номерах", kind="expert")


@pytest.fixture
def protocol(council):
    return ProtocolFactory(meeting=MeetingFactory(council=council))


def _numbered(protocol, number):
    return ProtocolFactory(meeting=MeetingFactory(council=protocol.meeting.council), number=number)


def test_everything_missing_is_told(protocol):
    meeting = protocol.meeting
    protocol.signatory = None
    protocol.save()
    AgendaItemFactory(meeting=meeting, number="1")
    AgendaItemFactory(meeting=meeting, number="2", position=2, heard="Рассказали.")
    AgendaItemFactory(meeting=meeting, number="3", position=3, state="postponed")
    last = AgendaItemFactory(meeting=meeting, number="4", position=4)
    DecisionFactory(meeting=meeting, agenda_item=last, due_on=None, deadline_kind="none")
    DecisionFactory(meeting=meeting, agenda_item=last, number="2", responsible_words="Кто-то")
    DecisionFactory(
        meeting=meeting, agenda_item=last, number="3", kind="information", due_on=None, deadline_kind="none"
    )
    Appendix.objects.create(meeting=meeting, number="1", title="Смета")
    assert shortcomings(protocol) == [
        "Не указано, кто подписывает протокол.",
        "Не записано, кто присутствовал.",
        "Ничего не записано по вопросам: 1.",
        "Нет решения по вопросам: 2.",
        "Не назван ответственный: решения 4.1.",
        "Ответственный записан словами, напоминания ему не придут: решения 4.2.",
        "Нет срока: решения 4.1.",
        "Не приложены: Приложение 1. Смета.",
    ]


def test_usual_term_of_the_council_is_told_beside_a_missing_one(protocol):
    DecisionFactory(meeting=protocol.meeting, due_on=None, deadline_kind="none")
    Council.objects.filter(pk=protocol.meeting.council_id).update(default_deadline_days=14)
    told = shortcomings(protocol)
    assert "Нет срока: решения I.1. Им встанет обычный срок совета: 14 дней." in [
        one.replace("\xa0", " ") for one in told
    ]


def test_quorum_and_votes_above_attendance_are_told():
    meeting = MeetingFactory()
    protocol = ProtocolFactory(meeting=meeting)
    member = meeting.council.members.exclude(duty="candidate")[0].person
    Attendance.objects.create(meeting=meeting, person=member)
    item = AgendaItemFactory(meeting=meeting, number="2", heard="Было.")
    DecisionFactory(meeting=meeting, agenda_item=item, group_words="участники")
    Vote.objects.create(meeting=meeting, agenda_item=item, for_count=5)
    told = shortcomings(protocol)
    assert told[0].startswith("Кворума нет")
    assert told[1].startswith("Вопрос 2. Голосов всего 5, а присутствовали 1")
    assert len(told) == 2


def test_meeting_without_agenda_is_told(protocol):
    assert "В повестке нет вопросов." in shortcomings(protocol)


def test_sign_page_warns_and_proposes_the_next_number(client_of, people, protocol):
    year = protocol.meeting.held_on.year
    _numbered(protocol, f"1/{year}")
    _numbered(protocol, "б/н")
    client, url = client_of(people.coordinator), f"/protocols/{protocol.pk}/sign/"
    text = client.get(url).content.decode()
    assert "Чего не хватает" in text and f'value="2/{year}"' in text
    client.post(url, {"number": f"2/{year}", "seen": f"2/{year}"})
    protocol.refresh_from_db()
    assert (protocol.number, protocol.state) == (f"2/{year}", "signed")
    assert f"№ 2/{year}" in protocol.content["title"]


def test_repeated_number_is_asked_about_once(client_of, people, protocol):
    year = protocol.meeting.held_on.year
    _numbered(protocol, f"1/{year}")
    client, url = client_of(people.coordinator), f"/protocols/{protocol.pk}/sign/"
    text = client.post(url, {"number": f"1/{year}", "seen": f"2/{year}"}).content.decode()
    assert f"Протокол № 1/{year} в {year} году уже есть" in text and f'name="seen" value="1/{year}"' in text
    protocol.refresh_from_db()
    assert not protocol.is_signed
    client.post(url, {"number": f"1/{year}", "seen": f"1/{year}"})
    protocol.refresh_from_db()
    assert protocol.is_signed


def test_number_page_tells_of_a_gap_after_saving(client_of, people, protocol):
    year = protocol.meeting.held_on.year
    client, url = client_of(people.coordinator), f"/protocols/{protocol.pk}/edit/"
    assert f"Следующий по порядку: 1/{year}" in client.get(url).content.decode()
    answer = client.post(url, {"number": f"3/{year}", "signatory_name": "Алмазова Н.Б."}, follow=True)
    assert f"Пропущены номера: 1/{year}, 2/{year}." in answer.content.decode()


def test_signing_page_needs_a_bounded_number_of_queries(client_of, people, protocol, django_assert_max_num_queries):
    for number in range(1, 9):
        item = AgendaItemFactory(meeting=protocol.meeting, number=str(number), position=number)
        DecisionFactory(meeting=protocol.meeting, agenda_item=item)
    client = client_of(people.coordinator)
    with django_assert_max_num_queries(12):
        client.get(f"/protocols/{protocol.pk}/sign/")
