"""Long lists of checkboxes, folded by section: what is chosen is open, the rest is a click away, without JavaScript."""

from typing import Any

from django import forms


class SectionedCheckboxes(forms.CheckboxSelectMultiple):
    """For grouped choices of more options than a person can look over; each summary says how many are chosen."""

    template_name = "ui/widgets/sectioned_checkboxes.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["sections"] = [
            {"name": group or "", "options": options, "chosen": sum(bool(option["selected"]) for option in options)}
            for group, options, _ in context["widget"]["optgroups"]
        ]
        return context
