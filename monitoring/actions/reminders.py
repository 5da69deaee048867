"""Reminders of a campaign: 7, 3, 1 days before the end, on the day, then weekly to those who have not handed in."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.mail import Draft, send_letters
from accounts.models import User
from cluster.models import Municipality
from events.actions.reminders import in_parts, latest_occasion
from monitoring.actions.letters import fillers_by_place
from monitoring.actions.submissions import asked_elements
from monitoring.doubts import doubts_about
from monitoring.models import Campaign, Element, Submission

DAYS_BEFORE = (7, 3, 1, 0)
OPEN = (Submission.Status.DRAFT, Submission.Status.RETURNED)
BATCH = 50
SHOWN = 20


def remind(today: date | None = None) -> int:
    """Duty: put the letters of the day into the outbox, each once; returns how many were new. May run again."""
    today = today or timezone.localdate()
    written = 0
    for campaign in Campaign.objects.filter(status=Campaign.Status.OPEN).select_related("edition"):
        occasion = latest_occasion(campaign.closes_on, today, DAYS_BEFORE)
        if occasion and occasion >= campaign.opens_on:
            key = f"{campaign.closes_on:%Y%m%d}:{occasion:%Y%m%d}"
            written += _write(campaign, not_handed_in(campaign), key)
    return written


def remind_chosen(campaign: Campaign, *, places: Iterable[int], by: User) -> int:
    """The methodologist's own reminder: to the chosen ones who have not handed in, at most once a day."""
    chosen = [place for place in not_handed_in(campaign) if place.pk in set(places)]
    return _write(campaign, chosen, f"by-hand:{timezone.localdate():%Y%m%d}", by=by)


def not_handed_in(campaign: Campaign) -> list[Municipality]:
    done = campaign.submissions.exclude(status__in=OPEN).values("municipality")
    return list(campaign.expected.exclude(pk__in=done).order_by("sort_key"))


def _write(campaign: Campaign, places: list[Municipality], key: str, *, by: User | None = None) -> int:
    asked = asked_elements(campaign)
    return sum(send_letters(_letters(campaign, part, asked, key, by)) for part in in_parts(places, BATCH))


def _letters(
    campaign: Campaign, places: list[Municipality], asked: list[Element], key: str, by: User | None
) -> Iterator[Draft]:
    people = fillers_by_place(place.pk for place in places)
    forms = campaign.submissions.filter(municipality__in=places).select_related("campaign__edition")
    started = {form.municipality_id: form for form in forms.prefetch_related("values")}
    for place in places:
        users = people.get(place.pk, [])
        if users:
            yield from _of_place(campaign, place, started.get(place.pk), asked, users, key, by)


def _of_place(
    campaign: Campaign, place: Municipality, form: Submission | None, asked: list[Element], users: list[User],
    key: str, by: User | None,
) -> Iterator[Draft]:  # fmt: skip
    """One letter with the own gaps and doubts."""
    told = {value.element_id for value in form.values.all()} if form else set()
    gaps = [element.name for element in asked if element.pk not in told]
    doubts = [f"{doubt.words} {doubt.advice}" for doubt in doubts_about(form, asked)] if form and told else []
    link = form.get_absolute_url() if form else reverse("monitoring:submission-list")
    context = {
        "campaign": campaign,
        "place": place,
        "form": form,
        "gaps": gaps[:SHOWN],
        "gaps_more": max(len(gaps) - SHOWN, 0),
        "gaps_count": len(gaps),
        "doubts": doubts[:SHOWN],
        "by": by,
        "link": settings.BASE_URL + link,
    }
    for user in users:
        yield Draft(
            to=user.email,
            subject=f"Форма мониторинга за {campaign.year} год: {place}",
            template="monitoring/letters/reminder.txt",
            key=f"campaign-reminder:{campaign.pk}:{key}:{place.pk}:{user.pk}",
            context={"user": user, **context},
        )
