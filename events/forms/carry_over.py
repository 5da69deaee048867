from typing import Any

from django import forms

from events.actions.carry_over import Matter
from ui.forms import PortalForm

GROUPS = {
    "item": "Вопросы, которые не рассмотрены или перенесены",
    "words": "Отложенные части вопросов",
    "nomination": "Отложенные выборы",
    "decision": "Решения со сроком до заседания: услышать исполнителей",
}


class MattersField(forms.MultipleChoiceField):
    """Boxes, all ticked. What somebody else has carried meanwhile is no mistake of this person: it is passed over."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: Any) -> bool:
        return True


class CarryOverForm(PortalForm):
    def __init__(self, *args: Any, matters: list[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in GROUPS.items():
            choices = [(matter.key, matter.label) for matter in matters if matter.kind == kind]
            if choices:
                chosen = [key for key, _ in choices]
                self.fields[kind] = MattersField(label=label, choices=choices, initial=chosen, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.fields and not self.chosen():
            self.add_error(None, "Отметьте хотя бы один вопрос или вернитесь к заседанию.")
        return cleaned

    def chosen(self) -> list[str]:
        return [key for name in self.fields for key in self.cleaned_data.get(name, [])]
