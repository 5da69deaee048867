"""How every form of the portal speaks and looks: renderer, base classes, day and document fields."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.text import capfirst

from ui.days import DayField, DayInput
from ui.uploads import DocumentField

__all__ = ["DayField", "DayInput", "DocumentField", "PortalForm", "PortalModelForm", "PortalRenderer", "RadioRow"]

# The first kind that fits speaks; the general words stand in `_wording`.
WORDING: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (forms.BooleanField, {"required": "Отметьте {name}"}),
    (forms.TimeField, {"invalid": "Напишите время в поле {name} так: 14:30"}),
    (forms.FileField, {"required": "Приложите файл в поле {name}"}),
    (
        forms.ChoiceField,
        {
            "required": "Выберите значение в поле {name}",
            "invalid_choice": "Выберите значение в поле {name} из списка",
            "invalid_pk_value": "Выберите значение в поле {name} из списка",
        },
    ),
    (forms.FloatField, {"invalid": "Напишите в поле {name} число, например 12,5"}),
    (forms.DecimalField, {"invalid": "Напишите в поле {name} число, например 12,5"}),
    (forms.IntegerField, {"invalid": "Напишите в поле {name} целое число"}),
    (forms.EmailField, {"invalid": "Напишите в поле {name} адрес почты, например name@example.ru"}),
    (forms.URLField, {"invalid": "Напишите в поле {name} адрес страницы, например https://example.ru"}),
)


class PortalBoundField(BoundField):
    """A field that knows how our templates show it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        self.label = capfirst(self.label)
        if str(field.widget.attrs.get("placeholder", "")) == str(self.label):
            del field.widget.attrs["placeholder"]

    @property
    def is_single_choice(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_marked_optional(self) -> bool:
        return not self.field.required and not self.field.disabled

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """The browser checks nothing by itself: our messages are better and stay on the page."""
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        return built


class PortalRenderer(TemplatesSetting):
    """Own templates first; the widgets we did not restyle come from Django."""

    form_template_name = "ui/form.html"
    formset_template_name = "ui/formset.html"
    field_template_name = "ui/field.html"
    bound_field_class = PortalBoundField
    stock = DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        try:
            return get_template(template_name.replace("django/forms/widgets/", "ui/widgets/"))
        except TemplateDoesNotExist:
            return self.stock.get_template(template_name)


class RadioRow(forms.RadioSelect):
    """A few short answers side by side where the window is wide enough."""

    template_name = "ui/widgets/radio_row.html"


class PlainWords:
    """Messages name the field and say what to do; days are one box."""

    use_required_attribute = False
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if type(field) is forms.DateField:
                field = self.fields[name] = _as_day(field)
            if type(field) is forms.TimeField:
                _as_clock(field)
            if isinstance(field, forms.IntegerField) and type(field.widget) is forms.NumberInput:
                _write_as_text(field)
            if type(field.widget) is forms.Textarea and str(field.widget.attrs.get("rows")) == "10":
                field.widget.attrs["rows"] = 5
            if isinstance(field, forms.ModelChoiceField) and field.empty_label == "---------":
                field.empty_label = "Не выбрано"
            _name_in_messages(field, capfirst(str(field.label or name)))


class PortalForm(PlainWords, forms.Form):
    pass


class PortalModelForm(PlainWords, forms.ModelForm):
    pass


def _as_day(field: forms.DateField) -> DayField:
    return DayField(
        required=field.required,
        label=field.label,
        initial=field.initial,
        help_text=field.help_text,
        disabled=field.disabled,
        validators=field.validators,
    )


def _as_clock(field: forms.TimeField) -> None:
    """Minutes are enough for a meeting; the point of «14.30» is understood too."""
    field.input_formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
    field.widget = forms.TimeInput({"class": "clock", "autocomplete": "off", **field.widget.attrs}, format="%H:%M")
    field.help_text = field.help_text or "Например, 14:30"


def _write_as_text(field: forms.IntegerField) -> None:
    """A number box of a browser drops what it does not understand; a text box keeps it. Comma and point both do."""
    is_whole = not isinstance(field, forms.FloatField | forms.DecimalField)
    kept = {name: value for name, value in field.widget.attrs.items() if name not in ("min", "max", "step")}
    field.localize = True
    field.widget = forms.TextInput({"inputmode": "numeric" if is_whole else "decimal", "autocomplete": "off", **kept})
    field.widget.is_localized = True


def _name_in_messages(field: forms.Field, label: str) -> None:
    """Replace Django's own wording only: what a form says itself stays."""
    stock: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        if cls.__module__.startswith("django."):
            stock |= cls.__dict__.get("default_error_messages", {})
    for code, text in _wording(field, f"«{label}»").items():
        if field.error_messages.get(code) == stock.get(code):
            field.error_messages[code] = text


def _wording(field: forms.Field, name: str) -> dict[str, str]:
    words = {
        "required": f"Заполните поле {name}",
        "max_length": f"Сократите поле {name}: не больше %(limit_value)s знаков, сейчас %(show_value)s",
        "min_length": f"Напишите подробнее в поле {name}: не меньше %(limit_value)s знаков, сейчас %(show_value)s",
        "max_value": f"Число в поле {name} должно быть не больше %(limit_value)s",
        "min_value": f"Число в поле {name} должно быть не меньше %(limit_value)s",
        "null_characters_not_allowed": f"Уберите из поля {name} невидимые знаки",
    }
    for kind, own in WORDING:
        if isinstance(field, kind):
            return words | {code: text.format(name=name) for code, text in own.items()}
    return words
