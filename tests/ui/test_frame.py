import re
from types import SimpleNamespace

import html5lib
import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from ui.gallery import SampleForm

PAGE = (
    '{% extends "base.html" %}{% block title %}Решения{% endblock %}'
    '{% block content %}{% include "ui/error_summary.html" with form=form only %}<h1>Решения</h1>{% endblock %}'
)


def page(**context) -> str:
    return engines["django"].from_string(PAGE).render({"form": None, **context}, RequestFactory().get("/"))


def test_frame_has_its_landmarks_and_the_skip_link_comes_first():
    text = page()
    root = html5lib.parse(text, namespaceHTMLElements=False)
    assert root.get("lang") == "ru"
    first = next(link for link in root.iter("a"))
    assert first.get("href") == "#content"
    assert [len(list(root.iter(name))) for name in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]


def test_title_tells_page_and_portal_and_errors():
    assert "<title>Решения — Портал кластера</title>" in page()
    assert "<title>Ошибка: Решения — Портал кластера</title>" in page(form=SampleForm({}))
    assert "<title>Решения — Портал кластера</title>" in page(form=SampleForm())


def test_looks_of_the_person_stand_on_the_root():
    look = SimpleNamespace(theme="dark", text_size="150", spacing="wide", pictures="off")
    text = page(appearance=look)
    for attribute in ('data-theme="dark"', 'data-text-size="150"', 'data-spacing="wide"', 'data-pictures="off"'):
        assert attribute in text


def test_navigation_marks_the_current_section():
    links = [SimpleNamespace(url="/a/", label="Решения", is_current=True)]
    assert '<a href="/a/" aria-current="page">Решения</a>' in page(navigation=links)


def test_nothing_comes_from_another_host_and_nothing_is_inline():
    text = page()
    assert not re.search(r'(src|href)="(https?:)?//', text)
    assert " style=" not in text
    assert not re.search(r"<script(?![^>]*src=)", text)


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_refusals_need_nothing_from_the_view(name):
    text = render_to_string(name)
    assert len(re.findall("<h1>", text)) == 1
    assert "— Портал кластера</title>" in text


def test_confirmation_asks_before_it_acts():
    text = render_to_string(
        "ui/confirm.html", {"title": "Удалить черновик?", "action_label": "Удалить", "danger": True}
    )
    assert 'method="post"' in text
    assert "button--danger" in text
