"""Letters about the review of an edition: to those who may check it, and back to its author."""

from collections.abc import Iterable

from django.conf import settings

from accounts.mail import Draft, send_letters
from accounts.models import User
from accounts.roles import Permission, roles_with
from monitoring.models import Edition


def tell_checkers(edition: Edition, *, by: User) -> int:
    """Everybody who may check it: the author does not."""
    people = User.objects.filter(role__in=roles_with(Permission.MONITORING_MANAGE), is_active=True).exclude(pk=by.pk)
    return _tell(people.order_by("pk"), edition, "sent", "Редакция показателей ждёт проверки", by=by)


def tell_returned(edition: Edition, *, by: User) -> int:
    return _tell(_author(edition), edition, "returned", "Редакция показателей возвращена с замечаниями", by=by)


def tell_published(edition: Edition, *, by: User) -> int:
    return _tell(_author(edition), edition, "published", "Редакция показателей опубликована", by=by)


def _author(edition: Edition) -> list[User]:
    return [edition.author] if edition.author and edition.author.is_active else []


def _tell(people: Iterable[User], edition: Edition, occasion: str, subject: str, *, by: User) -> int:
    stamp = f"{edition.sent_at:%Y%m%d%H%M%S%f}" if edition.sent_at else "0"  # each sending may be answered once
    return send_letters(
        Draft(
            to=user.email,
            subject=f"{subject}: {edition}",
            template=f"monitoring/letters/edition_{occasion}.txt",
            key=f"edition-{occasion}:{edition.pk}:{stamp}:{user.pk}",
            context={"user": user, "edition": edition, "by": by, "base_url": settings.BASE_URL},
        )
        for user in people
    )
