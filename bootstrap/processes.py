"""Operating system side of child processes: none may outlive its parent or be mistaken for a stranger.

Three nets, each for what the one before lets through: a child gets a signal when its parent dies; each child leads
its own process group, swept when the leader ends; a ledger lets the next start sweep what a `kill -9` left.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def dying_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends the signal when the parent is gone, even by `kill -9` (Linux only)."""
    parent = os.getpid()

    def arrange() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, int(death_signal))
            if os.getppid() != parent:
                os._exit(1)

    return arrange


def stop_on_signals() -> None:
    """A polite kill and a closed terminal end like Ctrl-C: with every `finally` on the way."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for order in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(order, stop)


@contextmanager
def ended_with_us(process: "subprocess.Popen[Any]") -> Iterator[None]:
    """Whatever interrupts the block interrupts the process too, instead of waiting for its end."""
    try:
        yield
    except BaseException:
        process.terminate()
        raise


def is_alive(pid: int) -> bool:
    """A zombie counts as dead: it does nothing any more."""
    return _stat(pid)[:1] not in ([], ["Z"])


def started_at(pid: int) -> str:
    """Start moment as the system tells it; number and moment together name one process for ever."""
    fields = _stat(pid)
    return fields[19] if len(fields) > 19 else ""


def group_members(group: int) -> list[int]:
    if sys.platform == "linux":
        numbers = [int(name) for name in os.listdir("/proc") if name.isdigit()]
        return [pid for pid in numbers if _group(pid) == group and is_alive(pid)]
    listing = subprocess.run(["ps", "-axo", "pid=,pgid="], capture_output=True, text=True).stdout
    pairs = [line.split() for line in listing.splitlines()]
    return [int(pid) for pid, pgid in pairs if int(pgid) == group]


def kill_group(group: int, *, seconds: float = 10) -> None:
    """Kill every member and wait until none is left."""
    limit = time.monotonic() + seconds
    while group_members(group) and time.monotonic() < limit:
        try:
            os.killpg(group, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
        time.sleep(0.02)


class Ledger:
    """Groups started by a supervisor, written down so that its successor can find them."""

    def __init__(self, path: Path, marker: str) -> None:
        self._path = path
        self._marker = marker
        self._started: dict[int, str] = {}

    def add(self, pid: int) -> None:
        self._started[pid] = started_at(pid)
        self._write()

    def remove(self, pid: int) -> None:
        self._started.pop(pid, None)
        self._write()

    def sweep_predecessor(self) -> int:
        """Kill what a killed predecessor left running; return how many groups there were."""
        try:
            recorded = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return 0
        left = [int(pid) for pid, moment in recorded.items() if self._is_ours(int(pid), moment)]
        for group in left:
            kill_group(group)
        self._write()
        return len(left)

    def _is_ours(self, group: int, moment: str) -> bool:
        # A number may belong to a stranger by now: the leader must have started at the recorded moment, and when
        # only its children are left, one of them must carry the marker of this data folder.
        if is_alive(group):
            return started_at(group) == moment
        return any(self._marker in _environment(pid) for pid in group_members(group))

    def _write(self) -> None:
        draft = self._path.with_suffix(".new")
        draft.write_text(json.dumps(self._started), encoding="utf-8")
        draft.replace(self._path)


def _stat(pid: int) -> list[str]:
    """Fields of the process from its state on (third field of `/proc/PID/stat`)."""
    if sys.platform != "linux":
        command = ["ps", "-o", "stat=,lstart=", "-p", str(pid)]
        state, _, moment = subprocess.run(command, capture_output=True, text=True).stdout.strip().partition(" ")
        return [state[:1], *[""] * 18, moment] if state else []
    try:
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def _group(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[2]) if len(fields) > 2 else -1


def _environment(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/environ").read_text(errors="replace").split("\0")
    except OSError:
        return []
