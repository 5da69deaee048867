"""Files people attach: checked for size, emptiness and for being what their name says."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import IO, Any

from django import forms
from django.core.exceptions import ValidationError

MEGABYTE = 1024 * 1024
UNPACKED_LIMIT = 300 * MEGABYTE
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BINARY_STARTS = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", OLD_OFFICE, b"\x7fELF", b"MZ\x90")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def _is_package(file: IO[bytes], part: str) -> bool:
    try:
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return any(entry.filename == part for entry in entries) and sum(e.file_size for e in entries) <= UNPACKED_LIMIT


def _is_pdf(file: IO[bytes]) -> bool:
    return b"%PDF-" in file.read(1024)


def _is_text(file: IO[bytes]) -> bool:
    """Any Russian encoding will do; a picture or a package will not."""
    start = file.read(64 * 1024)
    if start.startswith(BYTE_ORDER_MARKS):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in start)
    return not start.startswith(BINARY_STARTS) and b"\x00" not in start and controls * 100 <= len(start)


def _starts_with(*signatures: bytes) -> Callable[[IO[bytes]], bool]:
    return lambda file: file.read(16).startswith(signatures)


CHECKS: dict[str, Callable[[IO[bytes]], bool]] = {
    "docx": lambda file: _is_package(file, "word/document.xml"),
    "xlsx": lambda file: _is_package(file, "xl/workbook.xml"),
    "odt": lambda file: _is_package(file, "content.xml"),
    "pdf": _is_pdf,
    "txt": _is_text,
    "md": _is_text,
    "csv": _is_text,
    "toml": _is_text,
    "jpg": _starts_with(b"\xff\xd8\xff"),
    "jpeg": _starts_with(b"\xff\xd8\xff"),
    "png": _starts_with(b"\x89PNG\r\n\x1a\n"),
}
NAMES = {
    "docx": "документ Word (.docx)",
    "xlsx": "таблица Excel (.xlsx)",
    "odt": "документ OpenDocument (.odt)",
    "pdf": "PDF",
    "txt": "текст (.txt)",
    "md": "текст с разметкой (.md)",
    "csv": "таблица в тексте (.csv)",
    "toml": "файл определений (.toml)",
    "jpg": "снимок (.jpg)",
    "jpeg": "снимок (.jpeg)",
    "png": "картинка (.png)",
}


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class DocumentField(forms.FileField):
    """A file of one of the kinds. The reasons of refusal name the file and the way out."""

    def __init__(
        self, *, max_megabytes: int = 10, kinds: Sequence[str] = ("docx", "pdf", "txt", "md"), **kwargs: Any
    ) -> None:
        self.max_megabytes, self.kinds = max_megabytes, tuple(kinds)
        kwargs["help_text"] = kwargs.get("help_text") or f"Подходит {self._kinds_in_words()}, до {max_megabytes} МБ."
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("accept", ",".join(f".{kind}" for kind in self.kinds))
        self.error_messages |= {
            "empty": "Файл пустой. Приложите файл, в котором есть содержание.",
            "max_length": "Имя файла длиннее 200 знаков. Переименуйте файл и приложите снова.",
            "invalid": "Файл не дошёл целиком. Приложите его ещё раз.",
        }

    def to_python(self, data: Any) -> Any:
        file: Any = super().to_python(data)
        if file is None:
            return None
        self._check_size(file)
        self._check_content(file, PurePath(file.name).suffix.lower().lstrip("."))
        return file

    def _check_size(self, file: Any) -> None:
        if file.size > self.max_megabytes * MEGABYTE:
            size = f"{file.size / MEGABYTE:.1f}".rstrip("0").rstrip(".").replace(".", ",")
            raise ValidationError(
                f"Файл «{file.name}» слишком большой: {size} МБ. Можно приложить до {self.max_megabytes} МБ.",
                code="size",
            )

    def _check_content(self, file: Any, ending: str) -> None:
        if ending not in self.kinds:
            raise ValidationError(
                f"Такой файл не подходит: «{file.name}». Подходит {self._kinds_in_words()}.", code="kind"
            )
        file.seek(0)
        start = file.read(8)
        file.seek(0)
        is_right = CHECKS[ending](file)
        file.seek(0)
        if is_right:
            return
        if start == OLD_OFFICE:
            reason = f"защищён паролем или сохранён в старом виде. Сохраните его как .{ending} без пароля."
        else:
            reason = f"назван .{ending}, но внутри у него другое. Откройте его, проверьте и сохраните заново."
        raise ValidationError(f"Файл «{file.name}» {reason}", code="content")

    def _kinds_in_words(self) -> str:
        return ", ".join(NAMES[kind] for kind in self.kinds)
