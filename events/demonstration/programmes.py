"""Programme, people, registrations and post-releases of the demonstration events. Everybody here is invented."""

from datetime import time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from events.demonstration.people import organisations, person
from events.models import Event, EventMaterial, Participation, PostRelease, Registration, SessionPart
from events.models.links import hash_of, new_token
from events.wishes import sealed_wishes

ROLE = Participation.Role
PARTS = (
    ("Что мешает брать на работу", time(10), time(11, 30), "Работа в трёх группах: производство, услуги, офис."),
    ("Чем помогает кластер", time(11, 45), time(13), "Колледжи и центр занятости рассказывают о сопровождении."),
)
PEOPLE = (
    ("Алмазова", ROLE.MODERATOR, "начальник департамента", "department", ""),
    ("Берестов", ROLE.SPEAKER, "директор", "factory", "Как мы переставили станки и что это дало"),
    ("Горская", ROLE.SPEAKER, "директор", "college", "Чему научить до первого рабочего дня"),
    ("Волкова", ROLE.DISCUSSANT, "председатель правления", "ngo", ""),
)
APPLICANTS = (
    ("Нефритова Анна", "anna@demo.example", "Колледж «Томский маяк»", ("sign_language",), ""),
    ("Сосновский Лев", "lev@demo.example", "", ("step_free", "guide"), "Приеду на такси к служебному входу."),
    ("Речкина Мария", "maria@demo.example", "ООО «Цифровой архив»", (), ""),
    ("Полевой Егор", "egor@demo.example", "", ("large_print",), ""),
)


def load_programmes(events: dict[str, Event]) -> None:
    _programme(events["session"])
    _registrations(events["exchange"])
    _releases(events)


def _programme(event: Event) -> None:
    orgs = organisations()
    parts = [
        SessionPart(event=event, position=number, title=title, starts_at=begin, ends_at=end, text=text)
        for number, (title, begin, end, text) in enumerate(PARTS, 1)
    ]
    SessionPart.objects.bulk_create(parts)
    Participation.objects.bulk_create(
        Participation(
            event=event, person=person(name), role=role, post=post, organisation=orgs[key], topic=topic, position=number
        )
        for number, (name, role, post, key, topic) in enumerate(PEOPLE, 1)
    )
    EventMaterial.objects.create(
        event=event,
        title="Вопросы для групп",
        file=ContentFile("Что мешает?\nЧто поможет?\nС чего начнём?\n".encode(), name="voprosy.txt"),
    )
    Event.objects.filter(pk=event.pk).update(
        topics="Условия рабочего места\nНаставники\nДорога до работы", attended_count=24, ends_at=time(13)
    )


def _registrations(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(takes_registrations=True, capacity=3)
    Registration.objects.bulk_create(
        Registration(
            event=event,
            name=name,
            email=email,
            organisation_words=organisation,
            wishes=sealed_wishes(conditions, words),
            consented_at=timezone.now(),
            state=Registration.State.REGISTERED if number < 3 else Registration.State.WAITING,
            token_hash=hash_of(new_token()),
        )
        for number, (name, email, organisation, conditions, words) in enumerate(APPLICANTS)
    )


def _releases(events: dict[str, Event]) -> None:
    author = User.objects.get(email="coordinator@demo.example")
    reader = User.objects.get(email="methodologist@demo.example")
    PostRelease.objects.create(
        event=events["session"],
        title="Работодатели назвали три препятствия и договорились о первых шагах",
        text="Двадцать четыре участника разобрали, что мешает принимать людей с инвалидностью.\n\n"
        "Договорились о наставниках на двух предприятиях и об общей памятке для кадровых служб.",
        state=PostRelease.State.PUBLISHED,
        author=author,
        reviewer=reader,
        published_at=timezone.now() - timedelta(days=1),
    )
    PostRelease.objects.create(
        event=events["visit"],
        title="Коллеги посмотрели мастерские колледжа",
        text="Гости увидели пять мастерских и обсудили общие программы для студентов двух колледжей.",
        state=PostRelease.State.ON_REVIEW,
        author=author,
    )
    PostRelease.objects.create(
        event=events["training"],
        title="Кадровые службы учились говорить об условиях труда",
        text="На двух занятиях разобрали двенадцать собеседований.",
        author=author,
    )
