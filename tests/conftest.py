from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from accounts.models import User
from tests.schema import template

# How long a case takes says something of the machine, not of the code: speed belongs to `bench/`.
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Every worker copies one migrated database instead of building its own."""
    connection.settings_dict["TEST"]["TEMPLATE"] = template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database holds the demonstration region, so that every page has something to show."""
    with django_db_blocker.unblock():
        # Without a test that marks its need of a database the plugin sets up none: never fill the real one.
        assert connection.settings_dict["NAME"].startswith("test_"), "это не тестовая база"
        call_command("demonstration")


@pytest.fixture
def people(db) -> SimpleNamespace:
    """One demonstration account per role: `people.coordinator`, `people.employer` and so on."""
    return SimpleNamespace(**{user.role: user for user in User.objects.filter(email__endswith="@demo.example")})


@pytest.fixture
def client_of():
    """A signed-in client of a user."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
