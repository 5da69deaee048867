"""List pages: filters as a GET form, number found, paging that keeps the filters."""

from typing import Any

import django_filters
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.views.generic import ListView

from ui.days import DayField


class DayFilter(django_filters.DateFilter):
    """A day in a filter: read as generously as in forms."""

    field_class = DayField


class ListPage(ListView):
    """A list with filters on top.

    Set `model` or `queryset`, `template_name`, `filterset_class`; narrow the rows in `get_queryset`.
    The template gets `filter`, `page_obj`, `total` (number found), `is_filtered`, `reset_url` and the rows.
    A bad value of a filter shows its error beside the field and is left out; a page past the end is the last page.
    """

    filterset_class: type[django_filters.FilterSet] | None = None
    paginate_by = 25

    def get_queryset(self) -> QuerySet[Any]:
        rows = super().get_queryset()
        return rows if rows.ordered else rows.order_by("pk")

    def get_context_data(self, *, object_list: Any = None, **kwargs: Any) -> dict[str, Any]:
        rows = object_list if object_list is not None else self.object_list
        filterset = self.filterset_class and self.filterset_class(
            self.request.GET or None, queryset=rows, request=self.request
        )
        self.object_list = filterset.qs if filterset else rows
        context = super().get_context_data(object_list=self.object_list, **kwargs)
        is_filtered = bool(filterset and _is_used(filterset))
        if filterset:
            filterset.is_used = is_filtered  # type: ignore[attr-defined]
        page: Page = context["page_obj"]
        page.kept_query = self._query_without_page()  # type: ignore[attr-defined]
        return {
            "filter": filterset,
            "total": page.paginator.count,
            "is_filtered": is_filtered,
            "reset_url": self.request.path,
            **context,
        }

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()

    def _query_without_page(self) -> str:
        query = self.request.GET.copy()
        query.pop(self.page_kwarg, None)
        return query.urlencode()


def _is_used(filterset: django_filters.FilterSet) -> bool:
    if not filterset.is_bound:
        return False
    return bool(filterset.form.errors) or any(map(_is_given, filterset.form.cleaned_data.values()))


def _is_given(value: Any) -> bool:
    return value.exists() if isinstance(value, QuerySet) else value not in (None, "", [], ())
