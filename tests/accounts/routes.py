from datetime import UTC, datetime

from accounts.models import Letter, User
from accounts.roles import Role
from tests.routes import EVERYONE, Route

ADMINISTRATOR = {Role.ADMINISTRATOR}


def _employer():
    return {"pk": User.objects.get(email="employer@demo.example").pk}


def _doubtful():
    """A letter handed to the mail server long ago and never confirmed."""
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    told = {"to": "reader@demo.test", "subject": "Напоминание", "send_after": long_ago, "handed_over_at": long_ago}
    return {"pk": Letter.objects.get_or_create(key="routes:doubtful", defaults=told)[0].pk}


def _list_with_doubts():
    _doubtful()
    return {}


ROUTES = [
    Route("accounts:profile", roles=EVERYONE),
    Route("accounts:appearance", public=True),
    Route("accounts:role-table", roles=ADMINISTRATOR),
    Route("accounts:user-list", roles=ADMINISTRATOR),
    Route("accounts:user-invite", roles=ADMINISTRATOR),
    Route("accounts:user-update", roles=ADMINISTRATOR, args=_employer),
    Route("accounts:user-invite-again", roles=ADMINISTRATOR, args=_employer, method="post", template="action"),
    Route("accounts:letter-list", roles=ADMINISTRATOR, args=_list_with_doubts),
    Route("accounts:letter-send-again", roles=ADMINISTRATOR, args=_doubtful, method="post", template="action"),
    Route("accounts:letter-consider-sent", roles=ADMINISTRATOR, args=_doubtful, method="post", template="action"),
    Route("accounts:access-log", roles=ADMINISTRATOR),
]
