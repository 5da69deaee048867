"""A group of executors: proposed, expanded by a person, each member answers, some are released."""

import pytest

from cluster.models import CouncilMember, Organisation, Person
from events.actions.execution import accept, report, return_for_revision
from events.actions.groups import expand_group, release_member, undo_expansion
from events.actions.links import issue_link
from events.groups import candidates_of
from events.models import Attendance, Decision, GroupMember, StateError
from events.reporters import Reporter, all_reporters, find_reporter
from tests.events.factories import DecisionFactory, today

pytestmark = pytest.mark.django_db


def _firms(count=3):
    region = Organisation.objects.get(name="ООО «Кедровая мануфактура»").region
    named = {"region": region, "kind": "employer"}
    return [Organisation.objects.get_or_create(name=f"Фирма {at}", defaults=named)[0] for at in range(count)]


def _group(people, count=3, **given):
    decision = DecisionFactory(on_control=True, group_words="участники совещания", **given)
    members = expand_group(decision, organisations=_firms(count), people=[], by=people.coordinator)
    return decision, members


def _report(decision, member, by, text="Сделано"):
    decision = Decision.objects.get(pk=decision.pk)
    return report(decision, text=text, by=by, reporter=find_reporter(all_reporters(decision), f"member-{member.pk}"))


def test_participants_are_proposed_by_their_organisations():
    decision = DecisionFactory(on_control=True, group_words="участникам совещания")
    firm, lonely = _firms(1)[0], Person.objects.create(surname="Одиночкин", first_name="И.")
    for surname, organisation, presence in (
        ("Первый", firm, "present"),
        ("Второй", firm, "online"),
        ("Третий", None, "absent"),
    ):
        person = Person.objects.create(surname=surname)
        Attendance.objects.create(meeting=decision.meeting, person=person, organisation=organisation, presence=presence)
    Attendance.objects.create(meeting=decision.meeting, person=lonely)
    found = candidates_of(decision)
    assert found.organisations == [firm] and found.people == [lonely]


def test_council_members_of_that_day_are_proposed():
    decision = DecisionFactory(on_control=True, group_words="членам Экспертного совета")
    gone = Person.objects.create(surname="Ушедший")
    CouncilMember.objects.create(
        council=decision.meeting.council, person=gone, to_on=decision.meeting.held_on, organisation=_firms(1)[0]
    )
    serving = decision.meeting.council.members.serving_on(decision.meeting.held_on)
    found = candidates_of(decision)
    assert gone not in found.people and _firms(1)[0] not in found.organisations
    assert len(found.organisations) + len(found.people) <= serving.count() and "Члены совета" in found.source


def test_a_person_picks_and_adds_executors(client_of, people):
    decision = DecisionFactory(on_control=True, group_words="участники совещания")
    proposed, added = _firms(2)
    Attendance.objects.create(
        meeting=decision.meeting, person=Person.objects.create(surname="Иванов"), organisation=proposed
    )
    client, url = client_of(people.coordinator), f"/decisions/{decision.pk}/group/"
    assert "Фирма 0" in client.get(url).content.decode()
    assert "Отметьте хотя бы одного" in client.post(url, {"other_people": ""}).content.decode()
    wrong = client.post(url, {"organisations": [proposed.pk], "other_people": "123"}).content.decode()
    assert "Напишите имя так" in wrong and "123" in wrong
    typed = {"organisations": [proposed.pk], "other_organisations": [added.pk], "other_people": "Лосев П.П."}
    page = client.post(url, typed, follow=True).content.decode()
    assert decision.group_members.count() == 3 and "Лосев" in page


def test_the_decision_is_reported_when_the_last_member_has_answered(people):
    decision, (first, second, third) = _group(people)
    _report(decision, first, people.coordinator)
    with pytest.raises(StateError, match="уже есть"):
        report(decision, text="Ещё раз", by=people.coordinator, reporter=_reporter_of(first))
    _report(decision, second, people.coordinator)
    decision.refresh_from_db()
    assert decision.state == "on_control"
    release_member(third, reason="не касается", by=people.coordinator)
    decision.refresh_from_db()
    assert decision.state == "reported"
    accept(decision, by=people.coordinator)
    assert set(decision.reports.values_list("verdict", flat=True)) == {"accepted"}


