from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from cluster.models import Accommodation
from employers.conditions import NOT_STATED, by_group
from employers.models import OfferedAccommodation, Vacancy
from ui.forms import PortalForm

ANSWERS = [*OfferedAccommodation.Answer.choices, ("", NOT_STATED)]


class ConditionsForm(PortalForm):
    """One question per condition of the reference list; no answer is an answer too."""

    def __init__(self, *args: Any, vacancy: Vacancy, **kwargs: Any) -> None:
        self.accommodations = list(Accommodation.objects.all())
        answers = dict(vacancy.offered_accommodations.values_list("accommodation_id", "answer"))
        self.base_fields = {row.code: _answer_field(row, answers.get(row.pk, "")) for row in self.accommodations}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        for label, rows in by_group(self.accommodations):
            yield label, [self[row.code] for row in rows]

    def answers(self) -> dict[Accommodation, str]:
        return {row: self.cleaned_data[row.code] for row in self.accommodations}


class CommentsForm(PortalForm):
    """A few own words about a condition: «пандус со двора, звонок слева от двери»."""

    def __init__(self, *args: Any, vacancy: Vacancy, **kwargs: Any) -> None:
        self.rows = list(vacancy.offered_accommodations.select_related("accommodation"))
        self.base_fields = {row.accommodation.code: _comment_field(row) for row in self.rows}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def save(self) -> None:
        for row in self.rows:
            row.comment = self.cleaned_data[row.accommodation.code]
        OfferedAccommodation.objects.bulk_update(self.rows, ["comment"])


def _comment_field(row: OfferedAccommodation) -> forms.CharField:
    label = f"{row.accommodation.name}: {row.get_answer_display()}"
    return forms.CharField(label=label, required=False, max_length=300, initial=row.comment)


def _answer_field(accommodation: Accommodation, answer: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=accommodation.name,
        help_text=accommodation.explanation,
        choices=ANSWERS,
        widget=forms.RadioSelect,
        required=False,
        initial=answer,
    )
