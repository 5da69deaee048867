"""Every page: one h1, own title, landmarks, labels, tables with caption and scope, a bound on queries."""

import os
import re

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from tests.registry import EMAILS, address, all_routes

MOST_QUERIES = 12
PAGES = [route for route in all_routes() if route.template == "page" and route.method == "get"]
VISITS = [
    pytest.param(route, role, id=f"{route.name}{route.query}-{role}")
    for route in PAGES
    for role in (sorted(route.roles) if route.roles else [None])
]


def _open(route, role, client, client_of):
    visitor = client_of(User.objects.get(email=EMAILS[Role(role)])) if role else client
    url = address(route)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = visitor.get(url)
    assert response.status_code == 200
    return response.content.decode(), queries


def _keep_count(line):
    """QUERY_REPORT=file gathers the number of queries of every page."""
    if "QUERY_REPORT" in os.environ:
        with open(os.environ["QUERY_REPORT"], "a", encoding="utf-8") as report:
            report.write(line + "\n")


def _tree(text):
    return html5lib.parse(text, namespaceHTMLElements=False)


def _words(element):
    return "".join(element.itertext()).strip()


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "role"), VISITS)
def test_page_is_whole(route, role, client, client_of):
    text, queries = _open(route, role, client, client_of)
    _keep_count(f"{len(queries)} {route.name} {role or 'public'}")
    assert len(queries) <= MOST_QUERIES, "\n".join(query["sql"][:200] for query in queries)
    tree = _tree(text)
    assert tree.get("lang") == "ru"
    assert len(list(tree.iter("h1"))) == 1
    assert _words(tree.find(".//h1"))
    title = _words(tree.find(".//title"))
    assert title.endswith("Портал кластера"), title
    assert len(title) > len(" — Портал кластера"), title
    for landmark in ("header", "main", "footer"):
        assert tree.find(f".//{landmark}") is not None, landmark
    _check_forms(tree)
    _check_fields(tree)
    _check_tables(tree)
    _check_ids(tree)
    assert not re.search(r"<(script)(?![^>]*(src=|application/(ld\+)?json))", text), "inline script"
    assert ' style="' not in text, "inline style"
    assert not re.search(r'(?:src|href)="https?://(?!127\.0\.0\.1|localhost)[^"]*\.(?:js|css|woff2?)"', text)


def _check_forms(tree):
    """A form that changes data carries its token: a part included with `only` loses it unless it is handed on."""
    for form in tree.iter("form"):
        if (form.get("method") or "get").lower() == "post":
            names = {field.get("name") for field in form.iter("input")}
            assert "csrfmiddlewaretoken" in names, form.get("action")


def _check_fields(tree):
    labelled = {label.get("for") for label in tree.iter("label")}
    wrapped = {id(field) for label in tree.iter("label") for field in label.iter() if field is not label}
    for tag in ("input", "select", "textarea"):
        for field in tree.iter(tag):
            if field.get("type") in ("hidden", "submit", "button"):
                continue
            named = field.get("id") in labelled or id(field) in wrapped or field.get("aria-label")
            assert named or field.get("aria-labelledby"), f"field without a label: {field.attrib}"


def _check_tables(tree):
    for table in tree.iter("table"):
        caption = table.find("caption")
        assert caption is not None and _words(caption), "table without a caption"
        heads = list(table.iter("th"))
        assert heads, "table without heads"
        assert all(head.get("scope") in ("col", "row", "colgroup", "rowgroup") for head in heads)


def _check_ids(tree):
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    twice = {name for name in ids if ids.count(name) > 1}
    assert not twice, f"the same id twice: {twice}"


@pytest.mark.django_db
def test_titles_tell_pages_apart(client, client_of):
    titles = {}
    for route in PAGES:
        role = next(iter(sorted(route.roles)), None)
        text, _ = _open(route, role, client, client_of)
        title = re.search(r"<title>(.*?)</title>", text, re.S).group(1)
        assert titles.setdefault(title, route.name) == route.name, f"{title}: {titles[title]} и {route.name}"
