"""All parts of pages on one page, for whoever builds pages. Mounted in DEBUG only; nothing here is real data."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.views.generic import TemplateView

from ui.charts import bars, dots, dumbbell, stacked
from ui.forms import DayField, DocumentField, PortalForm

TAGS = (
    ("overdue", "просрочено"),
    ("waiting", "ждёт проверки"),
    ("progress", "на контроле"),
    ("done", "исполнено"),
    ("returned", "возвращено на доработку"),
    ("draft", "черновик"),
    ("closed", "снято с контроля"),
    ("idle", "к сведению"),
)
CRITERIA = ("Нормативная база", "Сеть", "Кадры", "Профориентация", "Занятость")
SCORES = (
    ("Ангарский городской округ", (100, 81, 64, 47, 90)),
    ("Баяндаевский район", (0, 22, None, 38, 15)),
    ("Город Усолье-Сибирское", (75, 58, 41, 66, 100)),
    ("Жигаловский район", (50, 9, 33, None, 27)),
    ("Шелеховский район", (100, 100, 88, 71, 62)),
)


class SampleForm(PortalForm):
    """One field of each kind."""

    topic = forms.CharField(label="Что решили", max_length=20, help_text="Одно предложение: глагол и результат.")
    text = forms.CharField(label="Подробности", required=False, widget=forms.Textarea)
    due_on = DayField(label="Срок")
    places = forms.IntegerField(label="Сколько мест", required=False)
    responsible = forms.ChoiceField(
        label="Ответственный", choices=[("", "---------"), ("a", "Колледж связи"), ("b", "Служба занятости")]
    )
    kind = forms.ChoiceField(
        label="Вид решения", choices=[("task", "Поручение"), ("advice", "Рекомендация")], widget=forms.RadioSelect
    )
    conditions = forms.MultipleChoiceField(
        label="Условия на рабочем месте",
        required=False,
        choices=[("ramp", "Вход без ступеней"), ("hours", "Гибкие часы"), ("sign", "Переводчик жестового языка")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Отметьте только то, что уже есть.",
    )
    file = DocumentField(label="Протокол", required=False)
    agreed = forms.BooleanField(label="Участники согласны с публикацией")


class SampleFilterForm(PortalForm):
    q = forms.CharField(label="Слова из решения", required=False)
    state = forms.ChoiceField(
        label="Состояние", required=False, choices=[("", "---------"), ("late", "Просрочено"), ("open", "На контроле")]
    )
    before = DayField(label="Срок не позже", required=False, help_text=" ")


BARS = (
    ("Нормативная база", 79, "79\N{NO-BREAK SPACE}%"),
    ("Сеть базовых организаций и ресурсных центров муниципалитетов", 50, "50\N{NO-BREAK SPACE}%"),
    ("Профориентация", 19, "19\N{NO-BREAK SPACE}%", True),
    ("Целевая подготовка", None, "нет данных"),
)
YEARS = (
    ("Есть программа", 40, 79, "40 → 79"),
    ("Есть ответственный специалист", 55, 50, "55 → 50"),
    ("Ведётся учёт", None, 31, "нет → 31"),
)
RANGE = (12, 20, 22, 35, 35, 36, 48, 50, 50, 51, 63, 70, 70, 71, 88, 100)
PARTS = (("Приняты", 33, "33"), ("На проверке", 6, "6"), ("Возвращены", 2, "2"), ("Не сданы", 1, "1"))


def sample_charts() -> dict[str, str]:
    finding = "Профориентация отстаёт: её ведут 19 % муниципалитетов"
    place = "36 баллов: ниже большинства муниципалитетов области"
    words: dict[str, Any] = {"description": "Числа показаны и в таблице рядом."}
    return {
        "bars": bars(BARS, title=finding, ident="sample-bars", maximum=100, **words),
        "dumbbell": dumbbell(
            YEARS, title="Программ стало вдвое больше", ident="sample-years", names=("2020 год", "2021 год"), **words
        ),
        "dots": dots(RANGE, 36, own_text="Ваш муниципалитет: 36 баллов", title=place, ident="sample-dots", **words),
        "stacked": stacked(PARTS, title="Формы сдали 41 из 42 муниципалитетов", ident="sample-stack", **words),
    }


class Gallery(TemplateView):
    template_name = "ui/gallery.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = {"topic": "Провести обучение наставников предприятий", "due_on": "31.02.2022", "places": "пять"}
        return super().get_context_data(
            form=SampleForm(typed, {}) if "errors" in self.request.GET else SampleForm(),
            sample_filter={"form": SampleFilterForm()},
            page_obj=Paginator(range(400), 25).get_page(self.request.GET.get("page", 7)),
            tags=TAGS,
            criteria=CRITERIA,
            scores=SCORES,
            charts=sample_charts(),
            day=date(2022, 2, 21),
            facts=(("Председатель", "Ветрова Ольга Сергеевна"), ("Срок", "21 февраля 2022 года"), ("Отчёт", "")),
            trail=(("/", "Рабочий стол"), ("/", "Решения"), ("", "Решение 12")),
            **kwargs,
        )
