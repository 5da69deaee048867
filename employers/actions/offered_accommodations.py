from django.db import transaction

from cluster.models import Accommodation
from employers.models import OfferedAccommodation, Vacancy


@transaction.atomic
def answer_conditions(vacancy: Vacancy, answers: dict[Accommodation, str]) -> None:
    """Replace the answers of a vacancy; a comment stays while its condition is answered at all."""
    silent = [accommodation for accommodation, answer in answers.items() if not answer]
    vacancy.offered_accommodations.filter(accommodation__in=silent).delete()
    OfferedAccommodation.objects.bulk_create(
        [
            OfferedAccommodation(vacancy=vacancy, accommodation=accommodation, answer=answer)
            for accommodation, answer in answers.items()
            if answer
        ],
        update_conflicts=True,
        unique_fields=["vacancy", "accommodation"],
        update_fields=["answer"],
    )
