"""`portal.py test`: the suites one after another, and one line that adds them up."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from bootstrap.databases import database
from bootstrap.folder import REPOSITORY, Folder
from bootstrap.managing import call
from bootstrap.secret_keys import secret_keys
from bootstrap.services import surroundings
from bootstrap.voice import aloud

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
NO_TESTS_COLLECTED = 5


@dataclass(frozen=True)
class Count:
    """How many tests of a part ended how; a part that broke off counts as one failure."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def test(folder: Folder, arguments: list[str]) -> int:
    """Zero only when every part passed and, under CI, none was left out."""
    keys = secret_keys(folder)
    own = Folder(folder.root / "tests")
    own.prepare()
    total = Count()
    with database(folder, keys["POSTGRES_PASSWORD"]) as chosen:
        environment = surroundings(own, keys, chosen.url)
        # Tests that start the portal themselves find the packages here instead of installing them again.
        environment |= {"PORTAL_VENV": sys.prefix, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
        for title, options in parts(arguments):
            aloud(f"\n=== {title} ===")
            total += _part(options, environment, own.root / "result.xml")
    left_out = not arguments and browser() is None
    if left_out:
        aloud("\nБРАУЗЕРНЫЕ ТЕСТЫ ПРОПУЩЕНЫ: не найден Chromium. Установите его (apt install chromium) и повторите.")
    aloud(f"\n{total}")
    return 1 if total.failed or total == Count() or (left_out and os.environ.get("CI")) else 0


def parts(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """What is started one after another: live tests need the machine for themselves, browser tests their own loop."""
    if arguments:
        return [("Выбранные тесты", arguments)]
    parallel = str(max(2, min(4, os.cpu_count() or 2)))
    found = [
        ("Основные тесты", ["tests", "-n", parallel, "--ignore=tests/browser", "--ignore=tests/live"]),
        ("Тесты с настоящими процессами", ["tests/live"]),
    ]
    if browser() is not None:
        found.append(("Браузерные тесты", ["tests/browser", "-n", parallel]))
    return [(title, options) for title, options in found if (REPOSITORY / options[0]).is_dir()]


def browser() -> str | None:
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def _part(options: list[str], environment: dict[str, str], result: Path) -> Count:
    result.unlink(missing_ok=True)
    code = call([sys.executable, "-m", "pytest", *options, f"--junitxml={result}"], environment)
    counted = count(result)
    if code not in (0, NO_TESTS_COLLECTED) and not counted.failed:
        return counted + Count(failed=1)
    return counted


def count(result: Path) -> Count:
    """Read pytest's report: errors of set-up are failures too."""
    if not result.exists():
        return Count()
    total = Count()
    for suite in ElementTree.parse(result).iter("testsuite"):  # noqa: S314 (written by our own pytest)
        number = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
        failed = number["failures"] + number["errors"]
        total += Count(number["tests"] - failed - number["skipped"], failed, number["skipped"])
    return total
