"""Any uploaded file: an archive, a template, a CSV or a JSON."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from monitoring.exchange.facts import Filled, UnreadableFile
from monitoring.exchange.passport import Seal
from monitoring.exchange.plain import read_csv
from monitoring.exchange.structured import read_json
from monitoring.exchange.template_reading import read_template
from monitoring.exchange.workbook import MEGABYTE

KINDS = ("xlsx", "csv", "json")
MOST_BYTES = 3 * MEGABYTE
MOST_FILES = 500
UNPACKED = 100 * MEGABYTE
OTHERS = {
    "xlsm": "Книга с макросами не подойдёт.",
    "xltx": "Это образец документа, а не книга.",
    "xls": "Книга в старом виде (.xls) не подойдёт.",
    "xlsb": "Двоичная книга (.xlsb) не подойдёт.",
    "ods": "Таблица OpenDocument не подойдёт.",
}


@dataclass(frozen=True)
class Sent:
    """A file by name; a file of an archive carries the name of the archive too."""

    name: str
    data: bytes

    @property
    def kind(self) -> str:
        return PurePosixPath(self.name).suffix.lower().lstrip(".")

    @property
    def is_of_known_kind(self) -> bool:
        return self.kind in KINDS


def opened(sent: Sent) -> Iterator[Sent]:
    """The file itself, or the files of an archive; a broken archive is handed on and refused in reading."""
    if sent.kind != "zip":
        yield sent
        return
    try:
        with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir() and not _is_litter(one.filename)]
            if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > UNPACKED:
                yield sent
                return
            for one in entries:
                yield Sent(f"{sent.name}/{_named(one)}", archive.read(one) if one.file_size <= MOST_BYTES else b"")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        yield sent


def read(sent: Sent, seal: Seal) -> list[Filled]:
    """Forms of one file; raises UnreadableFile with words and advice."""
    if sent.kind == "zip":
        raise UnreadableFile(
            f"Архив «{sent.name}» повреждён, защищён паролем или слишком велик.", "Загрузите файлы без архива."
        )
    if sent.kind not in KINDS:
        words = OTHERS.get(sent.kind, f"Файл вида «{sent.kind or 'без расширения'}» не подойдёт.")
        raise UnreadableFile(words, "Сохраните таблицу как «Книга Excel (.xlsx)»; подойдут также CSV и JSON.")
    if not sent.data:
        raise UnreadableFile("Файл пустой или слишком большой.", "Проверьте файл и загрузите его заново.")
    if len(sent.data) > MOST_BYTES:
        raise UnreadableFile("Файл больше 3 МБ.", "В шаблоне портала столько не бывает: возьмите новый.")
    if sent.kind == "csv":
        return read_csv(sent.data)
    return read_json(sent.data) if sent.kind == "json" else [read_template(sent.data, seal)]


def _is_litter(name: str) -> bool:
    """What systems put into archives by themselves."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith((".", "~$"))


def _named(entry: zipfile.ZipInfo) -> str:
    """Names of old archivers come in the code page of DOS."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("cp866")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename
