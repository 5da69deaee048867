"""Steps of the employer: every one is a POST; the ones that take a vacancy off the list ask first."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.roles import Permission
from employers.models import Vacancy, WrongState


@requires(Permission.VACANCY_MANAGE)
@require_POST
def send_to_moderation(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = _own(request, pk)
    missing = vacancy.missing_for_moderation()
    if missing:
        messages.error(request, " ".join(["Вакансия пока не отправлена.", *missing]))
        return redirect("employers:my-vacancy-detail", vacancy.pk)
    return _take(request, vacancy, vacancy.send_to_moderation, "Вакансия ушла на проверку. О решении придёт письмо.")


@requires(Permission.VACANCY_MANAGE)
@require_POST
def confirm_vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = _own(request, pk)
    done = f"Спасибо. Вакансия «{vacancy.title}» останется в списке ещё 60 дней."
    return _take(request, vacancy, lambda: vacancy.confirm(timezone.localdate()), done)


@requires(Permission.VACANCY_MANAGE)
@require_POST
def pause_vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = _own(request, pk)
    return _take(request, vacancy, vacancy.pause, "Вакансия приостановлена. Возобновить её можно в любой день.")


@requires(Permission.VACANCY_MANAGE)
@require_POST
def resume_vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = _own(request, pk)
    return _take(request, vacancy, lambda: vacancy.resume(timezone.localdate()), "Вакансия снова в открытом списке.")


@requires(Permission.VACANCY_MANAGE)
def fill_vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = _own(request, pk)
    if request.method == "POST":
        return _take(request, vacancy, vacancy.fill, "Поздравляем! Вакансия закрыта: место занято.")
    return _ask(
        request,
        vacancy,
        title=f"Место «{vacancy.title}» занято?",
        text="Вакансия уйдёт из открытого списка насовсем. Для нового места понадобится новая вакансия.",
        action_label="Да, место занято",
        danger=True,
    )


@requires(Permission.VACANCY_MANAGE)
def withdraw_vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    vacancy = _own(request, pk)
    if request.method == "POST":
        return _take(request, vacancy, vacancy.withdraw, "Вакансия стала черновиком: её можно изменить.")
    return _ask(
        request,
        vacancy,
        title=f"Снять вакансию «{vacancy.title}», чтобы изменить?",
        text="Вакансия станет черновиком и вернётся в открытый список после новой проверки.",
        action_label="Снять и изменить",
        danger=False,
    )


def _own(request: HttpRequest, pk: int) -> Vacancy:
    return get_object_or_404(Vacancy.objects.visible_to(request.user), pk=pk)


def _take(request: HttpRequest, vacancy: Vacancy, step: Callable[[], None], done: str) -> HttpResponse:
    try:
        step()
    except WrongState as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("employers:my-vacancy-detail", vacancy.pk)


def _ask(request: HttpRequest, vacancy: Vacancy, **question: object) -> HttpResponse:
    return render(request, "employers/my_vacancies/confirm.html", {"vacancy": vacancy, **question})
