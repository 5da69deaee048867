"""What councils do around their meetings: invitations, candidates, parts of an agenda, materials, a dissent."""

from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Letter
from cluster.models import Council, CouncilMember, Person
from events.actions.agenda import Speaker, save_item
from events.actions.invitations import Guest, invite, send_invitations
from events.demonstration.people import coordinator, council, person
from events.models import (
    AgendaItem,
    AgendaMaterial,
    CompositionChange,
    Decision,
    Dissent,
    EventFormat,
    Meeting,
    MeetingInvitation,
    Nomination,
    Vote,
)

Answer = MeetingInvitation.Answer
PARTS = (("О работе наставников", "Кедров", 15), ("О ярмарках и пробах", "Лугова", 10))
ANSWERS = (Answer.COMING, Answer.COMING, Answer.ONLINE, Answer.COMING, Answer.NOT_COMING, Answer.NONE, Answer.COMING)
REPORT = "Итоги года. Выпускники, принятые на работу, наставники, ярмарки. Таблицы по предприятиям."
DISSENT = "Занятие о ясной речи нужно провести до приёма новых сотрудников, а не вместе с ним."


def load_councils() -> None:
    first = Meeting.objects.earliest("held_on")
    coming = Meeting.objects.filter(council=council(Council.Kind.COORDINATING)).latest("held_on")
    _load_first_elections(first)
    _load_agenda(coming)
    _load_candidates(coming)
    _load_invitations(coming)
    _load_dissent(Meeting.objects.filter(council=council(Council.Kind.EXPERT)).latest("held_on"))


def _load_first_elections(meeting: Meeting) -> None:
    """Both elections were put off; the Expert Council entered by one decision."""
    items = list(meeting.agenda_items.all())
    for kind, item, surname in (("coordinating", items[2], "Берестов"), ("expert", items[3], "Горская")):
        _nominate(council(kind), item, surname, state=Nomination.State.POSTPONED)
    approval = Decision.objects.get(meeting=meeting, kind=Decision.Kind.APPROVAL)
    members = CouncilMember.objects.filter(council=council(Council.Kind.EXPERT))
    CompositionChange.objects.bulk_create(
        CompositionChange(decision=approval, member=member, kind=CompositionChange.Kind.INCLUDED) for member in members
    )


def _load_agenda(meeting: Meeting) -> None:
    meeting.format, meeting.link, meeting.ends_at = EventFormat.HYBRID, "https://meet.example/sovet", time(12, 30)
    meeting.save()
    items = list(meeting.agenda_items.all())
    for item, minutes in zip(items, (20, 30, 15), strict=False):
        item.minutes = minutes
        item.save()
    for title, surname, minutes in PARTS:
        part = AgendaItem(meeting=meeting, parent=items[1], title=title, minutes=minutes)
        save_item(part, speakers=[Speaker(person(surname))])
    AgendaMaterial.objects.create(
        agenda_item=items[1], title="Итоги года в цифрах", file=ContentFile(REPORT.encode(), name="Итоги.txt")
    )
    AgendaMaterial.objects.create(
        agenda_item=items[2], title="Дорожная карта на сайте", link="https://example.ru/road-map"
    )


def _load_candidates(meeting: Meeting) -> None:
    item = meeting.agenda_items.all()[0]
    for surname, words in (("Берестов", "Департамент"), ("Лугова", "Школа «Ступени»")):
        _nominate(meeting.council, item, surname, words=words, duty=CouncilMember.Duty.CHAIR, again=True)


def _nominate(
    body: Council,
    item: AgendaItem,
    surname: str,
    *,
    words: str = "Участники совещания",
    duty: str = CouncilMember.Duty.CHAIR,
    state: str = Nomination.State.PROPOSED,
    again: bool = False,
) -> None:
    """A candidate that was put off is taken up again at the next meeting."""
    named = person(surname)
    if again and Nomination.objects.filter(council=body, person=named, duty=duty).update(agenda_item=item, state=state):
        return
    place = named.memberships.first()
    Nomination.objects.create(
        council=body,
        person=named,
        organisation=place.organisation if place else None,
        duty=duty,
        proposed_by=words,
        agenda_item=item,
        state=state,
        created_by=coordinator(),
    )


def _load_invitations(meeting: Meeting) -> None:
    """Letters that have left already: the demonstration sends nothing to anybody."""
    serving = CouncilMember.objects.filter(council=meeting.council).serving_on(meeting.held_on)
    people = list(Person.objects.filter(pk__in=serving.order_by().values("person")))
    guests = [Guest(one, f"member{number}@demo.example") for number, one in enumerate(people, 1)]
    rows = invite(meeting, guests)
    send_invitations(meeting)
    Letter.objects.filter(key__startswith="meeting-invitation:").update(
        sent_at=timezone.now(), handed_over_at=timezone.now()
    )
    answered = timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=1), time(9, 40)))
    for row, answer in zip(rows, ANSWERS, strict=False):
        row.answer, row.answered_at = answer, answered if answer else None
        row.reason = "командировка" if answer == Answer.NOT_COMING else ""
        row.save(update_fields=["answer", "answered_at", "reason"])


def _load_dissent(meeting: Meeting) -> None:
    item = meeting.agenda_items.all()[0]
    decision = item.decisions.order_by("position")[0]
    there = meeting.attendance.filter(presence="present").order_by("person__sort_key")
    Dissent.objects.create(
        meeting=meeting,
        agenda_item=item,
        decision=decision,
        person=there[0].person,
        text=DISSENT,
        file=ContentFile(DISSENT.encode(), name="Мнение.txt"),
    )
    Vote.objects.create(
        meeting=meeting, agenda_item=item, decision=decision, for_count=4, against_count=1, abstained_count=0
    )
