"""The next agenda takes what the earlier meetings left, once, and both sides know of each other."""

from datetime import timedelta

import pytest

from cluster.models import Council, Person
from events.actions.carry_over import carry_over, unfinished_matters
from events.models import AgendaItem, AgendaSpeaker, Nomination
from tests.events.factories import AgendaItemFactory, DecisionFactory, MeetingFactory, ProtocolFactory, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    near = Council.objects.filter(kind="expert").earliest("pk")
    return Council.objects.create(cluster=near.cluster, name="Совет о переносе", kind="expert")


@pytest.fixture
def earlier(council):
    return MeetingFactory(council=council)


@pytest.fixture
def following(council):
    return MeetingFactory(council=council, held_on=today() + timedelta(days=5))


def _titles(meeting):
    return [matter.title for matter in unfinished_matters(meeting)]


def _all(meeting):
    return carry_over(meeting, [matter.key for matter in unfinished_matters(meeting)])


def test_postponed_and_untouched_items_are_offered_others_are_not(earlier, following):
    AgendaItemFactory(meeting=earlier, title="О квоте", state="postponed", position=1)
    AgendaItemFactory(meeting=earlier, title="О тихой комнате", number="II", position=2)
    AgendaItemFactory(meeting=earlier, title="О пробах", number="III", position=3, heard="Рассказали.")
    AgendaItemFactory(meeting=earlier, title="О снятом", number="IV", position=4, state="withdrawn")
    assert _titles(following) == ["О квоте", "О тихой комнате"]


def test_postponed_election_is_carried_by_its_words(earlier, following):
    item = AgendaItemFactory(meeting=earlier, heard="Обсудили.", postponed_words="выборы председателя совета")
    (carried,) = _all(following)
    assert (carried.title, carried.carried_from) == ("Выборы председателя совета", item)


def test_election_postponed_by_another_body_reaches_the_body_it_names(earlier, following):
    council = following.council
    council.name_genitive = "Совета о переносе"
    other = MeetingFactory(council=Council.objects.filter(cluster=council.cluster).exclude(pk=council.pk)[0])
    AgendaItemFactory(meeting=other, heard="Обсудили.", postponed_words="выборы председателя Совета о переносе")
    AgendaItemFactory(meeting=other, number="II", heard="Обсудили.", postponed_words="выборы иного совета")
    assert _titles(following) == ["Выборы председателя Совета о переносе"]


def test_overdue_decision_is_heard_with_number_and_day(earlier, following):
    DecisionFactory(meeting=earlier, overdue=True)
    DecisionFactory(meeting=earlier, on_control=True, number="2", agenda_item=None)
    DecisionFactory(meeting=earlier, overdue=True, number="3", agenda_item=None, text="Без вопроса")
    titles = _titles(following)
    assert f"О ходе исполнения решения I.1 от {earlier.held_on:%d.%m.%Y}: Назначить наставников" in titles[0]
    assert len(titles) == 2 and titles[1].endswith(": Без вопроса")


def test_nothing_is_carried_twice(earlier, following):
    item = AgendaItemFactory(meeting=earlier, state="postponed")
    DecisionFactory(meeting=earlier, overdue=True, agenda_item=item)
    keys = [matter.key for matter in unfinished_matters(following)]
    assert len(carry_over(following, keys)) == 2
    assert carry_over(following, keys) == []
    assert unfinished_matters(following) == []
    assert item.carried_to.count() == 2


def test_overdue_decision_comes_to_each_next_meeting_a_carried_item_does_not(earlier, following):
    item = AgendaItemFactory(meeting=earlier, state="postponed")
    DecisionFactory(meeting=earlier, overdue=True, agenda_item=item)
    _all(following)
    later = MeetingFactory(council=earlier.council, held_on=following.held_on + timedelta(days=30))
    assert [matter.kind for matter in unfinished_matters(later)] == ["decision"]


def test_carried_item_keeps_speakers_and_gets_a_free_number(earlier, following):
    item = AgendaItemFactory(meeting=earlier, state="postponed")
    speaker = Person.objects.get(surname="Горская")
    AgendaSpeaker.objects.create(agenda_item=item, person=speaker, position=1, post="директор")
    AgendaItemFactory(meeting=following, number="2", position=4)
    (carried,) = _all(following)
    assert (carried.number, carried.position) == ("3", 5)
    assert [(row.person, row.post) for row in carried.agenda_speakers.all()] == [(speaker, "директор")]


def test_decision_due_before_the_meeting_is_offered_a_later_one_is_not(earlier, following):
    own = {"meeting": earlier, "on_control": True, "agenda_item": None}
    DecisionFactory(**own, due_on=following.held_on - timedelta(days=1), text="Успеть до заседания")
    DecisionFactory(**own, due_on=following.held_on, number="2", text="В день заседания")
    (matter,) = unfinished_matters(following)
    assert matter.title.endswith("Успеть до заседания") and "Срок до заседания" in matter.label
    (carried,) = _all(following)
    assert carried.about_decision.text == "Успеть до заседания"


