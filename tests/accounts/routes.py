from accounts.models import User
from accounts.roles import Role
from tests.routes import EVERYONE, Route

ADMINISTRATOR = {Role.ADMINISTRATOR}


def _employer():
    return {"pk": User.objects.get(email="employer@demo.example").pk}


ROUTES = [
    Route("accounts:profile", roles=EVERYONE),
    Route("accounts:appearance", public=True),
    Route("accounts:role-table", roles=ADMINISTRATOR),
    Route("accounts:user-list", roles=ADMINISTRATOR),
    Route("accounts:user-invite", roles=ADMINISTRATOR),
    Route("accounts:user-update", roles=ADMINISTRATOR, args=_employer),
    Route("accounts:user-invite-again", roles=ADMINISTRATOR, args=_employer, method="post", template="action"),
    Route("accounts:access-log", roles=ADMINISTRATOR),
]
