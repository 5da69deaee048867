"""Demonstration of the success indicators of the Tomsk cluster: plans, invented facts, what the portal counts."""

from decimal import Decimal

from accounts.models import User
from cluster.models import Cluster
from monitoring.models import SuccessEntry, SuccessIndicator

Counter = SuccessIndicator.Counter
SOURCE = "годовой отчёт кластера, условные данные"
FIRST = 2022
# Name, method, unit, counter, base of 2021, plan by year from 2022, fact by year from 2022.
INDICATORS: tuple[tuple[str, str, str, str, str, tuple[int, ...], tuple[int | str, ...]], ...] = (
    (
        "Работодатели, готовые принять людей с инвалидностью и ОВЗ",
        "Число работодателей региона, чья вакансия опубликована на портале в этом году. До запуска портала — по отчёту "
        "кластера.",
        "работодателей", Counter.EMPLOYERS, "3", (5, 7, 8, 10, 12), (4, 7, 9, 10),
    ),
    (
        "Выпускники, готовые к работе",
        "Число выпускников колледжей региона, которые в этом году сами открылись хотя бы одному работодателю: умения "
        "подтверждает колледж, желание работать видно по поступку. До запуска портала — по отчёту кластера.",
        "выпускников", Counter.READY_GRADUATES, "6", (8, 10, 12, 14, 16), (7, 11, 12, 13),
    ),
    (
        "Наставники на предприятиях",
        "Портал считает работодателей, которые обещают наставника в опубликованных вакансиях, а не самих наставников: "
        "это ближайшее, что видно по записям.",
        "работодателей с наставником", Counter.MENTORS, "1", (2, 3, 4, 6, 8), (2, 3, 4, 5),
    ),
    (
        "Меньше предубеждений у работодателей и жителей",
        "Прямо измеряется опросом, которого пока нет. До опроса считаем людей, пришедших на события кластера: чем "
        "больше встреч, тем меньше незнания.",
        "человек на событиях", Counter.AUDIENCE, "40", (80, 120, 150, 180, 200), (75, 130, 140, 190),
    ),
    (
        "Занятость выпускников с инвалидностью и ОВЗ",
        "Доля трудоустроенных среди выпускников года, на 1 октября. Вводится по отчёту, пока колледжи не ведут "
        "трудоустройство на портале.",
        "%", Counter.MANUAL, "41.5", (45, 48, 50, 53, 55), ("43.2", "47.5", "51", "52.8"),
    ),
)  # fmt: skip


def load_success() -> None:
    coordinator = User.objects.get_by_natural_key("coordinator@demo.example")
    cluster = Cluster.objects.get(region__oktmo_prefix="69")
    for number, (name, method, unit, counter, base, plans, facts) in enumerate(INDICATORS, start=1):
        indicator = SuccessIndicator.objects.create(
            cluster=cluster, number=number, name=name, method=method, unit=unit, counter=counter,
            base_year=FIRST - 1, base_value=Decimal(base),
        )  # fmt: skip
        for kind, values, source in (("plan", plans, ""), ("fact", facts, SOURCE)):
            SuccessEntry.objects.bulk_create(
                SuccessEntry(
                    indicator=indicator, year=year, kind=kind, value=Decimal(value), source=source,
                    entered_by=coordinator,
                )
                for year, value in enumerate(values, start=FIRST)
            )  # fmt: skip
