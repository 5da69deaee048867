"""Starts the services, restarts one that dies, stops all of them.

Own code instead of a process manager: the ready ones stop everything when one process ends.
"""

import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from bootstrap.databases import Database
from bootstrap.failures import Failure
from bootstrap.folder import REPOSITORY, Folder
from bootstrap.processes import Ledger, dying_with_parent, kill_group
from bootstrap.voice import Say

STEADY_SECONDS = 30
LONGEST_PAUSE = 30
STOP_SECONDS = 12
LOG_BYTES = 10 * 2**20


@dataclass
class Service:
    """One long-running command and the memory of its deaths."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0
    deaths: int = 0
    next_start: float = 0

    def log(self, folder: Folder) -> Path:
        return folder.logs / f"{self.name}.log"


class Supervisor:
    """Keeps services running until told to stop; the ledger names their process groups to a successor."""

    def __init__(
        self, services: list[Service], folder: Folder, environment: dict[str, str], database: Database, say: Say
    ) -> None:
        self._services = services
        self._folder = folder
        self._environment = environment
        self._database = database
        self._say = say
        self._ledger = Ledger(folder.state / "processes.json", f"PORTAL_DATA={folder.root}")
        self._impatient = False

    def sweep_predecessor(self) -> int:
        return self._ledger.sweep_predecessor()

    def add(self, services: list[Service]) -> None:
        self._services.extend(services)
        self.tick()

    def start(self) -> None:
        """Start what is due."""
        for service in self._services:
            if service.process is None and time.monotonic() >= service.next_start:
                self._start(service)

    def tick(self) -> None:
        """Look at everything once: start what is due, note what died, revive the database."""
        if self._database.revive():
            self._say("База данных прервалась и запущена снова.")
            if self._database.url != self._environment["DATABASE_URL"]:
                raise Failure("Порт базы данных заняла другая программа, база переехала: запустите портал снова.")
        for service in self._services:
            if service.process is not None and service.process.poll() is not None:
                self._note_death(service, service.process)
        self.start()

    def stop(self) -> None:
        """Ask every service to finish, kill what does not; a second signal kills at once."""
        before = {order: signal.signal(order, self._hurry) for order in (signal.SIGINT, signal.SIGTERM)}
        running = [service.process for service in self._services if service.process is not None]
        for process in running:
            process.terminate()
        limit = time.monotonic() + STOP_SECONDS
        while any(process.poll() is None for process in running) and time.monotonic() < limit and not self._impatient:
            time.sleep(0.05)
        for process in running:
            kill_group(process.pid)
            process.wait()
            self._ledger.remove(process.pid)
        for service in self._services:
            service.process = None
        for order, handler in before.items():
            signal.signal(order, handler)

    def _hurry(self, *_: object) -> None:
        self._impatient = True

    def _start(self, service: Service) -> None:
        path = service.log(self._folder)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
        with open(path, "ab") as log:
            service.process = subprocess.Popen(
                service.command,
                cwd=REPOSITORY,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dying_with_parent(signal.SIGTERM),
            )
        service.started = time.monotonic()
        self._ledger.add(service.process.pid)

    def _note_death(self, service: Service, process: subprocess.Popen[bytes]) -> None:
        kill_group(process.pid)
        self._ledger.remove(process.pid)
        service.process = None
        if time.monotonic() - service.started > STEADY_SECONDS:
            service.deaths = 0
        pause = min(2**service.deaths - 1, LONGEST_PAUSE)
        service.deaths += 1
        service.next_start = time.monotonic() + pause
        self._say(
            f"Процесс {service.name} завершился ({_ending(process.returncode)}), запускаем снова"
            f"{f' через {pause} с' if pause else ''}; журнал: {service.log(self._folder)}"
        )


def _ending(code: int) -> str:
    return f"сигнал {-code}" if code < 0 else f"код {code}"
