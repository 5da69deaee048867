"""Head counts from an independent file: a dry run, then the former ones of each population are replaced whole."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from monitoring.computation import compute
from monitoring.exchange.facts import Placed, UnreadableFile
from monitoring.exchange.populations import Heads, read_heads
from monitoring.exchange.reading import Sent
from monitoring.models import Campaign, Population, PopulationLoad, ReferencePopulation

PUBLISHED = "Кампания опубликована: численности, по которым посчитаны её результаты, не меняются."


@transaction.atomic
def check_populations(campaign: Campaign, sent: Sent, *, source: str, counted_on: date, by: User) -> PopulationLoad:
    """Read the file and keep what it says together with what is wrong; nothing else changes."""
    if campaign.is_published:
        raise ValidationError(PUBLISHED)
    populations = dict(Population.objects.filter(edition=campaign.edition_id).values_list("code", "name"))
    places = dict(campaign.expected.values_list("oktmo", "name"))
    try:
        heads = read_heads(sent, populations, places)
    except UnreadableFile as error:
        heads = Heads(faults=[Placed("файл", error.fault)])
    return PopulationLoad.objects.create(
        campaign=campaign,
        source=source,
        counted_on=counted_on,
        filename=sent.name[-200:],
        sha256=hashlib.sha256(sent.data).hexdigest(),
        amounts=heads.amounts,
        faults=[
            {
                "place": row.place,
                "code": row.code,
                "typed": row.typed,
                "words": row.fault.words,
                "advice": row.fault.advice,
            }
            for row in heads.faults
        ],
        uploaded_by=by,
    )


@transaction.atomic
def apply_populations(load: PopulationLoad, *, by: User) -> PopulationLoad:
    """Put the head counts in the place of the former ones and recompute the campaign, which is not published yet."""
    locked = PopulationLoad.objects.select_for_update().select_related("campaign").get(pk=load.pk)
    campaign = Campaign.objects.select_for_update().get(pk=locked.campaign_id)
    if campaign.is_published:
        raise ValidationError(PUBLISHED)
    locked.apply(by=by)
    populations = Population.objects.filter(edition=campaign.edition_id, code__in=locked.amounts)
    places = dict(campaign.expected.values_list("oktmo", "pk"))
    source = f"{locked.source}, на {locked.counted_on:%d.%m.%Y}"
    ReferencePopulation.objects.filter(campaign=campaign, population__in=populations).delete()
    ReferencePopulation.objects.bulk_create(
        ReferencePopulation(
            campaign=campaign, municipality_id=places[oktmo], population=population, amount=amount, source=source
        )
        for population in populations
        for oktmo, amount in locked.amounts[population.code].items()
        if oktmo in places
    )
    compute([campaign])
    return locked
