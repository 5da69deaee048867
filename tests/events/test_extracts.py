"""Each executor gets the head of the protocol and only the own points, one by one or all in an archive."""

import io
import zipfile

import pytest
from django.urls import reverse

from cluster.models import Organisation, Person
from events import documents
from events.documents.extracts import executors_of
from events.models import CoExecutor
from reports.catalogue import KINDS
from reports.models import Job
from reports.writers import write
from tests.events.factories import AgendaItemFactory, DecisionFactory, MeetingFactory, ProtocolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def college():
    return Organisation.objects.get(name="Колледж «Томский маяк»")


@pytest.fixture
def protocol(college):
    """Four decisions: of the college, of a person with the college, of a group, of somebody known in words only."""
    protocol = ProtocolFactory()
    secretary = Person.objects.get(surname="Рябинина")
    type(protocol.meeting).objects.filter(pk=protocol.meeting_id).update(secretary=secretary)
    own = {"meeting": protocol.meeting, "agenda_item": AgendaItemFactory(meeting=protocol.meeting)}
    DecisionFactory(**own, text="Составить карту", responsible=college)
    person = Person.objects.get(surname="Горская")
    shared = DecisionFactory(**own, number="2", text="Обойти цеха", responsible_person=person)
    CoExecutor.objects.create(decision=shared, organisation=college)
    DecisionFactory(**own, number="3", text="Прислать сведения", group_words="участники совещания")
    DecisionFactory(**own, number="4", text="Найти зал", responsible_words="Отдел / сектор: залы")
    return protocol


def _text(document):
    return "\n".join(str(value) for block in document["blocks"] for value in block.values())


def test_executors_are_named_once_with_all_their_decisions(protocol, college):
    found = {one.name: [decision.number for decision in one.decisions] for one in executors_of(protocol.meeting)}
    person = Person.objects.get(surname="Горская").full_name
    assert found == {
        str(college): ["1", "2"],
        person: ["2"],
        "участники совещания": ["3"],
        "Отдел / сектор: залы": ["4"],
    }


def test_extract_of_an_executor_holds_the_own_points_and_who_confirms_it(protocol, college):
    document = documents.executor_extract(protocol, executor=f"organisation-{college.pk}")
    text = _text(document)
    assert "Составить карту" in text and "Обойти цеха" in text and "Прислать сведения" not in text
    assert str(college) in document["title"] and "Верно" in text and "Рябинина" in text
    assert "проекта протокола" in text
    assert "нет решений для этого исполнителя" in _text(documents.executor_extract(protocol, executor="person-0"))


def test_archive_holds_a_word_file_for_each_executor(protocol, people):
    kind = KINDS["extracts"]
    document = kind.build(kind.find(str(protocol.pk), people.coordinator), people.coordinator, {})
    packed = write(document, "zip")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        assert len(names) == 4 and all(name.endswith(".docx") for name in names)
        assert any("Отдел сектор залы" in name for name in names)
        assert archive.read(names[0]).startswith(b"PK")
    assert packed == write(document, "zip")


def test_page_orders_one_extract_and_the_archive(client_of, people, protocol, college):
    client = client_of(people.coordinator)
    text = client.get(f"/protocols/{protocol.pk}/extracts/").content.decode()
    assert "Выписки исполнителям: 4" in text and f'value="organisation-{college.pk}"' in text
    wanted = {"format": "docx", "executor": f"organisation-{college.pk}"}
    client.post(reverse("reports:order", args=["executor-extract", protocol.pk]), wanted)
    client.post(reverse("reports:order", args=["extracts", protocol.pk]), {"format": "zip"})
    jobs = Job.objects.filter(subject_pk=str(protocol.pk)).order_by("pk")
    assert [(job.kind, job.params) for job in jobs] == [
        ("executor-extract", {"executor": f"organisation-{college.pk}"}),
        ("extracts", {}),
    ]


def test_other_roles_and_regions_are_refused(client_of, people):
    foreign = ProtocolFactory(meeting=MeetingFactory(foreign=True))
    assert client_of(people.coordinator).get(f"/protocols/{foreign.pk}/extracts/").status_code == 404
    assert client_of(people.employer).get(f"/protocols/{foreign.pk}/extracts/").status_code == 403


def test_page_without_executors_says_what_to_do(client_of, people):
    text = client_of(people.coordinator).get(f"/protocols/{ProtocolFactory().pk}/extracts/").content.decode()
    assert "Исполнители не названы" in text
