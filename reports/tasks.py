from celery import shared_task

from reports.actions.rendering import render_job

LONGEST_SECONDS = 15 * 60


@shared_task(time_limit=LONGEST_SECONDS)
def render(job_pk: int, attempt: int = 1) -> None:
    render_job(job_pk, attempt)
