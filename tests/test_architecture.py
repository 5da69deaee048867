"""The house stands as designed: layers of foreign keys, no signals, tasks only in tasks.py."""

import ast
from pathlib import Path

import pghistory.models
from django.apps import apps
from django.db.models import FileField

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("ui", "accounts", "cluster", "events employers", "graduates", "monitoring", "reports", "desks")
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names.split()}
OWN = sorted(LEVEL)


def _modules(*folders):
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_foreign_keys_point_down_the_house():
    wrong = []
    for model in apps.get_models():
        source = model._meta.app_label
        if source not in LEVEL:
            continue
        for relation in model._meta.get_fields():
            target = getattr(relation, "related_model", None)
            if target is None or relation.auto_created or target._meta.app_label not in LEVEL:
                continue
            label = target._meta.app_label
            if label != source and LEVEL[label] >= LEVEL[source]:
                wrong.append(f"{model._meta.label}.{relation.name} → {target._meta.label}")
    assert not wrong


def test_ui_has_no_models():
    assert not list(apps.get_app_config("ui").get_models())


def test_models_know_no_forms_and_no_views():
    for app in OWN:
        for path in _modules(f"{app}/models"):
            bad = [name for name in _imports(path) if ".forms" in name or ".views" in name or name == "django.forms"]
            assert not bad, f"{path.relative_to(ROOT)}: {bad}"


def test_only_task_modules_know_celery():
    for path in _modules(*OWN):
        if path.name != "tasks.py":
            bad = [name for name in _imports(path) if name.split(".")[0] == "celery"]
            assert not bad, f"{path.relative_to(ROOT)}: {bad}"


def test_no_app_imports_config_and_nobody_uses_signals():
    for path in _modules(*OWN):
        bad = [name for name in _imports(path) if name.split(".")[0] == "config" or "signals" in name]
        assert not bad, f"{path.relative_to(ROOT)}: {bad}"


def test_views_never_compare_roles():
    for app in OWN:
        for path in _modules(f"{app}/views"):
            assert ".role ==" not in path.read_text(encoding="utf-8"), path


def test_no_two_models_keep_files_in_one_folder():
    """Old documents are cleaned by folder: a folder shared with evidence would lose the evidence."""
    owners = {}
    for model in apps.get_models():
        if issubclass(model, pghistory.models.Event):  # the history of a model tells of the same files
            continue
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                folder = str(field.upload_to).split("/")[0]
                assert owners.setdefault(folder, model) is model, f"{folder}: {owners[folder]} и {model}"
    assert len(owners) > 1
