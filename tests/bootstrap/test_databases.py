"""The start refuses a database in which Russian search would be broken without a word."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from bootstrap.databases import identity, prove
from bootstrap.failures import Failure
from tests.bootstrap.test_failures import SERVER

NAME = f"bootstrap_probe_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
URL = urlunsplit(urlsplit(SERVER)._replace(path=f"/{NAME}"))


@pytest.fixture
def database(request) -> Iterator[str]:
    """A new database of the wanted locale."""
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(NAME))
    create = sql.SQL("create database {} template template0 encoding 'UTF8' ").format(sql.Identifier(NAME))
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(drop)
        server.execute(create + sql.SQL(request.param))
        yield URL
        server.execute(drop)


RUSSIAN = "locale_provider builtin builtin_locale 'C.UTF-8' lc_ctype 'C.UTF-8' lc_collate 'C.UTF-8'"
BROKEN = "locale_provider libc lc_ctype 'C' lc_collate 'C'"


@pytest.mark.parametrize("database", [BROKEN], indirect=True)
def test_database_without_russian_is_refused(database):
    with pytest.raises(Failure, match="не умеет искать по-русски"):
        prove(database)


@pytest.mark.parametrize("database", [RUSSIAN], indirect=True)
def test_database_is_another_one_after_its_tables_change(database):
    prove(database)
    before = identity(database)
    assert identity(database) == before
    with psycopg.connect(database) as connection:
        connection.execute("create table django_migrations (id int)")
    assert identity(database) != before
