"""A form that doubts: similar records are shown first, and a tick says «это другое, сохранить»."""

from collections.abc import Sequence
from typing import Any

from django import forms

TICK = "is_another"


class DoubtMixin:
    """The tick appears only when there is something to doubt; what was typed stays in the form."""

    doubt_label = ""
    doubt_message = ""
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.similar: Sequence[Any] = ()
        if self.add_prefix(TICK) in self.data:  # type: ignore[attr-defined]
            self._show_tick()

    def doubt(self, similar: Sequence[Any]) -> None:
        """Call from `clean` with the records that look alike."""
        self.similar = similar
        if similar and not self.cleaned_data.get(TICK):  # type: ignore[attr-defined]
            self._show_tick()
            self.add_error(TICK, self.doubt_message)  # type: ignore[attr-defined]

    def _show_tick(self) -> None:
        self.fields[TICK] = forms.BooleanField(label=self.doubt_label, required=False)
