from django import forms

from accounts.appearance import CHOICES
from ui.forms import PortalForm


def _choice(label: str, name: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(CHOICES[name].items()), widget=forms.RadioSelect)


class AppearanceForm(PortalForm):
    theme = _choice("Цвета", "theme")
    text_size = _choice("Размер текста", "text_size")
    spacing = _choice("Промежутки между строками и словами", "spacing")
    pictures = _choice("Картинки и графики", "pictures")
    back = forms.CharField(widget=forms.HiddenInput, required=False)
