"""Directions of partnership and the bank of practices of the demonstration; bodies and results are invented."""

from datetime import date, datetime, timedelta

from accounts.models import User
from cluster.models import Cluster, ClusterStage, Organisation, PartnershipDirection, Practice, Region

Status = Practice.Status
DIRECTIONS = (
    (
        "Стажировки студентов колледжа на мануфактуре",
        "Предприятие берёт по четыре студента в полугодие, колледж готовит их к условиям цеха и даёт сопровождающего.",
        ("Колледж «Томский маяк»", "ООО «Кедровая мануфактура»"),
        PartnershipDirection.Status.AGREED,
        -70,
        "Встреча руководителей на предприятии",
    ),
    (
        "Общая запись на приём в центре занятости и колледже",
        "Выпускник один раз рассказывает о себе, дальше специалисты передают сведения с его согласия.",
        ("Центр занятости города Томска", "Колледж «Томский маяк»", "Общественная организация «Открытая дверь»"),
        PartnershipDirection.Status.RUNNING,
        -200,
        "Рабочее совещание участников кластера",
    ),
)
# Author, region, organisation, stage, title, problem, solution, result, conditions, status.
PRACTICES = (
    ("college", "69", "Колледж «Томский маяк»", 4, "Наставник на первые полгода",
     "Выпускники уходили с первого места в первые три месяца: не у кого было спросить.",
     "На предприятии назначают наставника, колледж учит его два дня и звонит каждую неделю. "
     "Первый месяц наставник и выпускник работают в одну смену.",
     "Из девятнадцати принятых через полгода работали шестнадцать.",
     "Доплата наставнику, двухдневная программа, один специалист колледжа на десять пар.", Status.PUBLISHED),
    ("employer", "69", "ООО «Кедровая мануфактура»", None, "Описание рабочего места до объявления вакансии",
     "Кандидаты узнавали о лестницах и шуме только на собеседовании.",
     "Кадровик и начальник цеха проходят по месту со списком условий и фотографируют подходы.",
     "Отказов после собеседования стало втрое меньше.", "Полдня на одно место.", Status.PUBLISHED),
    ("methodologist", "25", "Институт развития профессионального образования Иркутской области", None,
     "Карта профессиональных проб для малых территорий",
     "В посёлках школьники видели одну-две профессии.",
     "Пробы собирают в передвижном классе, который две недели стоит в каждом муниципалитете.",
     "За год класс посетили ребята из одиннадцати муниципалитетов.",
     "Автобус с оборудованием и договор с колледжем о мастерах.", Status.PUBLISHED),
    ("college", "69", "Колледж «Томский маяк»", 1, "Вечер профессий для родителей",
     "Родители боялись отпускать детей на пробы.", "Родители сами проходят пробу рядом с детьми.",
     "", "Зал на двадцать человек.", Status.SUBMITTED),
    ("methodologist", "25", "", None, "Памятка первого рабочего дня",
     "Новые работники терялись в первый день.", "Памятка на одном листе простым языком.", "", "", Status.DRAFT),
)  # fmt: skip


def load_partnerships(today: date) -> None:
    """A second call changes nothing."""
    if PartnershipDirection.objects.exists():
        return
    cluster = Cluster.objects.get(region__oktmo_prefix="69")
    for title, text, parties, status, days, source in DIRECTIONS:
        direction = PartnershipDirection.objects.create(
            cluster=cluster,
            title=title,
            text=text,
            status=status,
            agreed_on=today + timedelta(days=days),
            source=source,
        )
        direction.parties.set(Organisation.objects.filter(name__in=parties))


def load_practices(now: datetime) -> None:
    """A second call changes nothing."""
    if Practice.objects.exists():
        return
    for number, row in enumerate(PRACTICES, 1):
        who, region, body, stage, title, problem, solution, result, conditions, status = row
        Practice.objects.create(
            author=User.objects.get(email=f"{who}@demo.example"),
            region=Region.objects.get(oktmo_prefix=region),
            organisation=Organisation.objects.filter(name=body).first(),
            stage=ClusterStage.objects.get(cluster__region__oktmo_prefix=region, number=stage) if stage else None,
            title=title,
            problem=problem,
            solution=solution,
            result=result,
            conditions=conditions,
            status=status,
            published_at=now - timedelta(days=number) if status == Status.PUBLISHED else None,
        )
