"""The agenda as a tree: order, numbers, hours, speakers with the post of the day."""

from dataclasses import dataclass
from datetime import time

import pytest

from cluster.models import Membership, Person
from events.agenda_tree import flat, follows_numbers, grow, roman, timetable, total_minutes
from events.models import AgendaItem
from tests.events.factories import AgendaItemFactory, DecisionFactory, MeetingFactory, ProtocolFactory, today


@dataclass
class Row:
    pk: int
    parent_id: int | None = None
    number: str = ""
    starts_at: time | None = None
    minutes: int | None = None
    state: str = "considered"


def test_numbers_follow_the_tree_in_both_styles():
    rows = [Row(1), Row(2), Row(3, parent_id=2), Row(4, parent_id=2), Row(5, parent_id=4)]
    assert [branch.number for branch in flat(grow(rows))] == ["1", "2", "2.1", "2.2", "2.2.1"]
    assert [branch.number for branch in flat(grow(rows, in_roman=True))] == ["I", "II", "II.1", "II.2", "II.2.1"]
    assert [roman(number) for number in (4, 9, 14)] == ["IV", "IX", "XIV"]


def test_numbers_of_their_own_are_noticed():
    assert follows_numbers(grow([Row(1, number="1."), Row(2)]))
    assert not follows_numbers(grow([Row(1, number="5а")]))


def test_after_an_item_of_unknown_length_hours_are_unknown_too():
    rows = [Row(1), Row(2, minutes=10), Row(3, starts_at=time(15), minutes=10), Row(4, minutes=5)]
    slots = timetable(grow(rows), time(14))
    assert {pk: f"{slot.starts_at:%H:%M}" for pk, slot in slots.items()} == {1: "14:00", 3: "15:00", 4: "15:10"}


def test_hours_run_from_item_to_item():
    rows = [
        Row(1, minutes=20),
        Row(2),
        Row(3, parent_id=2, minutes=15),
        Row(4, parent_id=2, minutes=10),
        Row(5, minutes=30, state="withdrawn"),
        Row(6, minutes=10),
        Row(7, starts_at=time(14, 30), minutes=5),
    ]
    tree = grow(rows)
    slots = timetable(tree, time(14))
    starts = {pk: f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}" for pk, slot in slots.items()}
    assert starts == {
        **{1: "14:00–14:20", 2: "14:20–14:45", 3: "14:20–14:35", 4: "14:35–14:45"},
        **{6: "14:45–14:55", 7: "14:30–14:35"},
    }
    assert slots[7].is_early and not slots[6].is_early
    assert total_minutes(tree) == 60


pytestmark = pytest.mark.django_db
ITEM = {"title": "О пробах", "state": "considered"}


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


@pytest.fixture
def meeting():
    return ProtocolFactory(meeting=MeetingFactory(held_at=time(14))).meeting


@pytest.fixture
def items(client, meeting):
    """1, 1.1, 1.2, 2."""
    url = f"/meetings/{meeting.pk}/agenda/new/"
    client.post(url, ITEM | {"number": "1", "title": "Первый"})
    first = meeting.agenda_items.get()
    client.post(url, ITEM | {"title": "Второй"})
    for title in ("Часть а", "Часть б"):
        client.post(url, ITEM | {"title": title, "parent": first.pk})
    return {item.title: item for item in meeting.agenda_items.all()}


def _numbers(meeting):
    return [f"{item.number} {item.title}" for item in meeting.agenda_items.order_by("position")]


def _move(client, item, step):
    return client.post(f"/meetings/agenda/{item.pk}/move/", {"step": step}, follow=True).content.decode()


def test_new_items_and_parts_get_numbers_and_places(meeting, items):
    assert _numbers(meeting) == ["1 Первый", "1.1 Часть а", "1.2 Часть б", "2 Второй"]


def test_style_of_the_body_is_kept(client, meeting):
    AgendaItemFactory(meeting=MeetingFactory(council=meeting.council, held_on=today()), number="I")
    client.post(f"/meetings/{meeting.pk}/agenda/new/", ITEM)
    assert meeting.agenda_items.get().number == "I"


def test_items_move_by_buttons_and_numbers_follow(client, meeting, items):
    _move(client, items["Второй"], "up")
    assert _numbers(meeting) == ["1 Второй", "2 Первый", "2.1 Часть а", "2.2 Часть б"]
    _move(client, items["Часть б"], "up")
    assert _numbers(meeting)[2:] == ["2.1 Часть б", "2.2 Часть а"]
    _move(client, items["Часть а"], "out")
    assert _numbers(meeting) == ["1 Второй", "2 Первый", "2.1 Часть б", "3 Часть а"]
    _move(client, items["Первый"], "in")
    assert _numbers(meeting) == ["1 Второй", "1.1 Первый", "1.1.1 Часть б", "2 Часть а"]


@pytest.mark.parametrize(
    ("title", "step", "message"),
    [
        ("Первый", "up", "Дальше вопрос не сдвинуть"),
        ("Второй", "down", "Дальше вопрос не сдвинуть"),
        ("Первый", "in", "Над этим вопросом нет другого"),
        ("Второй", "out", "Вопрос уже стоит на верхнем уровне"),
        ("Второй", "aside", "Нажмите одну из кнопок"),
    ],
)
def test_impossible_moves_are_told(client, meeting, items, title, step, message):
    before = _numbers(meeting)
    assert message in _move(client, items[title], step)
    assert _numbers(meeting) == before


