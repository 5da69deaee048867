"""An empty database with every migration applied, built once and copied: building it takes longer than most tests.

PostgreSQL copies a database in a moment (`CREATE DATABASE … TEMPLATE …`). The name carries a hash of all migrations,
so that a changed one makes a new copy; the former ones are dropped.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "portal_schema_"
LOCK = 7_410_203  # any number nobody else takes


def server() -> str:
    """Address of the database `postgres` on the server of the tests."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))


def template() -> str:
    """Name of the migrated database; whoever asks first builds it, the others wait."""
    name = PREFIX + _fingerprint()
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
        found = connection.execute("select datname from pg_database where datname like %s", [PREFIX + "%"]).fetchall()
        known = {row[0] for row in found}
        if name not in known:
            for former in known:
                connection.execute(f'drop database if exists "{former}" with (force)')
            _build(connection, name)
    return name


def _build(connection: psycopg.Connection, name: str) -> None:
    """Under another name first: what a broken build leaves is never taken for a ready one."""
    unfinished = f"unfinished_{name}"
    connection.execute(f'drop database if exists "{unfinished}" with (force)')
    connection.execute(f'create database "{unfinished}"')
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{unfinished}"))
    environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    connection.execute(f'alter database "{unfinished}" rename to "{name}"')


def _fingerprint() -> str:
    """Changes with any migration of the project and with any package that brings migrations of its own."""
    digest = hashlib.sha256((ROOT / "requirements-dev.lock").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
