from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Accounts appear by invitation of an administrator, never by open registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
