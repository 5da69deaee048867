import django_filters
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from ui.pages import DayFilter, ListPage
from ui.templatetags.ui import page_numbers

pytestmark = pytest.mark.django_db


class KindFilter(django_filters.FilterSet):
    model = django_filters.CharFilter(label="Слово", lookup_expr="icontains")
    until = DayFilter(label="До дня", method="keep_all")

    def keep_all(self, rows, name, value):
        return rows

    class Meta:
        model = ContentType
        fields = ("model", "until")


class KindList(ListPage):
    model = ContentType
    filterset_class = KindFilter
    paginate_by = 5


def context_of(query: str = "") -> dict:
    view = KindList()
    view.setup(RequestFactory().get(f"/kinds/{query}"))
    view.object_list = view.get_queryset()
    return view.get_context_data() | {"request": view.request}


def shown(template: str, context: dict) -> str:
    return engines["django"].from_string(template).render(context)


def test_number_found_and_first_page():
    context = context_of()
    assert context["total"] == ContentType.objects.count()
    assert len(context["object_list"]) == 5
    assert not context["is_filtered"]


def test_filter_narrows_and_counts():
    context = context_of("?model=user")
    assert 0 < context["total"] < ContentType.objects.count()
    assert context["is_filtered"]


def test_page_past_the_end_is_the_last_page():
    last = context_of("?page=9999")["page_obj"]
    assert last.number == last.paginator.num_pages
    assert context_of("?page=abc")["page_obj"].number == 1
    assert context_of("?page=-1")["page_obj"].number == last.number


def test_paging_keeps_the_filters():
    text = shown('{% include "ui/pagination.html" %}', context_of("?model=e&page=2"))
    assert "model=e&amp;page=3" in text
    assert text.count('aria-current="page"') == 1


def test_paging_keeps_the_filters_even_inside_a_closed_include():
    text = shown('{% include "ui/pagination.html" with page_obj=page_obj only %}', context_of("?model=e&page=2"))
    assert "model=e&amp;page=3" in text


def test_bad_value_of_a_filter_is_named_beside_the_field_and_left_out():
    context = context_of("?model=user&until=31.02.2022")
    text = shown('{% include "ui/filter.html" with filter=filter only %}', context)
    assert text.count("Такого дня нет: 31.02.2022") == 2
    assert 'value="31.02.2022"' in text
    assert context["total"] == context_of("?model=user")["total"]


def test_filters_are_not_called_optional():
    assert "необязательно" not in shown('{% include "ui/filter.html" with filter=filter only %}', context_of())


def test_reset_is_offered_only_when_a_filter_is_used():
    template = '{% include "ui/filter.html" with filter=filter only %}'
    assert "Сбросить фильтры" not in shown(template, context_of())
    assert "Сбросить фильтры" not in shown(template, context_of("?page=2"))
    assert "Сбросить фильтры" in shown(template, context_of("?model=user"))


def test_empty_list_and_empty_search_say_different_things():
    template = (
        '{% include "ui/empty.html" with title="Решений пока нет" action_url="/new/" action_label="Добавить"'
        " is_filtered=is_filtered reset_url=reset_url only %}"
    )
    nothing = shown(template, {"is_filtered": False, "reset_url": "/kinds/"})
    assert "Решений пока нет" in nothing and "Добавить" in nothing
    searched = shown(template, context_of("?model=нетакого"))
    assert "Ничего не найдено" in searched and 'href="/kinds/"' in searched


def test_paging_marks_gaps():
    assert list(page_numbers(Paginator(range(400), 25).get_page(8))) == [1, None, 7, 8, 9, None, 16]
    assert list(page_numbers(Paginator(range(400), 25).get_page(3))) == [1, 2, 3, 4, None, 16]
    assert list(page_numbers(Paginator(range(75), 25).get_page(2))) == [1, 2, 3]
