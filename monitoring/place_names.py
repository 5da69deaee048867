"""Names of municipalities: those of the year a page speaks of, and short ones for pictures."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import CharField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cluster.models import Municipality, MunicipalityPeriod

KINDS = (("муниципальный район", "район"), ("муниципальный округ", "округ"), ("городской округ", "ГО"))


def short_name(name: str) -> str:
    """«Казачинско-Ленский район» for «Казачинско-Ленский муниципальный район»; a note in brackets is left out."""
    text = re.sub(r"\s*\([^)]*\)", "", name)
    for full, short in KINDS:
        text = text.replace(full, short)
    return text


def former_name(year: int | str, place: str = "municipality") -> Subquery:
    """The name on 31 December of a year (a number, or the path to it) where it is no longer the name of today."""
    asked = OuterRef(year) if isinstance(year, str) else year
    former = MunicipalityPeriod.objects.filter(
        Q(from_on=None) | Q(from_on__year__lte=asked), municipality=OuterRef(place), to_on__year__gt=asked
    )
    return Subquery(former.order_by("-to_on").values("name")[:1])


def name_then(year: int | str, place: str = "municipality") -> Coalesce:
    """The name on 31 December of a year, for an annotation: no query of its own."""
    return Coalesce(former_name(year, place), F(f"{place}__name"), output_field=CharField())


def call_as_then(pairs: Iterable[tuple[Municipality | None, int]]) -> None:
    """Give municipalities at hand, each with its year, their names of that year, for reading only. One query."""
    rows = [(place, year) for place, year in pairs if place is not None]
    former: dict[int, list[MunicipalityPeriod]] = defaultdict(list)
    periods = MunicipalityPeriod.objects.filter(municipality__in={place.pk for place, _ in rows}, to_on__isnull=False)
    for period in periods.order_by("to_on") if rows else ():
        former[period.municipality_id].append(period)
    for place, year in rows:
        for period in former[place.pk]:
            is_begun = period.from_on is None or period.from_on.year <= year
            if is_begun and period.to_on and period.to_on.year > year:
                place.name = period.name
