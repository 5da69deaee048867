"""Votes written down by hand fit those present; a sitting without a quorum says so everywhere."""

import pytest

from cluster.models import Council, CouncilMember, Person
from events import documents
from events.actions.attendance import AttendanceLine, set_attendance
from events.models import Meeting, Vote
from tests.events.factories import DecisionFactory, MeetingFactory, ProtocolFactory, home_council

pytestmark = pytest.mark.django_db
NO_QUORUM = "Кворума нет: присутствуют 2 из"


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def meeting():
    """Five members serve, one has left, one is a candidate; two members, a guest and an expert are there."""
    council = Council.objects.create(cluster=home_council().cluster, name="Совет о голосах", kind="expert")
    for number, duty in enumerate(["chair", "member", "member", "member", "member", "candidate"]):
        person = Person.objects.create(surname=f"Членов{'абвгде'[number]}", first_name="Иван")
        CouncilMember.objects.create(council=council, person=person, duty=duty)
    left = Person.objects.create(surname="Ушедший", first_name="Пётр")
    CouncilMember.objects.create(council=council, person=left, to_on="2000-01-01")
    meeting = ProtocolFactory(meeting=MeetingFactory(council=council)).meeting
    names = [AttendanceLine("Членова Иван"), AttendanceLine("Экспертов Э.Э."), AttendanceLine("Ушедший Пётр")]
    lines = [
        *names,
        AttendanceLine("Членовб Иван", presence="online"),
        AttendanceLine("Гостев Г.Г.", presence="invited"),
    ]
    set_attendance(meeting, lines)
    for surname in ("Членова", "Членовб"):
        row = meeting.attendance.get(person__surname=surname)
        row.person = Person.objects.get(council_memberships__council=council, surname=surname)
        row.save()
    return meeting


@pytest.fixture
def url(meeting):
    return f"/meetings/{meeting.pk}/votes/new/"


def test_vote_on_a_decision_is_written_down_and_shown(client, meeting, url):
    decision = DecisionFactory(meeting=meeting)
    typed = {"subject": f"decision-{decision.pk}", "for_count": "3", "against_count": "", "abstained_count": "1"}
    assert client.post(url, typed).status_code == 302
    vote = Vote.objects.get(meeting=meeting)
    assert (vote.decision, vote.agenda_item, vote.for_count, vote.against_count) == (
        *(decision, decision.agenda_item, 3),
        None,
    )
    assert "Голосовали по решению I.1: за — 3, против — 0, воздержались — 1" in (
        client.get(meeting.get_absolute_url()).content.decode()
    )
    assert "Голосовали по решению I.1:" in str(documents.live_protocol(meeting.protocol))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"for_count": "4", "against_count": "1"}, "Голосов всего 5, а присутствовали 4"),
        ({"for_count": ""}, "Напишите, сколько голосов «за»"),
        ({"for_count": "пять"}, "Напишите в поле «За» целое число"),
        ({"for_count": "-1"}, "Число в поле «За» должно быть не меньше 0"),
        ({"is_unanimous": "on", "for_count": "3", "against_count": "1"}, "Единогласно — значит, никто"),
        ({"way": "consent", "for_count": "3"}, "По общему согласию голоса не считают: сотрите число"),
        ({"way": "loud", "for_count": "3"}, "Выберите значение в поле «Как голосовали»"),
        ({"subject": "item-0", "for_count": "1"}, "Выберите значение в поле «О чём голосовали»"),
    ],
)
def test_votes_that_cannot_be_are_told_beside_the_field_and_kept(client, meeting, url, typed, message):
    text = client.post(url, {"subject": "", "abstained_count": "0"} | typed).content.decode()
    assert message in text and "<title>Ошибка: " in text
    if typed["for_count"]:
        assert f'value="{typed["for_count"]}"' in text
    assert not meeting.votes.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"way": "open", "for_count": "3", "against_count": "1"}, "Итог: принято: за — 3 из 4 присутствующих"),
        ({"way": "secret", "for_count": "2", "against_count": "2"}, "Итог: не принято: за — 2 из 4 присутствующих"),
        ({"way": "consent"}, "по общему согласию, без подсчёта голосов"),
        ({"way": "open", "is_unanimous": "on"}, "единогласно"),
    ],
)
def test_way_and_result_are_told_in_words(client, meeting, url, typed, told):
    assert client.post(url, {"subject": ""} | typed).status_code == 302
    assert meeting.votes.get().way == typed["way"]
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert told in page and ("тайно, " in page) is (typed["way"] == "secret")


