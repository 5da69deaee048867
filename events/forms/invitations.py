"""Whom to call to a meeting, and how the invited answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from cluster.models import CouncilMember, Person
from events.actions.attendance import People, read_name
from events.actions.invitations import Answer, Guest, answers_for
from events.forms.attendance import HOW_TO_NAME
from events.models import Meeting, MeetingInvitation
from ui.forms import PortalForm


class GuestLinesField(forms.CharField):
    """One guest a line: name, then the address."""

    def clean(self, value: Any) -> list[tuple[str, str]]:
        found = []
        for number, line in enumerate(super().clean(value).splitlines(), 1):
            if not line.strip():
                continue
            name, _, email = (part.strip() for part in line.rpartition(","))
            if read_name(name) is None:
                raise ValidationError(f"Строка {number}: «{line.strip()[:60]}». {HOW_TO_NAME}, затем адрес почты")
            try:
                EmailValidator()(email)
            except ValidationError:
                raise ValidationError(
                    f"Строка {number}: после запятой нужен адрес почты, например name@example.ru"
                ) from None
            found.append((name, email))
        return found


class InvitationForm(PortalForm):
    """Members of the day by a box each, their address beside it; guests as lines of text."""

    guests = GuestLinesField(
        label="Приглашённые, которые не входят в совет",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Каждый с новой строки: имя, запятая, адрес почты. Например: Иванова Анна Петровна, a@example.ru",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        invited = {row.person_id: row.email for row in meeting.invitations.all()}
        self.people: dict[str, Person] = {}
        for person in members_to_invite(meeting):
            name = f"member_{person.pk}"
            self.people[name] = person
            field = forms.EmailField(label=person.full_name, required=False, max_length=254)
            field.initial = invited.get(person.pk) or (person.user.email if person.user else "")
            field.help_text = "" if person.user else "Учётной записи нет: письмо уйдёт, если написать адрес."
            field.error_messages["invalid"] = "Напишите адрес почты, например name@example.ru"
            self.fields[name] = field
        self.order_fields([*self.people, "guests"])

    def clean_guests(self) -> list[tuple[str, str]]:
        lines: list[tuple[str, str]] = self.cleaned_data["guests"]
        people = People(self.meeting.council.cluster.region)
        for name, _ in lines:
            if question := people.question(name):
                raise ValidationError(question)
        return lines

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error("guests", "Напишите адрес хотя бы одного человека")
        return cleaned

    def chosen(self) -> list[Guest]:
        """People with an address, each once."""
        found = [Guest(person, self.cleaned_data[name]) for name, person in self.people.items()]
        known = People(self.meeting.council.cluster.region)
        found += [Guest(known.find_or_create(name), email) for name, email in self.cleaned_data["guests"]]
        return list({guest.person.pk: guest for guest in found if guest.email}.values())


def members_to_invite(meeting: Meeting) -> list[Person]:
    """Who serves in the council on the day of the meeting."""
    serving = CouncilMember.objects.filter(council=meeting.council_id).serving_on(meeting.held_on)
    members = serving.exclude(duty=CouncilMember.Duty.CANDIDATE).order_by().values("person")
    return list(Person.objects.filter(pk__in=members).select_related("user"))


class AnswerForm(PortalForm):
    answer = forms.ChoiceField(label="Сможете ли вы участвовать?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Почему не сможете",
        required=False,
        max_length=300,
        help_text="Пишите, только если не сможете участвовать.",
    )

    def __init__(self, *args: Any, invitation: MeetingInvitation, **kwargs: Any) -> None:
        initial = {"answer": invitation.answer, "reason": invitation.reason}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["answer"].choices = answers_for(invitation.meeting)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") and cleaned.get("answer") not in ("", None, Answer.NOT_COMING):
            cleaned["reason"] = ""
        return cleaned
