"""Events in the past and in the future, in every format."""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from cluster.models import Municipality, Region
from events.demonstration.people import organisations
from events.models import Event
from events.terms import nearest_working_day

K, F = Event.Kind, Event.Format
LINK = "https://meet.example/klaster"
# key, title, kind, format, day or days from today, length in days, place, organiser, goal, audience
EVENTS: tuple[tuple[Any, ...], ...] = (
    ("fair", "Ярмарка вакансий «Рабочее место рядом»", K.JOB_FAIR, F.IN_PERSON, 12, 0, "Центр занятости, зал № 2",
     "employment", "Познакомить выпускников с работодателями, которые готовы изменить рабочее место.",
     "Выпускники колледжей, их родители, работодатели"),
    ("seminar", "Первый рабочий день: разговор с наставниками", K.EXCHANGE, F.ONLINE, 5, 0, "", "college",
     "Собрать приёмы, которые помогают новичку в первую неделю.", "Наставники предприятий, специалисты колледжей"),
    ("exchange", "Обмен опытом: как описать условия рабочего места", K.EXCHANGE, F.HYBRID, 20, 0,
     "Колледж «Томский маяк», актовый зал", "college", "Показать, как работодатель отвечает на вопросы об условиях.",
     "Работодатели кластера"),
    ("contest", "Заочный конкурс эскизов доступного рабочего места", K.OTHER, F.CORRESPONDENCE, 30, 15, "", "ngo",
     "Найти недорогие решения для небольших предприятий.", "Студенты и преподаватели"),
    ("trial", "Профессиональная проба в пекарне", K.CAREER_TRIAL, F.IN_PERSON, 8, 1, "АО «Хлебный двор»", "bakery",
     "Дать школьникам попробовать четыре рабочих места за один день.", "Школьники 8–9 классов"),
    ("session", "Стратегическая сессия с работодателями", K.SESSION, F.IN_PERSON, date(2022, 2, 25), 0,
     "Колледж «Томский маяк»", "department", "Понять, что мешает принимать людей с инвалидностью, и что поможет.",
     "Работодатели, колледжи, органы власти"),
    ("visit", "Визит коллег в мастерские колледжа", K.VISIT, F.IN_PERSON, -45, 0, "Колледж «Томский маяк»", "college",
     "Показать мастерские и договориться об общих программах.", "Колледжи области"),
    ("training", "Обучение кадровых служб: собеседование без лишних вопросов", K.TRAINING, F.ONLINE, -14, 1, "", "ngo",
     "Научиться говорить об условиях труда, а не о диагнозе.", "Кадровые службы"),
    ("council", "Встреча членов совета с новыми партнёрами", K.MEETING, F.HYBRID, 16, 0, "Зал департамента",
     "department", "Познакомить совет с работодателями, которые пришли за год.", "Члены советов"),
    ("draft", "Выездная экскурсия в тепличное хозяйство", K.CAREER_TRIAL, F.IN_PERSON, None, 0, "ООО «Тёплый берег»",
     "greenhouse", "Показать работу на воздухе тем, кому трудно в шумном цехе.", "Студенты колледжей"),
)  # fmt: skip
CLOSED = ("council",)
PROGRAMME = (
    "Встреча и помощь с дорогой до зала.\nКороткие рассказы участников.\nРабота в группах по пять человек.\n"
    "Итоги и договорённости. Во время перерыва работает тихая комната."
)


def load_events() -> dict[str, Event]:
    """Two thirds of the contacts agreed to be shown; the others stay hidden."""
    today = timezone.localdate()
    region = Region.objects.get(oktmo_prefix="69")
    city = Municipality.objects.get(oktmo="69701000")
    orgs = organisations()
    made = {}
    for index, (key, title, kind, form, day, length, place, organiser, goal, audience) in enumerate(EVENTS):
        starts_on = nearest_working_day(today + timedelta(days=day)) if isinstance(day, int) else day
        made[key] = Event.objects.create(
            title=title,
            kind=kind,
            format=form,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=length) if starts_on and length else None,
            starts_at=time(10 + index % 5),
            region=region,
            municipality=city if place else None,
            place=place,
            link=LINK if form in (F.ONLINE, F.HYBRID) else "",
            organiser=orgs[organiser],
            goal=goal,
            audience=audience,
            description=PROGRAMME,
            contact_name="Томилина Вера Олеговна",
            contact_phone="8 (3822) 00-00-00",
            contact_email="college@demo.example",
            has_contact_consent=index % 3 != 0,
            is_public=key not in CLOSED,
            status=Event.Status.PUBLISHED if starts_on else Event.Status.DRAFT,
            published_at=timezone.now() if starts_on else None,
        )
    return made
