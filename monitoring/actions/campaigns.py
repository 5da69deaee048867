"""The year of a campaign: created, opened, prolonged, closed, published; each step is kept with who and why."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from cluster.models import Municipality
from monitoring.actions.snapshots import take_snapshot
from monitoring.computation import compute
from monitoring.models import Campaign, CampaignStep, Expectation, Indicator, Submission
from ui.words import count, day_in_words

Kind = CampaignStep.Kind
FORMS = "форма,формы,форм"


@transaction.atomic
def create_campaign(campaign: Campaign, *, by: User) -> Campaign:
    """A draft that expects every municipality existing at the end of its year."""
    campaign.save()
    places = Municipality.objects.of_region(campaign.region).existing_on(campaign.year_end)
    Expectation.objects.bulk_create(Expectation(campaign=campaign, municipality=place) for place in places)
    _note(campaign, Kind.CREATED, by=by)
    return campaign


@transaction.atomic
def change_draft(
    campaign: Campaign, *, expected: Iterable[Municipality], not_assessed: Iterable[Indicator]
) -> Campaign:
    """Everything of a draft may change; the lists are replaced."""
    campaign.save()
    campaign.expected.set(expected)
    campaign.not_assessed.set(not_assessed)
    return campaign


@transaction.atomic
def open_campaign(campaign: Campaign, *, by: User) -> Campaign:
    campaign = _locked(campaign)
    campaign.open()
    compute([campaign])
    _note(campaign, Kind.OPENED, by=by, words=f"до {day_in_words(campaign.closes_on)}")
    return campaign


@transaction.atomic
def move_window(campaign: Campaign, *, closes_on: date, reason: str, by: User) -> Campaign:
    """Another last day of a running collection; of one that is over, collection goes on again until that day."""
    campaign = _locked(campaign)
    if not reason.strip():
        raise ValidationError("Напишите, почему меняется срок.")
    former, campaign.closes_on = campaign.closes_on, closes_on
    if campaign.days_left < 0 or closes_on < campaign.opens_on:
        raise ValidationError("Последний день сбора не может быть в прошлом или раньше первого дня.")
    kind = Kind.PROLONGED
    if campaign.status != Campaign.Status.OPEN:
        campaign.reopen()
        kind = Kind.REOPENED
    campaign.save(update_fields=["closes_on"])
    words = f"последний день был {day_in_words(former)}, теперь {day_in_words(closes_on)}"
    _note(campaign, kind, by=by, words=words, reason=reason)
    return campaign


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: User) -> Campaign:
    """The end of collection locks every accepted form."""
    campaign = _locked(campaign)
    campaign.close()
    accepted = campaign.submissions.filter(status=Submission.Status.ACCEPTED).select_for_update()
    for submission in accepted:
        submission.lock()
    _note(campaign, Kind.CLOSED, by=by, words=f"закрыто от правки: {count(len(accepted), FORMS)}")
    return campaign


@transaction.atomic
def publish_campaign(campaign: Campaign, *, by: User) -> Campaign:
    """Results as they are become the published ones, and with them every locked form."""
    campaign = _locked(campaign)
    if hindrances := publication_hindrances(campaign):
        raise ValidationError(hindrances)
    compute([campaign])
    campaign.refresh_from_db()
    campaign.publish()
    locked = campaign.submissions.filter(status=Submission.Status.LOCKED).select_for_update()
    for submission in locked:
        submission.publish()
    _note(campaign, Kind.PUBLISHED, by=by, words=f"в итогах {count(len(locked), FORMS)}")
    take_snapshot(campaign, by=by)
    return campaign


def publication_hindrances(campaign: Campaign) -> list[str]:
    """What has to be finished first, in words; an empty list lets publish."""
    waiting = campaign.submissions.filter(status=Submission.Status.SUBMITTED).count()
    unlocked = campaign.submissions.filter(status=Submission.Status.UNLOCKED).count()
    taken = campaign.submissions.counted().exists()
    return [
        words
        for words, stands in (
            (f"Ждут проверки: {count(waiting, FORMS)}. Примите их или верните.", waiting),
            (f"Открыты для исправления: {count(unlocked, FORMS)}. Дождитесь исправлений или закройте их.", unlocked),
            ("Не принято ни одной формы: публиковать нечего.", not taken),
        )
        if stands
    ]


@transaction.atomic
def expect(campaign: Campaign, *, municipality: Municipality, reason: str, by: User) -> None:
    """One more municipality must answer in a running campaign."""
    _check_running(_locked(campaign), reason)
    _, is_new = Expectation.objects.get_or_create(campaign=campaign, municipality=municipality)
    if not is_new:
        raise ValidationError(f"{municipality}: форму отсюда уже ждут.")
    _note(campaign, Kind.EXPECTED, by=by, words=municipality.name, reason=reason)
    compute([campaign])


@transaction.atomic
def excuse(campaign: Campaign, *, municipality: Municipality, reason: str, by: User) -> None:
    """A municipality is no longer expected; what it has already written is never thrown away."""
    _check_running(_locked(campaign), reason)
    own = campaign.submissions.filter(municipality=municipality)
    if own.exclude(status=Submission.Status.DRAFT).exists() or own.filter(values__isnull=False).exists():
        raise ValidationError(f"{municipality}: форму уже заполняют, снять с ожидания нельзя.")
    own.delete()
    removed, _ = campaign.expectations.filter(municipality=municipality).delete()
    if not removed:
        raise ValidationError(f"{municipality}: форму отсюда и так не ждут.")
    _note(campaign, Kind.EXCUSED, by=by, words=municipality.name, reason=reason)
    compute([campaign])


def _check_running(campaign: Campaign, reason: str) -> None:
    if campaign.status != Campaign.Status.OPEN:
        raise ValidationError("Список ожидаемых меняют, пока идёт сбор.")
    if not reason.strip():
        raise ValidationError("Напишите причину.")


def _locked(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update(of=("self",)).select_related("edition", "region").get(pk=campaign.pk)


def _note(campaign: Campaign, kind: str, *, by: User, words: str = "", reason: str = "") -> None:
    CampaignStep.objects.create(campaign=campaign, kind=kind, by=by, words=words, reason=reason.strip())
