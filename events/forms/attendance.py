"""Lists of people as lines of text: quicker to correct than thirty-seven rows of boxes, and easy on a phone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cluster.models import Membership
from events.actions.attendance import AttendanceLine, People, read_name
from events.models import Attendance, Meeting
from events.presence import members_of
from ui.forms import PortalForm

HOW_TO_NAME = "Напишите имя так: Иванова А.П. или Иванова Анна Петровна"


class NameField(forms.CharField):
    """One person: «Фамилия И.О.»."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        name = super().clean(value)
        if name and read_name(name) is None:
            raise ValidationError(f"{HOW_TO_NAME}. Сейчас в поле: {name[:60]}")
        return name


def one_person(name: str, people: People) -> str:
    """The name when it is sure whom it means: a bare surname nobody bears would be written down as somebody new."""
    if question := people.question(name):
        raise ValidationError(question)
    read = read_name(name)
    if name not in people and not (read and read.first):
        raise ValidationError(f"{HOW_TO_NAME}. Сейчас в поле: {name[:60]}")
    return name


class NamesField(forms.CharField):
    """Several people through a semicolon."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Несколько человек — через точку с запятой.")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str]:
        names = [name.strip() for name in super().clean(value).split(";") if name.strip()]
        for name in names:
            if read_name(name) is None:
                raise ValidationError(f"{HOW_TO_NAME}. Сейчас в поле: {name[:60]}")
        return names


class AttendanceLinesField(forms.CharField):
    """One person a line, the post after a comma."""

    def __init__(self, *, presence: str = Attendance.Presence.PRESENT, rows: int = 12, **kwargs: Any) -> None:
        self.presence = presence
        kwargs.setdefault("help_text", "Каждый человек с новой строки. Должность — после запятой.")
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[AttendanceLine]:
        lines = []
        for number, line in enumerate(super().clean(value).splitlines(), 1):
            if not line.strip():
                continue
            name, _, post = (part.strip() for part in line.partition(","))
            if read_name(name) is None:
                raise ValidationError(f"Строка {number}: «{line[:60]}». {HOW_TO_NAME}")
            lines.append(AttendanceLine(name=name, post=post[:300], presence=self.presence))
        return lines


class AttendanceForm(PortalForm):
    """Who was at the meeting, entered by hand."""

    present = AttendanceLinesField(label="Присутствовали", required=False)
    online = AttendanceLinesField(
        label="Участвовали по видеосвязи", required=False, presence=Attendance.Presence.ONLINE, rows=3
    )
    invited = AttendanceLinesField(label="Приглашённые", required=False, presence=Attendance.Presence.INVITED, rows=3)
    absent = AttendanceLinesField(label="Отсутствовали", required=False, presence=Attendance.Presence.ABSENT, rows=3)

    def __init__(self, *args: Any, meeting: Meeting | None = None, by_ballots: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        if by_ballots:
            self.fields["present"].label = "Прислали бюллетени"
            self.fields["absent"].label = "Не прислали"
            self.fields["online"].label = "Прислали бюллетени по электронной почте"

    @staticmethod
    def initial_from_answers(meeting: Meeting) -> dict[str, str]:
        """What the invited answered, as lines to correct; who did not answer stands among the absent."""
        serving = members_of(meeting)
        posts = {
            row.person_id: ", ".join(part for part in (row.post, str(row.organisation)) if part)
            for row in Membership.objects.filter(person__in=meeting.invitations.order_by().values("person"))
            .serving_on(meeting.held_on)
            .select_related("organisation")
        }
        lists = {"coming": "present", "online": "online"}
        typed: dict[str, list[str]] = {}
        for invitation in meeting.invitations.select_related("person"):
            presence = lists.get(invitation.answer, "absent")
            if presence == "absent" and invitation.person_id not in serving:
                continue
            post = posts.get(invitation.person_id, "")
            name = invitation.person.full_name
            typed.setdefault(presence, []).append(f"{name}, {post}" if post else name)
        return {presence: "\n".join(lines) for presence, lines in typed.items()}

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, str]:
        typed: dict[str, list[str]] = {}
        for row in meeting.attendance.select_related("person", "organisation"):
            position = row.position_words
            line = f"{row.person.full_name}, {position}" if position else row.person.full_name
            typed.setdefault(row.presence, []).append(line)
        return {presence: "\n".join(lines) for presence, lines in typed.items()}

    def clean(self) -> dict[str, Any]:
        """A name that fits two people is asked about, unless one of them stands in the list already."""
        cleaned = super().clean() or {}
        if self.meeting and not self.errors:
            people = People(self.meeting.council.cluster.region)
            stood = set(self.meeting.attendance.values_list("person", flat=True))
            for name, lines in list(cleaned.items()):
                for line in lines:
                    if question := people.question(line.name, among=stood):
                        self.add_error(name, question)
        return cleaned

    def lines(self) -> list[AttendanceLine]:
        return [line for name in self.fields for line in self.cleaned_data[name]]
