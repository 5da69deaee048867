from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_letter
from accounts.models import User


@transaction.atomic
def open_account(*, email: str, full_name: str, role: str) -> User:
    """Open an account without a password and send its owner a link to choose one."""
    user = User.objects.create_user(email, None, full_name=full_name, role=role)
    send_invitation(user)
    return user


def send_invitation(user: User) -> None:
    link = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )
    send_letter(
        to=user.email,
        subject="Приглашение на портал кластера",
        template="accounts/letters/invitation.txt",
        context={"user": user, "link": settings.BASE_URL + link},
        key=f"invitation:{user.pk}:{timezone.now():%Y%m%d%H%M}",
    )
