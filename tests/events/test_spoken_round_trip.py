"""What the portal prints of speeches and dissents is no decision when its own file is read back."""

import pytest

from cluster.models import Person
from events.documents import live_protocol
from events.importing import parse
from events.models import AgendaSpeaker, Attendance, Dissent, Vote
from reports.writers import write
from tests.events.factories import AgendaItemFactory, DecisionFactory, ProtocolFactory

pytestmark = pytest.mark.django_db


def test_spoken_text_and_dissents_come_back_as_told_text():
    protocol = ProtocolFactory()
    meeting, speaker = protocol.meeting, Person.objects.get(surname="Горская")
    Attendance.objects.create(meeting=meeting, person=speaker, post="директор")
    first = AgendaItemFactory(
        meeting=meeting,
        number="1",
        title="О тихой комнате",
        heard="Комната нужна каждому колледжу.\nДеньги на неё есть.",
        spoke="Лугова А.Р. предложила начать с одного этажа.\nЗимин Т.А. поддержал предложение.",
    )
    AgendaSpeaker.objects.create(agenda_item=first, person=speaker)
    second = AgendaItemFactory(
        meeting=meeting, number="2", position=2, title="О пробах", heard="Пробы идут с осени.", spoke="Замечаний нет."
    )
    decision = DecisionFactory(meeting=meeting, agenda_item=first, text="Оборудовать тихую комнату")
    DecisionFactory(meeting=meeting, agenda_item=second, text="Провести профессиональные пробы")
    Vote.objects.create(meeting=meeting, agenda_item=first, for_count=1, against_count=0, abstained_count=0)
    Dissent.objects.create(
        meeting=meeting, agenda_item=first, decision=decision, person=speaker, text="Считаю срок слишком коротким."
    )
    record = parse(write(live_protocol(protocol), "docx"), "Протокол.docx").as_json()
    assert [item["title"].rstrip(".") for item in record["agenda"]] == ["О тихой комнате", "О пробах"]
    assert [one["text"].rstrip(".") for one in record["decisions"]] == [
        "Оборудовать тихую комнату",
        "Провести профессиональные пробы",
    ]
    assert [one["for"] for one in record["votes"]] == [1]
