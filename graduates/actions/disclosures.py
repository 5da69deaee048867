from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.access import SignedInRequest
from accounts.mail import send_letter
from employers.models import Vacancy
from graduates.models import Consent, Disclosure, Graduate
from graduates.protected import NoConsent, read_needs, sealed_conditions


@transaction.atomic
def show(
    request: SignedInRequest, graduate: Graduate, vacancy: Vacancy, *, codes: Iterable[str], shows_contacts: bool
) -> Disclosure:
    """Show the graduate to the employer of one vacancy with the chosen conditions, instead of what was shown before."""
    if not graduate.has_consent(Consent.Purpose.HEALTH, timezone.localdate()):
        raise NoConsent("Нет действующего согласия на обработку сведений о здоровье.")
    Graduate.objects.select_for_update().get(pk=graduate.pk)  # a second click waits for the first
    chosen = set(codes)
    needs = [need for need in read_needs(request, graduate, "показ работодателю") if need.code in chosen]
    Disclosure.objects.open().filter(graduate=graduate, vacancy=vacancy).update(revoked_at=timezone.now())
    disclosure = Disclosure.objects.create(
        graduate=graduate, vacancy=vacancy, conditions=sealed_conditions(needs), shows_contacts=shows_contacts
    )
    if vacancy.partner.contact_email:
        send_letter(
            to=vacancy.partner.contact_email,
            subject=f"Новый кандидат на вакансию «{vacancy.title}»",
            template="graduates/letters/new_candidate.txt",
            context={"vacancy": vacancy, "link": settings.BASE_URL + reverse("graduates:candidate-list")},
            key=f"new-candidate-{disclosure.pk}",
        )
    return disclosure
