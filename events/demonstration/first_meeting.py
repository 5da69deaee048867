"""The meeting the cluster began with. Its protocol as a text to upload: docs/ru/examples/protocol-2022-01-31.txt."""

from datetime import date, time
from typing import Any

import pghistory

from cluster.models import Council, Membership, Person
from events.actions.attendance import AttendanceLine as Line
from events.actions.attendance import set_attendance
from events.demonstration.people import GUESTS, coordinator, council, organisations, person
from events.models import AgendaItem, AgendaSpeaker, Appendix, Decision, Event, Meeting, Protocol

TITLE = "Рабочее совещание участников социального кластера"
AGENDA = (
    ("I", "Открытие совещания. Зачем региону социальный кластер", "Алмазова", ""),
    (
        "II",
        "Об устройстве кластера, портфеле проектов, модели, показателях и проекте дорожной карты",
        "Горская",
        "",
    ),
    (
        "III",
        "О составе Координационного совета и выборах его председателя",
        "Алмазова",
        "выборы председателя Координационного совета",
    ),
    (
        "IV",
        "О составе Экспертного совета и выборах его председателя",
        "Горская",
        "выборы председателя Экспертного совета",
    ),
)
HEARD = (
    "Девять отраслевых кластеров области уже связывают колледжи и предприятия. Выпускники с инвалидностью в эту работу "
    "почти не попадали, поэтому предложено собрать тех, кто учит, принимает на работу и помогает.",
    "Учредитель — департамент, организатор — колледж. Портфель делится на три субпортфеля, модель проходит четыре "
    "этапа. Проект дорожной карты роздан участникам.",
    "В совет предложены работодатели кластера и депутат городской Думы. Решено подготовить проект состава, а выборы "
    "председателя перенести на следующее заседание.",
    "",
)
K = Decision.Kind
# item, number, kind, text, responsible, group, due day, words of the deadline, flags
DECISIONS: tuple[tuple[Any, ...], ...] = (
    (0, "1", K.INFORMATION, "Информацию принять к сведению.", None, "", None, "", []),
    (
        1,
        "1",
        K.ASSIGNMENT,
        "Прислать предложения в программу развития и дорожную карту кластера.",
        None,
        "участники рабочего совещания",
        date(2022, 2, 21),
        "до 21.02.2022",
        [],
    ),
    (
        1,
        "2",
        K.ASSIGNMENT,
        "Дополнить список школ, которые войдут в кластер.",
        "general",
        "",
        date(2022, 12, 21),
        "21.12.2022",
        ["far_from_siblings"],
    ),
    (
        2,
        "1",
        K.ASSIGNMENT,
        "Представить проект состава Координационного совета, включить в него депутата городской Думы и работодателей.",
        "college",
        "",
        date(2022, 2, 28),
        "до 28.02.2022",
        [],
    ),
    (
        2,
        "2",
        K.ASSIGNMENT,
        "Провести стратегическую сессию с работодателями: что мешает принимать людей с инвалидностью и что поможет.",
        None,
        "",
        date(2022, 2, 25),
        "до 25.02.2022",
        ["no_responsible"],
    ),
    (
        2,
        "",
        K.INFORMATION,
        "Подготовить проект состава Координационного совета, отложив выборы председателя на следующее заседание.",
        None,
        "",
        None,
        "",
        ["implied"],
    ),
    (3, "1", K.APPROVAL, "Утвердить состав Экспертного совета согласно приложению 2.", None, "", None, "", []),
)


def load_first_meeting(session: Event) -> Meeting:
    chair = person("Алмазова")
    meeting = Meeting.objects.create(
        council=council(Council.Kind.WORKING),
        kind=Meeting.Kind.WORKING,
        title=TITLE,
        held_on=date(2022, 1, 31),
        held_at=time(14),
        place="Колледж «Томский маяк»",
        chair=chair,
        chair_post="начальник Департамента профессионального образования Томской области",
        created_by=coordinator(),
    )
    _load_people(meeting)
    Protocol.objects.create(meeting=meeting, signatory=chair, signatory_post=meeting.chair_post)
    Appendix.objects.create(meeting=meeting, number="1", title="Проект дорожной карты")
    Appendix.objects.create(meeting=meeting, number="2", title="Состав Экспертного совета")
    _load_decisions(meeting, _load_agenda(meeting), session)
    return meeting


def _load_people(meeting: Meeting) -> None:
    """Thirteen people the cluster knows and twenty-four guests: thirty-seven in all."""
    region = meeting.council.cluster.region
    serving = Membership.objects.filter(organisation__region=region).exclude(person__surname="Порядков")
    known = Person.objects.filter(pk__in=serving.values("person")).prefetch_related("memberships__organisation")
    lines = []
    for one in known.order_by("sort_key"):
        post = one.memberships.all()[0]
        lines.append(Line(name=one.full_name, post=f"{post.post}, {post.organisation.name}"))
    set_attendance(meeting, [*lines[: 37 - len(GUESTS)], *(Line(name=name) for name in GUESTS)])


def _load_agenda(meeting: Meeting) -> list[AgendaItem]:
    items = []
    for position, (number, title, speaker, postponed) in enumerate(AGENDA, 1):
        item = AgendaItem.objects.create(
            meeting=meeting,
            number=number,
            position=position,
            title=title,
            heard=HEARD[position - 1],
            postponed_words=postponed,
        )
        AgendaSpeaker.objects.create(agenda_item=item, person=person(speaker), position=1)
        items.append(item)
    return items


def _load_decisions(meeting: Meeting, items: list[AgendaItem], session: Event) -> None:
    orgs = organisations()
    for position, (item, number, kind, text, responsible, group, due_on, words, flags) in enumerate(DECISIONS, 1):
        decision = Decision(
            meeting=meeting,
            agenda_item=items[item],
            position=position,
            number=number,
            kind=kind,
            text=text,
            responsible=orgs.get(responsible) if responsible else None,
            group_words=group,
            due_on=due_on,
            deadline_kind="date" if due_on else "none",
            deadline_words=words,
            flags=flags,
            event=session if "сессию" in text else None,
        )
        decision.save()
        with pghistory.context(user=meeting.created_by_id):
            if decision.is_task:
                decision.put_on_control(day=meeting.held_on)
            else:
                decision.record()
            decision.save()
