from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.models import User
from reports.catalogue import WHOLE, Kind
from reports.models import Job
from reports.tasks import render


@transaction.atomic
def order(kind: Kind, subject: Model | None, *, by: User, format: str, params: dict[str, Any]) -> tuple[Job, bool]:
    """Order a document; a second click gives the first job and False.

    A broker that does not answer is no reason to refuse: the job stands, the reconciler sends it later.
    """
    title = f"{kind.title}: {subject}" if subject else kind.title
    wanted: dict[str, Any] = {
        "kind": kind.code,
        "subject_pk": str(subject.pk) if subject else WHOLE,
        "by": by,
        "format": format,
        "title": title[:300],
        "version": kind.data_version(subject, by, params),
        "params": params,
    }
    job, is_new = Job.objects.order(**wanted)
    if job.is_ready and job.size is None:
        job.lose()
        job, is_new = Job.objects.order(**wanted)
    if is_new:
        send(job)
    return job, is_new


def send(job: Job) -> None:
    def leave() -> None:  # a partial would do, but Django wants a name to put into its log
        render.delay(job.pk, job.attempt)

    transaction.on_commit(leave, robust=True)
