"""An indicator of a draft: its words and its formula, put together from elements and populations by choice."""

from collections.abc import Iterable
from typing import Any

from django import forms

from monitoring.forms.frameworks_parts import (
    ControlRuleForm,
    CriterionForm,
    ElementForm,
    Part,
    PartForm,
    PopulationForm,
    SolutionForm,
    SubsetRuleForm,
    order_by_codes,
)
from monitoring.framework.indicator_checks import RULE_OF_KIND
from monitoring.framework.linter import code_key
from monitoring.framework.vocabulary import IndicatorKind
from monitoring.models import (
    ControlRule,
    Criterion,
    Element,
    Indicator,
    Population,
    Solution,
    SubsetRule,
    Term,
)
from ui.choices import SectionedCheckboxes

FORMULA = {
    "numerator": Term.Part.NUMERATOR,
    "denominator": Term.Part.DENOMINATOR,
    "slices": Term.Part.SLICE,
}


def _operands(label: str, help_text: str = "", *, required: bool = False) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, help_text=help_text, required=required, widget=SectionedCheckboxes)


def _choice(row: Element | Population) -> tuple[str, str]:
    return row.code, f"{row.name} ({row.code})"


def _by_criterion(elements: Iterable[Element]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Sections of the choice, in the order of the criteria."""
    found: dict[Criterion, list[tuple[str, str]]] = {}
    for row in elements:
        found.setdefault(row.criterion, []).append(_choice(row))
    return [(str(criterion), found[criterion]) for criterion in sorted(found, key=lambda row: row.number)]


class IndicatorForm(PartForm):
    numerator = _operands("Числитель: что складывается или проверяется", required=True)
    denominator = _operands("Знаменатель", "Нужен только доле.")
    slices = _operands("Показать рядом, в расчёт не входит")
    field_order = (
        "code", "criterion", "kind", "name", "operation", "numerator", "comparison", "threshold", "denominator",
        "slices",
    )  # fmt: skip

    class Meta:
        model = Indicator
        fields = (
            "code", "criterion", "kind", "name", "operation", "comparison", "threshold", "polarity", "scoring",
            "target", "unit", "period", "decimals", "statement", "gap", "why", "source", "broken_with", "broken_note",
        )  # fmt: skip
        labels = {"criterion": "Критерий"}
        help_texts = {
            "code": "Числа через точку, первое — номер критерия: 4.1.2. По кодам показатели и стоят.",
            "comparison": "Нужно только виду «да или нет, выводится из чисел».",
            "unit": "Три формы через запятую: «человек,человека,человек».",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["threshold"].required = False
        elements = {row.code: row for row in self.edition.elements.select_related("criterion")}
        populations = {row.code: row for row in self.edition.populations.all()}
        self.operands: dict[str, Element | Population] = {**populations, **elements}
        of_elements = _by_criterion(elements.values())
        of_all = [("Справочные численности", [_choice(row) for row in populations.values()]), *of_elements]
        for name, choices in (("numerator", of_elements), ("denominator", of_all), ("slices", of_elements)):
            field: Any = self.fields[name]
            field.choices = choices
        if self.instance.pk:
            terms = list(self.instance.terms.select_related("element", "population").order_by("position"))
            for name, part in FORMULA.items():
                operands = [term.element or term.population for term in terms if term.part == part]
                self.initial[name] = [one.code for one in operands if one]

    def clean_code(self) -> str:
        code = str(self.refuse_taken("code", "Показатель с таким кодом уже есть."))
        if code_key(code) is None:
            raise forms.ValidationError("Код состоит из чисел через точку, например 4.1.2.")
        return code

    def clean_threshold(self) -> Any:
        return self.cleaned_data.get("threshold") or 0

    def save(self, commit: bool = True) -> Any:
        """The region's rule follows from the kind; terms are written anew."""
        self.instance.region_rule = RULE_OF_KIND[IndicatorKind(self.instance.kind)]
        indicator = super().save(commit)
        indicator.terms.all().delete()
        Term.objects.bulk_create(
            self._term(indicator, part, position, self.operands[code])
            for name, part in FORMULA.items()
            for position, code in enumerate(self.cleaned_data[name], start=1)
        )
        order_by_codes(self.edition)
        return indicator

    def _term(self, indicator: Indicator, part: str, position: int, operand: Element | Population) -> Term:
        kind = "element" if isinstance(operand, Element) else "population"
        return Term(edition=self.edition, indicator=indicator, part=part, position=position, **{kind: operand})


PARTS: dict[str, Part] = {
    "criteria": Part(Criterion, CriterionForm, "Новый критерий", "критерий"),
    "indicators": Part(Indicator, IndicatorForm, "Новый показатель", "показатель"),
    "elements": Part(Element, ElementForm, "Новый элемент данных", "элемент данных", is_movable=True),
    "populations": Part(Population, PopulationForm, "Новая справочная численность", "справочную численность"),
    "subsets": Part(SubsetRule, SubsetRuleForm, "Новое правило «часть не больше целого»", "правило"),
    "rules": Part(ControlRule, ControlRuleForm, "Новое правило проверки", "правило проверки", is_movable=True),
    "solutions": Part(Solution, SolutionForm, "Новое типовое решение", "типовое решение", is_movable=True),
}
