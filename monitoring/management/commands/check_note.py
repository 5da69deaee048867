import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from monitoring.note_check import Finding, UnreadableNote, check_file


class Command(BaseCommand):
    help = "Проверяет опубликованную справку (.docx, .pdf, .txt, .md) и перечисляет противоречия в её цифрах."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="файл справки")
        parser.add_argument("--json", action="store_true", help="вывод в виде JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            findings = check_file(file.read_bytes(), file.name)
        except UnreadableNote as error:
            self._refuse(str(error))
        except OSError:
            self._refuse(f"Файл не открывается: {file}")
        if options["json"]:
            self.stdout.write(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2))
        else:
            self._print(findings)

    def _print(self, findings: list[Finding]) -> None:
        for number, finding in enumerate(findings, start=1):
            self.stdout.write(f"{number}. {finding.title}: {', '.join(finding.values)}")
            self.stdout.write(f"   {finding.explanation}")
            for quote in finding.quotes:
                self.stdout.write(f"   — {' '.join(quote.split())}")
        if not findings:
            self.stdout.write("Противоречий не найдено.")

    def _refuse(self, message: str) -> NoReturn:
        """One plain line on standard error, nothing on standard output."""
        self.stderr.write(message)
        sys.exit(1)
