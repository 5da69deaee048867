"""Which database is used, and proof that it can do what the portal needs."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, Self
from urllib.parse import urlsplit

from bootstrap.embedded import EmbeddedPostgres
from bootstrap.failures import Failure
from bootstrap.folder import Folder

if TYPE_CHECKING:
    import psycopg

OLDEST = 140000


class Database(Protocol):
    """What commands need of a database, embedded or outside."""

    @property
    def url(self) -> str: ...

    def wait(self) -> None: ...

    def revive(self) -> bool: ...


class OutsideDatabase:
    """The server named by `DATABASE_URL`: somebody else starts and stops it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def wait(self) -> None:
        prove(self.url)

    def revive(self) -> bool:
        return False


class OwnDatabase(EmbeddedPostgres):
    """The embedded server, proven like any other: its programs may be somebody else's build one day."""

    def wait(self) -> None:
        super().wait()
        prove(self.url)


@contextmanager
def database(folder: Folder, password: str, *, wait: bool = True) -> Iterator[Database]:
    """The database of this copy for as long as the block runs; unless told not to wait, up and proven."""
    given = os.environ.get("DATABASE_URL", "").strip()
    with OutsideDatabase(given) if given else OwnDatabase(folder.postgres, password) as chosen:
        if wait:
            chosen.wait()
        yield chosen


def prove(url: str) -> None:
    """Connect and try what silently breaks elsewhere: Cyrillic without regard to case, trigrams."""
    with _connect(url) as connection:
        if connection.info.server_version < OLDEST:
            version = connection.info.server_version // 10000
            raise Failure(f"В DATABASE_URL указан PostgreSQL {version}, а нужен 14 или новее: обновите сервер.")
        _require_trigrams(connection)
        works = connection.execute(
            "select 'Ж' ilike 'ж' and lower('Ё') = 'ё' and similarity('Заявление', 'заявления') > 0.5"
        ).fetchone()
        if works != (True,):
            raise Failure(
                "База из DATABASE_URL не умеет искать по-русски без учёта регистра: создайте её заново в кодировке "
                "UTF8 с русской локалью или C.UTF-8 (createdb -T template0 -E UTF8 --locale=C.UTF-8 …)."
            )


def identity(url: str) -> str:
    """Changes when the database is another one or its tables were dropped: then set-up steps run again."""
    with _connect(url) as connection:
        row = connection.execute(
            "select (select oid from pg_database where datname = current_database()), to_regclass('django_migrations')"
        ).fetchone()
        applied = row and row[1] and connection.execute("select count(*), max(id) from django_migrations").fetchone()
    return hashlib.sha256(repr((url, row and row[0], applied)).encode()).hexdigest()


def _connect(url: str) -> "psycopg.Connection":
    import psycopg

    address = _address(url)
    try:
        return psycopg.connect(url, connect_timeout=10, autocommit=True)
    except psycopg.Error as error:
        raise Failure(
            f"База данных из DATABASE_URL недоступна ({address}): {_in_words(error)}. Проверьте, что сервер запущен, "
            "имя, пароль и база верны, или уберите DATABASE_URL — портал запустит собственную базу."
        ) from error


def _address(url: str) -> str:
    """Server, port and database without the password; refuses what is no address of a database."""
    try:
        parts = urlsplit(url)
        port = parts.port or 5432
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise Failure(
            "DATABASE_URL записан неверно: нужен вид postgres://пользователь:пароль@сервер:5432/база. "
            "Уберите переменную — и портал запустит собственную базу."
        )
    return f"{parts.hostname or 'местный сокет'}:{port}{parts.path}"


def _in_words(error: Exception) -> str:
    """Never the text of the error itself: it may repeat the password of a faulty address."""
    text = str(error)
    return next((words for sign, words in _WORDS.items() if sign in text), "сервер не принял соединение")


_WORDS = {
    "password authentication failed": "сервер не принял имя или пароль",
    "no password supplied": "сервер требует пароль",
    "refused": "по этому адресу никто не отвечает",
    "does not exist": "такой базы или роли на сервере нет",
    "timeout": "сервер не ответил за 10 секунд",
    "resolve": "такого имени сервера нет",
    "too many clients": "у сервера заняты все соединения",
}


def _require_trigrams(connection: "psycopg.Connection") -> None:
    import psycopg

    try:
        connection.execute("create extension if not exists pg_trgm")
    except psycopg.Error as error:
        raise Failure(
            "В базе из DATABASE_URL нет расширения pg_trgm, и создать его не вышло: попросите администратора "
            "сервера поставить contrib и выполнить «create extension pg_trgm»."
        ) from error
