import logging
import threading
from types import TracebackType

from django.conf import settings
from django.db import DatabaseError, connection

from reports.models import Job, LostJob

logger = logging.getLogger(__name__)


class Heartbeat(threading.Thread):
    """Says every few seconds that the worker lives, while the document is being made in the main thread.

    Typesetting and heavy queries have no moment to say it themselves. The thread has its own database connection.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(name=f"heartbeat-{job.pk}", daemon=True)
        self.job = job
        self.period = settings.JOB_STALE_AFTER_SECONDS / 4
        self.enough = threading.Event()

    def __enter__(self) -> "Heartbeat":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.enough.set()
        self.join()

    def run(self) -> None:
        while not self.enough.wait(self.period):
            try:
                self.job.beat()
            except LostJob:
                break
            except DatabaseError as error:
                logger.warning("job %s: no heartbeat: %s", self.job.pk, error)
            finally:
                connection.close()
