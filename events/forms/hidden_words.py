"""Words to keep off the open page, one phrase a line."""

import re
from typing import Any

from django import forms

from events.documents.masking import by_hand
from ui.forms import PortalForm

MOST = 100
LONGEST = 200


class HiddenWordsForm(PortalForm):
    phrases = forms.CharField(
        label="Скрыть ещё слова",
        required=False,
        max_length=MOST * LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Каждое имя, прозвище или другие слова — с новой строки. Окончания подбирать не нужно.",
    )

    def __init__(self, *args: Any, text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text

    def clean_phrases(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["phrases"].splitlines())
        phrases = list(dict.fromkeys(line for line in lines if line))
        if len(phrases) > MOST:
            raise forms.ValidationError(f"Строк может быть не больше {MOST}.")
        if long := next((one for one in phrases if len(one) > LONGEST), ""):
            raise forms.ValidationError(f"Строка длиннее {LONGEST} знаков: «{long[:60]}…»")
        if bare := next((one for one in phrases if len(re.findall(r"\w", one)) < 2), ""):
            raise forms.ValidationError(f"Слишком короткие слова: «{bare}». Назовите хотя бы две буквы.")
        known = self.initial.get("phrases", "").splitlines()
        lost = [one for one in phrases if one not in known and not by_hand(one).search(self.text)]
        if lost:
            raise forms.ValidationError(f"Таких слов в решениях нет: {'; '.join(f'«{one}»' for one in lost[:5])}.")
        return phrases
