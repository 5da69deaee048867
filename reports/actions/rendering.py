"""What a worker does with an ordered document."""

import logging

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import InterfaceError, OperationalError

from monitoring.actions.snapshots import keep_file
from reports.actions.heartbeats import Heartbeat
from reports.catalogue import KINDS
from reports.models import Job, LostJob
from reports.writers import write
from reports.writers.zip import to_zip
from ui.archives import Archive, File
from ui.words import count

logger = logging.getLogger(__name__)

# Faults of the surroundings: the job stays as it is, the reconciler gives it to a worker again.
OUTSIDE_FAULTS = (OperationalError, InterfaceError, OSError, MemoryError)

GONE = "Записи, о которой документ, больше нет, или она вам не видна. Откройте её страницу и закажите документ оттуда."
FORBIDDEN = "У вас больше нет права на этот документ. Если это ошибка, обратитесь к администратору портала."
BROKEN = "На портале ошибка: документ собрать не получилось. Сообщите администратору номер заказа {uuid}."


def render_job(pk: int, attempt: int) -> None:
    """Make the document of a job once, however many messages about it arrive."""
    try:
        job = Job.objects.select_related("ordered_by").get(pk=pk, attempt=attempt)
        job.start()
    except (Job.DoesNotExist, LostJob):
        return
    with Heartbeat(job):
        try:
            _make(job)
        except LostJob as error:
            logger.info("%s", error)
        except ObjectDoesNotExist:
            _fail(job, GONE)
        except PermissionDenied:
            _fail(job, FORBIDDEN)
        except OUTSIDE_FAULTS:
            logger.exception("job %s: outside fault, waits for another attempt", job.pk)
        except Exception:
            logger.exception("job %s failed", job.pk)
            _fail(job, BROKEN.format(uuid=job.uuid))


def _make(job: Job) -> None:
    kind, viewer = KINDS[job.kind], job.ordered_by
    kind.check_permission(viewer)
    job.report(10, "Собираем данные")
    document = kind.build(kind.find(job.subject_pk, viewer), viewer, job.params)
    if isinstance(document, Archive):
        content = _pack(job, document)
    else:
        job.report(60, "Верстаем документ")
        content = write(document, job.format)
        keep_file(document, job.format, content)
    job.report(90, "Сохраняем файл")
    job.finish(content)


def _pack(job: Job, archive: Archive) -> bytes:
    """Each step asks whether the job is still wanted: a cancelled one ends between two documents and leaves nothing."""
    documents = "документа,документов,документов"

    def step(done: int, total: int, name: str) -> None:
        job.report(10 + 80 * done // max(total, 1), f"{done} из {count(total, documents)}, сейчас «{name[:60]}»")

    def keep(file: File, content: bytes) -> None:
        keep_file(file.document, file.format, content)

    return to_zip(archive, step=step, keep=keep)


def _fail(job: Job, reason: str) -> None:
    try:
        job.fail(reason)
    except LostJob as error:
        logger.info("%s", error)
