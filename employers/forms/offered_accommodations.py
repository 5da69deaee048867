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
        super().__init__(*args, **kwargs)
        for accommodation in self.accommodations:
            self.fields[accommodation.code] = forms.ChoiceField(
                label=accommodation.name,
                help_text=accommodation.explanation,
                choices=ANSWERS,
                widget=forms.RadioSelect,
                required=False,
                initial=answers.get(accommodation.pk, ""),
                error_messages={"invalid_choice": f"Выберите ответ из списка: «{accommodation.name}»."},
            )

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        for label, rows in by_group(self.accommodations):
            yield label, [self[row.code] for row in rows]

    def answers(self) -> dict[Accommodation, str]:
        return {row: self.cleaned_data[row.code] for row in self.accommodations}


class CommentsForm(PortalForm):
    """A few own words about a condition: «пандус со двора, звонок слева от двери»."""

    def __init__(self, *args: Any, vacancy: Vacancy, **kwargs: Any) -> None:
        self.rows = list(vacancy.offered_accommodations.select_related("accommodation"))
        super().__init__(*args, **kwargs)
        for row in self.rows:
            self.fields[row.accommodation.code] = forms.CharField(
                label=f"{row.accommodation.name}: {row.get_answer_display()}",
                required=False,
                max_length=300,
                initial=row.comment,
            )

    def save(self) -> None:
        for row in self.rows:
            row.comment = self.cleaned_data[row.accommodation.code]
        OfferedAccommodation.objects.bulk_update(self.rows, ["comment"])
