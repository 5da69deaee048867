"""The head of a protocol under review: when, where, who."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import User
from cluster.models import Council, Person
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
        for name in ("attendees", "guests", "absent"):
            lines = len(str(self.row.get(name, "")).splitlines())
            self.fields[name].widget.attrs["rows"] = min(max(lines + 1, 3), 14)


class PersonForm(RowForm):
    """«В реестре есть Мишанкина А.В. Это она?»: the answer is a key of a person; the spelling of the protocol stays."""

    KIND = "people"
    OTHER = "other"
    words = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label="Кто это", required=False, widget=forms.RadioSelect)

    def __init__(self, row: Any, *, people: Sequence[Person] = (), **kwargs: Any) -> None:
        super().__init__(row, **kwargs)
        names = "; ".join(person.full_name for person in people)
        verb = "подходит нескольким людям" if len(people) > 1 else "нет в реестре, но есть похожее имя"
        answer = self.fields["answer"]
        answer.label = f"«{row.get('words', '')}» {verb}: {names}. Кто это?"
        same = [(str(person.pk), f"Это {person.full_name}") for person in people]
        answer.choices = [*same, (self.OTHER, "Другой человек, записать нового")]
