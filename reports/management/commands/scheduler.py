import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, connection

from reports.actions.scheduling import run_due
from reports.duties import DUTIES, Duty

logger = logging.getLogger(__name__)

STEP = 1.0
LONGEST_PAUSE = 15.0


class Command(BaseCommand):
    help = "Выполняет периодические обязанности портала, пока его не остановят."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="выполнить то, чему пришло время, и закончить")

        parser.add_argument(
            "--only", choices=[duty.name for duty in DUTIES], action="append", help="только эти обязанности"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        duties = [duty for duty in DUTIES if not options["only"] or duty.name in options["only"]]
        if options["once"]:
            self.stdout.write(" ".join(run_due(duties)))
            return
        enough = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: enough.set())
        self._keep(duties, enough)

    def _keep(self, duties: list[Duty], enough: threading.Event) -> None:
        """A database that restarts is waited for: its connection is thrown away and tried again, ever more slowly."""
        pause = STEP
        while not enough.wait(pause):
            try:
                run_due(duties)
                pause = STEP
            except (OperationalError, InterfaceError) as error:
                logger.warning("no database: %s", error)
                connection.close()
                pause = min(pause * 2, LONGEST_PAUSE)
        connection.close()
