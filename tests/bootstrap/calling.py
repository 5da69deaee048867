"""Calls `portal.py` as people do, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LEFT_OUT = {"DATABASE_URL", "SECRET_KEY", "PROTECTED_DATA_KEYS", "DJANGO_SETTINGS_MODULE", "ALLOWED_HOSTS", "BASE_URL"}


def surroundings(data: Path, **changes: str | None) -> dict[str, str]:
    """A user's environment with its own data folder and the packages of this test run; None removes a variable."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    asked = {"PORTAL_DATA": str(data), "PORTAL_VENV": sys.prefix} | changes
    return {name: value for name, value in (kept | asked).items() if value is not None}


def call_portal(data: Path, *arguments: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "portal.py"), *arguments],
        env=surroundings(data, **changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def one_line_of(done: subprocess.CompletedProcess[str]) -> str:
    """The only line of a failed call; a traceback or a second line is a failure of the test."""
    assert done.returncode != 0, done.stdout
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]
