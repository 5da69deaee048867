"""Reminders of a campaign: on their days, once, to those who have not handed in, with their own gaps."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Letter
from monitoring.actions.reminders import remind
from monitoring.models import Campaign, Submission
from reports.duties import DUTIES

pytestmark = pytest.mark.django_db


def letters():
    return Letter.objects.filter(key__startswith="campaign-reminder:")


@pytest.mark.parametrize("left", [7, 3, 1, 0, -7, -14])
def test_each_occasion_writes_once(running, operator, left):
    day = running.closes_on - timedelta(days=left)
    assert remind(day) == 1
    assert remind(day) == 0
    assert letters().get().to == operator.email


def test_all_occasions_of_a_long_campaign(running):
    days = (running.closes_on + timedelta(days=number) for number in range(-12, 15))
    assert sum(remind(day) for day in days) == 6


def test_nothing_is_written_long_before_the_end(running):
    assert remind(running.closes_on - timedelta(days=8)) == 0


def test_missed_day_is_made_up_for_once(running):
    assert remind(running.closes_on - timedelta(days=2)) == 1
    assert remind(running.closes_on - timedelta(days=1)) == 1


def test_who_has_handed_in_gets_nothing(running, own):
    Submission.objects.filter(pk=own.pk).update(status=Submission.Status.SUBMITTED)
    assert remind(running.closes_on) == 0


def test_closed_collection_reminds_nobody(running):
    Campaign.objects.filter(pk=running.pk).update(status=Campaign.Status.CLOSED)
    assert remind(running.closes_on) == 0


def test_letter_names_own_gaps(running, own):
    remind(running.closes_on)
    text = letters().get().text
    gap = own.campaign.edition.elements.get(code="n_contest")
    assert not own.values.filter(element=gap).exists()
    assert gap.name in text
    assert own.get_absolute_url() in text


def test_prolonged_window_reminds_anew(running):
    remind(running.closes_on)
    Campaign.objects.filter(pk=running.pk).update(closes_on=running.closes_on + timedelta(days=10))
    assert remind(running.closes_on + timedelta(days=10)) == 1


def test_chosen_municipality_is_reminded_once_a_day(running, own, methodologist, client_of):
    client = client_of(methodologist)
    url, data = reverse("monitoring:campaign-remind", args=[running.pk]), {"places": [own.municipality_id, "чепуха"]}
    client.post(url, data)
    page = client.post(url, data, follow=True).content.decode()
    assert letters().count() == 1
    assert "уже написали сегодня" in page


def test_operator_reminds_nobody(running, operator, client_of):
    url = reverse("monitoring:campaign-remind", args=[running.pk])
    assert client_of(operator).post(url, {"places": [1]}).status_code == 403


def test_duty_is_on_the_list():
    assert any(duty.find() is remind for duty in DUTIES)
