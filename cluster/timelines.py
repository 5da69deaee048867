"""Rows of the road map as the timeline draws them and as its table reads."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString

from cluster.lags import lag_in_words
from cluster.models import RoadMap, RoadMapItem
from ui.charts import timeline
from ui.timelines import Span
from ui.words import count

ITEMS = "мероприятие,мероприятия,мероприятий"
LONGEST_LABEL = 90
Status = RoadMapItem.Status


def add_lags(items: Sequence[RoadMapItem], day: date) -> None:
    """What the templates print beside each item."""
    for item in items:
        item.is_late = item.is_overdue_on(day)  # type: ignore[attr-defined]
        item.lag_words = words_of(item, day)  # type: ignore[attr-defined]


def words_of(item: RoadMapItem, day: date) -> str:
    if item.status == Status.DROPPED:
        return "снято"
    return lag_in_words(item.lag_on(day), is_done=item.status == Status.DONE)


def draw(road_map: RoadMap, items: Sequence[RoadMapItem], day: date) -> SafeString | str:
    """Plan and fact of the items that have any day; empty when none has."""
    dated = [one for one in items if one.starts_on or one.ends_on or one.started_on or one.done_on]
    if not dated:
        return ""
    late = sum(one.is_overdue_on(day) for one in dated)
    done = sum(one.status == Status.DONE for one in dated)
    description = (
        f"{count(len(dated), ITEMS)} со сроками: выполнено {done}, срок прошёл у {late}. "
        "Те же дни и отставание стоят в таблице рядом."
    )
    title = f"План и факт: {road_map.name}"
    spans = [_span(one, day) for one in dated]
    return timeline(spans, today=day, title=title, description=description, ident="road-map-timeline")


def _span(item: RoadMapItem, day: date) -> Span:
    lag = item.lag_on(day)
    label = item.text if len(item.text) <= LONGEST_LABEL else f"{item.text[:LONGEST_LABEL].rstrip()}…"
    is_dropped = item.status == Status.DROPPED
    return Span(
        label,
        item.starts_on,
        item.ends_on,
        None if is_dropped else item.started_on,
        None if is_dropped else item.done_on,
        _short(item, lag),
        bool(lag and lag > 0),
    )


def _short(item: RoadMapItem, lag: int | None) -> str:
    """The print at the right of a bar: there is room for ten letters."""
    if lag:
        return f"{'+' if lag > 0 else '−'}{count(abs(lag), 'день,дня,дней')}"
    if item.status == Status.DONE:
        return "в срок" if lag == 0 else "сделано"
    return {Status.DROPPED: "снято", Status.RUNNING: "идёт"}.get(Status(item.status), "в плане")
