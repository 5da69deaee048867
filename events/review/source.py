"""The source text with its words marked: nested spans with anchors, and a way back to the field from each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from events.review.marks import Mark
from events.review.parts import Part

Row = dict[str, Any]
GAP = mark_safe('<span class="source-gap">[…]</span>\n')


@dataclass(frozen=True)
class Window:
    """The piece of the source a part of the review is about; all windows together are the whole source."""

    start: int
    end: int

    def holds(self, position: int) -> bool:
        return self.start <= position < self.end


def windows(parts: list[Part], marks: dict[str, Mark], text: str) -> list[Window]:
    """Each window begins where the decisions of the part before it end."""
    found: list[Window] = []
    start = 0
    for part in parts:
        last = part is parts[-1]
        ends = [
            marks[f"decisions-{row['key']}-text"].end
            for section in part.sections
            for row in section.decisions
            if f"decisions-{row['key']}-text" in marks
        ]
        end = len(text) if last else max([start, *ends])
        end = len(text) if last else _line_end(text, end)
        found.append(Window(start, end))
        start = end
    return found


def source_html(text: str, marks: Iterable[Mark], unparsed: Iterable[Row], window: Window) -> SafeString:
    """Lines of the window and, before or after it, those lines whose words belong to fields of this part."""
    spans = [_Span(one.start, one.end, one) for one in marks]
    spans += [_Span(one["start"], one["end"]) for one in unparsed if window.holds(one["start"])]
    spans.sort(key=lambda span: (span.start, -span.end))
    ranges = _ranges(text, spans, window)
    pieces = []
    for index, (start, end) in enumerate(ranges):
        if index or start > 0:
            pieces.append(GAP)
        inside = [span for span in spans if start <= span.start < end]
        pieces.append(_nested(text, start, end, inside))
    if ranges and text[ranges[-1][1] :].strip():
        pieces.append(GAP)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    mark: Mark | None = None
    is_rest: bool = False

    def wrap(self, inside: SafeString) -> SafeString:
        if self.is_rest:
            return inside
        if self.mark is None:
            back = format_html('<a class="source-back" href="#spare-{}">к списку неразобранного</a>', self.start)
            return format_html('<mark id="span-{}" class="source-span">{}{}</mark>', self.start, inside, back)
        back = format_html('<a class="source-back" href="#{}">к полю «{}»</a>', self.mark.back, self.mark.label)
        return format_html('<span id="{}" class="source-span">{}{}</span>', self.mark.anchor, inside, back)


def _nested(text: str, start: int, end: int, spans: list[_Span]) -> SafeString:
    """Spans inside spans; one that crosses the end of another is cut there and keeps its anchor on the first piece."""
    pieces, at, queue = [], start, list(spans)
    while queue:
        span = queue.pop(0)
        first, last = max(span.start, at), min(span.end, end)
        if first >= last:
            continue
        inner = [one for one in queue if one.start < last]
        queue = [one for one in queue if one.start >= last]
        crossing = [one for one in inner if one.end > last]
        queue = [replace(one, start=last, is_rest=True) for one in crossing] + queue
        pieces += [_plain(text[at:first]), span.wrap(_nested(text, first, last, inner))]
        at = last
    pieces.append(_plain(text[at:end]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _plain(text: str) -> SafeString:
    return format_html("{}", text)


def _ranges(text: str, spans: list[_Span], window: Window) -> list[tuple[int, int]]:
    """Whole lines, in order, joined where they touch."""
    wanted = [(window.start, window.end)] if window.end > window.start else []
    wanted += [(_line_start(text, span.start), _line_end(text, span.end)) for span in spans]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _line_end(text: str, position: int) -> int:
    found = text.find("\n", position)
    return len(text) if found < 0 else found + 1
