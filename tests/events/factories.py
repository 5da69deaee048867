"""Meetings and decisions with traits in words of the field."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from cluster.models import Cluster, Council, Organisation, Person, Region
from events.models import AgendaItem, Decision, Event, Meeting, Protocol


def today() -> date:
    return timezone.localdate()


def home_council() -> Council:
    """A council of the region where the demonstration coordinator serves."""
    return Council.objects.filter(kind="expert").earliest("pk")


def foreign_council() -> Council:
    """A council of another region: the coordinator must not see anything of it."""
    region = Region.objects.get(oktmo_prefix="25")
    body = Organisation.objects.filter(region=region).earliest("pk")
    cluster = Cluster.objects.create(region=region, name="Другой кластер", founder=body, organiser=body)
    return Council.objects.create(cluster=cluster, name="Другой совет", kind="working")


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    council = factory.LazyFunction(home_council)
    title = "Заседание о проверке"
    held_on = factory.LazyFunction(lambda: today() - timedelta(days=60))

    class Params:
        foreign = factory.Trait(council=factory.LazyFunction(foreign_council))


class ProtocolFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Protocol

    meeting = factory.SubFactory(MeetingFactory)
    signatory = factory.LazyFunction(lambda: Person.objects.get(surname="Алмазова"))
    signatory_post = "председатель"


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    number = "I"
    position = 1
    title = "О наставниках"


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    meeting = factory.SubFactory(MeetingFactory)
    agenda_item = factory.LazyAttribute(lambda one: AgendaItemFactory(meeting=one.meeting))
    number = "1"
    text = "Назначить наставников на предприятиях"
    due_on = factory.LazyFunction(lambda: today() + timedelta(days=20))
    deadline_kind = "date"

    class Params:
        on_control = factory.Trait(state="on_control", control_started_on=factory.LazyFunction(today))
        overdue = factory.Trait(
            state="on_control",
            control_started_on=factory.LazyFunction(today),
            due_on=factory.LazyFunction(lambda: today() - timedelta(days=5)),
        )
        reported = factory.Trait(state="reported", control_started_on=factory.LazyFunction(today))
        foreign = factory.Trait(meeting=factory.SubFactory(MeetingFactory, foreign=True))


class EventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Event

    title = "Встреча с наставниками"
    region = factory.LazyFunction(lambda: Region.objects.get(oktmo_prefix="69"))
    place = "Колледж"
    starts_on = factory.LazyFunction(lambda: today() + timedelta(days=3))

    class Params:
        published = factory.Trait(status="published", published_at=factory.LazyFunction(timezone.now))
        foreign = factory.Trait(region=factory.LazyFunction(lambda: Region.objects.get(oktmo_prefix="25")))
