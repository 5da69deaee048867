"""What must be true of the catalogue before the portal starts."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string

from reports.catalogue import KINDS


def missing_parts(**kwargs: Any) -> list[CheckMessage]:
    """System check: every function and model named in the catalogue exists."""
    problems: list[CheckMessage] = []
    for kind in KINDS.values():
        for path in kind.paths:
            try:
                import_string(path)
            except ImportError as error:
                problems.append(Error(f"Документ «{kind.code}»: нет {path} ({error})", id="reports.E001"))
        try:
            if kind.subject:
                apps.get_model(kind.subject)
        except LookupError as error:
            problems.append(Error(f"Документ «{kind.code}»: {error}", id="reports.E001"))
    return problems
