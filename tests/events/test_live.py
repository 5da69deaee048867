"""A protocol is written item by item; two people who write at once never overwrite each other."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from cluster.models import Organisation, Person
from events.live import entry_of
from events.models import AgendaItem, Decision
from tests.events.factories import AgendaItemFactory, DecisionFactory, MeetingFactory, ProtocolFactory, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return ProtocolFactory().meeting


@pytest.fixture
def item(meeting):
    return AgendaItemFactory(meeting=meeting, number="1", heard="Было так.")


@pytest.fixture
def client(client_of, people):
    return client_of(people.coordinator)


def _url(item):
    return f"/meetings/agenda/{item.pk}/live/"


def _page(item, *rows, **changed):
    """What a browser sends for the item as it is now, with these changes."""
    entry = entry_of(AgendaItem.objects.get(pk=item.pk))
    data = {"heard": entry.heard, "spoke": entry.spoke, "state": entry.state, "token": entry.token}
    listed = [{"pk": one.pk, "text": one.text, "kind": one.kind, "executor": one.executor, "due_on": one.due_on}
              for one in entry.decisions]  # fmt: skip
    for number, row in enumerate([*listed, *rows]):
        data |= {f"decisions-{number}-{name}": value for name, value in ({"kind": "assignment"} | row).items()}
    data |= {"decisions-TOTAL_FORMS": len(listed) + len(rows), "decisions-INITIAL_FORMS": len(listed)}
    return data | {"postponed_words": "", **changed}


def _save_by_itself(client, item, data):
    return client.post(_url(item), data, headers={"Accept": "application/json"})


def test_page_opens_at_the_first_item_nobody_wrote_about(client, meeting, item):
    untouched = AgendaItemFactory(meeting=meeting, number="2", position=2, title="О тихой комнате")
    answer = client.get(f"/meetings/{meeting.pk}/live/", follow=True)
    assert answer.redirect_chain[-1][0] == _url(untouched)
    text = answer.content.decode()
    assert "Вопрос 2 из 2: О тихой комнате" in text and f'href="{_url(item)}"' in text and "не записан" in text


def test_meeting_without_items_leads_to_the_first_item(client, meeting):
    answer = client.get(f"/meetings/{meeting.pk}/live/")
    assert answer.headers["Location"] == f"/meetings/{meeting.pk}/agenda/new/"


def test_button_saves_texts_and_decisions_without_leaving_the_item(client, people, item):
    college = Organisation.objects.get(name="Колледж «Томский маяк»")
    row = {"text": "Обойти цеха", "executor": "Томский маяк колледж", "due_on": "1 марта 2099"}
    known = {"text": "Составить список", "executor": college.name, "due_on": ""}
    answer = client.post(_url(item), _page(item, row, known, heard="Стало\r\nиначе.", spoke="Горская: согласна."))
    assert answer.headers["Location"] == _url(item)
    item.refresh_from_db()
    assert (item.heard, item.spoke, item.revision) == ("Стало\nиначе.", "Горская: согласна.", 1)
    assert item.edited_by == people.coordinator
    first, second = item.decisions.order_by("position")
    assert (first.number, f"{first.due_on:%d.%m.%Y}", first.deadline_kind) == ("1", "01.03.2099", "date")
    assert (first.responsible, first.responsible_words) == (None, "Томский маяк колледж")
    assert (second.number, second.responsible, second.deadline_kind) == ("2", college, "none")


def test_known_person_is_linked_and_an_unknown_name_creates_nobody(client, item):
    count = Person.objects.count()
    rows = [{"text": "Раз", "executor": "Горская О.В."}, {"text": "Два", "executor": "Незнакомцева Ю.Ю."}]
    client.post(_url(item), _page(item, *rows))
    first, second = item.decisions.order_by("position")
    assert first.responsible_person.surname == "Горская"
    assert (second.responsible_person, second.responsible_words) == (None, "Незнакомцева Ю.Ю.")
    assert Person.objects.count() == count


def test_next_button_saves_and_goes_on(client, meeting, item):
    after = AgendaItemFactory(meeting=meeting, number="2", position=2)
    answer = client.post(_url(item), _page(item, next="yes", heard="Новое"))
    assert answer.headers["Location"] == _url(after)


def test_mistake_keeps_the_typed_text_and_saves_nothing(client, meeting, item):
    early = f"{meeting.held_on - timedelta(days=1):%d.%m.%Y}"
    row = {"text": "Обойти цеха", "due_on": early}
    answer = client.post(_url(item), _page(item, row, {"due_on": "31.02.2099"}, heard="Новый текст"))
    text = answer.content.decode()
    assert "<title>Ошибка: " in text and "Срок не может быть раньше даты заседания" in text
    assert "Такого дня нет: 31.02.2099" in text and "Напишите текст решения" in text
    assert "Новый текст" in text and early in text
    item.refresh_from_db()
    assert item.heard == "Было так." and not item.decisions.exists()


def test_autosave_keeps_what_it_can_and_names_the_rest(client, item):
    answer = _save_by_itself(client, item, _page(item, {"text": "Раз"}, {"text": "Два", "due_on": "31"}, heard="Новое"))
    told = answer.json()
    decision = item.decisions.get()
    assert told["keys"] == {"0": decision.pk}
    assert "решение 2" in told["mistakes"][0]
    assert json.loads(told["token"])["revision"] == 1
    item.refresh_from_db()
    assert item.heard == "Новое"
    again = _page(item, {"text": "Два"}, heard="Новое") | {"token": told["token"]}
    assert _save_by_itself(client, item, again).status_code == 200
    assert [one.text for one in item.decisions.order_by("position")] == ["Раз", "Два"]


def test_decision_put_right_later_stands_where_it_was_typed(client, item):
    rows = [{"text": "Раз", "due_on": "31"}, {"text": "Два"}]
    told = _save_by_itself(client, item, _page(item, *rows)).json()
    assert list(told["keys"]) == ["1"]
    data = {"token": told["token"], "heard": item.heard, "state": item.state, "postponed_words": ""}
    for number, row in enumerate([{"text": "Раз", "pk": ""}, {"text": "Два", "pk": told["keys"]["1"]}]):
        data |= {f"decisions-{number}-{name}": value for name, value in ({"kind": "assignment"} | row).items()}
    client.post(_url(item), data | {"decisions-TOTAL_FORMS": 2, "decisions-INITIAL_FORMS": 0})
    assert [(one.number, one.text) for one in item.decisions.order_by("position")] == [("1", "Раз"), ("2", "Два")]


def test_save_of_nothing_new_does_not_count(client, item):
    _save_by_itself(client, item, _page(item))
    item.refresh_from_db()
    assert (item.revision, item.edited_by) == (0, None)


def test_second_editor_is_refused_with_the_name_and_the_time(client, people, item):
    late = _page(item, heard="Мой текст")
    client.post(_url(item), _page(item, heard="Их текст"))
    answer = _save_by_itself(client, item, late)
    assert answer.status_code == 409
    assert people.coordinator.full_name in answer.json()["conflict"]
    item.refresh_from_db()
    assert item.heard == "Их текст"


def _conflict(client, item, late):
    answer = client.post(_url(item), late)
    assert answer.status_code == 409
    return answer.content.decode()


def test_conflict_page_shows_both_texts_and_keeps_everything_typed(client, people, item):
    late = _page(item, {"text": "Моё решение"}, heard="Было так. Моё", spoke="Только моё")
    client.post(_url(item), _page(item, heard="Было так. Их"))
    text = _conflict(client, item, late)
    assert people.coordinator.full_name in text
    assert "[убрано: </span>Их<span" in text and "[вставлено: </span>Моё<span" in text
    assert 'value="Моё решение"' in text and 'value="Только моё"' in text
    assert text.count('value="merged"') == 2 and "Было так. Их\nБыло так. Моё" in text


@pytest.mark.parametrize(("choice", "kept"), [("theirs", "Их текст"), ("mine", "Мой текст"), ("merged", "Вместе")])
def test_each_choice_is_saved(client, item, choice, kept):
    late = _page(item, {"text": "Моё решение"}, heard="Мой текст")
    client.post(_url(item), _page(item, heard="Их текст"))
    _conflict(client, item, late)
    now = entry_of(AgendaItem.objects.get(pk=item.pk))
    answer = client.post(
        _url(item), late | {"their_token": now.token, "choice:heard": choice, "merged:heard": "Вместе"}
    )
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.heard == kept and item.decisions.get().text == "Моё решение"


def test_third_save_during_the_choice_is_a_conflict_again(client, item):
    late = _page(item, heard="Мой текст")
    client.post(_url(item), _page(item, heard="Их текст"))
    shown = entry_of(AgendaItem.objects.get(pk=item.pk))
    client.post(_url(item), _page(item, heard="Третий текст"))
    answer = client.post(_url(item), late | {"their_token": shown.token, "choice:heard": "mine"})
    assert answer.status_code == 409 and "Третий" in answer.content.decode()


def test_decision_changed_on_its_own_page_is_a_conflict_too(client, meeting, item):
    decision = DecisionFactory(meeting=meeting, agenda_item=item)
    late = _page(item, heard="Мой текст")
    Decision.objects.filter(pk=decision.pk).update(text="Изменено на странице решения")
    text = _conflict(client, item, late)
    assert "Решение 1. Текст решения" in text and "Изменено на другой странице портала" in text
    name = f"choice:{decision.pk}.text"
    token = entry_of(AgendaItem.objects.get(pk=item.pk)).token
    client.post(_url(item), late | {"their_token": token, name: "theirs", "choice:heard": "mine"})
    decision.refresh_from_db()
    item.refresh_from_db()
    assert (decision.text, item.heard) == ("Изменено на странице решения", "Мой текст")


@pytest.mark.parametrize(("choice", "left"), [("theirs", []), ("mine", ["Моя правка"])])
def test_decision_removed_by_the_other_is_asked_about(client, meeting, item, choice, left):
    decision = DecisionFactory(meeting=meeting, agenda_item=item)
    late = _page(item) | {"decisions-0-text": "Моя правка"}
    client.post(_url(item), _page(item) | {"decisions-0-removed": "on"})
    assert "Решение убрано" in _conflict(client, item, late)
    token = entry_of(AgendaItem.objects.get(pk=item.pk)).token
    client.post(_url(item), late | {"their_token": token, f"choice:{decision.pk}.text": choice})
    assert [one.text for one in item.decisions.all()] == left


def test_decision_on_control_keeps_kind_and_day_and_stays(client, meeting, item):
    decision = DecisionFactory(meeting=meeting, agenda_item=item, on_control=True)
    data = _page(item) | {"decisions-0-removed": "on", "decisions-0-due_on": "01.01.2099", "decisions-0-text": "Точнее"}
    client.post(_url(item), data)
    saved = Decision.objects.get(pk=decision.pk)
    assert (saved.text, saved.due_on) == ("Точнее", decision.due_on)


def test_day_typed_by_hand_replaces_the_words_of_the_old_one(client, meeting, item):
    DecisionFactory(meeting=meeting, agenda_item=item, deadline_words="до 21 февраля", due_on=today())
    client.post(_url(item), _page(item) | {"decisions-0-due_on": "01.01.2099"})
    saved = item.decisions.get()
    assert (saved.due_on.year, saved.deadline_words) == (2099, "")


def test_signed_protocol_other_roles_and_regions_are_refused(client, client_of, people, meeting, item):
    assert client_of(people.methodologist).get(_url(item)).status_code == 403
    foreign = AgendaItemFactory(meeting=MeetingFactory(foreign=True))
    assert client.get(_url(foreign)).status_code == 404
    data = _page(item, heard="Поздно")
    client.post(f"/protocols/{meeting.protocol.pk}/sign/", {"seen": "yes"})
    assert client.get(_url(item)).status_code == 403
    assert _save_by_itself(client, item, data).status_code == 403


def test_neighbour_is_named(client, people, meeting, item):
    AgendaItem.objects.filter(pk=item.pk).update(edited_by=people.methodologist, edited_at="2000-01-01T00:00Z")
    assert "Сейчас этот вопрос правит" not in client.get(_url(item)).content.decode()
    AgendaItem.objects.filter(pk=item.pk).update(edited_at=timezone.now())
    assert f"Сейчас этот вопрос правит {people.methodologist.full_name}" in client.get(_url(item)).content.decode()


def test_row_after_an_empty_one_is_saved(client, item):
    told = _save_by_itself(client, item, _page(item, {}, {"text": "Второе"})).json()
    assert told["keys"] == {"1": item.decisions.get().pk} and told["mistakes"] == []


def _lost(client, item, page, **changed):
    """A save that the server made and whose answer never came: the page still believes in its old token."""
    assert _save_by_itself(client, item, page | changed).status_code == 200
    return page


def _opened(item, *rows):
    return _page(item, *rows) | {"page": "one-page", "save_number": "1"}


def test_save_after_a_lost_answer_is_no_conflict_with_oneself(client, item):
    page = _lost(client, item, _opened(item, {"text": "Раз"}), heard="Первое")
    page |= {"heard": "Первое и второе", "decisions-0-text": "Раз и два", "save_number": "2"}
    _lost(client, item, page)
    told = _save_by_itself(client, item, page | {"heard": "Всё", "save_number": "3"})
    decision = item.decisions.get()
    item.refresh_from_db()
    assert told.status_code == 200 and told.json()["keys"] == {"0": decision.pk}
    assert (item.heard, decision.text) == ("Всё", "Раз и два")
    assert told.json()["token"] == entry_of(item).token


def test_button_after_a_lost_answer_saves_too(client, item):
    page = _lost(client, item, _opened(item, {"text": "Раз"}), heard="Первое")
    assert client.post(_url(item), page | {"heard": "Второе", "save_number": "2"}).status_code == 302
    item.refresh_from_db()
    assert item.heard == "Второе" and item.decisions.count() == 1


def test_older_save_that_comes_late_does_not_undo_the_newer_one(client, item):
    page = _lost(client, item, _opened(item), heard="Новое", save_number="2")
    told = _save_by_itself(client, item, page | {"heard": "Старое", "save_number": "1"}).json()
    item.refresh_from_db()
    assert item.heard == "Новое" and told["token"] == entry_of(item).token


def test_another_page_of_the_same_person_is_still_refused(client, item):
    other = _opened(item) | {"page": "another-page", "heard": "Другое окно"}
    _lost(client, item, _opened(item), heard="Первое")
    assert _save_by_itself(client, item, other).status_code == 409


def test_somebody_between_a_lost_answer_and_the_next_save_is_a_conflict_without_doubles(client, item):
    page = _lost(client, item, _opened(item, {"text": "Раз"}), heard="Моё")
    client.post(_url(item), _page(item, heard="Их"))
    text = _conflict(client, item, page | {"heard": "Моё дальше", "save_number": "2"})
    decision = item.decisions.get()
    assert f'name="decisions-0-pk" value="{decision.pk}"' in text and "Решение 1" not in text
    assert client.get(_url(item)).content.decode().count('name="page"') == 1


def test_removed_decision_does_not_come_back_with_the_next_save(client, meeting, item):
    DecisionFactory(meeting=meeting, agenda_item=item)
    page = _page(item) | {"decisions-0-removed": "on"}
    told = _save_by_itself(client, item, page).json()
    assert told["keys"] == {"0": None}
    _save_by_itself(client, item, page | {"decisions-0-pk": "", "token": told["token"], "heard": "Дальше"})
    item.refresh_from_db()
    assert item.heard == "Дальше" and not item.decisions.exists()
