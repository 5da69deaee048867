"""`portal.py manage`: a Django command against this copy's database, silent but for the command's own output."""

import signal
import subprocess
import sys
from pathlib import Path

from bootstrap.databases import database
from bootstrap.folder import REPOSITORY, Folder
from bootstrap.preparation import is_prepared, prepare
from bootstrap.processes import ended_with_us
from bootstrap.secret_keys import secret_keys
from bootstrap.services import surroundings
from bootstrap.voice import aside

# Commands about code or the tables themselves: preparing the database before them would get in their way.
WITHOUT_PREPARATION = {"help", "--help", "version", "--version", "check", "makemigrations", "migrate", "showmigrations"}


def manage(folder: Folder, arguments: list[str]) -> int:
    """Exit code of the command. Tables and the demonstration are made first if this folder never had them."""
    keys = secret_keys(folder)
    with database(folder, keys["POSTGRES_PASSWORD"]) as chosen:
        environment = surroundings(folder, keys, chosen.url)
        if arguments and arguments[0] not in WITHOUT_PREPARATION and not is_prepared(folder):
            prepare(folder, environment, demonstration=True, say=aside)
        return call([sys.executable, str(REPOSITORY / "manage.py"), *arguments], environment, cwd=None)


def call(command: list[str], environment: dict[str, str], *, cwd: Path | None = REPOSITORY) -> int:
    """Run in the foreground; Ctrl-C belongs to the command, which gets it from the terminal itself."""
    with subprocess.Popen(command, env=environment, cwd=cwd) as process:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            with ended_with_us(process):
                return process.wait()
        finally:
            signal.signal(signal.SIGINT, before)
