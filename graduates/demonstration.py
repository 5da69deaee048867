"""Invented graduates of the two demonstration colleges: needs, consents, routes, one disclosure."""

from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from accounts.encryption import seal
from accounts.models import User
from cluster.models import ClusterStage, Municipality, Occupation, Organisation
from employers.models import Vacancy
from graduates.consent_texts import current_text
from graduates.models import Consent, Disclosure, Graduate, Needs, ProtectedProfile, Route, RouteStep

COLLEGES = {"маяк": "Колледж «Томский маяк»", "север": "Северный техникум сервиса"}
TOMSK, SEVERSK, DISTRICT = "69701000", "69741000", "69654000"
DEMO_SURNAME = "Ясенев"
PARTNER = "ООО «Кедровая мануфактура»"

# surname, first name, patronymic, college, year, profession, municipality, place, hours, stage
PEOPLE = (
    (DEMO_SURNAME, "Артём", "Денисович", "маяк", 2026, "29.01.08", TOMSK, "any", 36, 3),
    ("Боровикова", "Алина", "Сергеевна", "маяк", 2026, "46.01.03", TOMSK, "remote", 20, 3),
    ("Вересков", "Никита", "Олегович", "маяк", 2026, "09.02.07", TOMSK, "any", None, 3),
    ("Голубева", "Софья", "Ильинична", "маяк", 2026, "43.01.09", TOMSK, "site", 30, 3),
    ("Дубравин", "Матвей", "Андреевич", "маяк", 2025, "09.01.03", SEVERSK, "any", None, 4),
    ("Ежевикина", "Полина", "Романовна", "маяк", 2025, "54.01.20", TOMSK, "remote", 30, 4),
    ("Зимин", "Тимур", "Маратович", "маяк", 2026, "35.01.19", DISTRICT, "site", None, 3),
    ("Калинин", "Егор", "Витальевич", "маяк", 2027, "29.01.08", TOMSK, "site", None, 2),
    ("Лескова", "Мария", "Павловна", "маяк", 2027, None, TOMSK, "any", None, 2),
    ("Морошкин", "Глеб", "Артурович", "маяк", 2025, "46.02.01", TOMSK, "any", 35, 4),
    ("Ольхина", "Вероника", "Дмитриевна", "север", 2026, "43.01.09", "69710000", "site", 36, 3),
    ("Рябов", "Данил", "Юрьевич", "север", 2026, "19.01.18", "69710000", "any", None, 3),
    ("Синицына", "Карина", "Алексеевна", "север", 2025, "38.02.01", "69710000", "remote", None, 4),
    ("Тихонов", "Лев", "Евгеньевич", "север", 2027, "15.01.05", "69710000", "site", None, 2),
)
# required and desired conditions, in the order of PEOPLE; None: nobody has asked yet
NEEDS: tuple[tuple[str, str] | None, ...] = (
    ("wp_seated org_step_tasks sup_mentor", "wp_quiet org_trial com_plain_language"),
    ("format_remote it_screen_reader", "com_text_first sched_flexible_hours"),
    ("com_text_first com_visual_alerts", "com_captions org_interview_adjust"),
    ("sched_part_time org_predictable", "sup_mentor sup_team_brief"),
    ("bld_step_free bld_toilet wp_adjustable_furniture", "transport_support safety_evacuation"),
    ("format_remote", "sched_extra_breaks"),
    ("org_step_tasks org_predictable sup_mentor", "com_plain_language"),
    ("wp_lighting it_magnification", ""),
    None,
    ("bld_lift_or_ground wp_no_lifting", "wp_climate"),
    ("sched_no_night sup_mentor", "org_trial"),
    ("com_sign_language com_visual_alerts", "sup_team_brief"),
    ("format_remote wp_adjustable_furniture", ""),
    None,
)
# open and done steps of some people: surname → (days from today, text, done)
STEPS = {
    DEMO_SURNAME: (
        (-40, "Составить резюме вместе с куратором", True),
        (-12, "Пройти пробный день в швейном цехе", True),
        (4, "Прийти в центр карьеры на подготовку к собеседованию", False),
        (18, "Сходить на собеседование вместе с куратором", False),
    ),
    "Боровикова": ((-20, "Проверить домашнее рабочее место", True), (7, "Отправить пробное задание", False)),
    "Вересков": ((-3, "Заполнить рассказ о себе для работодателя", False),),
    "Голубева": ((10, "Пробный день в пекарне", False),),
    "Дубравин": ((-60, "Первый рабочий день с наставником", True), (30, "Встреча через три месяца", False)),
    "Морошкин": ((-5, "Позвонить наставнику и обсудить первую неделю", False),),
    "Ольхина": ((14, "Собрать документы для медицинской книжки", False),),
}
WITHOUT_CONSENT = {"Лескова", "Тихонов"}


