"""The next agenda takes what the earlier meetings left, once, and both sides know of each other."""

from datetime import timedelta

import pytest

from cluster.models import Council, Person
from events.actions.carry_over import carry_over, unfinished_matters
from events.models import AgendaItem, AgendaSpeaker
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
