"""Is a copy of a document genuine? Its bytes are compared with those the portal made, its figures with the snapshot.

A file that the portal knows by its fingerprint is genuine. A file that names a snapshot but differs was changed; what
differs is found by making the document anew and reading both in the same way. Anything else is unknown.
"""

import difflib
import hashlib
import html
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pypdf import PdfReader
from python_calamine import CalamineError, CalamineWorkbook

from monitoring.models import Snapshot, SnapshotDocument, SnapshotFile
from reports.writers import write

MOST_PAGES = 300
MOST_UNPACKED = 60 * 1024 * 1024
MOST_SHOWN = 40
DIGEST = re.compile(r"снимок\s+([0-9a-f]{12,64})")
FIGURE = re.compile(r"\d[\d\u00a0\u202f ]*(?:,\d+)?(?:\s?%)?")
WORD_TEXT = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>|(</w:p>|<w:tab/>|<w:br/>)")
# Faults of a hostile or damaged file, as the readers raise them.
BAD_FILE = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, EOFError, RecursionError, ArithmeticError,
    NotImplementedError, zipfile.BadZipFile, CalamineError,
)  # fmt: skip


class Outcome(StrEnum):
    GENUINE = "genuine"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Difference:
    """Figures of the snapshot and what stands in the copy instead."""

    genuine: str
    copy: str
    near: str


@dataclass(frozen=True)
class Verdict:
    outcome: Outcome
    document: SnapshotDocument | None = None
    snapshot: Snapshot | None = None
    differences: list[Difference] = field(default_factory=list)
    is_readable: bool = True


def check_copy(data: bytes, format: str) -> Verdict:
    """`format` is pdf, docx or xlsx; nothing is kept of the file."""
    sha256 = hashlib.sha256(data).hexdigest()
    rows = SnapshotFile.objects.select_related("document__snapshot__campaign__region")
    if file := rows.filter(sha256=sha256).first():
        return Verdict(Outcome.GENUINE, file.document, file.document.snapshot)
    try:
        text = READERS[format](data)
    except Exception as error:
        if isinstance(error, BAD_FILE) or type(error).__module__.startswith("pypdf"):
            return Verdict(Outcome.UNKNOWN, is_readable=False)
        raise
    snapshot = _snapshot(text)
    if snapshot is None:
        return Verdict(Outcome.UNKNOWN, is_readable=bool(text.strip()))
    document = _document(snapshot, text)
    if document is None:
        return Verdict(Outcome.CHANGED, None, snapshot)
    return _compared(data, text, format, document)


def _compared(data: bytes, text: str, format: str, document: SnapshotDocument) -> Verdict:
    genuine = write(document.blocks, format)
    if genuine == data:
        return Verdict(Outcome.GENUINE, document, document.snapshot)
    return Verdict(Outcome.CHANGED, document, document.snapshot, differences(READERS[format](genuine), text))


def differences(genuine: str, copy: str) -> list[Difference]:
    """Runs of figures that differ, with the words before them; figures only, for words may be reflowed."""
    ours, theirs = list(FIGURE.finditer(genuine)), list(FIGURE.finditer(copy))
    left, right = ([" ".join(one[0].split()) for one in side] for side in (ours, theirs))
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            at = ours[a].start() if a < len(ours) else len(genuine)
            near = " ".join(genuine[max(0, at - 80) : at].split())[-60:]
            found.append(Difference(", ".join(left[a:b]) or "нет", ", ".join(right[c:d]) or "нет", near))
    return found[:MOST_SHOWN]


def _snapshot(text: str) -> Snapshot | None:
    names = dict.fromkeys(found[1] for found in DIGEST.finditer(text))
    for name in list(names)[:5]:
        rows = Snapshot.objects.filter(digest__startswith=name).select_related("campaign__region")
        if snapshot := rows.first():
            return snapshot
    return None


def _document(snapshot: Snapshot, text: str) -> SnapshotDocument | None:
    """The document whose title the copy bears; of several the longest title, for one may begin as another."""
    squeezed = _squeezed(text)
    rows = sorted(snapshot.documents.all(), key=lambda row: -len(row.title))
    return next((row for row in rows if _squeezed(row.title) in squeezed), None)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad-]+", "", text).casefold()


def _pdf_text(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    properties: Mapping[str, Any] = reader.metadata or {}
    pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
    return "\n".join([str(properties.get("/Title", "")), str(properties.get("/Keywords", "")), *pages])


def _docx_text(data: bytes) -> str:
    parts = ("docProps/core.xml", "word/document.xml", "word/footer")
    with _package(data) as package:
        names = [name for part in parts for name in package.namelist() if name.startswith(part)]
        texts = [package.read(name).decode("utf-8") for name in names]
    properties = [html.unescape(re.sub(r"<[^>]*>", "\n", text)) for text in texts[:1]]
    return "\n".join([*properties, *map(_word_text, texts[1:])])


def _word_text(xml: str) -> str:
    return "".join("\n" if found[2] else html.unescape(found[1]) for found in WORD_TEXT.finditer(xml))


def _xlsx_text(data: bytes) -> str:
    with _package(data) as package:
        core = package.read("docProps/core.xml").decode("utf-8") if "docProps/core.xml" in package.namelist() else ""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    lines = [re.sub(r"<[^>]*>", "\n", core)]
    for name in book.sheet_names:
        lines.append(name)
        lines += ["\t".join(map(_cell, row)) for row in book.get_sheet_by_name(name).to_python()]
    return "\n".join(lines)


def _cell(value: object) -> str:
    """A number without a point, so that 42.0 is read as the 42 it stands for."""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value)


def _package(data: bytes) -> zipfile.ZipFile:
    package = zipfile.ZipFile(io.BytesIO(data))
    if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
        raise ValueError("the package is too large when unpacked")
    return package


READERS: dict[str, Callable[[bytes], str]] = {"pdf": _pdf_text, "docx": _docx_text, "xlsx": _xlsx_text}
