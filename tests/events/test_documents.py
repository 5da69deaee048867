"""Contents of documents without HTTP."""

import pytest

from cluster.models import Organisation
from events import documents
from events.actions.decisions import extend
from events.models import CoExecutor, Meeting, Vote
from tests.events.factories import AgendaItemFactory, DecisionFactory, ProtocolFactory

pytestmark = pytest.mark.django_db


def _lines(document):
    found = []
    for block in document["blocks"]:
        found += [block[key] for key in ("lead", "text", "post", "name") if block.get(key)]
        found += block.get("items", [])
        found += [" ".join(map(str, row)) for row in block.get("rows", [])]
    return found


@pytest.fixture
def first_meeting():
    return Meeting.objects.earliest("held_on")


def test_protocol_goes_head_agenda_course_signature(first_meeting, people):
    document = documents.protocol(first_meeting.protocol, people.coordinator)
    text = "\n".join(_lines(document))
    assert document["style"] == "gost"
    assert document["meta"]["kind"] == "ПРОТОКОЛ"
    order = ["Председатель", "Присутствовали:", "Повестка дня", "СЛУШАЛИ:", "РЕШИЛИ:", "Приложения", "Н.Б. Алмазова"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert "37\N{NO-BREAK SPACE}человек" in text
    assert "Срок — до 21.02.2022." in text
    assert "(не приложено)" in text


def test_protocol_prints_the_deadline_of_that_day_not_the_extended_one(people):
    decision = DecisionFactory(on_control=True)
    protocol, old = ProtocolFactory(meeting=decision.meeting), decision.due_on
    extend(decision, new_due_on=old.replace(year=old.year + 1), reason="Отпуск", by=people.coordinator)
    assert f"Срок — до {old:%d.%m.%Y}." in _lines(documents.protocol(protocol))


def test_votes_and_postponed_items_are_said(people):
    protocol = ProtocolFactory()
    item = AgendaItemFactory(meeting=protocol.meeting, state="postponed", postponed_words="выборы председателя")
    Vote.objects.create(meeting=protocol.meeting, agenda_item=item, for_count=7, against_count=0, abstained_count=1)
    lines = _lines(documents.protocol(protocol))
    assert "Вопрос перенесён: выборы председателя." in lines
    assert "за — 7, против — 0, воздержались — 1." in lines


def test_extract_for_an_organisation_holds_only_its_points(people):
    college = Organisation.objects.get(name="Колледж «Томский маяк»")
    own = DecisionFactory(responsible=college, text="Составить карту остановок")
    protocol = ProtocolFactory(meeting=own.meeting)
    shared = DecisionFactory(meeting=own.meeting, agenda_item=own.agenda_item, number="2", text="Обойти цеха")
    CoExecutor.objects.create(decision=shared, organisation=college)
    DecisionFactory(meeting=own.meeting, agenda_item=own.agenda_item, number="3", text="Чужое дело")
    text = "\n".join(_lines(documents.extract((protocol, college), people.coordinator)))
    assert "Составить карту остановок" in text and "Обойти цеха" in text
    assert "Чужое дело" not in text
    single = "\n".join(_lines(documents.extract(own, people.coordinator)))
    assert "Обойти цеха" not in single


def test_register_is_what_the_reader_may_see_and_filter(people):
    whole = documents.decision_register(None, people.coordinator)
    own = documents.decision_register(None, people.employer)
    late = documents.decision_register(None, people.coordinator, term="overdue")
    sizes = [len(document["blocks"][1]["rows"]) for document in (whole, own, late)]
    assert sizes[0] > sizes[1] > 0 and sizes[0] > sizes[2] > 0


def test_register_of_nothing_is_still_a_document(people):
    document = documents.decision_register(None, people.coordinator, text="нетакогослова")
    assert "не подходит ни одна запись" in document["blocks"][0]["text"]


def test_documents_need_a_bounded_number_of_queries(first_meeting, people, django_assert_max_num_queries):
    protocol = first_meeting.protocol
    with django_assert_max_num_queries(10):
        documents.live_protocol(protocol)
