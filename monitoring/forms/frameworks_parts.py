"""One form per kind of part of a draft edition, all looked up by the word that stands in the address."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max, Model

from monitoring.control_rules import RULES
from monitoring.framework.definition import RuleDefinition
from monitoring.framework.linter import CODE, code_key
from monitoring.framework.rule_checks import rule_faults
from monitoring.framework.vocabulary import ElementKind
from monitoring.models import ControlRule, Criterion, Edition, Element, Population, Solution, SolutionTarget, SubsetRule
from ui.forms import PortalModelForm
from ui.words import figure


class PartForm(PortalModelForm):
    """A part of a draft: choices come from its own edition, codes are unique inside it."""

    edition: Edition

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = self.instance.edition = edition
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = field.queryset.filter(edition=edition)  # type: ignore[union-attr]

    def siblings(self) -> Any:
        return type(self.instance)._default_manager.filter(edition=self.edition).exclude(pk=self.instance.pk)

    def refuse_taken(self, name: str, message: str) -> Any:
        value = self.cleaned_data[name]
        if self.siblings().filter(**{name: value}).exists():
            raise ValidationError(message)
        return value

    def save(self, commit: bool = True) -> Any:
        if getattr(self.instance, "position", 0) is None:
            last = self.siblings().aggregate(last=Max("position"))["last"] or 0
            self.instance.position = last + 1
        return super().save(commit)


class CodeForm(PartForm):
    """Elements and populations share one set of codes: formulas name both."""

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not CODE.fullmatch(code):
            raise ValidationError("Код пишется латинскими буквами, цифрами и знаком подчёркивания, например n_probes.")
        for model in (Element, Population):
            rows = model.objects.filter(edition=self.edition, code=code)
            if (rows.exclude(pk=self.instance.pk) if isinstance(self.instance, model) else rows).exists():
                raise ValidationError(f"Код «{code}» в этой редакции уже занят.")
        return code


class CriterionForm(PartForm):
    class Meta:
        model = Criterion
        fields = ("number", "name", "short")

    def clean_number(self) -> Any:
        return self.refuse_taken("number", "Критерий с таким номером уже есть.")


class PopulationForm(CodeForm):
    class Meta:
        model = Population
        fields = ("code", "name", "source")


class ElementForm(CodeForm):
    restates = forms.ChoiceField(
        label="Та же численность из независимого источника",
        required=False,
        help_text="Если вопрос спрашивает число, которое приходит и файлом численностей: разница в 10 % и больше "
        "попросит пояснения. Порог меняется в правилах проверки.",
    )

    class Meta:
        model = Element
        fields = ("code", "criterion", "kind", "name", "hint", "restates")
        labels = {"criterion": "Критерий"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["restates"]
        populations = self.edition.populations.values_list("code", "name")
        field.choices = [("", "Не сверяется"), *((code, f"{name} ({code})") for code, name in populations)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("restates") and cleaned.get("kind") not in (None, ElementKind.COUNT):
            self.add_error("restates", "С численностью сверяют только целое число: смените вид или не сверяйте.")
        return cleaned


class SubsetRuleForm(PartForm):
    class Meta:
        model = SubsetRule
        fields = ("part", "whole")
        labels = {"part": "Часть", "whole": "Целое"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        part, whole = cleaned.get("part"), cleaned.get("whole")
        if part and part == whole:
            self.add_error("whole", "Выберите другой элемент: часть и целое совпадают.")
        elif part and whole and self.siblings().filter(part=part, whole=whole).exists():
            self.add_error("whole", "Такое правило уже есть.")
        return cleaned


class ControlRuleForm(PartForm):
    code = forms.ChoiceField(label="Правило", choices=[(rule.code, rule.name) for rule in RULES.values()])

    class Meta:
        model = ControlRule
        fields = ("code", "is_on", "threshold", "severity", "advice")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["advice"].help_text = "Пусто — совет портала."
        rule = self.instance.rule
        if rule is not None and rule.bounds and rule.default is not None:
            least, most = (figure(bound) for bound in rule.bounds)
            text = f"Это {rule.threshold}: от {least} до {most}. Пусто — {figure(rule.default)}."
            self.fields["threshold"].help_text = text

    def clean_code(self) -> Any:
        return self.refuse_taken("code", "Это правило в редакции уже настроено: измените его.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"code", "severity", "threshold"} <= cleaned.keys():
            setting = RuleDefinition(
                cleaned["code"], cleaned["is_on"], cleaned["threshold"], cleaned["severity"], cleaned["advice"]
            )
            for fault in rule_faults(setting):
                self.add_error("threshold" if "порог" in fault else "is_on", fault[:1].upper() + fault[1:])
        return cleaned


class SolutionForm(PartForm):
    class Meta:
        model = Solution
        fields = ("code", "level", "title", "text", "effect", "effort", "indicators")
        labels = {"indicators": "На какие показатели отвечает"}
        widgets = {"indicators": forms.CheckboxSelectMultiple}

    def clean_code(self) -> Any:
        return self.refuse_taken("code", "Решение с таким кодом уже есть.")

    def _save_m2m(self) -> None:
        """The links belong to the edition too, so they are rows of their own."""
        SolutionTarget.objects.filter(solution=self.instance).delete()
        SolutionTarget.objects.bulk_create(
            SolutionTarget(edition=self.edition, solution=self.instance, indicator=indicator)
            for indicator in self.cleaned_data["indicators"]
        )


@dataclass(frozen=True)
class Part:
    """How pages speak of one kind of part, and where its rows are."""

    model: type[Model]
    form: type[PartForm]
    new: str
    one: str
    is_movable: bool = False


def order_by_codes(edition: Edition) -> None:
    """Indicators stand in the order of their codes."""
    rows = sorted(edition.indicators.all(), key=lambda row: (code_key(row.code) or [10**6], row.code))
    for position, row in enumerate(rows, start=1):
        row.position = position
    edition.indicators.bulk_update(rows, ["position"])
