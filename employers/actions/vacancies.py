"""Steps of a vacancy that somebody else has to learn about."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_letter
from accounts.models import User
from employers.models import Vacancy


@transaction.atomic
def publish(vacancy: Vacancy, *, by: User) -> Vacancy:
    """Put a checked vacancy into the open list and tell its employer."""
    vacancy.publish(timezone.localdate())
    _tell_employer(vacancy, "published", f"Вакансия опубликована: {vacancy.title}", by=by)
    return vacancy


@transaction.atomic
def return_for_revision(vacancy: Vacancy, *, reason: str, by: User) -> Vacancy:
    """Give a vacancy back to its employer with words about what to change."""
    vacancy.return_for_revision(reason)
    _tell_employer(vacancy, "returned", f"Вакансию нужно исправить: {vacancy.title}", by=by)
    return vacancy


@transaction.atomic
def expire_unconfirmed(today: date | None = None) -> int:
    """Take vacancies that nobody has confirmed for 60 days off the list; returns how many. May run twice a day."""
    stale = Vacancy.objects.stale_on(today or timezone.localdate()).select_related("partner__organisation")
    expired = list(stale.select_for_update(of=("self",), skip_locked=True))
    for vacancy in expired:
        vacancy.expire()
        _tell_employer(vacancy, "expired", f"Вакансия ушла из списка: {vacancy.title}", by=None)
    return len(expired)


def _tell_employer(vacancy: Vacancy, occasion: str, subject: str, *, by: User | None) -> None:
    """One letter to each person who looks after the vacancies of this employer."""
    for user in vacancy.partner.staff():
        link = settings.BASE_URL + reverse("employers:my-vacancy-detail", args=[vacancy.pk])
        send_letter(
            to=user.email,
            subject=subject[:200],
            template=f"employers/letters/{occasion}.txt",
            context={"user": user, "vacancy": vacancy, "by": by, "link": link},
            key=f"vacancy-{occasion}:{vacancy.pk}:{vacancy.changed_at:%Y%m%d%H%M%S%f}:{user.pk}",
        )