def test_points_numbered_after_their_item_follow_it(client, meeting, items):
    decision = DecisionFactory(meeting=meeting, agenda_item=items["Второй"], number="2.1")
    _move(client, items["Второй"], "up")
    decision.refresh_from_db()
    assert decision.number == "1.1"


def test_numbers_of_an_imported_protocol_stay(client, meeting):
    rows = [AgendaItemFactory(meeting=meeting, number=number, position=pos) for pos, number in enumerate("57", 1)]
    _move(client, rows[1], "up")
    assert [item.number for item in meeting.agenda_items.order_by("position")] == ["7", "5"]


def test_speakers_keep_the_post_of_the_day(client, meeting):
    speaker = Person.objects.get(surname="Горская")
    typed = ITEM | {"speakers": "Горская О.В.\nНовая Н.Н., методист центра", "minutes": "20"}
    client.post(f"/meetings/{meeting.pk}/agenda/new/", typed)
    Membership.objects.filter(person=speaker).update(post="ректор")
    text = client.get(meeting.get_absolute_url()).content.decode()
    assert "Горская О.В., директор" in text and "Новая Н.Н., методист центра" in text
    assert "14:00–14:20" in text and "20 мин, до 14:20" in text
    item = meeting.agenda_items.get()
    client.post(f"/meetings/agenda/{item.pk}/edit/", typed | {"number": "1", "speakers": "Новая Н.Н."})
    assert [row.person.surname for row in item.agenda_speakers.all()] == ["Новая"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"title": ""}, "Заполните поле «Вопрос»"),
        ({"number": "1"}, "Вопрос с номером 1 уже есть в повестке"),
        ({"speakers": "13 человек"}, "Строка 1: «13 человек»"),
        ({"minutes": "много"}, "Напишите в поле «Минут на вопрос» целое число"),
        ({"starts_at": "13:00"}, "Вопрос не может начаться раньше заседания, 14:00"),
        ({"state": "withdrawn"}, "Напишите, почему вопрос снят"),
        ({"parent": "0"}, "Выберите значение в поле «Часть вопроса» из списка"),
    ],
)
def test_bad_item_is_told_and_kept(client, meeting, items, typed, message):
    said = ITEM | {"title": "Ещё один", "postponed_words": ""} | typed
    text = client.post(f"/meetings/{meeting.pk}/agenda/new/", said).content.decode()
    assert message in text and "<title>Ошибка: " in text
    assert not typed.get("title", "Ещё один") or "Ещё один" in text
    assert meeting.agenda_items.count() == 4


def test_saving_the_plan_does_not_touch_the_minutes(client, meeting, items):
    AgendaItem.objects.filter(pk=items["Второй"].pk).update(heard="Запись секретаря")
    client.post(f"/meetings/agenda/{items['Второй'].pk}/edit/", ITEM | {"number": "2", "title": "О квоте"})
    item = AgendaItem.objects.get(pk=items["Второй"].pk)
    assert (item.title, item.heard) == ("О квоте", "Запись секретаря")


def test_parts_of_a_removed_item_rise(client, meeting, items):
    url = f"/meetings/agenda/{items['Первый'].pk}/delete/"
    assert "Части этого вопроса останутся" in client.get(url).content.decode()
    client.post(url)
    assert _numbers(meeting) == ["1 Часть а", "2 Часть б", "3 Второй"]


def test_item_with_decisions_is_not_removed(client, meeting, items):
    DecisionFactory(meeting=meeting, agenda_item=items["Второй"])
    text = client.post(f"/meetings/agenda/{items['Второй'].pk}/delete/", follow=True).content.decode()
    assert "По этому вопросу есть решения" in text and meeting.agenda_items.count() == 4


def test_withdrawn_item_says_why(client, meeting, items):
    typed = ITEM | {"number": "2", "title": "Второй", "state": "withdrawn", "postponed_words": "докладчик болен"}
    client.post(f"/meetings/agenda/{items['Второй'].pk}/edit/", typed)
    assert "Почему снят: докладчик болен" in client.get(meeting.get_absolute_url()).content.decode()


def test_foreign_forbidden_and_signed_are_refused(client, client_of, people, meeting, items):
    foreign = AgendaItemFactory(meeting=MeetingFactory(foreign=True))
    mine = items["Второй"]
    for page in ("edit", "delete", "move"):
        assert client.post(f"/meetings/agenda/{foreign.pk}/{page}/", {"step": "up"}).status_code == 404
        assert client_of(people.employer).post(f"/meetings/agenda/{mine.pk}/{page}/").status_code == 403
    assert client.get(f"/meetings/{foreign.meeting_id}/agenda/order/").status_code == 404
    client.post(f"/protocols/{meeting.protocol.pk}/sign/")
    for page in ("edit", "delete", "move"):
        assert client.post(f"/meetings/agenda/{mine.pk}/{page}/", {"step": "up"}).status_code == 403
    assert _numbers(meeting)[-1] == "2 Второй"
