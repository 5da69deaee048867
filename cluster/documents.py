"""The road map as a document: what is planned, what came of it, how far behind."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from cluster.models import RoadMap, RoadMapItem
from cluster.timelines import ITEMS, draw, words_of
from ui import blocks
from ui.words import count, day_in_words

HEAD = [
    *("Мероприятие", "Этап", "Субпортфель", "Отвечает", "Начало", "Окончание"),
    *("Начато", "Выполнено", "Отставание", "Состояние", "Ожидаемый результат", "Что получилось"),
]
WIDTHS = [6, 3, 3, 3, 2.2, 2.2, 2.2, 2.2, 3, 2.4, 4, 5]
ON_ONE_PAGE = 5  # items of a timeline that fit under the title on a page lying on its side


def road_map(road_map: RoadMap, viewer: User) -> dict[str, Any]:
    """The whole map as the viewer sees it on the page: the timeline page by page, then the table."""
    today = timezone.localdate()
    rows = road_map.items.visible_to(viewer).select_related("stage", "subportfolio", "responsible")
    items = list(rows.order_by(F("stage__number").asc(nulls_last=True), "ends_on", "pk"))
    if not items:
        return blocks.document(road_map.name, [blocks.paragraph("На карте пока нет мероприятий.")])
    late = sum(one.is_overdue_on(today) for one in items)
    summary = f"На {day_in_words(today)}: {count(len(items), ITEMS)}, срок прошёл у {late}."
    table = blocks.table("Мероприятия дорожной карты", HEAD, [_row(one, today) for one in items], widths=WIDTHS)
    return blocks.document(road_map.name, [blocks.paragraph(summary), *_figures(road_map, items, today), table])


def _figures(road_map: RoadMap, items: list[RoadMapItem], today: date) -> Iterator[blocks.Block]:
    for first in range(0, len(items), ON_ONE_PAGE):
        part = items[first : first + ON_ONE_PAGE]
        if picture := draw(road_map, part, today):
            numbers = f"{first + 1}–{first + len(part)}"
            alt = f"План и факт мероприятий {numbers}. Те же дни стоят в таблице."
            yield blocks.figure(picture, alt, f"План и факт на линии времени, мероприятия {numbers}")


def _row(item: RoadMapItem, today: date) -> list[Any]:
    return [
        item.text,
        str(item.stage) if item.stage else "не указан",
        str(item.subportfolio) if item.subportfolio else "не указан",
        str(item.responsible) if item.responsible else "не назначен",
        item.starts_on,
        item.ends_on,
        item.started_on,
        item.done_on,
        words_of(item, today),
        item.get_status_display(),
        item.expected_result,
        item.result or item.dropped_reason,
    ]