def test_renamed_item_still_stands_for_its_decision_and_an_old_one_for_its_title(earlier, following):
    DecisionFactory(meeting=earlier, overdue=True)
    (carried,) = _all(following)
    AgendaItem.objects.filter(pk=carried.pk).update(title="Послушаем завод")
    assert unfinished_matters(following) == []
    AgendaItem.objects.filter(pk=carried.pk).update(title=carried.title, about_decision=None)
    assert unfinished_matters(following) == []


def _nominate(council, surname, user, **more):
    person = Person.objects.get(surname=surname)
    more = {"duty": "chair", "state": "postponed"} | more
    return Nomination.objects.create(council=council, person=person, created_by=user, **more)


def test_postponed_candidates_come_as_one_election(council, earlier, following, people):
    item = AgendaItemFactory(meeting=earlier, heard="Обсудили.")
    first = _nominate(council, "Горская", people.coordinator, agenda_item=item)
    _nominate(council, "Рябинина", people.coordinator)
    _nominate(council, "Лугова", people.coordinator, state="proposed")
    assert _titles(following) == ["Избрание председателя совета: Горская О.В., Рябинина Е.И."]
    (carried,) = _all(following)
    first.refresh_from_db()
    assert (first.agenda_item, carried.carried_from) == (carried, item)
    assert unfinished_matters(following) == []


def test_candidates_of_a_carried_item_go_with_it(council, earlier, following, people):
    item = AgendaItemFactory(meeting=earlier, heard="Обсудили.", postponed_words="выборы председателя")
    nomination = _nominate(council, "Горская", people.coordinator, agenda_item=item)
    (carried,) = _all(following)
    nomination.refresh_from_db()
    assert (carried.title, nomination.agenda_item) == ("Выборы председателя", carried)


def test_one_click_carries_everything(client_of, people, earlier, following):
    AgendaItemFactory(meeting=earlier, title="О квоте", state="postponed")
    DecisionFactory(meeting=earlier, overdue=True, agenda_item=None)
    client = client_of(people.coordinator)
    assert 'name="all"' in client.get(following.get_absolute_url()).content.decode()
    answer = client.post(f"/meetings/{following.pk}/agenda/carry/", {"all": "yes"}, follow=True)
    assert "Перенесено в повестку: 2" in answer.content.decode()
    assert following.agenda_items.count() == 2


def test_new_meeting_is_offered_what_is_left(client_of, people, council, earlier):
    AgendaItemFactory(meeting=earlier, title="О квоте", state="postponed")
    client = client_of(people.coordinator)
    data = {"council": council.pk, "kind": "sitting", "title": "Следующее", "held_on": "01.02.2099"}
    answer = client.post("/meetings/new/", data | {"format": "in_person"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/agenda/carry/")
    assert "О квоте" in answer.content.decode()


def test_later_and_foreign_meetings_give_nothing(council, earlier):
    AgendaItemFactory(meeting=MeetingFactory(council=council, held_on=today()), state="postponed")
    AgendaItemFactory(meeting=MeetingFactory(foreign=True), state="postponed")
    assert unfinished_matters(earlier) == []


def test_page_ticks_everything_and_posts_what_is_left_ticked(client_of, people, earlier, following):
    ProtocolFactory(meeting=following)
    kept = AgendaItemFactory(meeting=earlier, title="О квоте", state="postponed")
    AgendaItemFactory(meeting=earlier, title="О зале", state="postponed", number="II", position=2)
    client, url = client_of(people.coordinator), f"/meetings/{following.pk}/agenda/carry/"
    text = client.get(url).content.decode()
    assert text.count("checked") == 2 and "О квоте" in text and "О зале" in text
    assert not following.agenda_items.exists()
    for _ in range(2):
        assert client.post(url, {"item": [f"item-{kept.pk}"]}).status_code == 302
    assert [one.title for one in AgendaItem.objects.filter(meeting=following)] == ["О квоте"]
    assert "Отметьте хотя бы один вопрос" in client.post(url, {"nothing": "1"}).content.decode()
    ahead, back = client.get(following.get_absolute_url()), client.get(earlier.get_absolute_url())
    assert f"{earlier.get_absolute_url()}#item-{kept.pk}" in ahead.content.decode()
    assert f"{following.get_absolute_url()}#item-" in back.content.decode()


def test_signed_meeting_and_other_roles_are_refused(client_of, people, following):
    url = f"/meetings/{following.pk}/agenda/carry/"
    assert client_of(people.methodologist).post(url).status_code == 403
    protocol = ProtocolFactory(meeting=following)
    client = client_of(people.coordinator)
    client.post(f"/protocols/{protocol.pk}/sign/")
    assert client.post(url, {"item": ["item-1"]}).status_code == 403
    foreign = MeetingFactory(foreign=True)
    assert client.get(f"/meetings/{foreign.pk}/agenda/carry/").status_code == 404
