"""Limits of size and forbidden names, so that the code stays readable."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {"var", "migrations", "node_modules", ".git", "__pycache__"}


def _files(pattern):
    return sorted(path for path in ROOT.rglob(pattern) if not SKIPPED & set(path.relative_to(ROOT).parts))


def _length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_modules_are_short():
    long = [
        f"{path.relative_to(ROOT)}: {_length(path)}"
        for path in _files("*.py")
        if _length(path) > (400 if path.relative_to(ROOT).parts[0] == "tests" else 300)
    ]
    assert not long


def test_templates_are_short():
    long = [f"{path.relative_to(ROOT)}: {_length(path)}" for path in _files("*.html") if _length(path) > 150]
    assert not long


def test_functions_are_short():
    long = []
    for path in _files("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > 40:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length}")
    assert not long


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc"])
def test_no_drawer_for_everything(name):
    assert not [path for path in _files("*") if path.stem == name]


def test_templates_hold_no_inline_scripts_or_styles():
    for path in _files("*.html"):
        text = path.read_text(encoding="utf-8")
        assert " style=" not in text, path
        assert " onclick=" not in text and "javascript:" not in text, path


def test_nothing_of_another_place_is_named():
    """The repository speaks of the portal only: no paths of a workplace, no package hosts."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("не рабочая копия git")
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".html", ".yml", ".lock", ".sh"} and path.name != "test_style.py":
            text = path.read_text(encoding="utf-8")
            for word in ("/work/", "pythonhosted", "pypi.org"):
                assert word not in text, f"{name}: {word}"
