"""What the forms of one row have in common: values come from the record, words of the source stand beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join

from events.review.marks import Mark
from ui.forms import PortalForm
from ui.words import in_quotes

Row = dict[str, Any]
LONGEST_QUOTE = 90


@dataclass(frozen=True)
class Reading:
    """A field of the page and the words it was read from."""

    field: BoundField
    mark: Mark | None


class RowForm(PortalForm):
    """One row of the record. `checked` shows what is wrong with the values; otherwise they are only shown.

    Fields that are seldom corrected stand folded under the others; an error unfolds them.
    """

    KIND = ""
    FOLDED: tuple[str, ...] = ()

    def __init__(
        self, row: Row, *, key: str = "", marks: Mapping[str, Mark] | None = None, checked: bool = False, **kwargs: Any
    ) -> None:
        self.row, self.key, self.marks = row, key or row.get("key", ""), marks or {}
        prefix = f"{self.KIND}-{self.key}" if self.key else self.KIND
        super().__init__(initial=row, prefix=prefix, **kwargs)
        if checked:
            self.data = {self.add_prefix(name): row.get(name, "") for name in self.fields}
            self.is_bound = True

    def tell(self, name: str, *sentences: str) -> None:
        """Add sentences to the hint of a field, so that they are read out together with it."""
        field = self.fields[name]
        told = [format_html('<span class="remark">{}</span>', one) for one in sentences if one]
        if told:
            hint = [format_html("{}", field.help_text)] if field.help_text else []
            field.help_text = format_html_join(" ", "{}", ((one,) for one in [*hint, *told]))

    def quote(self, name: str, words: str) -> None:
        if words:
            short = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()}…"
            field = self.fields[name]
            field.help_text = format_html("В протоколе: {}. {}", in_quotes(short), field.help_text or "")

    @property
    def main_fields(self) -> Iterator[Reading]:
        return self._readings(name for name in self.fields if name not in self.FOLDED)

    @property
    def folded_fields(self) -> Iterator[Reading]:
        return self._readings(self.FOLDED)

    @property
    def is_unfolded(self) -> bool:
        return any(self[name].errors for name in self.FOLDED)

    def _readings(self, names: Any) -> Iterator[Reading]:
        for name in names:
            if not self[name].is_hidden:
                yield Reading(self[name], self.marks.get(self.add_prefix(name)))


def typed_values(form: RowForm, data: Mapping[str, Any]) -> Row:
    """What was typed, right or wrong: this is what a draft keeps. A field the page did not send stays as it was."""
    form.data, form.is_bound = data, True  # type: ignore[assignment]
    return {
        name: "" if form[name].data is None else form[name].data
        for name in form.fields
        if form.add_prefix(name) in data or _is_box(form, name)
    }


def _is_box(form: RowForm, name: str) -> bool:
    """An empty box is not sent at all."""
    return getattr(form.fields[name].widget, "input_type", "") == "checkbox"
