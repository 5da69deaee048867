"""Profiles of the demonstration colleges, a pair of similar records and one merge. All figures are invented."""

from datetime import date

from accounts.models import User
from cluster.actions.merges import merge_organisations
from cluster.models import (
    CollegeProfile,
    Membership,
    Merge,
    Occupation,
    Organisation,
    OrganisationFact,
    Person,
    Programme,
)

L = Programme.Level
PROFILES = {
    "Колледж «Томский маяк»": {
        "summary": "Учит рабочим профессиям и специальностям для лёгкой промышленности, питания и архивов.",
        "inclusive_centre": "Центр «Вместе»: тьюторы, переводчик жестового языка, психолог",
        "abilympics_centre": "Региональный центр, компетенции «Швея», «Поварское дело», «Обработка текста»",
        "is_bpoo": True,
        "site": "https://mayak.demo.example/",
    },
    "Северный техникум сервиса": {
        "summary": "Небольшой техникум на севере области: ремонт, отделка, торговля.",
        "inclusive_centre": "Кабинет сопровождения, один тьютор",
        "abilympics_centre": "",
        "is_bpoo": False,
        "site": "",
    },
}
PROGRAMMES = {
    "Колледж «Томский маяк»": (
        ("Оператор швейного оборудования", "29.01.08", L.QUALIFIED, True),
        ("Повар, кондитер", "43.01.09", L.QUALIFIED, False),
        ("Делопроизводитель", "46.01.03", L.QUALIFIED, True),
        ("Документационное обеспечение управления", "46.02.01", L.SPECIALIST, False),
        ("Швея: профессиональное обучение", "", L.WORKER, True),
        ("Основы компьютерной грамотности для незрячих", "", L.EXTRA, True),
    ),
    "Северный техникум сервиса": (
        ("Мастер отделочных строительных работ", "08.01.28", L.QUALIFIED, True),
        ("Информационные системы и программирование", "09.02.07", L.SPECIALIST, False),
    ),
}
REPORT, COUNT = "Отчёт о самообследовании, условные данные", "Перечень помещений, условные данные"
FACTS = {
    "Колледж «Томский маяк»": (
        ("Мастерских", 14, date(2021, 4, 1), REPORT),
        ("Мастерских", 17, date(2022, 4, 1), REPORT),
        ("Студентов с инвалидностью и ОВЗ", 96, date(2020, 10, 1), REPORT),
        ("Студентов с инвалидностью и ОВЗ", 108, date(2021, 10, 1), REPORT),
        ("Студентов с инвалидностью и ОВЗ", 121, date(2022, 10, 1), REPORT),
        ("Учебных мест с увеличением и озвучиванием", 12, date(2022, 4, 1), COUNT),
        ("Тьюторов", 5, date(2022, 10, 1), REPORT),
        ("Корпусов с пандусом или подъёмником", 3, date(2022, 4, 1), COUNT),
    ),
    "Северный техникум сервиса": (
        ("Мастерских", 6, date(2022, 4, 1), REPORT),
        ("Студентов с инвалидностью и ОВЗ", 18, date(2022, 10, 1), REPORT),
    ),
}
INSTITUTE = "Институт развития профессионального образования Иркутской области"
EDUCATION_OF_BRATSK = "Департамент образования города Братска"


def load_organisations() -> None:
    """A second call changes nothing."""
    colleges = {college.name: college for college in Organisation.objects.filter(name__in=PROFILES)}
    if not CollegeProfile.objects.filter(organisation__in=colleges.values()).exists():
        _load_profiles(colleges)
    if not Merge.objects.exists():
        _load_similar()
        _load_merge()


def _load_profiles(colleges: dict[str, Organisation]) -> None:
    occupations = {occupation.code: occupation for occupation in Occupation.objects.all()}
    CollegeProfile.objects.bulk_create(
        CollegeProfile(organisation=college, **PROFILES[name]) for name, college in colleges.items()
    )
    Programme.objects.bulk_create(
        Programme(organisation=college, name=title, occupation=occupations.get(code), level=level, is_adapted=adapted)
        for name, college in colleges.items()
        for title, code, level, adapted in PROGRAMMES[name]
    )
    OrganisationFact.objects.bulk_create(
        OrganisationFact(organisation=college, name=what, amount=amount, as_of=day, source=source)
        for name, college in colleges.items()
        for what, amount, day, source in FACTS[name]
    )


def _load_similar() -> None:
    """What the page of similar records shows: one department under two names, one person in two forms."""
    department = Organisation.objects.get(name=EDUCATION_OF_BRATSK)
    twin = Organisation.objects.create(
        name="Департамент образования администрации города Братска",
        kind=department.kind,
        region=department.region,
        municipality=department.municipality,
    )
    person = Person.objects.create(surname="Листвянкин", first_name="О.", patronymic="Ю.")
    Membership.objects.create(person=person, organisation=twin, post="специалист")


def _load_merge() -> None:
    institute = Organisation.objects.get(name=INSTITUTE)
    left = Organisation.objects.create(
        name="Институт развития профобразования",
        kind=institute.kind,
        region=institute.region,
        phone="8 (3952) 00-00-00",
    )
    by = User.objects.get(email="coordinator@demo.example")
    merge_organisations(left, institute, reason="В письме институт назван коротко, адрес и телефон те же.", by=by)
