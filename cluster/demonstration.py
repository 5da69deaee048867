"""Reference lists of both regions and an invented cluster of Tomsk oblast. People and firms are invented."""

import csv
from datetime import date
from pathlib import Path

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from cluster.demonstration_organisations import load_organisations
from cluster.demonstration_practices import load_partnerships, load_practices
from cluster.demonstration_projects import load_projects, load_road_maps
from cluster.demonstration_proposals import load_proposals
from cluster.models import (
    Accommodation,
    Cluster,
    ClusterStage,
    ClusterTask,
    Council,
    CouncilMember,
    Membership,
    Municipality,
    Occupation,
    Organisation,
    OrganisationAlias,
    Person,
    Project,
    Region,
    RoadMap,
    RoadMapItem,
    Subportfolio,
)

REFERENCE = Path(__file__).parent / "reference"
PASSWORD = "demo-portal-2026"  # noqa: S105 (shown on the sign-in page of the demonstration)
ACCOUNTS = (
    ("coordinator@demo.example", Role.COORDINATOR, "Северцева", "Марина", "Андреевна", "department", "консультант"),
    ("methodologist@demo.example", Role.METHODOLOGIST, "Байкалова", "Ирина", "Петровна", "institute", "методист"),
    ("operator@demo.example", Role.MUNICIPAL_OPERATOR, "Листвянкин", "Олег", "Юрьевич", "bratsk", "главный специалист"),
    ("employer@demo.example", Role.EMPLOYER, "Кедров", "Павел", "Ильич", "factory", "начальник отдела кадров"),
    (
        "college@demo.example",
        Role.COLLEGE_SPECIALIST,
        "Томилина",
        "Вера",
        "Олеговна",
        "college",
        "руководитель центра карьеры",
    ),
    ("graduate@demo.example", Role.GRADUATE, "Ясенев", "Артём", "Денисович", None, ""),
    ("admin@demo.example", Role.ADMINISTRATOR, "Порядков", "Глеб", "Степанович", "department", "администратор портала"),
)
O = Organisation.Kind
ORGANISATIONS = {
    "department": (
        "69",
        "Департамент профессионального образования Томской области",
        "ДПО Томской области",
        O.AUTHORITY,
        "69701000",
        "",
    ),
    "general": ("69", "Департамент общего образования Томской области", "", O.AUTHORITY, "69701000", ""),
    "college": ("69", "Колледж «Томский маяк»", "", O.COLLEGE, "69701000", "7000000001"),
    "northern": ("69", "Северный техникум сервиса", "", O.COLLEGE, "69710000", "7000000002"),
    "factory": ("69", "ООО «Кедровая мануфактура»", "", O.EMPLOYER, "69701000", "7000000003"),
    "bakery": ("69", "АО «Хлебный двор»", "", O.EMPLOYER, "69701000", "7000000004"),
    "archive": ("69", "ООО «Цифровой архив»", "", O.EMPLOYER, "69741000", "7000000005"),
    "greenhouse": ("69", "ООО «Тёплый берег»", "", O.EMPLOYER, "69654000", "7000000006"),
    "ngo": ("69", "Общественная организация «Открытая дверь»", "", O.NGO, "69701000", "7000000007"),
    "employment": ("69", "Центр занятости города Томска", "", O.EMPLOYMENT_CENTRE, "69701000", ""),
    "school": ("69", "Школа «Ступени»", "", O.SCHOOL, "69701000", ""),
    "institute": (
        "25",
        "Институт развития профессионального образования Иркутской области",
        "ИРПО",
        O.AUTHORITY,
        "25701000",
        "",
    ),
    "bratsk": ("25", "Департамент образования города Братска", "", O.AUTHORITY, "25714000", ""),
}
# key: (phone, post); numbers that nobody has
CONTACTS = {
    "department": ("8 (3822) 00-00-20", "department@demo.example"),
    "general": ("8 (3822) 00-00-21", "general@demo.example"),
    "college": ("8 (3822) 00-00-00", "mayak@demo.example"),
    "northern": ("8 (38259) 0-00-22", "northern@demo.example"),
    "ngo": ("8 (3822) 00-00-23", "door@demo.example"),
    "employment": ("8 (3822) 00-00-24", "employment@demo.example"),
    "school": ("8 (3822) 00-00-25", "school@demo.example"),
    "institute": ("8 (3952) 00-00-00", "institute@demo.example"),
    "bratsk": ("8 (3953) 00-00-26", "bratsk@demo.example"),
}
PEOPLE = (
    ("Алмазова", "Нина", "Борисовна", "department", "начальник департамента"),
    ("Берестов", "Сергей", "Владимирович", "factory", "директор"),
    ("Волкова", "Дарья", "Юрьевна", "ngo", "председатель правления"),
    ("Горская", "Ольга", "Викторовна", "college", "директор"),
    ("Журавлёв", "Роман", "Николаевич", "employment", "заместитель директора"),
    ("Ильина", "Татьяна", "Сергеевна", "general", "заведующая отделом"),
    ("Лугова", "Анна", "Романовна", "school", "директор"),
    ("Мельников", "Игорь", "Павлович", "bakery", "технический директор"),
    ("Озёрный", "Кирилл", "Максимович", "archive", "генеральный директор"),
    ("Рябинина", "Елена", "Игоревна", "northern", "заместитель директора"),
)


