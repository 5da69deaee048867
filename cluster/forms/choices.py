"""Organisations a form offers."""

from django.db.models import Q, QuerySet

from accounts.models import User
from cluster.models import Organisation
from cluster.models.scope import regions_of


def organisations_for(user: User, *chosen: int | None) -> QuerySet[Organisation]:
    """Living organisations of the person's regions, and those that are already chosen wherever they are."""
    kept = [pk for pk in chosen if pk]
    return Organisation.objects.filter(Q(region__in=regions_of(user), merged_into=None) | Q(pk__in=kept))
