"""The year of a campaign: created, opened, prolonged, closed, published, each step with who and why."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cluster.models import Municipality, Region
from monitoring.actions import campaigns as actions
from monitoring.models import Campaign, CampaignStep, Submission
from tests.monitoring.factories import make_campaign, make_places

pytestmark = pytest.mark.django_db
CREATE = reverse("monitoring:campaign-create")


@pytest.fixture
def client(methodologist, client_of):
    return client_of(methodologist)


def frame(**changed: str) -> dict[str, str]:
    today = timezone.localdate()
    plain = {
        "region": str(Region.objects.get(oktmo_prefix="25").pk),
        "year": str(today.year + 1),
        "opens_on": f"{today:%d.%m.%Y}",
        "closes_on": f"{today + timedelta(days=30):%d.%m.%Y}",
        "basis": "Распоряжение № 1",
        "operator": "Институт",
    }
    return plain | changed


def url(campaign: Campaign, name: str, *args: str) -> str:
    return reverse(f"monitoring:campaign-{name}", args=[campaign.pk, *args])


def test_new_campaign_takes_the_edition_in_force_and_expects_everybody(client, methodologist):
    response = client.post(CREATE, frame())
    campaign = Campaign.objects.latest("pk")
    assert response.url == url(campaign, "update")
    assert (campaign.status, campaign.edition.code) == (Campaign.Status.DRAFT, "career-choice")
    assert campaign.expectations.count() == 42
    assert campaign.steps.get().by == methodologist


def test_municipality_closed_before_the_end_of_the_year_is_not_expected(client):
    closed = Municipality.objects.filter(region__oktmo_prefix="25").first()
    closed.closed_on = date(timezone.localdate().year, 1, 1)
    closed.save()
    client.post(CREATE, frame())
    assert not Campaign.objects.latest("pk").expectations.filter(municipality=closed).exists()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"closes_on": "01.01.2020"}, "Этот день уже прошёл"),
        ({"opens_on": "01.01.2040"}, "Сбор не может закончиться раньше, чем начался"),
        ({"year": "2021"}, "Кампания этого региона за этот год уже есть"),
        ({"year": "1990"}, "Год кампании — от"),
        ({"year": "две тысячи"}, "Напишите в поле «За год» целое число"),
        ({"opens_on": "31.02.2026"}, "Такого дня нет"),
    ],
)
def test_bad_frame_is_explained_and_kept(client, changed, message):
    before = Campaign.objects.count()
    response = client.post(CREATE, frame(**changed))
    page = response.content.decode()
    assert message in page
    assert f'value="{next(iter(changed.values()))}"' in page
    assert Campaign.objects.count() == before


def test_draft_changes_whole_and_opens(client, methodologist):
    client.post(CREATE, frame())
    campaign = Campaign.objects.latest("pk")
    kept = list(campaign.expected.all()[:3])
    skipped = campaign.edition.indicators.first()
    data = frame(operator="Другой") | {"expected": [place.pk for place in kept], "not_assessed": [skipped.pk]}
    client.post(url(campaign, "update"), data)
    campaign.refresh_from_db()
    assert (campaign.operator, set(campaign.expected.all())) == ("Другой", set(kept))
    assert list(campaign.not_assessed.all()) == [skipped]
    client.post(url(campaign, "step", "open"))
    campaign.refresh_from_db()
    assert campaign.takes_submissions
    assert campaign.steps.filter(kind=CampaignStep.Kind.OPENED, by=methodologist).exists()


def test_draft_that_expects_nobody_is_refused(client):
    client.post(CREATE, frame())
    campaign = Campaign.objects.latest("pk")
    response = client.post(url(campaign, "update"), frame())
    assert "Отметьте хотя бы одно муниципальное образование" in response.content.decode()
    assert campaign.expectations.count() == 42


def test_opening_the_confirmation_changes_nothing(client, running):
    assert client.get(url(running, "step", "close")).status_code == 200
    running.refresh_from_db()
    assert running.takes_submissions


def test_closing_locks_accepted_forms_only(client, running):
    client.post(url(running, "step", "close"))
    running.refresh_from_db()
    states = set(running.submissions.values_list("status", flat=True))
    assert running.status == Campaign.Status.CLOSED
    assert Submission.Status.LOCKED in states
    assert Submission.Status.ACCEPTED not in states
    assert Submission.Status.SUBMITTED in states


def test_campaign_with_waiting_forms_is_not_published(client, running, methodologist):
    actions.close_campaign(running, by=methodologist)
    response = client.post(url(running, "step", "publish"), follow=True)
    assert "Ждут проверки" in response.content.decode()
    running.refresh_from_db()
    assert not running.is_published


def test_publication_publishes_locked_forms(running, methodologist):
    unready = (Submission.Status.SUBMITTED, Submission.Status.UNLOCKED)
    running.submissions.filter(status__in=unready).update(status=Submission.Status.DRAFT)
    actions.close_campaign(running, by=methodologist)
    actions.publish_campaign(running, by=methodologist)
    running.refresh_from_db()
    assert running.is_published
    assert running.submissions.filter(status=Submission.Status.PUBLISHED).count() == 14


def test_closed_collection_goes_on_with_a_new_day(client, running, methodologist):
    actions.close_campaign(running, by=methodologist)
    day = timezone.localdate() + timedelta(days=3)
    client.post(url(running, "window"), {"closes_on": f"{day:%d.%m.%Y}", "reason": "Не успели трое"})
    running.refresh_from_db()
    assert (running.takes_submissions, running.closes_on) == (True, day)
    assert running.steps.filter(kind=CampaignStep.Kind.REOPENED, reason="Не успели трое").exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"closes_on": "01.02.2021", "reason": "так"}, "Этот день уже прошёл"),
        ({"closes_on": "01.02.2099", "reason": ""}, "Заполните поле «Почему меняется срок»"),
        ({"closes_on": "01.02.2099", "reason": "я" * 501}, "не больше 500 знаков"),
    ],
)
def test_bad_window_is_explained(client, running, data, message):
    former = running.closes_on
    assert message in client.post(url(running, "window"), data).content.decode()
    running.refresh_from_db()
    assert running.closes_on == former


def test_expected_list_changes_with_a_reason(client, running):
    idle = running.expected.exclude(submissions__campaign=running).first()
    data = {"municipality": idle.pk, "what": "excuse", "reason": "Данные сдаёт соседний округ"}
    client.post(url(running, "expected"), data)
    assert not running.expectations.filter(municipality=idle).exists()
    client.post(url(running, "expected"), data | {"what": "expect"})
    assert running.expectations.filter(municipality=idle).exists()
    assert running.steps.filter(reason="Данные сдаёт соседний округ").count() == 2


def test_municipality_that_has_written_something_stays_expected(client, running):
    busy = running.submissions.filter(status=Submission.Status.SUBMITTED).first().municipality
    page = client.post(url(running, "expected"), {"municipality": busy.pk, "what": "excuse", "reason": "так"})
    assert "форму уже заполняют" in page.content.decode()
    assert running.expectations.filter(municipality=busy).exists()


def test_campaign_of_another_region_does_not_exist(client, running):
    foreign = make_campaign(running.edition, make_places(1))
    for name in ("update", "window", "expected"):
        assert client.get(url(foreign, name)).status_code == 404
    assert client.post(url(foreign, "step", "close")).status_code == 404


def test_operator_runs_no_campaign(running, client_of):
    client = client_of(User.objects.get(email="operator@demo.example"))
    assert client.get(CREATE).status_code == 403
    assert client.post(url(running, "step", "close")).status_code == 403


def test_steps_follow_their_order(running, methodologist):
    with pytest.raises(ValidationError, match="Начать сбор можно только"):
        actions.open_campaign(running, by=methodologist)
    with pytest.raises(ValidationError, match="Опубликовать можно"):
        Campaign.objects.get(pk=running.pk).publish()


def test_kept_steps_cannot_be_rewritten(running, methodologist):
    actions.close_campaign(running, by=methodologist)
    with pytest.raises(DatabaseError), transaction.atomic():
        running.steps.update(reason="иначе")
