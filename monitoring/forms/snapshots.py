from django import forms


class RevisionForm(forms.Form):
    reason = forms.CharField(
        label="Почему публикуется новая редакция",
        help_text="Эти слова прочитают все рядом с перечнем изменений.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Напишите, почему публикуется новая редакция."},
    )
