import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

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
            raise CommandError(str(error), returncode=1) from error
        except OSError as error:
            raise CommandError(f"Файл не открывается: {file}", returncode=1) from error
        sys.stdout.reconfigure(encoding="utf-8")
        self.stdout.write(json.dumps(record, ensure_ascii=False, indent=2))
