from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from cluster.models import ClusterStage
from graduates.models import Graduate, Route


@transaction.atomic
def save_profile(graduate: Graduate, *, stage: ClusterStage | None, by: User) -> Graduate:
    """Save a card with the stage of its route; a new card is led by whoever has entered it."""
    if graduate.case_worker is None:
        graduate.case_worker = by
    if graduate.user is None:
        graduate.user = _account_of(graduate)
    graduate.save()
    Route.objects.update_or_create(
        graduate=graduate,
        defaults={"stage": stage},
        create_defaults={"stage": stage, "started_on": timezone.localdate()},
    )
    return graduate


def _account_of(graduate: Graduate) -> User | None:
    """The graduate's own account with the same e-mail, when it has no card yet."""
    if not graduate.email:
        return None
    found = User.objects.filter(email__iexact=graduate.email, graduate=None).first()
    return found if found and found.can(Permission.GRADUATE_SELF) else None
