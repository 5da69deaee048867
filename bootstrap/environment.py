"""The virtual environment: made and filled from a hash-locked list, once per list and Python.

`run` and `manage` live in `venv`, tests and checks in `venv-dev`, benchmarks with their peers in `venv-bench`: what
only they bring can then never hold up the running portal unnoticed. `PORTAL_VENV` names a ready environment, into which
nothing is installed.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bootstrap.failures import Failure, explain
from bootstrap.folder import REPOSITORY, Folder
from bootstrap.voice import Say

SPACE_MEGABYTES = 900
SUFFIXES = {"run": "", "dev": "-dev", "bench": "-bench"}
STAMP = "portal-stamp"
NETWORK_SIGNS = (
    "No matching distribution", "Could not fetch", "Connection", "Temporary failure", "Max retries",
    "timed out", "Name or service", "Network is unreachable", "ProxyError",
)  # fmt: skip


def interpreter(folder: Folder, purpose: str, *, say: Say) -> Path:
    """Python of the environment, installed or renewed when the list or the Python changed."""
    ready = os.environ.get("PORTAL_VENV")
    if ready:
        python = Path(ready).expanduser() / "bin" / "python"
        if not python.exists():
            raise Failure(f"PORTAL_VENV указывает на {ready}, но там нет bin/python: исправьте или уберите переменную.")
        return python
    suffix = SUFFIXES[purpose]
    lock = REPOSITORY / f"requirements{suffix}.lock"
    venv = folder.root / f"venv{suffix}"
    stamp = stamp_of(lock)
    if not is_current(venv, stamp):
        with folder.installing():
            if not is_current(venv, stamp):
                folder.require_space(SPACE_MEGABYTES)
                say("Устанавливаем пакеты (в первый раз — до пары минут)…")
                _install(venv, lock, folder.logs / "install.log")
                (venv / STAMP).write_text(stamp, encoding="utf-8")
    return venv / "bin" / "python"


def stamp_of(lock: Path) -> str:
    try:
        content = lock.read_bytes()
    except OSError as error:
        raise Failure(
            f"Не читается список пакетов {lock} ({explain(error)}): возьмите полную копию портала."
        ) from error
    return hashlib.sha256(content + sys.version.encode()).hexdigest()


def is_current(venv: Path, stamp: str) -> bool:
    try:
        return (venv / STAMP).read_text(encoding="utf-8") == stamp and (venv / "bin" / "python").exists()
    except OSError:
        return False


def _install(venv: Path, lock: Path, log: Path) -> None:
    (venv / STAMP).unlink(missing_ok=True)
    uv = shutil.which("uv")
    if uv and _with_uv(uv, venv, lock, log):
        return
    if not _same_python(venv):
        _create(venv, log)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    # Byte code is written by the first import of what is really used: that is quicker than compiling everything.
    code, text = _call([*pip, "--no-compile", "--retries", "2", "--require-hashes", "-r", str(lock)], log)
    if code:
        raise Failure(_reason(text, log))


def _with_uv(uv: str, venv: Path, lock: Path, log: Path) -> bool:
    """uv is only an accelerator: whatever fails with it is done again with pip, which knows pip's own settings."""
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    python = str(venv / "bin" / "python")
    steps = [[uv, "pip", "sync", "--require-hashes", "--python", python, str(lock)]]
    if not _same_python(venv):
        steps.insert(0, [uv, "venv", "--seed", "--clear", "--python", sys.executable, str(venv)])
    return all(_call(step, log, environment)[0] == 0 for step in steps)


def _create(venv: Path, log: Path) -> None:
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    if importlib.util.find_spec("ensurepip") is None:
        raise Failure(
            "В этом Python нет модуля ensurepip, без него не создать окружение: установите его "
            f"(Debian, Ubuntu: apt install {version}-venv) и повторите."
        )
    code, text = _call([sys.executable, "-m", "venv", "--clear", str(venv)], log)
    if code:
        if "ensurepip" in text:
            raise Failure(
                f"Не удалось поставить pip в {venv}: установите пакет {version}-venv "
                f"(Debian, Ubuntu: apt install {version}-venv) и повторите. Подробности: {log}"
            )
        raise Failure(_reason(text, log))


def _same_python(venv: Path) -> bool:
    """An environment of another Python is made anew; one of the same Python is only brought up to the list."""
    try:
        lines = (venv / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    facts = {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
    version = facts.get("version", facts.get("version_info", ""))
    return version.split(".")[:3] == [str(part) for part in sys.version_info[:3]] and _has_pip(venv)


def _has_pip(venv: Path) -> bool:
    python = venv / "bin" / "python"
    return python.exists() and subprocess.run([python, "-c", "import pip"], capture_output=True).returncode == 0


def _call(command: list[str], log: Path, environment: dict[str, str] | None = None) -> tuple[int, str]:
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace",
    )  # fmt: skip
    with open(log, "a", encoding="utf-8") as file:
        file.write(f"$ {' '.join(command)}\n{done.stdout}\n")
    return done.returncode, done.stdout


def _reason(text: str, log: Path) -> str:
    if "No space left" in text:
        return f"При установке пакетов кончилось место на диске: освободите его и повторите. Подробности: {log}"
    if "DO NOT MATCH THE HASHES" in text:
        return f"Пакет не совпал со своей контрольной суммой, он мог быть подменён: проверьте сеть. Подробности: {log}"
    if any(sign in text for sign in NETWORK_SIGNS):
        return f"Пакеты не скачались: проверьте доступ к сети (прокси, настройки pip) и повторите. Подробности: {log}"
    return f"Пакеты не установились: посмотрите причину в {log} и повторите."
