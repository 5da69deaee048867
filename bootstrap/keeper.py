"""Keeper of the embedded PostgreSQL: runs the server for as long as anybody holds the users' lock.

A separate process, `python -m bootstrap.keeper FOLDER`, because the server is shared: `run`, `test` and `manage` may
come and go in any order. The kernel drops a lock with its holder, so even users killed by -9 are noticed, and the last
one to leave stops the server without having to know that it is the last.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

from bootstrap.failures import Failure, explain
from bootstrap.postgres_binaries import LOCALE, Launch, folder_of_binaries, way_to_launch
from bootstrap.processes import dying_with_parent, is_alive

GIVE_UP_SECONDS = 60
STEADY_SECONDS = 10
STOP_SECONDS = 30


class Keeper:
    """Makes the cluster once, then starts, watches and stops its server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = 0
        self.server: subprocess.Popen[bytes] | None = None
        self.launch = Launch()

    def keep(self, users: IO[str]) -> None:
        """Serve until nobody holds the users' lock; raise Failure when the server does not come up."""
        self.launch = way_to_launch(self.folder)
        if not self.data.exists():
            self._make_cluster()
        self._require_same_version()
        self._stop_orphan()
        self.port = self._choose_port()
        failing_since = started = time.monotonic()
        while not _nobody_holds(users):
            if self.server is None or self.server.poll() is not None:
                if self.server is not None:
                    if time.monotonic() - started > STEADY_SECONDS:
                        failing_since = time.monotonic()
                    if time.monotonic() - failing_since > GIVE_UP_SECONDS:
                        raise Failure(f"База данных не запускается: посмотрите причину в {self._log}.")
                    # Orphaned backends of a killed server need a second or two to leave its memory.
                    time.sleep(0.3)
                started = time.monotonic()
                self._start()
            time.sleep(0.2)
        self.stop()

    def stop(self) -> None:
        """Fast stop: clients are cut off, nothing committed is lost."""
        if self.server is None or self.server.poll() is not None:
            return
        for order in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            self.server.send_signal(order)
            try:
                self.server.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            return

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    def _make_cluster(self) -> None:
        """Beside its place and then renamed: a set-up that was cut short never looks like a cluster."""
        draft = self.folder / "data.new"
        password_file = self.folder / "password.new"
        shutil.rmtree(draft, ignore_errors=True)
        password_file.write_text(os.environ["POSTGRES_PASSWORD"], encoding="utf-8")
        password_file.chmod(0o600)
        if self.launch.owner:
            os.chown(password_file, *self.launch.owner)
        command = [
            *(
                *self.launch.prefix,
                str(folder_of_binaries() / "initdb"),
                "-D",
                str(draft),
                "-U",
                "portal",
                "-E",
                "UTF8",
            ),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"),
            *("--auth-local=scram-sha-256", "--auth-host=scram-sha-256", f"--pwfile={password_file}"),
        ]
        with open(self._log, "ab") as log:
            code = subprocess.run(command, stdout=log, stderr=log, **self._options()).returncode
        password_file.unlink()
        if code:
            raise Failure(f"Не удалось создать базу данных в {self.data}: посмотрите причину в {self._log}.")
        draft.rename(self.data)

    def _require_same_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        command = [str(folder_of_binaries() / "postgres"), "--version"]
        ours = subprocess.run(command, capture_output=True, text=True, **self._options()).stdout.split()[-1]
        if ours.split(".")[0] != made_by:
            raise Failure(
                f"База в {self.data} создана PostgreSQL {made_by}, а установлен {ours}: выгрузите её прежней версией "
                "портала (pg_dump) и загрузите в новую папку данных."
            )

    def _stop_orphan(self) -> None:
        """A server left by a killed keeper would make ours refuse to start."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (OSError, ValueError, IndexError):
            return
        if os.fsencode(self.data) not in command:
            return
        os.kill(pid, signal.SIGINT)
        limit = time.monotonic() + STOP_SECONDS
        while is_alive(pid) and time.monotonic() < limit:
            time.sleep(0.05)

    def _choose_port(self) -> int:
        """The same port at every start, unless a stranger took it meanwhile."""
        memory = self.folder / "port"
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", int(memory.read_text())))
            except (OSError, ValueError):
                memory.unlink(missing_ok=True)
                probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        memory.write_text(str(port))
        return port

    def _start(self) -> None:
        if self._log.exists() and self._log.stat().st_size > 10 * 2**20:
            self._log.replace(self._log.with_suffix(".old.log"))
        settings = {
            "listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": "",
            "timezone": "UTC", "log_timezone": "UTC",
        }  # fmt: skip
        command = [*self.launch.prefix, str(folder_of_binaries() / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with open(self._log, "ab") as log:
            self.server = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=dying_with_parent(signal.SIGINT), **self._options(),
            )  # fmt: skip

    def _options(self) -> dict[str, Any]:
        return {"env": {**os.environ, **LOCALE}, "cwd": "/", **self.launch.options}


def _nobody_holds(users: IO[str]) -> bool:
    """True takes the lock exclusively: a newcomer then waits until this keeper has gone and starts another."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_only(lock: IO[str]) -> bool:
    """Tried for a moment, since a user who asks whether a keeper lives holds this lock for an instant."""
    for _ in range(20):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)
        else:
            return True
    return False


def main(folder: Path) -> int:
    stopped = folder / "failure"
    with open(folder / "keeper.lock", "a", encoding="utf-8") as only, open(folder / "users.lock", "a") as users:
        if not _is_only(only):
            return 0
        only.truncate(0)
        only.write(str(os.getpid()))
        only.flush()
        stopped.unlink(missing_ok=True)
        keeper = Keeper(folder)
        for order in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(order, lambda *_: sys.exit(0))
        try:
            keeper.keep(users)
        except Failure as failure:
            stopped.write_text(str(failure), encoding="utf-8")
            return 1
        except OSError as error:
            stopped.write_text(f"База данных в {folder} не запускается: {explain(error)}.", encoding="utf-8")
            return 1
        finally:
            keeper.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
