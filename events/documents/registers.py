from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from events.discipline import points_of
from events.documents.wording import state_in_words
from events.filters import ControlPointFilter, DecisionFilter, EventFilter, MeetingFilter
from events.models import ControlPoint, Decision, Event, Extension, Meeting, PersonalLink
from ui.blocks import CellLike
from ui.registers import register

HEAD = ["Номер", "Совет", "День заседания", "Решение", "Вид", "Ответственный", "Срок", "Состояние", "Исполнено"]


def decision_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    """The register as the viewer sees it, filtered like the page; `params` are the values of its filter."""
    today = timezone.localdate()
    visible = Decision.objects.visible_to(viewer).overdue_first(today)
    filtered = DecisionFilter(params or None, queryset=visible, request=_asked_by(viewer)).qs
    decisions = list(filtered.select_related("meeting__council", "agenda_item", "responsible", "responsible_person"))
    lines = [_row(one) for one in decisions]
    late = f", просрочено {sum(one.is_overdue_on(today) for one in decisions)}"
    widths = [1, 3, 2, 6, 2, 4, 2, 3, 2]
    return register("Реестр решений", HEAD, lines, widths, records="решение,решения,решений", remark=late)


def _row(decision: Decision) -> list[Any]:
    return [
        decision.full_number or "—",
        str(decision.meeting.council),
        decision.meeting.held_on,
        decision.text,
        decision.get_kind_display(),
        decision.responsible_display or "не назван",
        decision.due_on or decision.deadline_rule or "без срока",
        state_in_words(decision),
        decision.executed_on,
    ]


def control_point_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    """Turns of recurring tasks in the order of the page."""
    today = timezone.localdate()
    visible = points_of(Decision.objects.visible_to(viewer), today).order_by("-due_on", "pk")
    rows = ControlPointFilter(params or None, queryset=visible, request=_asked_by(viewer)).qs
    lines = [
        [
            str(one.decision),
            str(one.decision.responsible or "не назван"),
            one.due_on,
            one.executed_on,
            _state_of_point(one, today),
        ]
        for one in rows.select_related("decision__agenda_item", "decision__responsible", "decision__meeting")
    ]
    head = ["Решение", "Ответственный", "Срок", "Исполнено", "Состояние"]
    return register("Контрольные точки", head, lines, [7, 4, 2, 2, 3], records="точка,точки,точек")


def _state_of_point(point: ControlPoint, today: date) -> str:
    if point.executed_on:
        return "закрыта в срок" if point.executed_on <= point.due_on else "закрыта с опозданием"
    return "просрочена" if point.due_on < today else "срок впереди"


def extension_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    """Extensions of the decisions that the same filter finds in the register of decisions."""
    visible = Decision.objects.visible_to(viewer)
    found = DecisionFilter(params or None, queryset=visible, request=_asked_by(viewer)).qs
    rows = Extension.objects.filter(decision__in=found.order_by().values("pk"))
    lines: list[list[CellLike]] = [
        [
            str(one.decision),
            str(one.decision.responsible or "не назван"),
            one.old_due_on,
            one.new_due_on,
            one.reason,
            one.by.full_name,
        ]
        for one in rows.select_related("decision__agenda_item", "decision__responsible", "decision__meeting", "by")
    ]
    head = ["Решение", "Ответственный", "Прежний срок", "Новый срок", "Причина", "Кто разрешил"]
    records = "продление,продления,продлений"
    return register("Продления сроков", head, lines, [7, 4, 2, 2, 5, 3], records=records)


def meeting_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    """Meetings as the viewer sees them, filtered like the page."""
    visible = Meeting.objects.visible_to(viewer).select_related("council", "chair").order_by("-held_on", "-pk")
    rows = MeetingFilter(params or None, queryset=visible, request=_asked_by(viewer)).qs
    counted = rows.annotate(decision_count=Count("decisions", distinct=True), people=Count("attendance", distinct=True))
    lines = [_meeting_row(one) for one in counted.prefetch_related("protocols")]
    head = ["День", "Совет", "Заседание", "Вид", "Председатель", "Участников", "Решений", "Протокол", "Состояние"]
    return register("Реестр заседаний", head, lines, [2, 4, 6, 2, 3, 1, 1, 2, 2])


def event_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    """Events as the viewer sees them, the nearest first."""
    visible = Event.objects.visible_to(viewer).coming_first(timezone.localdate())
    rows = EventFilter(params or None, queryset=visible).qs.select_related("municipality", "organiser")
    lines = [
        [
            one.starts_on or one.date_words or "не назначен",
            one.ends_on,
            one.title,
            one.get_kind_display(),
            one.get_format_display(),
            str(one.municipality or ""),
            one.place,
            str(one.organiser or ""),
            one.get_status_display(),
        ]
        for one in rows
    ]
    head = ["Первый день", "Последний день", "Событие", "Вид", "Формат", "Где", "Место", "Организатор", "Состояние"]
    return register("Реестр событий", head, lines, [2, 2, 6, 2, 2, 3, 3, 3, 2])


def registration_register(event: Event, viewer: User) -> dict[str, Any]:
    """Who wants to come, for the organisers. Wishes about access stay behind their own logged page."""
    rows = event.registrations.filter(event__in=Event.objects.managed_by(viewer)).order_by("registered_at", "pk")
    lines: list[list[CellLike]] = [
        [one.name, one.organisation_words, one.email, _day_of(one.registered_at), one.get_state_display()]
        for one in rows
    ]
    head = ["Имя", "Откуда", "Почта", "Когда", "Состояние"]
    return register(f"Заявки: {event.title}"[:250], head, lines, [4, 5, 4, 2, 2], records="заявка,заявки,заявок")


def personal_link_register(decision: Decision, viewer: User) -> dict[str, Any]:
    """To whom links were given and what became of them. The address itself is kept nowhere and cannot stand here."""
    rows = PersonalLink.objects.visible_to(viewer).filter(decision=decision).select_related("created_by", "revoked_by")
    lines = [
        [
            one.executor,
            one.email,
            _day_of(one.created_at),
            one.created_by.full_name,
            one.expires_on,
            _state_of_link(one),
            _day_of(one.revoked_at) if one.revoked_at else None,
            one.revoked_by.full_name if one.revoked_by else "",
            one.report_count,
        ]
        for one in rows.annotate(report_count=Count("reports"))
    ]
    head = ["Кому", "Почта", "Выдана", "Кто выдал", "Действует по", "Состояние", "Отозвана", "Кто отозвал", "Отчётов"]
    title = f"Ссылки для исполнителя, решение {decision.full_number}".rstrip()
    return register(title, head, lines, [4, 3, 2, 3, 2, 2, 2, 3, 1], records="ссылка,ссылки,ссылок")


def _state_of_link(link: PersonalLink) -> str:
    if link.revoked_at:
        return "отозвана"
    return "действует" if link.is_active else "срок истёк"


def _meeting_row(meeting: Any) -> list[Any]:
    protocol = meeting.protocol
    return [
        meeting.held_on,
        str(meeting.council),
        meeting.title,
        meeting.get_kind_display(),
        meeting.chair.short_name if meeting.chair else "",
        meeting.people,
        meeting.decision_count,
        protocol.number if protocol else "",
        protocol.get_state_display() if protocol else "нет",
    ]


def _asked_by(viewer: User) -> Any:
    """Filters ask the request who looks: «исполняет моя организация» needs a person also in a file."""
    return SimpleNamespace(user=viewer)


def _day_of(moment: datetime) -> date:
    return timezone.localtime(moment).date()
