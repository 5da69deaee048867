"""The secret address of one's deadlines: issued, read, revoked."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.models import CalendarFeed
from events.models.links import hash_of, new_token


@transaction.atomic
def issue_feed(user: User) -> str:
    """A new address; the former one stops working. The token is told once: the portal keeps only its hash."""
    revoke_feed(user)
    token = new_token()
    CalendarFeed.objects.create(user=user, token_hash=hash_of(token))
    return token


def revoke_feed(user: User) -> int:
    return CalendarFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())


def owner_of(token: str) -> User | None:
    """Whose deadlines the address shows; nobody's when it was revoked or the account is closed."""
    feeds = CalendarFeed.objects.filter(token_hash=hash_of(token), revoked_at=None, user__is_active=True)
    feed = feeds.select_related("user").first()
    return feed.user if feed else None
