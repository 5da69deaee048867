"""Migrations, demonstration region and static files: only what changed, remembered by fingerprints."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bootstrap.databases import identity
from bootstrap.failures import Failure
from bootstrap.folder import REPOSITORY, Folder
from bootstrap.processes import ended_with_us
from bootstrap.steps import MARK
from bootstrap.voice import Say

LOCK = REPOSITORY / "requirements.lock"
WORDS = {
    "migrate": "Готовим таблицы базы данных…",
    "demonstration": "Загружаем учебный регион…",
    "collectstatic": "Собираем оформление страниц…",
}
LONGEST_CAUSE = 300


def prepare(
    folder: Folder,
    environment: dict[str, str],
    *,
    demonstration: bool,
    say: Say,
    before: Callable[[], None] = lambda: None,
) -> None:
    """Run the steps whose inputs differ from those of the last success, after `before` if there are any."""
    memory = folder.state / "prepared.json"
    done = _recall(memory)
    wanted = _fingerprints(environment["DATABASE_URL"])
    if not demonstration:
        del wanted["demonstration"]
    steps = [step for step in wanted if done.get(step) != wanted[step] or not _has_result(step, folder)]
    if not steps:
        return
    before()
    _run(steps, environment, folder.logs / "preparation.log", say)
    # Asked again: the migrations just applied have changed what identifies the database.
    fresh = _fingerprints(environment["DATABASE_URL"])
    memory.write_text(json.dumps(done | {step: fresh[step] for step in wanted}), encoding="utf-8")


def is_prepared(folder: Folder) -> bool:
    """Whether tables were ever made for this folder."""
    return "migrate" in _recall(folder.state / "prepared.json")


def _fingerprints(url: str) -> dict[str, str]:
    database = identity(url)
    migrations = _digest([LOCK, *REPOSITORY.glob("*/migrations/*.py")])
    patterns = ("*/demonstration*", "*/demonstration/**/*", "*/data/**/*")
    demonstration = _digest(path for pattern in patterns for path in REPOSITORY.glob(pattern))
    static = _digest([LOCK, *REPOSITORY.glob("static/**/*"), *REPOSITORY.glob("*/static/**/*")])
    return {
        "migrate": database + migrations,
        "demonstration": database + migrations + demonstration,
        "collectstatic": static,
    }


def _digest(paths: Iterable[Path]) -> str:
    """Content, not time stamps: a fresh clone or a touched file changes nothing."""
    digest = hashlib.sha256()
    for path in sorted(path for path in set(paths) if path.is_file() and "__pycache__" not in path.parts):
        digest.update(str(path.relative_to(REPOSITORY)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _recall(memory: Path) -> dict[str, str]:
    try:
        recalled: dict[str, str] = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return recalled


def _has_result(step: str, folder: Folder) -> bool:
    return step != "collectstatic" or (folder.root / "static" / "staticfiles.json").exists()


def _run(steps: list[str], environment: dict[str, str], log: Path, say: Say) -> None:
    command = [sys.executable, "-m", "bootstrap.steps", *steps]
    with (
        open(log, "a", encoding="utf-8", buffering=1) as file,
        subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process,
        ended_with_us(process),
    ):
        step = last = ""
        for line in process.stdout or ():
            file.write(line)
            if line.startswith(MARK):
                step = line.removeprefix(MARK).strip()
                say(WORDS[step])
            last = line.strip() or last
    if process.returncode:
        raise Failure(f"Шаг «{step or 'запуск Django'}» не удался: {last[:LONGEST_CAUSE]} — подробности в {log}")