def load() -> None:
    """Put reference lists, accounts and the Tomsk cluster into the database; a second call changes nothing."""
    if not Region.objects.exists():
        _load_regions()
        organisations = _load_organisations()
        _load_people(organisations)
        _load_cluster(organisations)
    load_organisations()
    today = timezone.localdate()
    load_projects(today)
    load_road_maps(today)
    load_proposals(today)
    load_partnerships(today)
    load_practices(timezone.now())


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _load_regions() -> None:
    regions = {
        "25": Region.objects.create(name="Иркутская область", name_genitive="Иркутской области", oktmo_prefix="25"),
        "69": Region.objects.create(name="Томская область", name_genitive="Томской области", oktmo_prefix="69"),
    }
    unconfirmed = "код и вид по данным до преобразования, требуют подтверждения"
    Municipality.objects.bulk_create(
        Municipality(
            region=regions[row["region"]],
            name=row["name"],
            kind=row["kind"],
            oktmo=row["oktmo"],
            source="" if row["is_confirmed"] == "yes" else unconfirmed,
        )
        for row in _rows("municipalities.csv")
    )
    Accommodation.objects.bulk_create(
        Accommodation(position=position, **row) for position, row in enumerate(_rows("accommodations.csv"), 1)
    )
    Occupation.objects.bulk_create(Occupation(**row) for row in _rows("occupations.csv"))


def _load_organisations() -> dict[str, Organisation]:
    regions = {region.oktmo_prefix: region for region in Region.objects.all()}
    municipalities = {municipality.oktmo: municipality for municipality in Municipality.objects.all()}
    organisations = {}
    for key, (prefix, name, short, kind, oktmo, inn) in ORGANISATIONS.items():
        phone, email = CONTACTS.get(key, ("", ""))
        organisations[key] = Organisation.objects.create(
            region=regions[prefix],
            name=name,
            short_name=short,
            kind=kind,
            inn=inn,
            municipality=municipalities[oktmo],
            phone=phone,
            email=email,
        )
    OrganisationAlias.objects.create(organisation=organisations["college"], name="Томский маяк")
    OrganisationAlias.objects.create(organisation=organisations["general"], name="Департамент общего образования")
    return organisations


def _load_people(organisations: dict[str, Organisation]) -> None:
    for email, role, surname, first_name, patronymic, place, post in ACCOUNTS:
        full_name = f"{surname} {first_name} {patronymic}"
        user = User.objects.create_user(email, PASSWORD, full_name=full_name, role=role)
        person = Person.objects.create(surname=surname, first_name=first_name, patronymic=patronymic, user=user)
        if place:
            Membership.objects.create(
                person=person, organisation=organisations[place], post=post, from_on=date(2021, 9, 1)
            )
    for surname, first_name, patronymic, place, post in PEOPLE:
        person = Person.objects.create(surname=surname, first_name=first_name, patronymic=patronymic)
        Membership.objects.create(person=person, organisation=organisations[place], post=post)


