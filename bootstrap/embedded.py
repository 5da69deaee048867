"""The embedded PostgreSQL as its users see it: `with EmbeddedPostgres(...) as server: server.wait()`."""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Self

from bootstrap.failures import Failure
from bootstrap.folder import REPOSITORY

READY_SECONDS = 90
GONE_SECONDS = 60


class EmbeddedPostgres:
    """Holds the server up from `__enter__` to `__exit__`; several holders share one server.

    Entering only sets it going; `wait` returns when it answers, and other work can be done in between.
    """

    def __init__(self, folder: Path, password: str, *, database: str = "portal") -> None:
        self._folder = folder
        self._password = password
        self._database = database
        self._users: IO[str] | None = None
        self._keeper: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._users = open(self._folder / "users.lock", "a")
        fcntl.flock(self._users, fcntl.LOCK_SH)
        if not self._keeper_is_alive():
            self._start_keeper()
        return self

    def __exit__(self, *_: object) -> None:
        """Let go; if nobody else holds the server, wait until it is gone."""
        if self._users is not None:
            self._users.close()
        limit = time.monotonic() + GONE_SECONDS
        while self._keeper_is_alive() and not self._others_hold() and time.monotonic() < limit:
            time.sleep(0.05)
        if self._keeper is not None:
            self._keeper.poll()

    @property
    def url(self) -> str:
        """Address of the server; before `wait` that of the last time, or nothing."""
        try:
            port = (self._folder / "port").read_text()
        except FileNotFoundError:
            return ""
        return f"postgres://portal:{self._password}@127.0.0.1:{port}/{self._database}"

    def revive(self) -> bool:
        """Start another keeper if the last one was killed; True when that was needed."""
        if self._keeper_is_alive():
            return False
        self.wait()
        return True

    def wait(self) -> None:
        """Until a query is answered; raise Failure with the keeper's reason when that does not come."""
        limit = time.monotonic() + READY_SECONDS
        while time.monotonic() < limit:
            if not self._keeper_is_alive() and (self._keeper is None or self._keeper.poll() is not None):
                self._require_no_failure()
                self._start_keeper()
            if self._answers():
                return
            time.sleep(0.05)
        raise Failure(f"База данных не ответила за {READY_SECONDS} с: посмотрите причину в {self._folder}/server.log.")

    def _start_keeper(self) -> None:
        with open(self._folder / "keeper.log", "ab") as log:
            self._keeper = subprocess.Popen(
                [sys.executable, "-m", "bootstrap.keeper", str(self._folder)],
                cwd=REPOSITORY,
                env={**os.environ, "POSTGRES_PASSWORD": self._password},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _require_no_failure(self) -> None:
        if self._keeper is not None and self._keeper.poll() is not None:
            left = self._folder / "failure"
            if left.exists():
                raise Failure(left.read_text(encoding="utf-8"))

    def _keeper_is_alive(self) -> bool:
        return not _can_lock(self._folder / "keeper.lock", fcntl.LOCK_EX)

    def _others_hold(self) -> bool:
        users = self._folder / "users.lock"
        return not _can_lock(users, fcntl.LOCK_EX) and _can_lock(users, fcntl.LOCK_SH)

    def _answers(self) -> bool:
        """Only a query proves that the server is up: a pid file may name any process."""
        import psycopg

        if not self.url:
            return False
        try:
            server = self.url.rpartition("/")[0] + "/postgres"
            with psycopg.connect(server, connect_timeout=3, autocommit=True) as connection:
                found = connection.execute("select 1 from pg_database where datname = %s", [self._database]).fetchone()
                if not found:
                    connection.execute(f'create database "{self._database}"')
        except (psycopg.OperationalError, psycopg.errors.DuplicateDatabase, OSError):
            return False
        return True


def _can_lock(path: Path, kind: int) -> bool:
    try:
        with open(path, "a") as file:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
