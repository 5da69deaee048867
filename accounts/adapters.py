from smtplib import SMTPException
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Letter


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Accounts appear by invitation of an administrator, never by open registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A person waits for this letter, so it leaves at once; when the server is down it goes to the outbox."""
        request = allauth_context.request
        known = {"request": request, "email": email, "current_site": get_current_site(request)}
        message = self.render_mail(template_prefix, email, known | context)
        try:
            message.send()
        except (SMTPException, OSError):
            Letter.objects.create(
                key=f"account:{uuid4()}",
                to=email,
                subject=message.subject[:200],
                text=message.body,
                send_after=timezone.now(),
            )
