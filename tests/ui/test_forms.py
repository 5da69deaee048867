from datetime import time

import html5lib
import pytest
from django import forms
from django.forms import formset_factory
from django.template import engines

from ui.forms import DayField, DocumentField, PortalForm
from ui.templatetags.ui import problems


class DecisionForm(PortalForm):
    text = forms.CharField(label="Что решили", max_length=5, help_text="Одно предложение.")
    note = forms.CharField(label="Заметка", required=False, widget=forms.Textarea)
    due_on = forms.DateField(label="Срок")
    places = forms.IntegerField(label="Места", min_value=1)
    rate = forms.DecimalField(label="Ставка", required=False)
    kind = forms.ChoiceField(label="Вид", choices=[("a", "А"), ("b", "Б")], widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label="Условия", choices=[("a", "А"), ("b", "Б")], widget=forms.CheckboxSelectMultiple, required=False
    )
    body = forms.ChoiceField(label="Орган", choices=[("", "---------"), ("x", "Икс")])
    mail = forms.EmailField(label="Почта", required=False)
    agreed = forms.BooleanField(label="Согласие получено")
    file = DocumentField(label="Протокол")
    key = forms.CharField(widget=forms.HiddenInput, required=False)


TYPED = {"text": "Очень длинное", "note": "Как есть", "due_on": "31.02.2022", "places": "пять", "needs": ["a", "z"]}


def tree(form) -> object:
    return html5lib.parse(str(form), namespaceHTMLElements=False)


def by_id(root, name):
    return next(element for element in root.iter() if element.get("id") == name)


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_each_control_is_described_by_its_hint_and_its_error():
    root = tree(DecisionForm(TYPED, {}))
    for name in ("text", "due_on", "places", "body", "agreed", "file"):
        control = by_id(root, f"id_{name}")
        assert control.get("aria-invalid") == "true"
        notes = [by_id(root, note) for note in control.get("aria-describedby").split()]
        assert words(notes[-1]), name
    assert by_id(root, "id_text").get("aria-describedby") == "id_text_helptext id_text_error"
    assert words(by_id(root, "id_text_helptext")) == "Одно предложение."


def test_groups_are_fieldsets_with_a_legend_and_their_error():
    root = tree(DecisionForm(TYPED, {}))
    group = by_id(root, "id_kind_group")
    assert group.tag == "fieldset"
    assert words(group.find("legend")) == "Вид"
    assert words(by_id(root, group.get("aria-describedby"))) == "Выберите значение в поле «Вид»"
    assert [label.get("for") for label in group.iter("label")] == ["id_kind_0", "id_kind_1"]


def test_what_was_typed_stays_in_the_form():
    root = tree(DecisionForm(TYPED, {}))
    assert by_id(root, "id_text").get("value") == "Очень длинное"
    assert by_id(root, "id_due_on").get("value") == "31.02.2022"
    assert by_id(root, "id_places").get("value") == "пять"
    assert words(by_id(root, "id_note")) == "Как есть"
    assert by_id(root, "id_needs_0").get("checked") is not None


def test_messages_name_the_field_and_say_what_to_do():
    errors = {name: found[0] for name, found in DecisionForm(TYPED | {"mail": "нет"}, {}).errors.items()}
    assert errors == {
        "text": "Сократите поле «Что решили»: не больше 5 знаков, сейчас 13",
        "due_on": "Такого дня нет: 31.02.2022",
        "places": "Напишите в поле «Места» целое число",
        "kind": "Выберите значение в поле «Вид»",
        "needs": "Выберите значение в поле «Условия» из списка",
        "body": "Выберите значение в поле «Орган»",
        "mail": "Напишите в поле «Почта» адрес почты, например name@example.ru",
        "agreed": "Отметьте «Согласие получено»",
        "file": "Приложите файл в поле «Протокол»",
    }
    assert DecisionForm({}).errors["text"] == ["Заполните поле «Что решили»"]
    assert DecisionForm({"places": "0"}).errors["places"] == ["Число в поле «Места» должно быть не меньше 1"]


def test_own_words_of_a_field_are_kept():
    class Form(PortalForm):
        name = forms.CharField(label="Имя", error_messages={"required": "Как вас зовут?"})

    assert Form({}).errors["name"] == ["Как вас зовут?"]


def test_optional_fields_say_so_and_nothing_is_required_by_the_browser():
    text = str(DecisionForm())
    assert "required" not in text
    root = tree(DecisionForm())
    optional = {label.get("for") for label in root.iter("label") if "(необязательно)" in words(label)}
    assert optional == {"id_note", "id_rate", "id_mail"}
    assert "(необязательно)" in words(by_id(root, "id_needs_group").find("legend"))


def test_days_are_one_box_without_suggestions_of_the_browser():
    form = DecisionForm()
    assert isinstance(form.fields["due_on"], DayField)
    box = by_id(tree(form), "id_due_on")
    assert (box.get("type"), box.get("autocomplete")) == ("text", "off")
    assert words(by_id(tree(form), "id_due_on_helptext")) == "Например, 21.02.2022"


def test_time_is_hours_and_minutes():
    class Form(PortalForm):
        starts_at = forms.TimeField(label="начало")

    assert 'value="14:30"' in str(Form(initial={"starts_at": time(14, 30)}))
    assert Form({"starts_at": "14.30"}).is_valid()
    assert Form({"starts_at": "в обед"}).errors["starts_at"] == ["Напишите время в поле «Начало» так: 14:30"]
    assert "Начало" in str(Form())


@pytest.mark.parametrize("typed", ["12,5", "12.5"])
def test_decimal_comma_and_point_both_do(typed):
    form = DecisionForm({"rate": typed})
    form.is_valid()
    assert str(form.cleaned_data["rate"]) == "12.5"


def test_summary_leads_to_each_control():
    form = DecisionForm(TYPED, {})
    form.add_error(None, "Заседание уже прошло")
    found = problems(form)
    assert found[0].text == "Заседание уже прошло"
    assert found[0].anchor == ""
    ids = {element.get("id") for element in tree(form).iter()}
    assert {problem.anchor for problem in found[1:]} <= ids
    assert "id_kind_0" in {problem.anchor for problem in found}
    assert "id_needs_0" in {problem.anchor for problem in found}


def test_summary_of_a_right_form_is_empty():
    template = engines["django"].from_string('{% include "ui/error_summary.html" with form=form only %}')
    assert template.render({"form": DecisionForm()}).strip() == ""
    assert "Проверьте, что заполнено" in template.render({"form": DecisionForm({})})


def test_rows_of_a_formset_have_their_own_ids():
    formset = formset_factory(DecisionForm, extra=2)()
    root = html5lib.parse(str(formset), namespaceHTMLElements=False)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert "id_form-1-text" in ids
