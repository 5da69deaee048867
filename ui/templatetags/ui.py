"""Tags of every page: words beside numbers, days, problems of a form, paging, steps of the heat map."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.template import Context

from ui import words
from ui.charts import heat_step

register = template.Library()

LONG_LABEL = 50  # letters that still fit a column of choices in two lines


@register.filter
def plural(number: Any, forms: str) -> str:
    return words.plural(_number(number), forms)


@register.filter
def count(number: Any, forms: str) -> str:
    return words.count(_number(number), forms)


@register.filter
def number(value: Any) -> str:
    return "" if value is None or value == "" else words.figure(value)


@register.filter
def day(value: date | None) -> str:
    return words.day_in_words(value) if value else ""


@register.filter
def span(first: date | None, last: date | None) -> str:
    return words.span_in_words(first, last) if first else ""


@register.filter
def quoted(text: Any) -> str:
    return words.in_quotes(str(text)) if text else ""


@register.filter
def moment(value: datetime | None) -> str:
    return words.moment_in_words(value) if value else ""


@register.filter
def heat(score: Any) -> str:
    """Classes of a heat-map cell for a score of 0–100; None is «no data»."""
    step = heat_step(score)
    return f"heat heat--{step or 'none'}"


@register.filter
def has_long_labels(groups: Any) -> bool:
    """Whether any choice of a group is a sentence: sentences stand one below another, words in columns."""
    return any(len(str(option["label"])) > LONG_LABEL for _, options, _ in groups for option in options)


@dataclass(frozen=True)
class Problem:
    text: str
    anchor: str = ""


@register.filter
def problems(form: BaseForm | BaseFormSet | None) -> list[Problem]:
    """What is wrong with a form, in the order of its fields; each problem knows the control to go to."""
    if isinstance(form, BaseFormSet):
        of_rows = [problem for row in form.forms for problem in problems(row)]
        return [*(Problem(str(text)) for text in form.non_form_errors()), *of_rows]
    if not isinstance(form, BaseForm) or not form.errors:
        return []
    found = [Problem(str(text)) for text in form.non_field_errors()]
    for field in form:
        anchor = "" if field.is_hidden else first_control(field)
        found += [Problem(str(text), anchor) for text in field.errors]
    return found


def first_control(field: BoundField) -> str:
    """Groups of radios or boxes have no control of their own: the summary leads to the first one in the group."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def page_numbers(page: Page) -> Iterator[int | None]:
    """Numbers around the current page with the first and the last; None marks a gap."""
    last = page.paginator.num_pages
    shown = sorted({1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)})
    for before, current in zip([0, *shown], shown, strict=False):
        if current - before == 2:
            yield current - 1
        elif current - before > 2:
            yield None
        yield current


@register.simple_tag(takes_context=True)
def page_link(context: Context, page: int) -> str:
    """Address of another page of the list with the filters kept."""
    request = context.get("request")
    kept = request.GET.urlencode() if request else getattr(context.get("page_obj"), "kept_query", "")
    query = QueryDict(kept, mutable=True)
    query["page"] = str(page)
    return "?" + query.urlencode()


def _number(value: Any) -> Any:
    """Lists are counted, figures that came as text are read, nothing is zero."""
    if value is None or isinstance(value, str):
        return int(value or 0)
    return len(value) if hasattr(value, "__len__") else value
