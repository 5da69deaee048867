"""Kinds of documents: who may order them, about what, in which formats, and which function says what stands in them.

Builders live in the apps that know their field and are named here by their path, so that adding a document is one line.
A builder takes `(subject, viewer, **params)` and returns a document of `ui.blocks`.
"""

import hashlib
import json
import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import Model
from django.utils.module_loading import import_string
from django_filters import MultipleChoiceFilter

from accounts.models import User
from accounts.roles import Permission
from cluster.filters import MunicipalityFilter, OrganisationFilter, PersonFilter
from cluster.work_filters import DirectionFilter, PracticeFilter, ProjectFilter, ProposalFilter
from employers.filters import MyVacancyFilter, PartnerFilter, VacancyFilter
from events.filters import ControlPointFilter, DecisionFilter, DisciplineFilter, EventFilter, MeetingFilter
from graduates.forms.profiles import GraduateFilter
from ui.archives import Archive
from ui.blocks import Block

logger = logging.getLogger(__name__)

Given = Mapping[str, str | list[str]]
WHOLE = "all"  # stands for the subject of a document about everything its reader may see


def many(given: str | list[str]) -> list[str]:
    """Reader of a parameter that may have several values, as the checkboxes of a filter have."""
    return [given] if isinstance(given, str) else list(given)


@dataclass(frozen=True)
class Kind:
    code: str
    title: str
    builder: str
    permission: Permission
    formats: tuple[str, ...] = ("pdf", "docx")
    subject: str = ""  # label of the model; empty when the document is about everything its reader may see
    version: str = ""  # path of `(subject, viewer, **params) -> str`; empty: the document is built and hashed
    params: dict[str, Callable[[str], Any]] = field(default_factory=dict)
    is_protected: bool = False  # each download goes to the log of reads of personal data

    @property
    def paths(self) -> list[str]:
        return [path for path in (self.builder, self.version) if path]

    def build(self, subject: Model | None, viewer: User, params: dict[str, Any]) -> Block | Archive:
        return import_string(self.builder)(subject, viewer, **params)

    def find(self, pk: str, viewer: User) -> Model | None:
        """The subject among the rows this person may see; raises DoesNotExist otherwise."""
        if not self.subject:
            return None
        model = apps.get_model(self.subject)
        try:
            return model._default_manager.visible_to(viewer).get(pk=pk)
        except (ValueError, ValidationError) as error:  # a word where a number is expected
            raise model.DoesNotExist from error

    def check_permission(self, viewer: User) -> None:
        if not viewer.can(self.permission):
            raise PermissionDenied(f"«{self.title}» требует права «{self.permission}»")

    def read_params(self, given: Given) -> dict[str, Any]:
        """Only parameters the document knows; ValueError when one cannot be read."""
        read = {name: (reader, many(given[name])) for name, reader in self.params.items() if given.get(name)}
        return {name: values if reader is many else reader(values[-1]) for name, (reader, values) in read.items()}

    def data_version(self, subject: Model | None, viewer: User, params: dict[str, Any]) -> str:
        """Changes when the document would: an order of the same version leads to the ready file."""
        if self.version:
            return str(import_string(self.version)(subject, viewer, **params))
        try:
            text = json.dumps(self.build(subject, viewer, params), ensure_ascii=False, sort_keys=True)
        except (PermissionDenied, ObjectDoesNotExist):
            raise
        except Exception:  # the order stands: its worker will meet the same fault and say so in words
            logger.exception("no version of %s %s", self.code, subject)
            return uuid.uuid4().hex
        return hashlib.sha256(text.encode()).hexdigest()


def _register(code: str, title: str, builder: str, permission: Permission, filters: Any = None, **more: Any) -> Kind:
    """The rows of a list page: the file knows the parameters of its filter."""
    fields = filters.base_filters.items() if filters else ()
    readers: dict[str, Any] = {name: many if isinstance(one, MultipleChoiceFilter) else str for name, one in fields}
    formats = more.pop("formats", ("xlsx", "pdf", "docx"))
    return Kind(code, title, builder, permission, formats=formats, params=readers, **more)


