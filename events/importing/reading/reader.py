"""Chooses a reader by what the bytes really are, then refuses text that cannot be trusted."""

from __future__ import annotations

from pathlib import PurePath

from events.importing.errors import UnreadableProtocol
from events.importing.reading.pdf import read_pdf
from events.importing.reading.plain import read_plain
from events.importing.reading.quality import check_quality
from events.importing.reading.source import Source
from events.importing.reading.word import read_word

MAX_BYTES = 50 * 1024 * 1024
MAX_CHARACTERS = 3_000_000
_KINDS = {".docx": "docx", ".pdf": "pdf", ".txt": "txt", ".md": "md", ".markdown": "md"}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")


def read(data: bytes, filename: str) -> Source:
    """Source of a protocol file; raises UnreadableProtocol with the reason in Russian."""
    kind = _KINDS.get(PurePath(filename).suffix.lower())
    if kind is None:
        raise UnreadableProtocol("Неизвестный вид файла. Загрузите протокол в формате .docx, .pdf, .txt или .md.")
    if not data.strip():
        raise UnreadableProtocol("Файл пуст.")
    if len(data) > MAX_BYTES:
        raise UnreadableProtocol("Файл больше 50 мегабайт. Загрузите только текст протокола, без вложений.")
    _check_content(data, kind)
    readers = {
        "docx": lambda: read_word(data),
        "pdf": lambda: read_pdf(data),
        "txt": lambda: read_plain(data, markdown=False),
        "md": lambda: read_plain(data, markdown=True),
    }
    source = readers[kind]()
    if len(source.text) > MAX_CHARACTERS:
        raise UnreadableProtocol("В файле слишком много текста для одного протокола. Загрузите только протокол.")
    check_quality(source)
    return source


def _check_content(data: bytes, kind: str) -> None:
    """The ending of the name must agree with the first bytes."""
    if data.startswith(_PICTURES) and kind != "md":
        raise UnreadableProtocol("Это изображение, а не текст. Распознайте его или введите протокол вручную.")
    if data.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableProtocol("Документ Word защищён паролем. Снимите защиту и загрузите файл ещё раз.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableProtocol("Это старый формат Word (.doc). Сохраните документ как .docx и загрузите ещё раз.")
    if kind == "docx" and not data.startswith(b"PK"):
        raise UnreadableProtocol("Это не документ Word, хотя имя кончается на .docx. Проверьте файл.")
    if kind == "pdf" and b"%PDF" not in data[:1024]:
        raise UnreadableProtocol("Это не PDF, хотя имя кончается на .pdf. Проверьте файл.")
    if kind in {"txt", "md"} and data.startswith((b"PK\x03\x04", b"%PDF", b"{\\rtf")):
        raise UnreadableProtocol("Содержимое файла не простой текст. Загрузите его с правильным окончанием имени.")
