"""Candidates: proposed, counted against those present, put off, withdrawn; the chair elected by a decision."""

from datetime import timedelta

import pytest

from cluster.models import Council, CouncilMember, Person
from events.actions.attendance import AttendanceLine, set_attendance
from events.actions.carry_over import unfinished_matters
from events.models import Nomination
from tests.events.factories import AgendaItemFactory, MeetingFactory, ProtocolFactory, foreign_council, home_council
from tests.events.factories import today as this_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def council():
    """Four members, the first is the chair."""
    council = Council.objects.create(
        cluster=home_council().cluster, name="Совет выборов", name_genitive="Совета выборов", kind="expert"
    )
    for number, duty in enumerate(["chair", "member", "member", "member"]):
        person = Person.objects.create(surname=f"Членов{'абвг'[number]}", first_name="Иван")
        CouncilMember.objects.create(council=council, person=person, duty=duty)
    return council


@pytest.fixture
def item(council):
    meeting = ProtocolFactory(meeting=MeetingFactory(council=council)).meeting
    set_attendance(meeting, [AttendanceLine(f"Членов{letter} Иван") for letter in "абв"])
    return AgendaItemFactory(meeting=meeting, number="1", title="О выборах председателя")


@pytest.fixture
def nominate(client, council, item):
    def propose(surname, **typed):
        said = {"name": f"{surname} Иван", "duty": "chair", "agenda_item": item.pk} | typed
        client.post(f"/councils/{council.pk}/nominations/new/", said)
        return Nomination.objects.get(council=council, person__surname=surname, duty=said["duty"])

    return propose


def _elect(client, nomination, **typed):
    said = {"text": "Избрать председателем Членовб И.", "keep_previous": "on"} | typed
    return client.post(f"/nominations/{nomination.pk}/elect/", said)


def _serving(council, day):
    return {(row.person.surname, row.duty) for row in council.members.serving_on(day).select_related("person")}


def test_candidate_is_proposed_before_the_meeting(client, council, nominate):
    made = nominate("Членовб", proposed_by="Департамент", agenda_item="")
    assert (made.state, made.agenda_item, made.created_by.role) == ("proposed", None, "coordinator")
    page = client.get(f"/councils/{council.pk}/nominations/").content.decode()
    assert "Членовб Иван" in page and "Департамент" in page
    assert "Кандидаты и предложения" in client.get(council.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": "13 человек"}, "Напишите имя так"),
        ({"name": ""}, "Заполните поле «Кого предлагают»"),
        ({"name": "Членовб Иван"}, "Эта кандидатура уже предложена"),
        ({"name": "Членова Иван"}, "Этот человек уже занимает это место в совете"),
        ({"duty": "king"}, "Выберите значение в поле «Кем»"),
    ],
)
def test_wrong_candidate_is_told_and_kept(client, council, nominate, typed, message):
    nominate("Членовб")
    said = {"name": "Новый Пётр", "duty": "chair", "proposed_by": "Школа"} | typed
    text = client.post(f"/councils/{council.pk}/nominations/new/", said).content.decode()
    assert message in text and 'value="Школа"' in text and "<title>Ошибка: " in text
    assert council.nominations.count() == 1


def test_votes_for_a_candidate_fit_those_present(client, nominate):
    made = nominate("Членовб")
    url = f"/nominations/{made.pk}/votes/"
    text = client.post(url, {"in_favour": "3", "against": "1"}).content.decode()
    assert "Голосов всего 4, а присутствовали 3" in text and 'value="3"' in text
    assert "должно быть не меньше 0" in client.post(url, {"in_favour": "-1"}).content.decode()
    told = client.post(url, {"in_favour": "2", "against": "1"}, follow=True).content.decode()
    assert "принято: за — 2 из 3 присутствующих, нужно больше половины" in told
    made.refresh_from_db()
    assert (made.for_count, made.against_count, made.abstained_count) == (2, 1, 0)


def test_votes_need_an_item(client, nominate):
    made = nominate("Членовб", agenda_item="")
    for page in ("votes", "elect"):
        assert client.get(f"/nominations/{made.pk}/{page}/").url == f"/nominations/{made.pk}/edit/"


def test_chair_is_elected_by_a_new_decision(client, council, item, nominate):
    chosen, rival = nominate("Членовб"), nominate("Членовв")
    assert _elect(client, chosen).status_code == 302
    day = item.meeting.held_on
    assert _serving(council, day - timedelta(days=1)) >= {("Членова", "chair"), ("Членовб", "member")}
    now = _serving(council, day)
    assert now >= {("Членовб", "chair"), ("Членова", "member")} and len(now) == 4
    for row in (chosen, rival):
        row.refresh_from_db()
    assert (chosen.state, rival.state) == ("elected", "rejected")
    decision = chosen.decision
    assert (decision.kind, decision.agenda_item, decision.meeting) == ("election", item, item.meeting)
    assert decision.composition_changes.count() == 4
    page = client.get(council.get_absolute_url()).content.decode()
    assert decision.get_absolute_url() in page and "Членовб И.: избран, председатель" in page
    assert "Членовб" in client.get(f"/meetings/{item.meeting_id}/composition/").content.decode()
    told = client.get(decision.get_absolute_url()).content.decode()
    assert "Что изменилось в составе" in told and "без кворума" not in told


