"""Registers of the cluster as files: the same rows as their pages, filtered the same way."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import User
from cluster.filters import MunicipalityFilter, OrganisationFilter, PersonFilter
from cluster.lags import progress_of
from cluster.models import (
    Council,
    Membership,
    Municipality,
    Organisation,
    PartnershipDirection,
    Person,
    Practice,
    Project,
    Proposal,
    ProposalRound,
)
from cluster.work_filters import DirectionFilter, PracticeFilter, ProjectFilter, ProposalFilter
from ui.registers import register


def organisation_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    visible = Organisation.objects.visible_to(viewer).living().select_related("municipality", "region")
    rows = OrganisationFilter(params or None, queryset=visible).qs
    lines = [[one.name, one.short_name, one.get_kind_display(), str(one.municipality or ""), one.inn] for one in rows]
    head = ["Организация", "Краткое название", "Вид", "Муниципальное образование", "ИНН"]
    forms = "организация,организации,организаций"
    return register("Реестр организаций", head, lines, [6, 3, 3, 3, 2], records=forms)


def person_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    """Who represents whom today; no contacts: the page of the list shows none either."""
    serving = Membership.objects.serving_on(timezone.localdate()).select_related("organisation")
    visible = Person.objects.listed_for(viewer).prefetch_related(Prefetch("memberships", serving))
    rows = PersonFilter(params or None, queryset=visible).qs
    lines = [[one.full_name, "; ".join(_post(row) for row in one.memberships.all()) or "сегодня нигде"] for one in rows]
    head = ["Человек", "Где и кем работает"]
    return register("Реестр людей и должностей", head, lines, [3, 7], records="человек,человека,человек")


def _post(membership: Membership) -> str:
    return ", ".join(part for part in (str(membership.organisation), membership.post) if part)


def council_register(subject: None, viewer: User) -> dict[str, Any]:
    rows: QuerySet[Any] = Council.objects.visible_to(viewer).with_member_count(timezone.localdate())
    lines = [
        [
            one.name,
            one.get_kind_display(),
            str(one.parent or ""),
            one.member_count,
            one.cluster.name,
        ]
        for one in rows.select_related("cluster", "parent")
    ]
    head = ["Совет", "Вид", "Действует при", "Сегодня в составе", "Кластер"]
    return register("Реестр советов", head, lines, [5, 3, 4, 2, 4], records="совет,совета,советов")


def project_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    today = timezone.localdate()
    rows = ProjectFilter(params or None, queryset=Project.objects.visible_to(viewer).in_portfolio()).qs
    lines = [
        [
            one.name,
            str(one.subportfolio),
            one.subportfolio.cluster.name,
            str(one.responsible or "не назначен"),
            one.starts_on,
            one.ends_on,
            progress_of(one.steps.all(), today).in_full,
        ]
        for one in rows
    ]
    head = ["Проект", "Субпортфель", "Кластер", "Отвечает", "Начало", "Окончание", "Ход"]
    return register("Реестр проектов", head, lines, [5, 3, 3, 3, 2, 2, 4], records="проект,проекта,проектов")


def direction_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    visible = PartnershipDirection.objects.visible_to(viewer).select_related("cluster").prefetch_related("parties")
    rows = DirectionFilter(params or None, queryset=visible.order_by("cluster__name", "title", "pk")).qs
    lines = [
        [
            one.title,
            "; ".join(str(party) for party in one.parties.all()),
            one.agreed_on,
            one.get_status_display(),
            one.cluster.name,
        ]
        for one in rows
    ]
    head = ["Направление", "Стороны", "День договорённости", "Состояние", "Кластер"]
    forms = "направление,направления,направлений"
    return register("Реестр направлений партнёрства", head, lines, [5, 6, 2, 2, 3], records=forms)


def practice_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    """The open bank only: drafts have their own page and no file."""
    visible = Practice.objects.published().select_related("region", "organisation", "stage")
    rows = PracticeFilter(params or None, queryset=visible.order_by("-published_at", "-pk")).qs
    lines = [
        [
            one.title,
            one.problem,
            one.solution,
            one.result,
            one.region.name,
            str(one.organisation or ""),
            str(one.stage or ""),
            one.link,
        ]
        for one in rows
    ]
    head = ["Практика", "Задача", "Что сделали", "Что получилось", "Регион", "Чья практика", "Этап модели", "Подробнее"]
    forms = "практика,практики,практик"
    return register("Банк практик", head, lines, [4, 5, 5, 5, 2, 3, 3, 3], records=forms)


def municipality_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    rows = MunicipalityFilter(params or None, queryset=Municipality.objects.with_organisation_count()).qs
    lines = [
        [one.name, one.get_kind_display(), one.region.name, one.oktmo, one.organisation_count, one.closed_on]
        for one in rows
    ]
    head = ["Муниципальное образование", "Вид", "Регион", "Код ОКТМО", "Организаций", "Упразднено"]
    return register("Реестр муниципальных образований", head, lines, [5, 4, 4, 2, 2, 2])


def proposal_register(subject: ProposalRound, viewer: User, **params: Any) -> dict[str, Any]:
    """Answers to a call: all of them for who decides, those of the own organisation for a member."""
    visible = Proposal.objects.visible_to(viewer).filter(round=subject).order_by("-submitted_at", "-pk")
    rows = ProposalFilter(params or None, queryset=visible).qs
    lines = [
        [
            one.text,
            str(one.organisation or "без организации"),
            one.author.full_name,
            timezone.localtime(one.submitted_at).date(),
            one.get_state_display(),
            one.item.text if one.item else "",
        ]
        for one in rows.select_related("organisation", "author", "item")
    ]
    head = ["Мероприятие", "От кого", "Автор", "Подано", "Решение", "Мероприятие на карте"]
    records = "предложение,предложения,предложений"
    return register(f"Предложения: {subject.title}", head, lines, [6, 4, 3, 2, 2, 5], records=records)
