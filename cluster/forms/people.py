from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from cluster.duplicates import similar_people
from cluster.forms.choices import organisations_for
from cluster.forms.doubts import DoubtMixin
from cluster.forms.organisations import spellings_of
from cluster.models import Membership, Person
from cluster.models.ordering import same_word
from cluster.names import name_of, read_name
from ui.forms import PortalForm, PortalModelForm

HOW_TO_NAME = "Напишите имя так: Иванова Анна Петровна или Иванова А.П."
MISFIT = "В этом поле пишут только буквы, дефис и точку."


class PostForm(PortalModelForm):
    """A post from a day to a day; the same post twice at one time is a slip."""

    class Meta:
        model = Membership
        fields = ["organisation", "post", "from_on", "to_on"]
        labels = {"from_on": "Работает с", "to_on": "Работал по"}
        help_texts = {"to_on": "Оставьте пустым, если человек работает и сегодня."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_for(user, self.instance.organisation_id)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        first, last = data.get("from_on"), data.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", "Последний день не может быть раньше первого.")
        if not self.errors and self.instance.person_id and (twin := self._twin(first, last)):
            since = f" с {twin.from_on:%d.%m.%Y}" if twin.from_on else ""
            self.add_error("post", f"Эта должность в это время уже записана{since}. Измените её дни.")
        return data

    def _twin(self, first: date | None, last: date | None) -> Membership | None:
        others = Membership.objects.filter(
            person=self.instance.person_id, organisation=self.cleaned_data["organisation"]
        ).exclude(pk=self.instance.pk)
        for other in others:
            apart = (other.to_on and first and other.to_on <= first) or (
                last and other.from_on and last <= other.from_on
            )
            if not apart and same_word(other.post.strip()) == same_word(self.cleaned_data["post"].strip()):
                return other
        return None

    def _get_validation_exclusions(self) -> set[str]:
        """The order of the days is told beside the field, not by the constraint."""
        return {*super()._get_validation_exclusions(), "from_on", "to_on"}


class PersonForm(DoubtMixin, PostForm):
    """A new person with the first post. The name is typed in one box, in any of the usual forms."""

    doubt_label = "Это другой человек, сохранить"
    doubt_message = "Такой человек, возможно, уже записан. Откройте его запись или отметьте, что это другой человек."
    name = forms.CharField(
        label="Фамилия, имя, отчество", max_length=200, help_text="Например, Иванова Анна Петровна или Иванова А.П."
    )
    may_be_published_until = forms.DateField(
        label="Согласие на публикацию имени действует до",
        help_text="Оставьте пустым, если согласия нет: тогда открытые страницы человека не назовут.",
        required=False,
    )
    field_order = ["name", "organisation", "post", "from_on", "to_on", "may_be_published_until"]

    def clean_name(self) -> str:
        typed = self.cleaned_data["name"]
        name = read_name(typed)
        if name is None or not name.first:
            raise forms.ValidationError(f"{HOW_TO_NAME} Сейчас в поле: {typed[:60]}")
        self.person_name = name
        return typed

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            self.doubt(similar_people(self.person_name, spelling=data["name"]))
        return data

    def person(self) -> Person:
        name = self.person_name
        return Person(
            surname=name.surname,
            first_name=name.first_name,
            patronymic=name.patronymic,
            may_be_published_until=self.cleaned_data["may_be_published_until"],
        )


class PersonChangeForm(DoubtMixin, PortalModelForm):
    doubt_label = "Это другой человек, сохранить"
    doubt_message = "Человек с таким именем уже записан. Объедините записи или отметьте, что это другой человек."
    aliases = forms.CharField(
        label="Другие написания имени",
        help_text="По одному в строке. По ним человека узнают в протоколах.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Person
        fields = ["surname", "first_name", "patronymic", "may_be_published_until"]
        help_texts = {"may_be_published_until": "Оставьте пустым, если согласия нет."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["aliases"] = "\n".join(alias.name for alias in self.instance.aliases.all())

    def clean_aliases(self) -> list[str]:
        return spellings_of(self.cleaned_data["aliases"], longest=200)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        for field in ("surname", "first_name", "patronymic"):
            typed = data.get(field, "")
            if any(not (sign.isalpha() or sign in "-.'’ ") for sign in typed):
                self.add_error(field, MISFIT)
        if not self.errors and {"surname", "first_name", "patronymic"} & set(self.changed_data):
            name = name_of(data["surname"], data["first_name"], data["patronymic"])
            self.doubt(similar_people(name, besides=self.instance.pk))
        return data


class OnDayForm(PortalForm):
    """The day on which posts and councils are looked at; a GET form."""

    day = forms.DateField(label="Кем был в этот день", required=False)
