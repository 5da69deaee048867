"""Steps of a practice that its author has to learn about."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.mail import send_letter
from accounts.models import User
from cluster.models import Practice

FIELDS = ["status", "published_at", "return_reason"]


@transaction.atomic
def send(practice: Practice) -> Practice:
    """Hand the practice to the coordinator for a check."""
    practice = _locked(practice)
    practice.send()
    practice.save(update_fields=FIELDS)
    return practice


@transaction.atomic
def publish(practice: Practice, *, by: User) -> Practice:
    """Put a checked practice into the open bank and tell its author."""
    practice = _locked(practice)
    practice.publish(at=timezone.now())
    practice.save(update_fields=FIELDS)
    _tell_author(practice, "published", f"Практика опубликована: {practice.title}", by=by)
    return practice


@transaction.atomic
def return_for_revision(practice: Practice, *, reason: str, by: User) -> Practice:
    """Give the practice back with words about what to change; a published one leaves the open bank."""
    practice = _locked(practice)
    practice.return_for_revision(reason=reason)
    practice.save(update_fields=FIELDS)
    _tell_author(practice, "returned", f"Практику нужно исправить: {practice.title}", by=by)
    return practice


def _locked(practice: Practice) -> Practice:
    return Practice.objects.select_for_update(of=("self",)).select_related("author").get(pk=practice.pk)


def _tell_author(practice: Practice, occasion: str, subject: str, *, by: User) -> None:
    author = practice.author
    if not author.is_active or author == by:
        return
    send_letter(
        to=author.email,
        subject=subject[:200],
        template=f"cluster/letters/practice_{occasion}.txt",
        context={
            "user": author,
            "practice": practice,
            "by": by,
            "link": settings.BASE_URL + practice.get_absolute_url(),
        },
        key=f"practice-{occasion}:{practice.pk}:{timezone.now():%Y%m%d%H%M%S%f}",
    )
