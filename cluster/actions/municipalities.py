from datetime import date

from django.db import transaction

from cluster.models import Municipality, MunicipalityPeriod


@transaction.atomic
def change(municipality: Municipality, *, changed_on: date | None) -> Municipality:
    """Save a changed municipality; with the day of the change its former name, kind and code become a period."""
    if changed_on:
        former = Municipality.objects.select_for_update().get(pk=municipality.pk)
        last = former.periods.order_by("-to_on").first()
        MunicipalityPeriod.objects.create(
            municipality=municipality,
            name=former.name,
            kind=former.kind,
            oktmo=former.oktmo,
            from_on=last.to_on if last else None,
            to_on=changed_on,
            source=former.source,
        )
    municipality.save()
    return municipality
