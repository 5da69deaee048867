from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from cluster.models import Cluster, ClusterStage, ClusterTask, Subportfolio

Row = ClusterTask | ClusterStage | Subportfolio
ASIDE = 10_000  # numbers step aside first, so that two rows may trade places


@transaction.atomic
def save_rows(cluster: Cluster, *, kept: Sequence[Row], removed: Sequence[Row]) -> Cluster:
    """Save a numbered list of the passport; a row keeps its identity when its number changes."""
    for row in removed:
        row.delete()
    if kept:
        type(kept[0])._default_manager.filter(cluster=cluster).update(number=F("number") + ASIDE)
    for row in kept:
        row.save()
    return cluster
