"""Every URL × every role is written down and holds."""

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.registry import EMAILS, FOREIGN, address, all_routes, url_names
from tests.routes import Route

ROUTES = all_routes()


def _ask(client: Client, route: Route) -> int:
    """Status of one visit; what the visit changed is rolled back."""
    url = address(route)
    with transaction.atomic():
        response = client.post(url, route.data()) if route.method == "post" else client.get(url)
        status = response.status_code
        response.close()
        transaction.set_rollback(True)
    return status


def _label(route: Route) -> str:
    return f"{route.name}{route.query}:{route.method}"


def test_every_url_is_written_down():
    written = {route.name for route in ROUTES}
    answered = {name for name in url_names() if not name.startswith(FOREIGN)}
    assert answered - written == set(), "У этих адресов нет строки в tests/<app>/routes.py"
    assert written - answered == set(), "Эти строки описывают адреса, которых больше нет"


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES, ids=_label)
def test_stranger_meets_the_sign_in_page_or_a_public_page(route):
    client = Client()
    url = address(route)
    response = client.post(url, route.data()) if route.method == "post" else client.get(url)
    response.close()
    if route.public:
        assert response.status_code in (200, 302), response.status_code
        assert "/account/login/" not in response.headers.get("Location", "")
    else:
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/account/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("route", ROUTES, ids=_label)
def test_each_role_meets_what_is_written(route, role, client_of):
    status = _ask(client_of(User.objects.get(email=EMAILS[role])), route)
    if route.public or role in route.roles:
        assert status in (200, 302), f"{role}: {status}"
    elif role in route.foreign:
        assert status == 404, f"{role}: {status}"
    else:
        assert status == 403, f"{role}: {status}"


@pytest.mark.django_db
@pytest.mark.parametrize("route", [route for route in ROUTES if route.method == "post"], ids=_label)
def test_reading_an_action_changes_nothing(route, client_of):
    role = next(iter(route.roles), Role.COORDINATOR)
    status = client_of(User.objects.get(email=EMAILS[role])).get(address(route)).status_code
    assert status in (200, 302, 405), status
