from typing import Any

from django.utils import timezone

from accounts.models import User
from events.documents.wording import state_in_words
from events.filters import DecisionFilter
from events.models import Decision
from ui import blocks
from ui.words import count, day_in_words

HEAD = ["Номер", "Совет", "День заседания", "Решение", "Вид", "Ответственный", "Срок", "Состояние", "Исполнено"]


def decision_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    """The register as the viewer sees it, filtered like the page; `params` are the values of its filter."""
    today = timezone.localdate()
    visible = Decision.objects.visible_to(viewer).overdue_first(today)
    filtered = DecisionFilter(params or None, queryset=visible).qs
    decisions = list(filtered.select_related("meeting__council", "agenda_item", "responsible", "responsible_person"))
    title = "Реестр решений"
    summary = (
        f"На {day_in_words(today)}: {count(len(decisions), 'решение,решения,решений')}, "
        f"просрочено {sum(one.is_overdue_on(today) for one in decisions)}."
    )
    if not decisions:
        return blocks.document(title, [blocks.paragraph("Под эти условия не подходит ни одно решение.")])
    table = blocks.table(title, HEAD, [_row(one) for one in decisions], widths=[1, 3, 2, 6, 2, 4, 2, 3, 2])
    return blocks.document(title, [blocks.paragraph(summary), table])


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
