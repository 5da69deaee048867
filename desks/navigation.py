"""The main menu: what stands in it follows from the permissions of the person."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from accounts.roles import Permission as P


@dataclass(frozen=True)
class Entry:
    label: str
    route: str
    permissions: frozenset[P] = frozenset()


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    is_current: bool


PUBLIC = (
    Entry("Вакансии", "employers:vacancy-list"),
    Entry("События", "events:event-list"),
    Entry("Партнёры", "employers:partner-list"),
    Entry("Практики", "cluster:practice-list"),
    Entry("Открытые показатели", "monitoring:open"),
)
STAFF = (
    Entry("Рабочий стол", "desks:desk"),
    Entry("Заседания", "events:meeting-list", frozenset({P.MEETING_VIEW})),
    Entry("Решения", "events:decision-list", frozenset({P.DECISION_VIEW})),
    Entry("Кластер", "cluster:cluster-list", frozenset({P.CLUSTER_VIEW})),
    Entry("Мои вакансии", "employers:my-vacancy-list", frozenset({P.VACANCY_MANAGE})),
    Entry("Вакансии на проверке", "employers:moderation-list", frozenset({P.VACANCY_MODERATE})),
    Entry("Кандидаты", "graduates:candidate-list", frozenset({P.CANDIDATE_VIEW})),
    Entry("Выпускники", "graduates:graduate-list", frozenset({P.GRADUATE_VIEW})),
    Entry("Мой маршрут", "graduates:my-route", frozenset({P.GRADUATE_SELF})),
    Entry("Мониторинг", "monitoring:campaign-list", frozenset({P.MONITORING_VIEW})),
    Entry("Форма муниципалитета", "monitoring:submission-list", frozenset({P.SUBMISSION_FILL})),
    Entry("Самодиагностика", "monitoring:diagnosis-list", frozenset({P.SUBMISSION_FILL, P.COLLEGE_MANAGE})),
    Entry("Документы", "reports:job-list", frozenset({P.REPORT_ORDER})),
    Entry("Люди и доступ", "accounts:user-list", frozenset({P.ACCOUNT_MANAGE})),
    Entry("Журнал доступа", "accounts:access-log", frozenset({P.ACCESS_LOG_VIEW})),
)


def navigation_of(request: HttpRequest) -> list[Link]:
    """Links of the menu for whoever asks; error pages without a user get the public ones."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return [_link(entry, request.path) for entry in PUBLIC]
    allowed = (entry for entry in STAFF if not entry.permissions or entry.permissions & user.permissions)
    return [_link(entry, request.path) for entry in (*allowed, *PUBLIC[:2])]


def _link(entry: Entry, path: str) -> Link:
    try:
        url = reverse(entry.route)
    except NoReverseMatch:
        url = "/"
    return Link(entry.label, url, path == url)
