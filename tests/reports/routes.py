from typing import Any

from accounts.models import User
from accounts.roles import Role
from reports.models import Job
from tests.registry import EMAILS
from tests.reports.factories import JobFactory
from tests.routes import Route

ORDERING = {Role.COORDINATOR, Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR, Role.COLLEGE_SPECIALIST, Role.EMPLOYER}
OWNER = Role.COORDINATOR
OTHERS = ORDERING - {OWNER}


def job_of_owner(**traits: Any) -> dict[str, Any]:
    """A job of the coordinator in the wanted state; made once."""
    owner = User.objects.get(email=EMAILS[OWNER])
    key = f"route-{'-'.join(traits) or 'queued'}"
    job = Job.objects.filter(key=key).first() or JobFactory(key=key, ordered_by=owner, **traits)
    return {"uuid": job.uuid}


def sample() -> dict[str, Any]:
    return {"kind": "sample", "pk": "all"}


ROUTES = [
    Route("reports:job-list", roles=ORDERING),
    Route("reports:copy-check", public=True),
    Route(
        "reports:job-detail",
        roles={OWNER, Role.ADMINISTRATOR},
        foreign=OTHERS,
        args=lambda: job_of_owner(running=True),
    ),
    Route(
        "reports:job-state",
        roles={OWNER, Role.ADMINISTRATOR},
        foreign=OTHERS,
        args=lambda: job_of_owner(running=True),
        template="part",
    ),
    Route("reports:job-file", roles={OWNER}, foreign=OTHERS, args=lambda: job_of_owner(ready=True), template="file"),
    Route(
        "reports:order",
        roles=ORDERING,
        args=sample,
        method="post",
        data=lambda: {"format": "pdf"},
        template="action",
    ),
    Route("reports:job-cancel", roles={OWNER}, foreign=OTHERS, args=job_of_owner, method="post", template="action"),
    Route(
        "reports:job-again",
        roles={OWNER},
        foreign=OTHERS,
        args=lambda: job_of_owner(failed=True),
        method="post",
        template="action",
    ),
]
