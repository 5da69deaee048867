"""The whole portal for browser tests: an own database, gunicorn, a Celery worker and the scheduler."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.schema import template

ROOT = Path(__file__).resolve().parent.parent.parent
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser_path() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Stand:
    """Start with `start()`, leave with `stop()`: nothing stays behind."""

    def __init__(self, folder: Path, suffix: str) -> None:
        base = urlsplit(os.environ["DATABASE_URL"])
        self.name = f"test_browser_{suffix}"
        self.server = urlunsplit(base._replace(path="/postgres"))
        self.url = f"http://127.0.0.1:{free_port()}"
        self.folder = folder
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": urlunsplit(base._replace(path=f"/{self.name}")),
            "PORTAL_DATA": str(folder),
            "SECRET_KEY": "browser-tests-" + "x" * 50,
            "PROTECTED_DATA_KEYS": "dGVzdHMtb25seS1rZXktMDEyMzQ1Njc4OTAxMjM0NTY=",
            "BASE_URL": self.url,
            "LOGIN_RATE_LIMIT": "1000/m/ip",
            "BROKER_URL": "",
            "DEBUG": "0",
        }
        self.processes: list[subprocess.Popen] = []

    def start(self) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{template()}"')
        for command in ("demonstration", "collectstatic --no-input"):
            self._manage(command)
        port = self.url.rsplit(":", 1)[1]
        self._launch("gunicorn", "config.wsgi", "-b", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4")
        self._launch("celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "WARNING")
        self._launch("manage.py", "scheduler")
        self._wait()

    def stop(self) -> None:
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                continue
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _manage(self, command: str) -> None:
        call = [sys.executable, "manage.py", *command.split()]
        subprocess.run(call, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def _launch(self, program: str, *arguments: str) -> None:
        command = [sys.executable, program] if program.endswith(".py") else [sys.executable, "-m", program]
        with (self.folder / f"{Path(program).stem}.log").open("ab") as log:
            process = subprocess.Popen(
                [*command, *arguments], cwd=ROOT, env=self.environment, start_new_session=True, stdout=log, stderr=log
            )
        self.processes.append(process)

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/health/", timeout=2)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError((self.folder / "gunicorn.log").read_text(encoding="utf-8")[-2000:])
