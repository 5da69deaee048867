"""Whose rows a person sees and keeps: the regions of the organisations where this person serves."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from cluster.models.organisations import Organisation

if TYPE_CHECKING:
    from accounts.models import User


class StateError(ValueError):
    """The record is in a state that does not allow the step; the message is a sentence for the user."""


def regions_of(user: "User") -> QuerySet:
    """Primary keys of the regions, as a subquery."""
    return Organisation.objects.of_user(user).order_by().values("region")