def test_by_correspondence_ballots_are_counted(client, meeting, url):
    Meeting.objects.filter(pk=meeting.pk).update(kind="correspondence")
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Кворума нет: прислали бюллетени 2 из 5" in page and "без кворума" in page
    assert "Прислали бюллетени" in client.get(f"/meetings/{meeting.pk}/attendance/").content.decode()
    client.post(url, {"subject": "", "for_count": "3", "against_count": "1"})
    assert meeting.votes.get().way == "absentee"
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "заочно, за — 3" in page and "за — 3 из 4 приславших бюллетень" in page


def test_nobody_written_down_means_no_votes(client):
    meeting = ProtocolFactory().meeting
    text = client.post(f"/meetings/{meeting.pk}/votes/new/", {"for_count": "1"}).content.decode()
    assert "Сначала запишите участников" in text


def test_one_subject_is_voted_once_then_corrected_and_removed(client, meeting, url):
    client.post(url, {"subject": "", "is_unanimous": "on"})
    assert "Это голосование уже записано" in client.post(url, {"subject": "", "is_unanimous": "on"}).content.decode()
    vote = meeting.votes.get()
    client.post(f"/meetings/votes/{vote.pk}/edit/", {"subject": "", "for_count": "2", "against_count": "2"})
    vote.refresh_from_db()
    assert (vote.is_unanimous, vote.against_count) == (False, 2)
    client.post(f"/meetings/votes/{vote.pk}/edit/", {"remove": "yes"})
    assert not meeting.votes.exists()


def test_missing_quorum_is_told_on_the_meeting_before_signing_and_in_the_protocol(client, meeting):
    signing = f"/protocols/{meeting.protocol.pk}/sign/"
    assert NO_QUORUM in client.get(meeting.get_absolute_url()).content.decode()
    told = client.get(DecisionFactory(meeting=meeting).get_absolute_url()).content.decode()
    assert "Решение принято без кворума" in told and NO_QUORUM in told
    assert NO_QUORUM in client.get(signing).content.decode()
    client.post(signing)
    signed = meeting.protocols.get()
    assert signed.is_signed and NO_QUORUM in str(signed.content)


def test_reached_quorum_gives_no_warning(client, meeting):
    Council.objects.filter(pk=meeting.council_id).update(quorum_numerator=2, quorum_denominator=5)
    text = client.get(meeting.get_absolute_url()).content.decode()
    assert "есть: присутствуют 2 из 5" in text and "Кворума нет" not in text
    printed = str(documents.live_protocol(meeting.protocol))
    assert "Кворума нет" not in printed and "есть: присутствуют 2 из 5" in printed


def test_signed_foreign_and_forbidden_meetings_are_refused(client, client_of, people, meeting, url):
    vote = Vote.objects.create(meeting=meeting, is_unanimous=True)
    assert client_of(people.methodologist).post(url, {"is_unanimous": "on"}).status_code == 403
    client.post(f"/protocols/{meeting.protocol.pk}/sign/")
    assert client.post(url, {"is_unanimous": "on"}).status_code == 403
    assert client.post(f"/meetings/votes/{vote.pk}/edit/", {"remove": "yes"}).status_code == 403
    foreign = Vote.objects.create(meeting=MeetingFactory(foreign=True), is_unanimous=True)
    assert client.post(f"/meetings/votes/{foreign.pk}/edit/", {"remove": "yes"}).status_code == 404
    assert Vote.objects.filter(pk__in=[vote.pk, foreign.pk]).count() == 2