P = Permission
SHEET = ("xlsx",)  # a register too wide for a page
REGISTERS = (
    _register(
        "decision-register", "Реестр решений", "events.documents.decision_register", P.DECISION_VIEW, DecisionFilter
    ),
    _register(
        "meeting-register", "Реестр заседаний", "events.documents.meeting_register", P.MEETING_VIEW, MeetingFilter
    ),
    _register("event-register", "Реестр событий", "events.documents.event_register", P.REPORT_ORDER, EventFilter),
    _register(
        "control-point-register",
        "Контрольные точки",
        "events.documents.control_point_register",
        P.DECISION_VIEW,
        ControlPointFilter,
    ),
    _register(
        "extension-register", "Продления сроков", "events.documents.extension_register", P.DECISION_VIEW, DecisionFilter
    ),
    _register(
        "proposal-register",
        "Предложения в дорожную карту",
        "cluster.registers.proposal_register",
        P.PROPOSAL_SUBMIT,
        ProposalFilter,
        subject="cluster.ProposalRound",
    ),
    _register(
        "registration-register",
        "Заявки на событие",
        "events.documents.registration_register",
        P.EVENT_MANAGE,
        subject="events.Event",
        is_protected=True,
    ),
    _register(
        "personal-link-register",
        "Ссылки для исполнителя",
        "events.documents.personal_link_register",
        P.DECISION_MANAGE,
        subject="events.Decision",
        is_protected=True,
    ),
    _register(
        "organisation-register",
        "Реестр организаций",
        "cluster.registers.organisation_register",
        P.CLUSTER_VIEW,
        OrganisationFilter,
    ),
    _register(
        "person-register",
        "Реестр людей и должностей",
        "cluster.registers.person_register",
        P.CLUSTER_VIEW,
        PersonFilter,
        is_protected=True,
    ),
    _register("council-register", "Реестр советов", "cluster.registers.council_register", P.CLUSTER_VIEW),
    _register(
        "project-register", "Реестр проектов", "cluster.registers.project_register", P.CLUSTER_VIEW, ProjectFilter
    ),
    _register(
        "direction-register",
        "Реестр направлений партнёрства",
        "cluster.registers.direction_register",
        P.CLUSTER_VIEW,
        DirectionFilter,
    ),
    _register(
        "practice-register", "Банк практик", "cluster.registers.practice_register", P.REPORT_ORDER, PracticeFilter
    ),
    _register(
        "municipality-register",
        "Реестр муниципальных образований",
        "cluster.registers.municipality_register",
        P.CLUSTER_VIEW,
        MunicipalityFilter,
    ),
    _register(
        "vacancy-register",
        "Вакансии",
        "employers.registers.vacancy_register",
        P.REPORT_ORDER,
        VacancyFilter,
        formats=SHEET,
    ),
    _register(
        "my-vacancy-register",
        "Мои вакансии",
        "employers.registers.my_vacancy_register",
        P.VACANCY_MANAGE,
        MyVacancyFilter,
        formats=SHEET,
    ),
    _register(
        "moderation-register",
        "Вакансии на проверке",
        "employers.registers.moderation_register",
        P.VACANCY_MODERATE,
        formats=SHEET,
    ),
    _register("partner-register", "Партнёры", "employers.registers.partner_register", P.REPORT_ORDER, PartnerFilter),
    _register(
        "graduate-register",
        "Реестр выпускников",
        "graduates.registers.graduate_register",
        P.GRADUATE_VIEW,
        GraduateFilter,
        formats=SHEET,
        is_protected=True,
    ),
)


def _of_monitoring(
    code: str, title: str, builder: str, formats: tuple[str, ...], subject: str = "monitoring.Campaign"
) -> Kind:
    """Made of a snapshot: `revision` is its number, by default the last one."""
    return Kind(
        code, title, f"monitoring.documents.{builder}", Permission.MONITORING_VIEW, formats,
        subject=subject, version="monitoring.documents.version", params={"revision": int},
    )  # fmt: skip


KINDS = {
    kind.code: kind
    for kind in (
        _of_monitoring("briefing", "Аналитическая справка по итогам мониторинга", "briefing", ("pdf", "docx")),
        _of_monitoring("summary-tables", "Сводные таблицы мониторинга", "summary_tables", ("xlsx",)),
        _of_monitoring("campaign-documents", "Все документы кампании", "campaign_documents", ("zip",)),
        _of_monitoring(
            "municipal-sheet", "Результаты муниципалитета", "municipal_sheet", ("pdf", "docx"), "monitoring.Submission"
        ),
        Kind(
            "protocol",
            "Протокол заседания",
            "events.documents.protocol",
            Permission.MEETING_VIEW,
            subject="events.Protocol",
        ),
        Kind(
            "extract",
            "Выписка из протокола",
            "events.documents.extract",
            Permission.DECISION_VIEW,
            subject="events.Decision",
        ),
        Kind(
            "executor-extract",
            "Выписка для исполнителя",
            "events.documents.executor_extract",
            Permission.MEETING_VIEW,
            subject="events.Protocol",
            params={"executor": str},
        ),
        Kind(
            "extracts",
            "Выписки исполнителям",
            "events.documents.extracts",
            Permission.MEETING_VIEW,
            formats=("zip",),
            subject="events.Protocol",
        ),
        Kind(
            "discipline",
            "Исполнительская дисциплина",
            "events.documents.discipline_statistics",
            Permission.DECISION_VIEW,
            formats=("xlsx", "pdf", "docx"),
            params=dict.fromkeys(DisciplineFilter.base_filters, str),
        ),
        *REGISTERS,
        Kind(
            "road-map",
            "Дорожная карта",
            "cluster.documents.road_map",
            Permission.CLUSTER_VIEW,
            formats=("xlsx", "pdf", "docx"),
            subject="cluster.RoadMap",
        ),
        Kind(
            "sample",
            "Образец документа",
            "reports.documents.sample",
            Permission.REPORT_ORDER,
            formats=("pdf", "docx", "xlsx"),
            version="reports.documents.sample_version",
            params={"style": str, "seconds": float},
        ),
    )
}
