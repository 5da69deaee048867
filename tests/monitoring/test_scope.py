"""A methodologist works in the own region: running campaigns and forms of another one do not exist for her."""

from datetime import date

import pytest

from cluster.models import Region
from monitoring.models import Campaign, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomsk_submission():
    irkutsk = Campaign.objects.filter(region__oktmo_prefix="25").latest("year")
    region = Region.objects.get(oktmo_prefix="69")
    campaign = Campaign.objects.create(
        region=region,
        year=2031,
        edition=irkutsk.edition,
        status=Campaign.Status.OPEN,
        opens_on=date(2031, 11, 1),
        closes_on=date(2031, 12, 1),
    )
    return Submission.objects.create(campaign=campaign, municipality=region.municipalities.first())


def test_running_campaign_of_another_region_is_404(tomsk_submission, people, client_of):
    client = client_of(people.methodologist)
    assert client.get(tomsk_submission.campaign.get_absolute_url()).status_code == 404


def test_form_of_another_region_is_404(tomsk_submission, people, client_of):
    assert client_of(people.methodologist).get(tomsk_submission.get_absolute_url()).status_code == 404
