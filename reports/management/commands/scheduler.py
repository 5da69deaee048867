import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, connection

from reports.actions.scheduling import run_due
from reports.duties import DUTIES

logger = logging.getLogger(__name__)

STEP = 1.0
LONGEST_PAUSE = 15.0


class Command(BaseCommand):
    help = "Выполняет периодические обязанности портала, пока его не остановят."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="выполнить то, чему пришло время, и закончить")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(" ".join(run_due(DUTIES)))
            return
        enough = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: enough.set())
        self._keep(enough)

    def _keep(self, enough: threading.Event) -> None:
        """A database that restarts is waited for: its connection is thrown away and tried again, ever more slowly."""
        pause = STEP
        while not enough.wait(pause):
            try:
                run_due(DUTIES)
                pause = STEP
            except (OperationalError, InterfaceError) as error:
                logger.warning("no database: %s", error)
                connection.close()
                pause = min(pause * 2, LONGEST_PAUSE)
        connection.close()
