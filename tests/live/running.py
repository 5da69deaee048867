"""A portal started by `portal.py run`, and every process that belongs to its data folder."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bootstrap.processes import is_alive
from tests.bootstrap.calling import ROOT, surroundings


class RunningPortal:
    """Started on entering, with what it said until it was ready; killed on leaving if the test has not stopped it."""

    def __init__(self, data: Path, *options: str) -> None:
        self.data = data
        self.port = free_port()
        self._options = options
        self.said: list[str] = []
        self.seconds = 0.0

    def __enter__(self) -> "RunningPortal":
        begun = time.monotonic()
        command = [sys.executable, str(ROOT / "portal.py"), "run", "--port", str(self.port), *self._options]
        self.process = subprocess.Popen(
            command,
            env=surroundings(self.data),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        for line in self.process.stdout or ():
            self.said.append(line.rstrip())
            if line.startswith("Портал готов: "):
                self.seconds = time.monotonic() - begun
            if line.startswith("Остановить"):
                return self
        self.__exit__()
        raise AssertionError("\n".join(self.said))

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def processes(self, pattern: str = "") -> dict[int, str]:
        """Living processes of this data folder by number, with their command line."""
        return {pid: line for pid, line in _of_folder(self.data).items() if re.search(pattern, line)}

    def interrupt(self) -> str:
        """Ctrl-C; returns what was said after the portal was ready."""
        self.process.send_signal(signal.SIGINT)
        rest = self.process.stdout.read() if self.process.stdout else ""
        self.process.wait(timeout=60)
        return rest


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def wait_until(condition: Callable[[], object], seconds: float = 30) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.1)
    return False


def _of_folder(data: Path) -> dict[int, str]:
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or not is_alive(int(entry.name)):
            continue
        try:
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            marked = f"PORTAL_DATA={data}".encode() in (entry / "environ").read_bytes().split(b"\0")
            # Backends of PostgreSQL overwrite their environment, but they work inside the data folder.
            if marked or (entry / "cwd").resolve().is_relative_to(data):
                found[int(entry.name)] = line
        except OSError:
            continue
    return found
