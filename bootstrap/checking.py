"""`portal.py check`: everything that can be said about the code without running its tests."""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bootstrap.folder import REPOSITORY, Folder
from bootstrap.voice import aloud

APPS = ("desks", "reports", "monitoring", "graduates", "employers", "events", "cluster", "accounts", "ui")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
HOST_SIGNS = ("://", "--index-url", "--extra-index-url", "--find-links", "--trusted-host")
Outcome = tuple[bool, str]


@dataclass(frozen=True)
class Check:
    """A name for the one line, and what to do: a command or a function."""

    title: str
    act: Callable[[dict[str, str]], Outcome]


def check(folder: Folder) -> int:
    """Run all, one line each; what a failed one printed comes at the end."""
    environment = production_like(folder)
    failed: list[tuple[str, str]] = []
    with ThreadPoolExecutor(2) as pool:
        for title, (passed, text) in zip(
            (one.title for one in CHECKS), pool.map(lambda one: one.act(environment), CHECKS), strict=True
        ):
            aloud(f"{'ok  ' if passed else 'FAIL'}  {title}")
            if not passed:
                failed.append((title, text))
    for title, text in failed:
        aloud(f"\n--- {title} ---\n{text.strip()}")
    aloud(f"\n{len(CHECKS) - len(failed)} ok, {len(failed)} failed")
    return 1 if failed else 0


def production_like(folder: Folder) -> dict[str, str]:
    """What a real installation sets, so that `check --deploy` judges that and not a developer's machine."""
    return os.environ | {
        "PORTAL_DATA": str(folder.root / "check"),
        "MYPY_CACHE_DIR": str(folder.root / "check" / "mypy"),
        "RUFF_CACHE_DIR": str(folder.root / "check" / "ruff"),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "PROTECTED_DATA_KEYS": "dGVzdHMtb25seS1rZXktMDEyMzQ1Njc4OTAxMjM0NTY=",
        "DATABASE_URL": "postgres://portal:portal@127.0.0.1:9/portal",
        "ALLOWED_HOSTS": "portal.example",
        "BASE_URL": "https://portal.example",
        "DEBUG": "",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUTF8": "1",
    }


def locks_without_hosts(_: dict[str, str]) -> Outcome:
    """A lock that names a host installs on no other network, and tells everybody whose network it was."""
    found = list(_host_lines(REPOSITORY / name for name in LOCKS))
    return not found, "\n".join(found)


def _host_lines(locks: Iterator[Path]) -> Iterator[str]:
    for lock in locks:
        for number, line in enumerate(lock.read_text(encoding="utf-8").splitlines(), start=1):
            if any(sign in line for sign in HOST_SIGNS):
                yield f"{lock.name}:{number}: {line.strip()}"


def locks_agree(_: dict[str, str]) -> Outcome:
    """Tests must run with the very versions that people get: the other lists hold all of the first."""
    run, *others = (_pinned(REPOSITORY / name) for name in LOCKS)
    missing = [
        f"{name}: {package}" for name, own in zip(LOCKS[1:], others, strict=True) for package in sorted(run - own)
    ]
    return not missing, "В списке пакетов нет того, с чем работает портал: " + ", ".join(missing)


def _pinned(lock: Path) -> set[str]:
    return set(re.findall(r"^([\w.-]+==[^\s;\\]+)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE))


def _program(name: str, *arguments: str) -> Callable[[dict[str, str]], Outcome]:
    return _command(str(Path(sys.prefix) / "bin" / name), *arguments)


def _command(*command: str) -> Callable[[dict[str, str]], Outcome]:
    def act(environment: dict[str, str]) -> Outcome:
        done = subprocess.run(
            command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        return done.returncode == 0, done.stdout

    return act


def _templates(environment: dict[str, str]) -> Outcome:
    files = sorted(str(path) for path in (REPOSITORY / "templates").rglob("*.html"))
    return _program("djade", "--check", "--target-version", "5.2", *files)(environment)


def _manage(*arguments: str) -> Callable[[dict[str, str]], Outcome]:
    return _command(sys.executable, "manage.py", *arguments)


# The longest first: two run at a time.
CHECKS = [
    Check("типы (mypy)", _program("mypy", *APPS, "config", "bootstrap", "portal.py")),
    Check("правила кода (ruff)", _program("ruff", "check", "--output-format", "concise", ".")),
    Check("вид кода (ruff format)", _program("ruff", "format", "--check", ".")),
    Check("вид шаблонов (djade)", _templates),
    Check("слои (lint-imports)", _program("lint-imports", "--no-cache")),
    Check("миграции не забыты", _manage("makemigrations", "--check", "--dry-run")),
    Check("настройки для работы (check --deploy)", _manage("check", "--deploy", "--fail-level", "WARNING")),
    Check("списки пакетов без адресов", locks_without_hosts),
    Check("списки пакетов согласны", locks_agree),
    Check(
        "docker-compose.yml по схеме",
        _program("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"),
    ),
]