def load() -> None:
    """Put invented graduates into the database; a second call changes nothing."""
    by_name = {organisation.name: organisation for organisation in Organisation.objects.all()}
    if Graduate.objects.exists() or not by_name.keys() >= set(COLLEGES.values()):
        return
    colleges = {key: by_name[name] for key, name in COLLEGES.items()}
    today = timezone.localdate()
    graduates = _load_people(colleges)
    _load_protected(graduates)
    _load_consents(graduates, today)
    _load_routes(graduates, today)
    _load_disclosure(graduates)


def _load_people(colleges: dict[str, Organisation]) -> list[Graduate]:
    occupations = {occupation.code: occupation for occupation in Occupation.objects.all()}
    municipalities = {row.oktmo: row for row in Municipality.objects.filter(oktmo__startswith="69")}
    specialist = User.objects.filter(email="college@demo.example").first()
    account = User.objects.filter(email="graduate@demo.example").first()
    rows = []
    for number, (surname, name, patronymic, college, year, code, oktmo, place, hours, _) in enumerate(PEOPLE, 1):
        is_demo = surname == DEMO_SURNAME
        rows.append(
            Graduate(
                surname=surname,
                first_name=name,
                patronymic=patronymic,
                user=account if is_demo else None,
                college=colleges[college],
                occupation=occupations.get(code or ""),
                municipality=municipalities.get(oktmo),
                graduation_year=year,
                phone=f"+7 900 000-10-{number:02}",
                email="graduate@demo.example" if is_demo else f"person{number:02}@demo.example",
                wanted_place=place,
                most_hours_per_week=hours,
                is_open_to_other_work=number % 3 == 1,
                is_ready_to_move=surname in {"Рябов", "Вересков"},
                wishes="Хочу работать в спокойной команде." if is_demo else "",
                case_worker=specialist if college == "маяк" else None,
            )
        )
    return Graduate.objects.bulk_create(rows)


def _load_protected(graduates: list[Graduate]) -> None:
    needs, profiles = [], []
    for graduate, pair in zip(graduates, NEEDS, strict=True):
        if pair is None:
            continue
        levels = zip(("required", "desired"), pair, strict=True)
        answers = [
            {"code": code, "level": level, "is_usually_shown": level == "required"}
            for level, codes in levels
            for code in codes.split()
        ]
        needs.append(Needs(graduate=graduate, answers=seal(answers)))
        kept = {"ovz": "yes", "disability": "third", "nosology": "other", "ipra_notes": ""}
        profiles.append(ProtectedProfile(graduate=graduate, **{name: seal(value) for name, value in kept.items()}))
    Needs.objects.bulk_create(needs)
    ProtectedProfile.objects.bulk_create(profiles)


def _load_consents(graduates: list[Graduate], today: date) -> None:
    given_on = today - timedelta(days=90)
    Consent.objects.bulk_create(
        Consent(
            graduate=graduate,
            purpose=purpose,
            text_version=current_text(purpose).version,
            text_sha256=current_text(purpose).sha256,
            channel=Consent.Channel.PAPER,
            given_on=given_on,
            valid_until=given_on + timedelta(days=3 * 365),
            recorded_by=graduate.case_worker,
        )
        for graduate in graduates
        for purpose in Consent.Purpose
        if purpose == Consent.Purpose.PROCESSING or graduate.surname not in WITHOUT_CONSENT
    )


def _load_routes(graduates: list[Graduate], today: date) -> None:
    college = graduates[0].college
    stages = {stage.number: stage for stage in ClusterStage.objects.filter(cluster__members=college)}
    routes = Route.objects.bulk_create(
        Route(graduate=graduate, stage=stages.get(row[-1]), started_on=today - timedelta(days=90))
        for graduate, row in zip(graduates, PEOPLE, strict=True)
    )
    RouteStep.objects.bulk_create(
        RouteStep(
            route=route,
            stage=route.stage,
            text=text,
            due_on=today + timedelta(days=days),
            contact_name="Вера Олеговна, куратор",
            contact_phone="+7 900 000-20-01",
            done_on=today + timedelta(days=days) if is_done else None,
            result="Получилось хорошо." if is_done else "",
        )
        for route in routes
        for days, text, is_done in STEPS.get(route.graduate.surname, ())
    )


def _load_disclosure(graduates: list[Graduate]) -> None:
    """The account of the demonstration has shown itself to the demonstration employer, when it has a vacancy."""
    vacancies = Vacancy.objects.published().filter(partner__organisation__name=PARTNER)
    own_first = vacancies.order_by(F("occupation").desc(nulls_last=True), "pk")
    vacancy = own_first.filter(occupation__code="29.01.08").first() or own_first.first()
    if vacancy is None:
        return
    graduate = next(graduate for graduate in graduates if graduate.surname == DEMO_SURNAME)
    codes = ("wp_seated", "sup_mentor")
    conditions = [{"code": code, "level": "required", "is_usually_shown": True} for code in codes]
    Disclosure.objects.create(
        graduate=graduate, vacancy=vacancy, conditions=seal(conditions), shown_at=timezone.now() - timedelta(days=2)
    )
