from django import forms

from events.models import PostRelease
from ui.forms import PortalForm, PortalModelForm


class PostReleaseForm(PortalModelForm):
    external_url = forms.URLField(
        label="Ссылка на публикацию",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="На другом сайте.",
    )

    class Meta:
        model = PostRelease
        fields = ["title", "text", "external_url"]
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}


class ReturnPostReleaseForm(PortalForm):
    note = forms.CharField(label="Что исправить", widget=forms.Textarea(attrs={"rows": 4}))
