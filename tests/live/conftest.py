"""Tests with real processes see rows only when they are committed, so they carry no database mark; the plugin then
sets up no test database at all, and this fixture does it."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.schema import template


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = template()
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
        call_command("demonstration")
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)
