"""Invented vacancies in every state. Days count back from today, so that the list never grows old."""

from dataclasses import dataclass
from typing import Any

from employers.models import Vacancy

E, S, P, Status = Vacancy.Employment, Vacancy.Schedule, Vacancy.Place, Vacancy.Status


@dataclass(frozen=True)
class Sample:
    """`age`: days since the last confirmation; conditions are added to those of the employer."""

    employer: str
    title: str
    occupation: str
    oktmo: str
    duties: str
    pay: tuple[int | None, int | None]
    age: int
    hours: int = 40
    place: str = P.SITE
    employment: str = E.FULL
    schedule: str = S.FULL_DAY
    quota: bool = False
    special: bool = False
    there: str = ""
    status: str = Status.PUBLISHED
    reason: str = ""
    requirements: str = ""


PART: dict[str, Any] = {"employment": E.PART, "schedule": S.PART_DAY}
TOMSK, SEVERSK, TOMSK_DISTRICT, STREZHEVOY = "69701000", "69741000", "69654000", "69710000"
IRKUTSK, ANGARSK, BRATSK, SAYANSK = "25701000", "25703000", "25714000", "25726000"
SAMPLES = (
    Sample("factory", "Швея рабочей одежды", "29.01.08", TOMSK,
           "Шить детали по лекалам. Проверять строчку. Складывать готовое.", (38000, 52000), 2,
           quota=True, special=True,
           requirements="Уметь работать на швейной машине или хотеть научиться."),
    Sample("factory", "Раскройщик ткани", "29.01.08", TOMSK,
           "Раскладывать лекала, резать ткань по разметке.", (40000, 50000), 12),
    Sample("factory", "Упаковщик игрушек", "", TOMSK,
           "Протирать игрушки, складывать в коробки, клеить этикетки.", (26000, None), 55, hours=20, **PART, quota=True,
           there="org_step_tasks com_plain_language"),
    Sample("factory", "Оформитель заказов", "46.01.03", TOMSK,
           "Вносить заказы в таблицу, отвечать на письма покупателей.", (35000, 41000), 57, place=P.MIXED,
           there="com_text_first it_magnification"),
    Sample("factory", "Дизайнер лекал", "54.01.20", TOMSK,
           "Рисовать лекала на компьютере.", (45000, 60000), 0, status=Status.MODERATION,
           there="it_alt_input", requirements="Знать любую программу для векторной графики."),
    Sample("factory", "Помощник наставника", "", TOMSK,
           "Встречать новичков, показывать рабочее место.", (30000, None), 0, status=Status.DRAFT),
    Sample("factory", "Комплектовщик", "", TOMSK,
           "Собирать наборы деталей по списку.", (28000, 33000), 0, status=Status.DRAFT,
           reason="Напишите, сколько весит набор и кто поможет его поднять."),
    Sample("factory", "Слесарь по ремонту машин", "15.01.05", TOMSK,
           "Чинить и настраивать швейные машины.", (48000, 60000), 20, status=Status.PAUSED),
    Sample("factory", "Резчик по дереву", "", TOMSK,
           "Вырезать детали игрушек.", (36000, 45000), 75, status=Status.EXPIRED),
    Sample("factory", "Оператор вышивальной машины", "29.01.08", TOMSK,
           "Менять нитки, запускать рисунок, следить за вышивкой.", (39000, 47000), 40,
           status=Status.FILLED, quota=True),
    Sample("bakery", "Пекарь", "43.01.09", TOMSK,
           "Месить тесто, формовать и выпекать хлеб.", (42000, 55000), 4, schedule=S.SHIFTS),
    Sample("bakery", "Формовщик печенья", "19.01.18", TOMSK,
           "Выкладывать печенье на лист. Следить за таймером.", (30000, 36000), 9, hours=25, **PART, quota=True,
           there="wp_quiet"),
    Sample("bakery", "Оператор линии упаковки", "19.01.18", SEVERSK,
           "Запускать линию, заменять плёнку, записывать количество.", (39000, None), 21, schedule=S.SHIFTS),
    Sample("bakery", "Бухгалтер по первичным документам", "38.02.01", TOMSK,
           "Сверять накладные, вносить данные в программу.", (41000, 48000), 16, place=P.MIXED, hours=35,
           there="wp_seated it_magnification sched_flexible_hours"),
    Sample("bakery", "Мойщик форм", "", TOMSK, "Мыть и сушить формы для хлеба.", (27000, 30000), 1,
           status=Status.MODERATION),
    Sample("archive", "Оператор сканирования", "46.02.01", SEVERSK,
           "Сканировать дела, проверять чёткость страниц.", (36000, 42000), 3, quota=True, there="wp_lighting"),
    Sample("archive", "Корректор описей из дома", "46.01.03", SEVERSK,
           "Сравнивать опись с изображением, исправлять ошибки.", (32000, 40000), 7, place=P.REMOTE, hours=30,
           **PART),
    Sample("archive", "Тестировщик доступности сайтов", "09.02.07", TOMSK,
           "Проходить сайты с программой чтения с экрана. Описывать, что мешает.", (50000, 75000), 11, place=P.REMOTE,
           schedule=S.FLEXIBLE, requirements="Уверенно пользоваться программой чтения с экрана."),
    Sample("archive", "Разработчик на стажировку", "09.02.07", TOMSK,
           "Делать небольшие задачи вместе с наставником.", (30000, None), 26, place=P.MIXED, employment=E.INTERNSHIP),
    Sample("greenhouse", "Рабочий теплицы", "35.01.19", TOMSK_DISTRICT,
           "Поливать, пикировать рассаду, собирать зелень.", (33000, 39000), 5),
    Sample("greenhouse", "Фасовщик семян", "", TOMSK_DISTRICT,
           "Отмерять семена, запечатывать пакеты.", (24000, 28000), 33, hours=20, **PART, quota=True,
           there="wp_seated"),
    Sample("greenhouse", "Мастер по озеленению", "35.01.19", TOMSK,
           "Ухаживать за растениями в школах и больницах.", (37000, 44000), 48, employment=E.TEMPORARY),
    Sample("yarn", "Оператор вязальной машины", "29.01.08", "69632000",
           "Заправлять нить, следить за полотном, связывать обрывы.", (31000, 38000), 8, quota=True),
    Sample("yarn", "Контролёр качества", "", "69632000",
           "Осматривать носки, откладывать брак.", (28000, None), 19, there="wp_lighting sched_extra_breaks"),
    Sample("screen", "Специалист поддержки в чате", "09.01.03", STREZHEVOY,
           "Отвечать жителям в чате, заносить заявки.", (45000, 56000), 6, place=P.MIXED, schedule=S.FLEXIBLE),
    Sample("screen", "Мастер по настройке компьютеров", "09.01.03", STREZHEVOY,
           "Ставить программы, менять детали, объяснять простыми словами.", (52000, 60000), 14),
    Sample("honey", "Фасовщик мёда", "", "69608000", "Наливать мёд в банки, клеить этикетки.", (27000, 31000), 10,
           hours=24, **PART),
    Sample("press", "Печатник шрифта Брайля", "42.02.01", IRKUTSK,
           "Печатать листы, собирать книги, проверять рельеф.", (36000, 43000), 2, quota=True, special=True),
    Sample("press", "Верстальщик учебных пособий", "54.01.20", IRKUTSK,
           "Верстать страницы крупным шрифтом.", (44000, 58000), 15, place=P.MIXED),
    Sample("press", "Переплётчик", "", IRKUTSK, "Складывать, сшивать и обрезать листы.", (34000, None), 29, hours=35),
    Sample("furniture", "Сборщик детской мебели", "", ANGARSK,
           "Собирать стулья по схеме, проверять каждое соединение.", (40000, 52000), 4, quota=True),
    Sample("furniture", "Маляр по дереву", "08.01.28", ANGARSK, "Грунтовать и красить детали.", (43000, 50000), 37),
    Sample("meridian", "Оператор службы заказов", "09.01.03", BRATSK,
           "Отвечать на письма, оформлять возвраты.", (35000, 42000), 1, place=P.REMOTE, hours=30, **PART, quota=True),
    Sample("meridian", "Сборщик посылок", "", BRATSK,
           "Находить товар по списку, складывать в коробку.", (38000, 44000), 13, schedule=S.SHIFTS),
    Sample("meridian", "Специалист по документам", "46.02.01", BRATSK,
           "Готовить накладные, вести папки.", (36000, None), 54, there="it_magnification"),
    Sample("hotel", "Помощник горничной", "", "25634000",
           "Менять бельё, наводить порядок вдвоём с напарником.", (30000, 34000), 6, hours=25, **PART),
    Sample("hotel", "Повар завтраков", "43.01.09", "25634000",
           "Готовить завтрак на двадцать гостей.", (45000, 50000), 22),
    Sample("garden", "Садовник питомника", "35.01.19", SAYANSK,
           "Сажать и подвязывать деревья, поливать.", (35000, 41000), 9, quota=True),
    Sample("garden", "Учётчик питомника", "38.02.01", SAYANSK,
           "Считать саженцы, вести таблицу.", (31000, 36000), 0, hours=35, status=Status.MODERATION),
)  # fmt: skip
