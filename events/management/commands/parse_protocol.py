import json
import sys
from pathlib import Path
from typing import NoReturn

from django.core.management.base import BaseCommand

from events.importing import UnreadableProtocol, parse


class Command(BaseCommand):
    help = "Читает протокол (.docx, .pdf, .txt, .md) и печатает черновик в JSON."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="файл протокола")

    def handle(self, *, file: Path, **options) -> None:
        try:
            record = parse(file.read_bytes(), file.name).as_json()
        except UnreadableProtocol as error:
            self._refuse(str(error))
        except OSError:
            self._refuse(f"Файл не открывается: {file}")
        self.stdout.write(json.dumps(record, ensure_ascii=False, indent=2))

    def _refuse(self, message: str) -> NoReturn:
        """One plain line on standard error, nothing on standard output."""
        self.stderr.write(message)
        sys.exit(1)