def _reporter_of(member):
    return Reporter(f"member-{member.pk}", str(member), member.organisation, member)


def test_acceptance_is_refused_while_members_are_silent(people, client_of):
    decision, _members = _group(people)
    Decision.objects.filter(pk=decision.pk).update(state="reported")
    text = client_of(people.coordinator).post(f"/decisions/{decision.pk}/accept/", follow=True).content.decode()
    assert "ещё не отчитались — Фирма 0; Фирма 1; Фирма 2" in text
    assert Decision.objects.get(pk=decision.pk).state == "reported"


def test_only_the_chosen_member_gets_the_report_back(people):
    decision, (first, second) = _group(people, 2)
    for member in (first, second):
        _report(decision, member, people.coordinator)
    return_for_revision(decision, reason="Нет списка", by=people.coordinator, members=[second])
    states = dict(decision.group_members.values_list("pk", "state"))
    assert states == {first.pk: "reported", second.pk: "waiting"}
    assert decision.reports.get(group_member=first).verdict == ""
    _report(decision, second, people.coordinator, "Со списком")
    assert Decision.objects.get(pk=decision.pk).state == "reported"


def test_member_sees_the_decision_and_reports_for_the_own_side_only(people, client_of):
    decision, _members = _group(people)
    college = Organisation.objects.of_user(people.college_specialist).get()
    client, url = client_of(people.college_specialist), f"/decisions/{decision.pk}/report/"
    assert client.get(url).status_code == 404
    expand_group(decision, organisations=[college], people=[], by=people.coordinator)
    page = client.get(url).content.decode()
    assert "За кого отчёт" not in page
    client.post(url, {"text": "Колледж передал предложения"})
    own = decision.group_members.get(organisation=college)
    assert own.state == "reported" and own.reports.get().by == people.college_specialist
    assert "уже передан" in client.get(url, follow=True).content.decode()


def test_a_link_issued_to_a_member_reports_for_it(people, client):
    decision, (first, second) = _group(people, 2)
    _, token = issue_link(decision, executor=str(second), expires_on=today(), by=people.coordinator)
    client.post(f"/report/{token}/", {"text": "Готово"})
    assert dict(decision.group_members.values_list("pk", "state")) == {first.pk: "waiting", second.pk: "reported"}


def test_a_link_to_nobody_of_the_group_asks_for_whom(people, client):
    decision, _ = _group(people, 2)
    _, token = issue_link(decision, executor="Секретарь", expires_on=today(), by=people.coordinator)
    text = client.post(f"/report/{token}/", {"text": "Готово, за первую"}).content.decode()
    assert "Выберите значение в поле «За кого отчёт»" in text and "Готово, за первую" in text


def test_the_last_one_cannot_be_released_and_an_answered_group_is_not_undone(people, client_of):
    decision, (first, second) = _group(people, 2)
    release_member(first, reason="не касается", by=people.coordinator)
    client = client_of(people.coordinator)
    text = client.post(f"/decisions/members/{second.pk}/release/", {"reason": "тоже"}).content.decode()
    assert "Освободить всех нельзя" in text and "тоже" in text
    with pytest.raises(StateError, match="Свернуть группу нельзя"):
        undo_expansion(decision, by=people.coordinator)


def test_expansion_is_undone_while_nobody_answered(people, client_of):
    decision, _ = _group(people)
    client_of(people.coordinator).post(f"/decisions/{decision.pk}/group/undo/")
    assert not decision.group_members.exists()


@pytest.mark.parametrize("address", ["{pk}/group/", "{pk}/group/undo/", "members/{member}/release/"])
def test_group_pages_refuse_strangers_and_executors(people, client_of, address):
    foreign = DecisionFactory(foreign=True, on_control=True, group_words="участники")
    member = GroupMember.objects.create(decision=foreign, organisation=_firms(1)[0])
    url = "/decisions/" + address.format(pk=foreign.pk, member=member.pk)
    assert client_of(people.coordinator).get(url).status_code == 404
    assert client_of(people.employer).get(url).status_code == 403
