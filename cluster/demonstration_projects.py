"""Projects with steps and a running road map of the invented cluster; days are counted from the day of loading."""

from datetime import date, timedelta

from cluster.models import Cluster, Organisation, Project, ProjectStep, RoadMap, RoadMapItem, Subportfolio

Status = RoadMapItem.Status
FACTORY, BAKERY, COLLEGE = "ООО «Кедровая мануфактура»", "АО «Хлебный двор»", "Колледж «Томский маяк»"
NORTHERN, CENTRE, SCHOOL = "Северный техникум сервиса", "Центр занятости города Томска", "Школа «Ступени»"
NGO = "Общественная организация «Открытая дверь»"

# Sub-portfolio, name, summary, responsible, first and last day, tasks, steps: text, responsible, planned, done.
PROJECTS = (
    (
        1,
        "Полгода рядом: сопровождение новых работников",
        "Колледж и работодатель вместе ведут выпускника первые шесть месяцев на рабочем месте.",
        (BAKERY, -150, 120, (1, 2)),
        (
            ("Согласовать порядок сопровождения с тремя предприятиями", COLLEGE, -120, -126),
            ("Обучить наставников", BAKERY, -80, -68),
            ("Провести первые встречи наставников и выпускников", BAKERY, -17, None),
            ("Собрать отзывы через три месяца", COLLEGE, 60, None),
        ),
    ),
    (
        2,
        "Пробный день на предприятии",
        "Старшеклассники с инвалидностью проводят день на рабочем месте, которое им интересно.",
        (SCHOOL, -60, 90, (3, 4)),
        (
            ("Составить список предприятий", CENTRE, -40, -40),
            ("Договориться о перевозке и сопровождающих", NGO, 20, None),
            ("Провести двенадцать пробных дней", SCHOOL, 80, None),
        ),
    ),
)
# Steps of the projects of the first road map: all done.
FORMER_STEPS = {
    "Школа принимающего работодателя": (
        ("Написать программу школы", date(2022, 4, 29), date(2022, 5, 16)),
        ("Обучить первую группу кадровых служб", date(2022, 10, 31), date(2022, 10, 27)),
    ),
    "Карта доступных рабочих мест": (
        ("Обойти предприятия города", date(2022, 6, 30), date(2022, 7, 12)),
        ("Передать карту центру занятости", date(2022, 12, 30), date(2022, 12, 30)),
    ),
}
FORMER_FACTS = {
    "Обойти рабочие места партнёров": (
        *(date(2022, 3, 10), date(2022, 7, 12)),
        "Описано 46 рабочих мест на семи предприятиях.",
    ),
    "Провести профессиональные пробы": (
        *(date(2022, 4, 4), date(2022, 5, 27)),
        "Пробы прошли в четырёх школах, участвовали 58 человек.",
    ),
    "Назначить наставника каждому": (
        *(date(2022, 6, 1), date(2023, 1, 20)),
        "Наставники есть у всех 19 принятых выпускников.",
    ),
    "Заключить соглашения": (
        *(date(2022, 2, 1), date(2022, 4, 29)),
        "Подписаны соглашения с тремя центрами занятости.",
    ),
}
# Sub-portfolio, stage, text, responsible, planned days, expected, status, real days, result or reason.
ITEMS = (
    (2, 1, "Провести неделю профессиональных проб в школах", SCHOOL, (-220, -160), "Не меньше 40 участников",
     Status.DONE, (-215, -148), "Участвовали 52 школьника из пяти школ."),
    (1, 2, "Описать условия на рабочих местах новых партнёров", FACTORY, (-200, -90), "Карточки всех мест",
     Status.DONE, (-190, -101), "Описано 31 рабочее место, 12 из них доступны сразу."),
    (2, 3, "Собрать папку достижений каждого выпускника", COLLEGE, (-120, -25), "Папка у каждого выпускника",
     Status.RUNNING, (-110, None), ""),
    (1, 4, "Назначить наставников принятым выпускникам", BAKERY, (-60, 45), "Наставник у каждого принятого",
     Status.RUNNING, (-52, None), ""),
    (3, 4, "Открыть кабинет приёма для семей в центре занятости", CENTRE, (-90, -10), "Приём два раза в неделю",
     Status.PLANNED, (None, None), ""),
    (3, 1, "Встретиться с родителями выпускных классов", NGO, (30, 75), "Встречи в шести школах",
     Status.PLANNED, (None, None), ""),
    (1, 3, "Провести ярмарку вакансий на площади города", CENTRE, (-75, -45), "",
     Status.DROPPED, (None, None), "Ярмарку объединили с областной, отдельная не нужна."),
)  # fmt: skip


def load_projects(today: date) -> None:
    """Steps of all projects and two projects that run now; a second call changes nothing."""
    if ProjectStep.objects.exists():
        return
    cluster = Cluster.objects.get(region__oktmo_prefix="69")
    bodies = {one.name: one for one in Organisation.objects.all()}
    for name, steps in FORMER_STEPS.items():
        project = Project.objects.get(name=name)
        ProjectStep.objects.bulk_create(
            ProjectStep(project=project, position=position, text=text, planned_on=planned_on, done_on=done_on)
            for position, (text, planned_on, done_on) in enumerate(steps, 1)
        )
    tasks = {task.number: task for task in cluster.tasks.all()}
    for subportfolio, name, summary, (body, first, last, numbers), rows in PROJECTS:
        project = Project.objects.create(
            subportfolio=Subportfolio.objects.get(cluster=cluster, number=subportfolio),
            name=name,
            summary=summary,
            responsible=bodies[body],
            starts_on=today + timedelta(days=first),
            ends_on=today + timedelta(days=last),
        )
        project.tasks.set(tasks[number] for number in numbers)
        ProjectStep.objects.bulk_create(
            ProjectStep(
                project=project,
                position=position,
                text=text,
                responsible=bodies[step_body],
                planned_on=today + timedelta(days=planned),
                done_on=None if done is None else today + timedelta(days=done),
            )
            for position, (text, step_body, planned, done) in enumerate(rows, 1)
        )


def load_road_maps(today: date) -> None:
    """Facts of the first road map and a second one that runs now; a second call changes nothing."""
    if RoadMapItem.objects.exclude(done_on=None).exists():
        return
    cluster = Cluster.objects.get(region__oktmo_prefix="69")
    for text, (started_on, done_on, result) in FORMER_FACTS.items():
        item = RoadMapItem.objects.get(text__startswith=text)
        item.finish(started_on=started_on, day=done_on, result=result)
        item.save()
    road_map = RoadMap.objects.create(
        cluster=cluster, name=f"Дорожная карта на {today.year}–{today.year + 1}\N{NO-BREAK SPACE}годы"
    )
    bodies = {one.name: one for one in Organisation.objects.all()}
    stages = {stage.number: stage for stage in cluster.stages.all()}
    subportfolios = {one.number: one for one in cluster.subportfolios.all()}
    RoadMapItem.objects.bulk_create(
        RoadMapItem(
            road_map=road_map,
            subportfolio=subportfolios[subportfolio],
            stage=stages[stage],
            text=text,
            responsible=bodies[body],
            starts_on=today + timedelta(days=planned[0]),
            ends_on=today + timedelta(days=planned[1]),
            expected_result=expected,
            status=status,
            started_on=None if real[0] is None else today + timedelta(days=real[0]),
            done_on=None if real[1] is None else today + timedelta(days=real[1]),
            result=words if status == Status.DONE else "",
            dropped_reason=words if status == Status.DROPPED else "",
        )
        for subportfolio, stage, text, body, planned, expected, status, real, words in ITEMS
    )
