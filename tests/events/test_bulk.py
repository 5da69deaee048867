"""One step for many decisions: what will and what will not change is told before and after."""

from datetime import timedelta

import pytest

from events.actions.execution import report
from events.actions.groups import expand_group
from events.models import CoExecutor, Decision
from tests.events.factories import DecisionFactory, MeetingFactory, today

pytestmark = pytest.mark.django_db
URL = "/decisions/bulk/"


def _many(count, **given):
    meeting = MeetingFactory()
    return [DecisionFactory(meeting=meeting, agenda_item=None, number=str(at), **given) for at in range(1, count + 1)]


def _keys(decisions):
    return [one.pk for one in decisions]


def test_thirty_drafts_go_on_control_after_a_page_that_lists_them(people, client_of):
    decisions = _many(30)
    done = DecisionFactory(on_control=True, text="Уже стоит на контроле давно")
    client, typed = client_of(people.coordinator), {"step": "control", "chosen": [*_keys(decisions), done.pk]}
    page = client.post(URL, typed).content.decode()
    assert "изменится 30" in page and "Решение уже стоит на контроле." in page
    assert not Decision.objects.filter(pk__in=_keys(decisions)).exclude(state="draft").exists()
    answer = client.post(URL, typed | {"confirmed": "1"}, follow=True).content.decode().replace("\xa0", " ")
    assert "сделано для 30 решений" in answer and "Не изменилось: 1 решение" in answer
    assert Decision.objects.filter(pk__in=_keys(decisions), state="on_control").count() == 30


def test_only_reported_decisions_nobody_waits_for_are_accepted(people, client_of):
    ready, waiting, silent = _many(3, on_control=True)
    report(ready, text="Сделано", by=people.coordinator)
    Decision.objects.filter(pk=silent.pk).update(group_words="участники")
    silent.refresh_from_db()
    expand_group(silent, organisations=[], people=[people.coordinator.person], by=people.coordinator)
    Decision.objects.filter(pk=silent.pk).update(state="reported")
    typed = {"step": "accept", "chosen": _keys([ready, waiting, silent])}
    page = client_of(people.coordinator).post(URL, typed).content.decode()
    assert "изменится 1" in page and "ещё не отчитались" in page
    client_of(people.coordinator).post(URL, typed | {"confirmed": "1"})
    states = dict(Decision.objects.filter(pk__in=typed["chosen"]).values_list("pk", "state"))
    assert states == {ready.pk: "accepted", waiting.pk: "on_control", silent.pk: "reported"}


def test_many_are_not_accepted_over_the_head_of_a_silent_co_executor(people, client_of):
    ready, helped = _many(2, on_control=True)
    college = people.college_specialist.person.memberships.get().organisation
    CoExecutor.objects.create(decision=helped, organisation=college)
    for one in (ready, helped):
        report(one, text="Сделано", by=people.coordinator)
    typed = {"step": "accept", "chosen": _keys([ready, helped]), "confirmed": "1"}
    answer = client_of(people.coordinator).post(URL, typed, follow=True).content.decode()
    assert "Соисполнители ничего не сообщили" in answer
    assert [Decision.objects.get(pk=one.pk).state for one in (ready, helped)] == ["accepted", "reported"]


def test_one_reason_extends_ten_deadlines(people, client_of):
    decisions, later = _many(10, overdue=True), today() + timedelta(days=14)
    typed = {"step": "extend", "chosen": _keys(decisions), "confirmed": "1"}
    wrong = client_of(people.coordinator).post(URL, typed | {"new_due_on": "31.02.2030", "reason": "Каникулы"})
    assert "Такого дня нет" in wrong.content.decode() and "Каникулы" in wrong.content.decode()
    client_of(people.coordinator).post(URL, typed | {"new_due_on": f"{later:%d.%m.%Y}", "reason": "Каникулы"})
    moved = Decision.objects.filter(pk__in=_keys(decisions), due_on=later)
    assert [one.extensions.get().reason for one in moved] == ["Каникулы"] * 10


def test_a_supervisor_for_all_at_once(people, client_of):
    decisions = _many(10, on_control=True)
    typed = {"step": "supervisor", "chosen": _keys(decisions), "confirmed": "1", "supervisor": "Кедров Павел Ильич"}
    bare = client_of(people.coordinator).post(URL, typed | {"supervisor": "Неизвестнова"}).content.decode()
    assert "Напишите имя так" in bare and "Неизвестнова" in bare
    client_of(people.coordinator).post(URL, typed)
    assert {one.supervisor.surname for one in Decision.objects.filter(pk__in=_keys(decisions))} == {"Кедров"}
    listed = client_of(people.employer).get("/decisions/?supervised=on")
    assert listed.context["total"] >= 10


def test_nothing_marked_and_an_unknown_step_are_told(people, client_of):
    client = client_of(people.coordinator)
    for typed in ({"step": "control"}, {"step": "explode", "chosen": _keys(_many(1))}, {"chosen": ["x", "-1"]}):
        assert "Отметьте решения" in client.post(URL, typed, follow=True).content.decode()


def test_decisions_of_others_are_left_out_and_executors_may_not(people, client_of):
    foreign, own = DecisionFactory(foreign=True), DecisionFactory()
    typed = {"step": "control", "chosen": _keys([foreign, own]), "confirmed": "1"}
    client_of(people.coordinator).post(URL, typed)
    assert (
        Decision.objects.get(pk=foreign.pk).state == "draft" and Decision.objects.get(pk=own.pk).state == "on_control"
    )
    assert client_of(people.employer).post(URL, typed).status_code == 403
    assert client_of(people.coordinator).get(URL).status_code == 405


def test_all_on_the_page_are_marked_without_scripts(people, client_of):
    page = client_of(people.coordinator).get("/decisions/?mark=page").content.decode()
    assert page.count(" checked") >= 20
    assert 'name="chosen"' not in client_of(people.employer).get("/decisions/").content.decode()
