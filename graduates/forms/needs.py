from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from cluster.models import Accommodation
from employers.conditions import by_group
from graduates.models import DisabilityStatus, NeedLevel, NosologyGroup, OvzStatus
from graduates.protected import Need
from ui.forms import PortalForm

NOT_NEEDED = ""
LEVELS = [*NeedLevel.choices, (NOT_NEEDED, "не нужно")]
UNKNOWN = ("", "не указано")


class NeedsForm(PortalForm):
    """Every condition of the controlled list: обязательно, желательно or не нужно."""

    def __init__(self, *args: Any, needs: list[Need], **kwargs: Any) -> None:
        self.accommodations = list(Accommodation.objects.all())
        self.before = {need.code: need for need in needs}
        super().__init__(*args, **kwargs)
        for accommodation in self.accommodations:
            self.fields[accommodation.code] = forms.ChoiceField(
                label=accommodation.name,
                help_text=accommodation.explanation,
                choices=LEVELS,
                required=False,
                widget=forms.RadioSelect,
                initial=getattr(self.before.get(accommodation.code), "level", NOT_NEEDED),
                error_messages={"invalid_choice": f"Выберите ответ для условия «{accommodation.name}»"},
            )

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """Names of groups with their fields, in the order of the list."""
        return [(name, [self[row.code] for row in rows]) for name, rows in by_group(self.accommodations)]

    @property
    def needs(self) -> list[Need]:
        """What was chosen; the habit of showing a condition to employers survives a correction of its level."""
        chosen = [(code, level) for code, level in self.cleaned_data.items() if level != NOT_NEEDED]
        return [Need(code, level, getattr(self.before.get(code), "is_usually_shown", False)) for code, level in chosen]


class HealthForm(PortalForm):
    ovz = forms.ChoiceField(label="Статус ОВЗ", choices=[*OvzStatus.choices, UNKNOWN], required=False)
    disability = forms.ChoiceField(label="Инвалидность", choices=[*DisabilityStatus.choices, UNKNOWN], required=False)
    nosology = forms.ChoiceField(
        label="Нозологическая группа",
        help_text="Нужна только для статистики колледжа. В подборе вакансий не участвует",
        choices=[UNKNOWN, *NosologyGroup.choices],
        required=False,
    )
    ipra_notes = forms.CharField(
        label="Рекомендации ИПРА о работе",
        help_text="ИПРА — индивидуальная программа реабилитации или абилитации",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("ovz", "disability"):
            self.fields[name].widget = forms.RadioSelect(choices=self.fields[name].choices)


class ShownNeedsForm(PortalForm):
    """Which of the own needs to show: a habit on «Мои условия», or a decision about one vacancy."""

    codes = forms.MultipleChoiceField(
        label="Что показать", required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, needs: list[Need], names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [
            (need.code, f"{names.get(need.code, need.code)} ({need.level_words})") for need in needs
        ]
        self.initial.setdefault("codes", [need.code for need in needs if need.is_usually_shown])
        if not needs:
            del self.fields["codes"]


class DisclosureForm(ShownNeedsForm):
    shows_contacts = forms.BooleanField(label="Показать мой телефон и мою почту", required=False)
