"""Addresses of revisions and of the words of the note."""

from typing import Any

from accounts.roles import Role
from monitoring.models import Campaign, Snapshot
from tests.routes import Route

VIEWERS = {Role.COORDINATOR, Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR}


def published() -> dict[str, Any]:
    return {"pk": Campaign.objects.get(year=2021, region__oktmo_prefix="25").pk}


def revision() -> dict[str, Any]:
    return {"pk": Snapshot.objects.get(campaign=published()["pk"]).pk}


def paragraph() -> dict[str, Any]:
    return published() | {"key": "indicator-7.1"}


ROUTES = [
    Route("monitoring:snapshot-list", roles=VIEWERS, args=published),
    Route("monitoring:snapshot-detail", roles=VIEWERS, args=revision),
    Route("monitoring:snapshot-revise", roles={Role.METHODOLOGIST}, args=published),
    Route("monitoring:note-text-list", roles={Role.METHODOLOGIST}, args=published),
    Route("monitoring:note-text-edit", roles={Role.METHODOLOGIST}, args=paragraph),
]
