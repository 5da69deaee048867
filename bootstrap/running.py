"""`portal.py run`: the whole portal until Ctrl-C."""

import fcntl
import http.client
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bootstrap.databases import database
from bootstrap.failures import Failure
from bootstrap.folder import Folder
from bootstrap.preparation import is_prepared, prepare
from bootstrap.secret_keys import secret_keys
from bootstrap.services import services, surroundings
from bootstrap.supervisor import Service, Supervisor
from bootstrap.voice import Say, aloud

READY_SECONDS = 90
PASSWORD = "demo-portal-2026"  # noqa: S105 (printed on purpose: accounts of the demonstration region)
ACCOUNTS = {
    "coordinator@demo.example": "координатор кластера",
    "methodologist@demo.example": "методист мониторинга",
    "operator@demo.example": "оператор муниципалитета",
    "employer@demo.example": "работодатель-партнёр",
    "college@demo.example": "специалист колледжа",
    "graduate@demo.example": "выпускник",
    "admin@demo.example": "администратор",
}


# What the pages of the demonstration region say about themselves; a real portal is told its own.
DEMONSTRATION = {
    "DEMONSTRATION": "1",
    "PORTAL_REGION": "Учебный регион",
    "CONTACT_PERSON": "Томилина Вера Олеговна, центр карьеры колледжа «Томский маяк» (вымышленный человек)",
    "CONTACT_PHONE": "+7 000 000-00-00",
    "CONTACT_HOURS": "По будням с 9 до 18 часов",
    "CONTACT_EMAIL": "college@demo.example",
}


def run(folder: Folder, *, port: int, demonstration: bool, say: Say = aloud) -> int:
    """Set up what changed, start everything, say when it is ready, stop it all at the first signal."""
    try:
        with _only_run(folder, port):
            _run(folder, port, demonstration, say)
    except KeyboardInterrupt:
        say("Портал остановлен.")
    return 0


def _run(folder: Folder, port: int, demonstration: bool, say: Say) -> None:
    keys = secret_keys(folder)
    with database(folder, keys["POSTGRES_PASSWORD"], wait=False) as chosen:
        likely_ready = is_prepared(folder) and bool(chosen.url)
        if not likely_ready:
            chosen.wait()
        environment = surroundings(folder, keys, chosen.url, port=port)
        web, *background = services(port)
        supervisor = Supervisor([web], folder, environment, chosen, say)
        supervisor.sweep_predecessor()
        require_free(port)
        try:
            if likely_ready:
                # The web loads for seconds before it asks the database anything: both come up side by side.
                supervisor.start()
                chosen.wait()
            if environment["DATABASE_URL"] != chosen.url:
                supervisor.stop()
                environment["DATABASE_URL"] = chosen.url
            prepare(folder, environment, demonstration=demonstration, say=say, before=supervisor.stop)
            _wait_until_ready(supervisor, web, folder, port)
            # Only now, so that they do not slow down the pages somebody waits for; work ordered meanwhile is kept.
            supervisor.add(background)
            _announce(port, demonstration, say)
            while True:
                time.sleep(0.5)
                supervisor.tick()
        except KeyboardInterrupt:
            say("Останавливаем портал…")
            raise
        finally:
            supervisor.stop()


def _wait_until_ready(supervisor: Supervisor, web: Service, folder: Folder, port: int) -> None:
    limit = time.monotonic() + READY_SECONDS
    while time.monotonic() < limit and web.deaths < 3:
        supervisor.tick()
        if _is_healthy(port):
            return
        time.sleep(0.1)
    raise Failure(f"Портал не начал отвечать: посмотрите причину в {web.log(folder)}.")


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status == 200
    except (http.client.HTTPException, OSError):
        return False
    finally:
        connection.close()


def _announce(port: int, demonstration: bool, say: Say) -> None:
    say(f"Портал готов: http://127.0.0.1:{port}/")
    if demonstration:
        say(f"Учебные учётные записи, пароль у всех {PASSWORD}:")
        for email, role in ACCOUNTS.items():
            say(f"  {email:<28} {role}")
    say("Остановить — Ctrl-C.")


def require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise Failure(f"Порт {port} доступен только администратору: выберите другой, --port 8000.") from error
        except (OSError, OverflowError) as error:
            raise Failure(
                f"Порт {port} занят другой программой: освободите его или выберите другой, "
                f"например python3 portal.py run --port {port + 1}"
            ) from error


@contextmanager
def _only_run(folder: Folder, port: int) -> Iterator[None]:
    """One running portal per data folder; the kernel drops the lock with its holder."""
    with open(folder.state / "run.lock", "a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise Failure(
                f"Портал с папкой данных {folder.root} уже запущен ({lock.read().strip()}): остановите его или "
                "запустите второй с другой папкой: PORTAL_DATA=… python3 portal.py run --port …"
            ) from error
        lock.truncate(0)
        lock.write(f"процесс {os.getpid()}, http://127.0.0.1:{port}/")
        lock.flush()
        yield
