"""What the demonstration councils decided. Days count from today, so that some decisions are always overdue."""

from dataclasses import dataclass

from events.models import Decision

K, S = Decision.Kind, Decision.State
ASK, ADVISE = K.ASSIGNMENT, K.RECOMMENDATION


@dataclass(frozen=True)
class DecisionLine:
    item: int
    kind: str
    text: str
    responsible: str = ""
    due: int | None = None
    state: str = S.ON_CONTROL
    co_executors: tuple[str, ...] = ()
    extended_by: int = 0
    reported: int = -2
    has_partial_report: bool = False
    deadline_kind: str = Decision.DeadlineKind.NONE
    deadline_rule: str = ""


@dataclass(frozen=True)
class MeetingLine:
    council: str
    number: str
    title: str
    days: int
    agenda: tuple[tuple[str, str], ...]
    decisions: tuple[DecisionLine, ...] = ()
    is_signed: bool = False
    is_public: bool = False


D = DecisionLine
SPRING = (
    D(0, ASK, "Собрать сведения о доступности мастерских и учебных корпусов.", "college", -160, S.ACCEPTED,
      reported=-165),
    D(0, ASK, "Составить перечень рабочих мест, где готовы принять человека на коляске.", "factory", -150, S.ACCEPTED,
      ("bakery",), reported=-140),
    D(1, K.APPROVAL, "Утвердить план работы совета на год.", state=S.RECORDED),
    D(1, K.ELECTION, "Избрать секретарём совета Рябинину Е.И.", state=S.RECORDED),
    D(1, ASK, "Разместить план на портале и известить участников.", "department", -170, S.ACCEPTED, reported=-175),
)  # fmt: skip
SUMMER = (
    D(0, ASK, "Назначить наставника каждому выпускнику, принятому в этом году.", "factory", -12, S.ON_CONTROL,
      ("college", "institute", "bratsk")),
    D(0, ASK, "Провести беседу с семьями выпускников, которые не вышли на работу.", "ngo", -25, S.RETURNED,
      reported=-20),
    D(0, ADVISE, "Рассмотреть неполный день для новых сотрудников в первый месяц.", "bakery", 6, S.ON_CONTROL),
    D(1, ASK, "Подготовить карту доступных остановок возле предприятий кластера.", "department", -3, S.ON_CONTROL,
      ("employment",), has_partial_report=True),
    D(1, ASK, "Передать работодателям памятку о специальном рабочем месте.", "employment", 2, S.REPORTED),
    D(1, ASK, "Описать условия труда в каждой действующей вакансии.", "archive", 14, S.ON_CONTROL, ("factory",),
      extended_by=10),
    D(2, K.INFORMATION, "Принять к сведению сообщение о ходе профессиональных проб.", state=S.RECORDED),
    D(2, ASK, "Согласовать с предприятиями даты проб для девятиклассников.", "school", -7, S.REPORTED, ("college",),
      reported=-9),
    D(2, ASK, "Найти помещение для тихой комнаты на ярмарке вакансий.", "", 9, S.ON_CONTROL),
    D(2, K.CONTROL, "Контроль исполнения оставить за председателем.", state=S.RECORDED),
)  # fmt: skip
AUTUMN = (
    D(0, ASK, "Дополнить программу обучения наставников занятием о ясной речи.", "college", 25, S.ON_CONTROL),
    D(0, ASK, "Присылать сведения о принятых и уволившихся выпускниках.", "factory", None, S.ON_CONTROL,
      deadline_kind="recurring", deadline_rule="ежеквартально, до 10 числа"),
    D(0, ADVISE, "Открыть одно место стажировки для студентов с нарушением слуха.", "greenhouse", 4, S.ON_CONTROL),
    D(1, ASK, "Подготовить предложения о сопровождении на рабочем месте.", "northern", -1, S.ON_CONTROL,
      extended_by=5),
    D(1, ASK, "Проверить, у всех ли выпускников есть согласованный маршрут.", "college", None, S.ON_CONTROL),
    D(1, ASK, "Рассказать о кластере на родительских собраниях.", "general", 40, S.DRAFT),
    D(1, ASK, "Разработать анкету для работодателей, которые ушли из кластера.", "", None, S.DRAFT),
)  # fmt: skip
MEETINGS = (
    MeetingLine("coordinating", "1", "Заседание Координационного совета о доступности рабочих мест", -200,
                (("О доступности зданий и рабочих мест", "Берестов"), ("О плане работы совета", "Алмазова")), SPRING,
                is_signed=True, is_public=True),
    MeetingLine("coordinating", "2", "Заседание Координационного совета о первых трудоустроенных", -45,
                (("О наставниках и первых неделях работы", "Кедров"), ("О дороге и рабочих местах", "Журавлёв"),
                 ("О профессиональных пробах и ярмарке", "Лугова")), SUMMER, is_signed=True),
    MeetingLine("expert", "2", "Заседание Экспертного совета о сопровождении выпускников", -18,
                (("Об обучении наставников", "Горская"), ("О маршрутах выпускников", "Томилина")), AUTUMN),
    MeetingLine("coordinating", "", "Заседание Координационного совета об итогах года", 10,
                (("О выборах председателя совета", "Алмазова"), ("Об итогах года", "Северцева"),
                 ("О плане на следующий год", "Горская"))),
)  # fmt: skip