def test_previous_chair_may_leave_and_a_decision_may_be_chosen(client, council, item, nominate):
    decision = item.decisions.create(meeting=item.meeting, kind="election", text="Избрать Членовб И.")
    _elect(client, nominate("Членовб"), text="", decision=decision.pk, keep_previous="")
    assert {surname for surname, _ in _serving(council, item.meeting.held_on)} == {"Членовб", "Членовв", "Членовг"}
    assert item.meeting.decisions.get() == decision


def test_election_without_a_decision_is_told(client, council, nominate):
    made = nominate("Членовб")
    text = _elect(client, made, text=" ").content.decode()
    assert "Выберите решение заседания или напишите текст нового" in text
    made.refresh_from_db()
    assert made.state == "proposed" and council.members.count() == 4


def test_election_is_taken_back_until_the_signature(client, council, item, nominate):
    chosen, rival = nominate("Членовб"), nominate("Членовв")
    before = _serving(council, item.meeting.held_on)
    _elect(client, chosen)
    chosen.refresh_from_db()
    url = f"/meetings/composition/{chosen.decision_id}/revert/"
    assert "Членовб Иван: избран" in client.get(url).content.decode()
    client.post(url)
    assert _serving(council, item.meeting.held_on) == before and council.members.count() == 4
    assert set(council.nominations.values_list("state", "decision")) == {("proposed", None)}
    _elect(client, chosen)
    chosen.refresh_from_db()
    rival.refresh_from_db()
    client.post(f"/protocols/{item.meeting.protocol.pk}/sign/")
    url = f"/meetings/composition/{chosen.decision_id}/revert/"
    assert client.post(url).status_code == 403
    assert ("Членовб", "chair") in _serving(council, this_day())


def test_nobody_is_elected_twice(client, council, nominate):
    chosen = nominate("Членовб")
    _elect(client, chosen)
    assert _elect(client, chosen).status_code == 404
    assert council.members.filter(duty="chair", to_on=None).count() == 1


def test_postponed_election_comes_to_the_next_agenda(client, council, item, nominate):
    chosen, rival = nominate("Членовб"), nominate("Членовв")
    client.post(f"/nominations/{chosen.pk}/postpone/")
    item.refresh_from_db()
    assert item.postponed_words == "выборы председателя Совета выборов"
    assert set(council.nominations.values_list("state", flat=True)) == {"postponed"}
    following = MeetingFactory(council=council, held_on=this_day())
    assert "Выборы председателя Совета выборов" in [matter.title for matter in unfinished_matters(following)]
    other = AgendaItemFactory(meeting=ProtocolFactory(meeting=following).meeting)
    typed = {"name": "Членовв Иван", "duty": "chair", "agenda_item": other.pk}
    client.post(f"/nominations/{rival.pk}/edit/", typed)
    _elect(client, rival)
    rival.refresh_from_db()
    assert (rival.state, rival.decision.meeting) == ("elected", following)


@pytest.mark.parametrize(("page", "state"), [("withdraw", "withdrawn"), ("reject", "rejected")])
def test_candidate_steps_back_or_loses(client, nominate, page, state):
    made = nominate("Членовб")
    assert client.get(f"/nominations/{made.pk}/{page}/").status_code == 200
    client.post(f"/nominations/{made.pk}/{page}/")
    made.refresh_from_db()
    assert made.state == state
    assert client.post(f"/nominations/{made.pk}/{page}/").status_code == 404


def test_foreign_forbidden_and_signed_are_refused(client, client_of, people, council, item, nominate):
    made = nominate("Членовб")
    other = client_of(people.methodologist)
    for page in ("edit", "votes", "elect", "reject", "postpone", "withdraw"):
        assert other.post(f"/nominations/{made.pk}/{page}/").status_code == 403
    assert other.post(f"/councils/{council.pk}/nominations/new/").status_code == 403
    away = foreign_council()
    foreign = Nomination.objects.create(council=away, person=made.person, duty="chair", created_by=people.coordinator)
    for page in ("edit", "votes", "elect", "reject", "postpone", "withdraw"):
        assert client.post(f"/nominations/{foreign.pk}/{page}/").status_code == 404
    for page in ("", "new/"):
        assert client.get(f"/councils/{away.pk}/nominations/{page}").status_code == 404
    client.post(f"/protocols/{item.meeting.protocol.pk}/sign/")
    for page in ("votes", "elect", "withdraw"):
        assert client.post(f"/nominations/{made.pk}/{page}/").status_code == 403
