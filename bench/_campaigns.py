"""Ten campaigns of a region of any size, written by the database itself."""

from datetime import date

from django.db import connection
from django.utils import timezone

from accounts.models import User
from cluster.models import Municipality, MunicipalityKind, Region
from monitoring.models import Campaign, Edition, Expectation, ReferencePopulation, Submission

PREFIX = "97"
YEARS = range(2031, 2041)

VALUES = """
INSERT INTO monitoring_value (submission_id, element_id, state, amount, comment, is_flagged, note)
SELECT s.id, e.id, 0,
       CASE e.kind WHEN 'flag' THEN abs(hashint8(s.id * 1009 + e.id)) %% 2
                   WHEN 'staff' THEN (abs(hashint8(s.id * 1009 + e.id)) %% 40) / 4.0
                   ELSE abs(hashint8(s.id * 1009 + e.id)) %% 400 END, '', false, ''
FROM monitoring_submission s
JOIN monitoring_campaign c ON c.id = s.campaign_id
JOIN monitoring_element e ON e.edition_id = c.edition_id
WHERE c.id = ANY(%(campaigns)s) AND abs(hashint8(s.id * 31 + e.id)) %% 100 >= 3
"""
HEADS = """
INSERT INTO monitoring_referencepopulation (campaign_id, municipality_id, population_id, amount, source)
SELECT x.campaign_id, x.municipality_id, p.id, 500 + abs(hashint8(x.id * 7919 + p.id)) %% 4000, ''
FROM monitoring_expectation x
JOIN monitoring_campaign c ON c.id = x.campaign_id
JOIN monitoring_population p ON p.edition_id = c.edition_id
WHERE c.id = ANY(%(campaigns)s)
"""


def fill(places: int) -> list[Campaign]:
    """Ten campaigns of `places` municipalities; three cells of a hundred are left out."""
    clear()
    edition = Edition.objects.published().earliest("pk")
    region = Region.objects.create(name="Замерная область", name_genitive="Замерной области", oktmo_prefix=PREFIX)
    rows = Municipality.objects.bulk_create(
        Municipality(region=region, name=f"Район {n}", kind=MunicipalityKind.DISTRICT, oktmo=f"{PREFIX}{n:06d}")
        for n in range(1, places + 1)
    )
    campaigns = [
        Campaign.objects.create(
            region=region, year=year, edition=edition, opens_on=date(year, 11, 15), closes_on=date(year, 12, 15)
        )
        for year in YEARS
    ]
    accepted = {"accepted_at": timezone.now(), "accepted_by": User.objects.first()}
    for campaign in campaigns:
        Expectation.objects.bulk_create(Expectation(campaign=campaign, municipality=place) for place in rows)
        Submission.objects.bulk_create(
            Submission(campaign=campaign, municipality=place, status=Submission.Status.ACCEPTED, **accepted)
            for place in rows
        )
    _fill_cells([campaign.pk for campaign in campaigns])
    return campaigns


def _fill_cells(campaigns: list[int]) -> None:
    with connection.cursor() as cursor:
        # Triggers keep the history of each value: a million invented ones need none.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(VALUES, {"campaigns": campaigns})
        cursor.execute(HEADS, {"campaigns": campaigns})
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM (ANALYZE)")


def clear() -> None:
    """Leave nothing of an earlier run, a broken one included."""
    campaigns = list(Campaign.objects.filter(region__oktmo_prefix=PREFIX).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        own = {"campaigns": campaigns}
        forms = "(SELECT id FROM monitoring_submission WHERE campaign_id = ANY(%(campaigns)s))"
        for table in ("value", "valueevent", "unlocking"):
            cursor.execute(f"DELETE FROM monitoring_{table} WHERE submission_id IN {forms}", own)
        for table in ("result", "criterionscore", "regionresult", "elementtotal", "referencepopulation"):
            cursor.execute(f"DELETE FROM monitoring_{table} WHERE campaign_id = ANY(%(campaigns)s)", own)
        cursor.execute("SET session_replication_role = origin")
    Submission.objects.filter(campaign__in=campaigns).delete()
    ReferencePopulation.objects.filter(campaign__in=campaigns).delete()
    Campaign.objects.filter(pk__in=campaigns).delete()
    Municipality.objects.filter(region__oktmo_prefix=PREFIX).delete()
    Region.objects.filter(oktmo_prefix=PREFIX).delete()
