from typing import Any

from django.utils import timezone

from accounts.models import User
from cluster.models import Council, Organisation
from events.discipline import Figures, discipline_of, quarter_in_words, worst_first
from events.filters import DisciplineFilter
from events.models import Decision
from ui import blocks
from ui.words import day_in_words

COLUMNS = {
    "given": "Дано",
    "in_time": "В срок",
    "first_time": "Из них в первый срок",
    "late": "С опозданием",
    "undated": "Исполнено, срока не было",
    "reported": "Ждёт приёмки",
    "overdue": "Просрочено",
    "running": "В работе",
    "extended": "Срок продлён",
    "extensions": "Всего продлений",
}
RULES = (
    "Считаются поручения и рекомендации, вышедшие из черновика, по дню заседания. «В срок» — не позже срока с учётом "
    "продлений, «в первый срок» — не позже первоначального. Медиана опоздания взята по исполненным с опозданием."
)


def discipline_statistics(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    """The figures of the page with the same filter, all organisations and quarters included."""
    today = timezone.localdate()
    visible = Decision.objects.visible_to(viewer)
    told = discipline_of(DisciplineFilter(params or None, queryset=visible).qs, today)
    title = f"Исполнительская дисциплина на {day_in_words(today)}"
    if not told.total.counts["given"]:
        return blocks.document(title, [blocks.paragraph("Под эти условия не подходит ни одно поручение.")])
    councils = Council.objects.in_bulk(told.councils)
    bodies = Organisation.objects.in_bulk({key for key in told.organisations if key})
    organisations = sorted(told.organisations.items(), key=lambda pair: worst_first(pair[1]))
    tables = [
        _table("Всего", "Решения", [("Всего", told.total)]),
        _table("По советам", "Совет", [(str(councils[key]), one) for key, one in told.councils.items()]),
        _table(
            "По ответственным организациям",
            "Организация",
            [(str(bodies.get(key or 0, "организация не названа")), one) for key, one in organisations],
        ),
        _table(
            "По кварталам, когда решение дано",
            "Квартал",
            [(quarter_in_words(key), one) for key, one in sorted(told.quarters.items(), reverse=True)],
        ),
    ]
    return blocks.document(title, [blocks.paragraph(RULES), *tables])


def _table(caption: str, head: str, rows: list[tuple[str, Figures]]) -> blocks.Block:
    body = [[name, *(one.counts[column] for column in COLUMNS), one.median_delay] for name, one in rows]
    heads = [head, *COLUMNS.values(), "Медиана опоздания, дней"]
    return blocks.table(caption, heads, body, widths=[4, *[1] * (len(heads) - 1)])
