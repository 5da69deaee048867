from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from graduates.consent_texts import current_text
from graduates.models import Consent, Disclosure, Graduate


def record(graduate: Graduate, *, purpose: str, channel: str, given_on: date, valid_until: date, by: User) -> Consent:
    """Write down a consent signed on paper, with the version and the fingerprint of the signed text."""
    text = current_text(purpose)
    return Consent.objects.create(
        graduate=graduate,
        purpose=purpose,
        text_version=text.version,
        text_sha256=text.sha256,
        channel=channel,
        given_on=given_on,
        valid_until=valid_until,
        recorded_by=by,
    )


@transaction.atomic
def withdraw(consent: Consent) -> int:
    """Withdraw all consents of this purpose and close every disclosure at once; returns how many were closed."""
    now = timezone.now()
    of_purpose = Consent.objects.not_withdrawn().filter(graduate=consent.graduate, purpose=consent.purpose)
    of_purpose.update(withdrawn_at=now)
    return Disclosure.objects.open().filter(graduate=consent.graduate).update(revoked_at=now)
