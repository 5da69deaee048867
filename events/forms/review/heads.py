"""The head of a protocol under review: when, where, who."""

from typing import Any

from django import forms

from accounts.models import User
from cluster.models import Council
from events.forms.attendance import AttendanceLinesField, NameField
from events.forms.imports import councils_of
from events.forms.review.rows import RowForm
from events.models import Attendance, Meeting
from ui.forms import DayField

TIME_FORMATS = ["%H:%M", "%H.%M", "%H-%M", "%H:%M:%S"]
BAD_TIME = {"invalid": "Напишите время так: 14:00"}


class HeadForm(RowForm):
    KIND = "head"
    council = forms.ModelChoiceField(label="Совет", queryset=Council.objects.none())
    kind = forms.ChoiceField(label="Вид заседания", choices=Meeting.Kind.choices)
    title = forms.CharField(label="Название", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    held_on = DayField(label="День заседания")
    held_at = forms.TimeField(label="Начало", required=False, input_formats=TIME_FORMATS, error_messages=BAD_TIME)
    place = forms.CharField(label="Место", max_length=300, required=False)
    number = forms.CharField(label="Номер протокола", max_length=60, required=False)
    chair = NameField(label="Председатель", required=False)
    chair_post = forms.CharField(label="Должность председателя в тот день", max_length=300, required=False)
    secretary = NameField(label="Секретарь", required=False)
    attendees = AttendanceLinesField(label="Присутствовали", required=False)
    guests = AttendanceLinesField(label="Приглашённые", required=False, presence=Attendance.Presence.INVITED, rows=3)
    absent = AttendanceLinesField(label="Отсутствовали", required=False, presence=Attendance.Presence.ABSENT, rows=3)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils_of(user)


class PersonForm(RowForm):
    """«В реестре есть Мишанкина А.В., это она?»: the answer, the spelling of the protocol stays."""

    KIND = "people"
    SAME, OTHER = "same", "other"
    words = forms.CharField(widget=forms.HiddenInput)
    person = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label="Кто это", required=False, widget=forms.RadioSelect)

    def __init__(self, row: Any, *, known: str = "", **kwargs: Any) -> None:
        super().__init__(row, **kwargs)
        answer = self.fields["answer"]
        answer.label = f"В протоколе «{row.get('words', '')}». В реестре есть {known}. Это один человек?"
        answer.choices = [
            (self.SAME, "Да, это один человек, в протоколе опечатка"),
            (self.OTHER, "Нет, это другой человек, записать нового"),
        ]
