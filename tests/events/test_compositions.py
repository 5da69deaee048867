"""A list of members approved by one decision, members released, the change taken back."""

import pytest

from cluster.models import Council, CouncilMember, Person
from events.actions.compositions import Ground, approve_list
from events.models import CompositionChange, Decision, Nomination, StateError
from tests.events.factories import DecisionFactory, MeetingFactory, ProtocolFactory, foreign_council, home_council

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def council(people):
    """Two candidates in the composition, two proposals; nobody serves yet."""
    council = Council.objects.create(cluster=home_council().cluster, name="Новый совет", kind="expert")
    for number in range(4):
        person = Person.objects.create(surname=f"Будущий{'абвг'[number]}", first_name="Пётр")
        if number < 2:
            CouncilMember.objects.create(council=council, person=person, duty="candidate")
        else:
            Nomination.objects.create(council=council, person=person, created_by=people.coordinator)
    return council


@pytest.fixture
def meeting():
    """A meeting of another council of the same cluster approves the composition."""
    return ProtocolFactory().meeting


@pytest.fixture
def url(meeting, council):
    return f"/meetings/{meeting.pk}/composition/{council.pk}"


def _everybody(council):
    nominations = list(council.nominations.values_list("pk", flat=True))
    candidates = list(council.members.filter(duty="candidate").values_list("pk", flat=True))
    return {"nominations": nominations, "candidates": candidates, "text": "Утвердить состав согласно приложению 2."}


def _members(council, day):
    return council.members.serving_on(day).exclude(duty="candidate")


def test_whole_list_is_approved_by_one_decision(client, council, meeting, url):
    assert client.get(f"{url}/approve/").content.decode().count("checked") == 4
    client.post(f"{url}/approve/", _everybody(council))
    members = _members(council, meeting.held_on)
    assert members.count() == 4 and {row.from_on for row in members} == {meeting.held_on}
    decision = Decision.objects.get(meeting=meeting)
    assert decision.kind == "approval"
    assert decision.composition_changes.filter(kind="included").count() == 4
    assert set(council.nominations.values_list("state", "decision")) == {("elected", decision.pk)}
    assert not council.members.serving_on(meeting.held_on).filter(duty="candidate").exists()


def test_members_are_released_by_a_decision(client, council, meeting, url):
    client.post(f"{url}/approve/", _everybody(council))
    decision = DecisionFactory(meeting=meeting, kind="approval", due_on=None, deadline_kind="none")
    leaving = _members(council, meeting.held_on).first()
    client.post(f"{url}/release/", {"members": [leaving.pk], "decision": decision.pk})
    assert _members(council, meeting.held_on).count() == 3
    assert CompositionChange.objects.get(kind="released", decision=decision).member == leaving


@pytest.mark.parametrize(
    ("page", "typed", "message"),
    [
        ("approve", {"nominations": [], "candidates": []}, "Отметьте хотя бы одного человека"),
        ("approve", {"text": ""}, "Выберите решение заседания или напишите текст нового"),
        ("approve", {"decision": "0"}, "Выберите значение в поле «Решение заседания» из списка"),
        ("release", {}, "Отметьте хотя бы одного человека"),
        ("release", {"members": ["0"]}, "Выберите"),
    ],
)
def test_wrong_change_is_told_and_changes_nothing(client, council, url, page, typed, message):
    text = client.post(f"{url}/{page}/", _everybody(council) | typed).content.decode()
    assert message in text and "<title>Ошибка: " in text
    if "text" not in typed:
        assert "Утвердить состав согласно приложению 2." in text
    assert not CompositionChange.objects.filter(member__council=council).exists()


def test_a_failure_in_the_middle_changes_nothing(council, meeting):
    """The last of the list serves already: nobody enters, no decision is left behind."""
    last = council.nominations.order_by("-pk").first()
    CouncilMember.objects.create(council=council, person=last.person)
    with pytest.raises(StateError, match="уже в составе"):
        approve_list(council, Ground(meeting, text="Утвердить."), nominations=council.nominations.order_by("pk"))
    assert not meeting.decisions.exists() and not CompositionChange.objects.filter(member__council=council).exists()
    assert set(council.nominations.values_list("state", flat=True)) == {"proposed"}


def test_later_change_is_taken_back_first(client, council, meeting, url):
    client.post(f"{url}/approve/", _everybody(council))
    first = Decision.objects.get(meeting=meeting)
    leaving = _members(council, meeting.held_on).first()
    client.post(f"{url}/release/", {"members": [leaving.pk], "text": "Вывести."})
    told = client.post(f"/meetings/composition/{first.pk}/revert/", follow=True).content.decode()
    assert "Сначала отмените то изменение" in told
    later = Decision.objects.exclude(pk=first.pk).get(meeting=meeting)
    for decision in (later, first):
        client.post(f"/meetings/composition/{decision.pk}/revert/")
    assert sorted(council.members.values_list("duty", "to_on")) == [("candidate", None)] * 2
    assert set(council.nominations.values_list("state", flat=True)) == {"proposed"}


def test_composition_of_any_day_is_told_with_its_decisions(client, people, client_of, council, meeting, url):
    client.post(f"{url}/approve/", _everybody(council))
    page = client.get(council.get_absolute_url(), {"day": f"{meeting.held_on:%d.%m.%Y}"}).content.decode()
    assert "4\N{NO-BREAK SPACE}человека" in page and "Какими решениями менялся состав" in page
    before = client.get(council.get_absolute_url(), {"day": "01.01.2020"})
    assert before.context["members"] == []
    plain = client_of(people.employer).get(council.get_absolute_url()).content.decode()
    assert "Будущийа П.: включён" in plain and Decision.objects.get(meeting=meeting).get_absolute_url() not in plain


def test_foreign_forbidden_and_signed_are_refused(client, client_of, people, council, meeting, url):
    other = client_of(people.methodologist)
    away, theirs = foreign_council(), MeetingFactory(council=home_council())
    for page in ("approve", "release"):
        assert other.post(f"{url}/{page}/", _everybody(council)).status_code == 403
        assert client.post(f"/meetings/{theirs.pk}/composition/{away.pk}/{page}/").status_code == 404
        foreign = MeetingFactory(council=away)
        assert client.post(f"/meetings/{foreign.pk}/composition/{away.pk}/{page}/").status_code == 404
        assert client.get(f"/meetings/{foreign.pk}/composition/").status_code == 404
    client.post(f"/protocols/{meeting.protocol.pk}/sign/")
    assert client.post(f"{url}/approve/", _everybody(council)).status_code == 403
    with pytest.raises(StateError, match="подписан"):
        approve_list(council, Ground(meeting, text="Утвердить."), nominations=council.nominations.all())
