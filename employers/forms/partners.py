from typing import Any

from django import forms

from employers.models import Partner
from ui.forms import PortalModelForm


class PartnerForm(PortalModelForm):
    class Meta:
        model = Partner
        fields = ["promise", "about", "contact_name", "contact_phone", "contact_email", "is_public"]
        help_texts = {
            "promise": "Одно-два предложения, за которые вы готовы отвечать.",
            "contact_name": "Живой человек, который отвечает на звонки и письма.",
            "is_public": "Карточку увидят все посетители портала, вместе с контактами.",
        }
        widgets = {
            "promise": forms.Textarea(attrs={"rows": 3}),
            "about": forms.Textarea(attrs={"rows": 6}),
            "contact_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "contact_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "contact_email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("is_public") and not (data.get("contact_phone") or data.get("contact_email")):
            self.add_error("contact_phone", "Чтобы показать карточку всем, добавьте телефон или почту.")
        return data
