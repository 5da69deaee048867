"""Vacancies and partners as files: the same rows as their pages, filtered the same way."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from accounts.models import User
from employers.filters import MyVacancyFilter, PartnerFilter, VacancyFilter
from employers.models import Partner, Vacancy
from ui.blocks import Block, CellLike
from ui.registers import register

VACANCIES = "вакансия,вакансии,вакансий"
JOB = ["Вакансия", "Работодатель", "Где", "Место работы", "Время", "Зарплата", "Мест", "Условия есть", "Организуют"]
JOB_WIDTHS = [4, 4, 3, 2, 3, 3, 1, 5, 5]


def vacancy_register(subject: None, viewer: User, **params: Any) -> Block:
    """The open list, as everybody sees it."""
    visible = Vacancy.objects.open_on(timezone.localdate()).with_cards()
    rows = VacancyFilter(params or None, queryset=visible).qs
    lines = [[*_job(one), one.published_on] for one in rows]
    return register("Вакансии", [*JOB, "Опубликована"], lines, [*JOB_WIDTHS, 2], records=VACANCIES)


def my_vacancy_register(subject: None, viewer: User, **params: Any) -> Block:
    """All vacancies of the own organisation, in whatever state."""
    visible = Vacancy.objects.visible_to(viewer).with_cards().order_by("-changed_at", "-pk")
    rows = MyVacancyFilter(params or None, queryset=visible).qs
    return _with_states("Мои вакансии", rows)


def moderation_register(subject: None, viewer: User) -> Block:
    return _with_states("Вакансии на проверке", Vacancy.objects.waiting_for_check().with_cards())


def partner_register(subject: None, viewer: User, **params: Any) -> Block:
    rows = PartnerFilter(params or None, queryset=Partner.objects.public().with_open_vacancies(timezone.localdate())).qs
    lines = [
        [
            one.organisation.name,
            str(one.organisation.municipality or ""),
            one.promise,
            one.open_vacancies,
            one.contact_name,
            one.contact_phone,
            one.contact_email,
        ]
        for one in rows
    ]
    head = ["Работодатель", "Где", "Что обещает", "Открыто вакансий", "Контактное лицо", "Телефон", "Почта"]
    return register(
        "Партнёры", head, lines, [4, 3, 5, 1.7, 3, 2.5, 5], records="работодатель,работодателя,работодателей"
    )


def _with_states(title: str, rows: Iterable[Vacancy]) -> Block:
    lines = [[*_job(one), one.state, one.published_on, one.confirmed_on] for one in rows]
    head = [*JOB, "Состояние", "Опубликована", "Подтверждена"]
    return register(title, head, lines, [*JOB_WIDTHS, 3, 2, 2], records=VACANCIES)


def _job(vacancy: Vacancy) -> list[CellLike]:
    return [
        vacancy.title,
        vacancy.partner.organisation.name,
        vacancy.municipality.name,
        vacancy.get_place_display(),
        vacancy.hours,
        vacancy.pay,
        vacancy.places_count,
        "; ".join(vacancy.conditions_there),
        "; ".join(vacancy.conditions_to_arrange),
    ]
