"""Parts of an assignment: handed on, counted before the whole, never in a circle, never in the protocol."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cluster.models import Organisation
from events.actions.execution import accept, report
from events.actions.meetings import sign_protocol
from events.actions.sub_assignments import add_sub_assignment, set_parent
from events.documents import live_protocol
from events.models import Decision, StateError
from tests.events.factories import DecisionFactory, MeetingFactory, ProtocolFactory, today

pytestmark = pytest.mark.django_db


def _part(parent, people, **given):
    details = {"text": "Часть работы", "due_on": None, "responsible": None, "person": None} | given
    return add_sub_assignment(parent, by=people.coordinator, **details)


def test_the_whole_waits_for_its_parts(people, client_of):
    parent = DecisionFactory(on_control=True)
    part = _part(parent, people)
    assert (part.state, part.full_number) == ("on_control", "I.1.1")
    url = f"/decisions/{parent.pk}/report/"
    text = client_of(people.coordinator).post(url, {"text": "Всё сделали"}).content.decode()
    assert "Сначала должны быть приняты части этого поручения: «I.1.1»" in text and "Всё сделали" in text
    report(part, text="Готово", by=people.coordinator)
    accept(part, by=people.coordinator)
    report(parent, text="Всё", by=people.coordinator)
    late = _late_part(parent)
    with pytest.raises(StateError, match=r"I\.1\.2"):
        accept(parent, by=people.coordinator)
    late.delete()
    assert accept(parent, by=people.coordinator).state == "accepted"


def _late_part(parent):
    return DecisionFactory(
        meeting=parent.meeting, agenda_item=parent.agenda_item, parent=parent, number="1.2", on_control=True
    )


def test_deadline_of_a_part_is_not_later_than_of_the_whole(people, client_of):
    parent = DecisionFactory(on_control=True)
    late = f"{parent.due_on + timedelta(days=1):%d.%m.%Y}"
    typed = {"text": "Часть", "person_name": "Иванова А.П.", "due_on": late}
    url = f"/decisions/{parent.pk}/parts/new/"
    text = client_of(people.coordinator).post(url, typed).content.decode()
    assert "не может быть позже срока всего поручения" in text and late in text and "Иванова А.П." in text
    with pytest.raises(StateError, match="позже срока"):
        _part(parent, people, due_on=parent.due_on + timedelta(days=1))


def test_an_executor_hands_a_part_on_inside_the_own_organisation(people, client_of):
    college = Organisation.objects.of_user(people.college_specialist).get()
    parent = DecisionFactory(on_control=True, responsible=college)
    client, url = client_of(people.college_specialist), f"/decisions/{parent.pk}/parts/new/"
    assert 'name="responsible"' not in client.get(url).content.decode()
    client.post(url, {"text": "Собрать списки", "person_name": "Лосев П.П.", "due_on": ""})
    part = parent.children.get()
    assert (part.responsible, part.responsible_person.surname) == (college, "Лосев")
    assert "Собрать списки" in client.get(f"/decisions/{parent.pk}/").content.decode()
    assert "часть поручения" in client.get("/decisions/?mine=on").content.decode()


def test_a_helper_and_a_stranger_hand_nothing_on(people, client_of):
    parent = DecisionFactory(on_control=True)
    parent.co_executor_rows.create(organisation=Organisation.objects.of_user(people.college_specialist).get())
    url = f"/decisions/{parent.pk}/parts/new/"
    assert client_of(people.college_specialist).get(url).status_code == 404
    assert client_of(people.graduate).get(url).status_code == 403
    foreign = DecisionFactory(foreign=True, on_control=True)
    assert client_of(people.coordinator).get(f"/decisions/{foreign.pk}/parent/").status_code == 404
    assert client_of(people.employer).get(f"/decisions/{parent.pk}/parent/").status_code == 403


def test_circles_are_refused_in_words_and_by_the_database(people, client_of):
    first = DecisionFactory(on_control=True)
    second = _part(first, people)
    third = _part(second, people)
    answer = client_of(people.coordinator).post(f"/decisions/{first.pk}/parent/", {"parent": third.pk})
    assert "не может входить в само себя" in answer.content.decode()
    with pytest.raises(StateError, match="само себя"):
        set_parent(first, parent=third, by=people.coordinator)
    with pytest.raises(DatabaseError, match="само себя"), transaction.atomic():
        Decision.objects.filter(pk=first.pk).update(parent=third)


def test_parts_come_after_the_signing_and_are_not_printed(people):
    meeting = MeetingFactory()
    parent = DecisionFactory(meeting=meeting, due_on=today() + timedelta(days=40))
    protocol = sign_protocol(ProtocolFactory(meeting=meeting), by=people.coordinator)
    parent.refresh_from_db()
    part = _part(parent, people, text="Эту часть поручили потом")
    assert part.state == "on_control"
    assert "поручили потом" not in str(live_protocol(protocol))
    assert parent.text in str(live_protocol(protocol))


def test_a_part_stands_alone_again(people, client_of):
    parent = DecisionFactory(on_control=True)
    part = _part(parent, people)
    client_of(people.coordinator).post(f"/decisions/{part.pk}/parent/", {"parent": ""})
    part.refresh_from_db()
    assert part.parent is None


@pytest.fixture
def handed(people):
    """A part the college specialist has handed on inside the college, and the report on it by a colleague."""
    college = Organisation.objects.of_user(people.college_specialist).get()
    parent = DecisionFactory(on_control=True, responsible=college)
    details = {"text": "Собрать списки", "due_on": None, "responsible": college, "person": None}
    return add_sub_assignment(parent, by=people.college_specialist, **details)


def _reported(part, by):
    report(part, text="Готово", by=by)
    return f"/decisions/{part.pk}/"


def test_who_handed_a_part_on_accepts_it(people, client_of, handed):
    client, url = client_of(people.college_specialist), _reported(handed, people.coordinator)
    assert f"{url}accept/" in client.get(url).content.decode()
    assert list(client.get("/decisions/?handed=on&state=reported").context["page_obj"]) == [handed]
    assert "Поручено мной и ждёт приёмки" in client.get("/desk/").content.decode()
    client.post(f"{url}accept/")
    handed.refresh_from_db()
    assert (handed.state, handed.accepted_by) == ("accepted", people.college_specialist)


def test_who_handed_a_part_on_returns_it(people, client_of, handed):
    client, url = client_of(people.college_specialist), _reported(handed, people.coordinator)
    assert "Заполните поле" in client.post(f"{url}return/", {"reason": ""}).content.decode()
    client.post(f"{url}return/", {"reason": "Нет списка второй группы"})
    handed.refresh_from_db()
    assert handed.state == "returned"


def test_nobody_accepts_the_own_report_and_nobody_else_a_part(people, client_of, handed):
    url = _reported(handed, people.college_specialist)
    client = client_of(people.college_specialist)
    assert f"{url}accept/" not in client.get(url).content.decode()
    assert client.post(f"{url}accept/").status_code == 403
    assert client_of(people.employer).post(f"{url}accept/").status_code == 403
    whole = handed.parent
    Decision.objects.filter(pk=whole.pk).update(state="reported", given_by=people.college_specialist)
    assert client.post(f"/decisions/{whole.pk}/accept/").status_code == 403
    handed.refresh_from_db()
    assert handed.state == "reported"
    assert client_of(people.coordinator).post(f"{url}accept/").status_code == 302
