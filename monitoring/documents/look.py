"""What decides how a document looks: fingerprints of templates and fonts and the versions of the typesetters."""

import hashlib
from functools import cache
from importlib.metadata import version

from django.conf import settings

TYPESETTERS = ("typst", "docxtpl", "python-docx", "xlsxwriter")


@cache
def look() -> dict[str, str]:
    """By file and package; read once, for files of a running portal do not change."""
    files = sorted(file for folder in settings.DOCUMENT_LOOK for file in folder.rglob("*") if file.is_file())
    found = {
        file.relative_to(settings.BASE_DIR).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if "__pycache__" not in file.parts
    }
    return found | {package: version(package) for package in TYPESETTERS}