def _load_cluster(organisations: dict[str, Organisation]) -> None:
    cluster = Cluster.objects.create(
        region=Region.objects.get(oktmo_prefix="69"),
        name="Социальный кластер Томской области «Образование и работа без барьеров»",
        founder=organisations["department"],
        organiser=organisations["college"],
        founded_on=date(2022, 1, 31),
        goal="Больше выпускников с инвалидностью учатся рядом с домом, находят работу и остаются на ней.",
        legal_basis="Протокол рабочего совещания участников кластера.",
    )
    cluster.members.set(org for key, org in organisations.items() if ORGANISATIONS[key][0] == "69")
    tasks = (
        "Помогать с трудоустройством и искать новые его способы",
        "Собрать работодателей, которые уже умеют принимать людей с инвалидностью",
        "Сделать обучение доступнее",
        "Рассказывать о выпускниках и представлять их работодателям",
        "Участвовать в обсуждении правил и менять устоявшиеся предубеждения",
    )
    ClusterTask.objects.bulk_create(
        ClusterTask(cluster=cluster, number=number, text=text) for number, text in enumerate(tasks, 1)
    )
    names = ("Ранняя профориентация", "", "", "Сопровождаемое трудоустройство")
    ClusterStage.objects.bulk_create(
        ClusterStage(cluster=cluster, number=number, name=name) for number, name in enumerate(names, 1)
    )
    _load_councils(cluster)
    _load_portfolio(cluster, organisations)


def _load_councils(cluster: Cluster) -> None:
    coordinating = Council.objects.create(
        cluster=cluster,
        name="Координационный совет",
        name_genitive="Координационного совета",
        kind=Council.Kind.COORDINATING,
        default_deadline_days=30,
    )
    expert = Council.objects.create(
        cluster=cluster,
        name="Экспертный совет",
        name_genitive="Экспертного совета",
        kind=Council.Kind.EXPERT,
        parent=coordinating,
        default_deadline_days=30,
    )
    Council.objects.create(
        cluster=cluster,
        name="Рабочее совещание участников кластера",
        name_genitive="рабочего совещания участников кластера",
        kind=Council.Kind.WORKING,
    )
    people = list(Person.objects.filter(user=None).prefetch_related("memberships"))
    for council, members in ((coordinating, people[:7]), (expert, people[4:])):
        CouncilMember.objects.bulk_create(
            CouncilMember(
                council=council,
                person=person,
                organisation_id=person.memberships.all()[0].organisation_id,
                from_on=date(2022, 3, 1),
            )
            for person in members
        )


def _load_portfolio(cluster: Cluster, organisations: dict[str, Organisation]) -> None:
    names = ("Работа с работодателями", "Работа с людьми с инвалидностью", "Работа с партнёрами")
    portfolio = [Subportfolio.objects.create(cluster=cluster, number=n, name=name) for n, name in enumerate(names, 1)]
    projects = (
        (0, "Школа принимающего работодателя", "bakery"),
        (0, "Карта доступных рабочих мест", "factory"),
        (1, "Первый рабочий день с наставником", "college"),
        (2, "Открытая дверь: встречи с семьями", "ngo"),
    )
    for index, name, key in projects:
        Project.objects.create(
            subportfolio=portfolio[index],
            name=name,
            responsible=organisations[key],
            starts_on=date(2022, 3, 1),
            ends_on=date(2023, 12, 29),
        )
    road_map = RoadMap.objects.create(cluster=cluster, name="Дорожная карта на 2022–2024 годы")
    items = (
        (0, 4, "Обойти рабочие места партнёров и описать их условия", "factory", date(2022, 3, 1), date(2022, 6, 30)),
        (1, 1, "Провести профессиональные пробы в школах кластера", "school", date(2022, 4, 1), date(2022, 5, 31)),
        (1, 4, "Назначить наставника каждому принятому выпускнику", "college", date(2022, 6, 1), date(2022, 12, 30)),
        (2, 4, "Заключить соглашения с центрами занятости", "employment", date(2022, 2, 1), date(2022, 4, 29)),
    )
    stages = {stage.number: stage for stage in cluster.stages.all()}
    for index, stage, text, key, starts_on, ends_on in items:
        RoadMapItem.objects.create(
            road_map=road_map,
            subportfolio=portfolio[index],
            stage=stages[stage],
            text=text,
            responsible=organisations[key],
            starts_on=starts_on,
            ends_on=ends_on,
        )
