"""The data folder of one copy of the portal: where everything lies that is not code."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bootstrap.failures import Failure, explain

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Folder:
    """Paths inside `PORTAL_DATA`; two copies with different folders never meet."""

    root: Path

    @classmethod
    def from_environment(cls) -> "Folder":
        given = os.environ.get("PORTAL_DATA") or REPOSITORY / "var"
        return cls(Path(os.path.abspath(os.path.expanduser(given))))

    @property
    def secrets(self) -> Path:
        return self.root / "secrets.json"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def state(self) -> Path:
        """Locks, stamps and the list of running processes: may be deleted while nothing runs."""
        return self.root / "state"

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    def prepare(self) -> None:
        try:
            for path in (self.root, self.logs, self.state):
                path.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.root):
                pass
        except OSError as error:
            raise Failure(
                f"В папку данных {self.root} нельзя писать ({explain(error)}): освободите её или укажите другую, "
                "например PORTAL_DATA=~/portal-data python3 portal.py run"
            ) from error

    def require_space(self, megabytes: int) -> None:
        free = shutil.disk_usage(self.root).free // 2**20
        if free < megabytes:
            raise Failure(
                f"На диске с папкой {self.root} свободно {free} МБ, а нужно {megabytes}: "
                "освободите место или укажите другую папку в PORTAL_DATA."
            )

    @contextmanager
    def installing(self) -> Iterator[None]:
        """One set-up at a time; a second one waits for the first and then finds the work done."""
        with open(self.state / "install.lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
