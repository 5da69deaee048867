from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Accommodation, Municipality, Occupation
from employers.models.partners import Partner

if TYPE_CHECKING:
    from accounts.models import User

FRESH_FOR = timedelta(days=60)


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def published(self) -> "VacancyQuerySet":
        return self.filter(status=Vacancy.Status.PUBLISHED)

    def open_on(self, day: date) -> "VacancyQuerySet":
        """Published and confirmed within the last 60 days: an older promise may be no longer true."""
        return self.published().filter(confirmed_on__gt=day - FRESH_FOR)

    def visible_to(self, user: "User") -> "VacancyQuerySet":
        """A moderator sees all, an employer the own ones; what everybody sees is `open_on`."""
        if user.can(Permission.VACANCY_MODERATE):
            return self
        if user.can(Permission.VACANCY_MANAGE):
            return self.filter(partner__in=Partner.objects.of_user(user))
        return self.none()


class Vacancy(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        MODERATION = "moderation", "на проверке"
        PUBLISHED = "published", "опубликована"
        PAUSED = "paused", "приостановлена"
        FILLED = "filled", "место занято"
        EXPIRED = "expired", "срок подтверждения вышел"

    class Employment(models.TextChoices):
        FULL = "full", "полная занятость"
        PART = "part", "частичная занятость"
        TEMPORARY = "temporary", "временная"
        INTERNSHIP = "internship", "стажировка"

    class Schedule(models.TextChoices):
        FULL_DAY = "full_day", "полный рабочий день"
        SHIFTS = "shifts", "сменный график"
        FLEXIBLE = "flexible", "гибкий график"
        PART_DAY = "part_day", "неполный рабочий день"

    class Place(models.TextChoices):
        SITE = "site", "на месте"
        REMOTE = "remote", "удалённо"
        MIXED = "mixed", "часть времени из дома"

    partner = models.ForeignKey(Partner, models.PROTECT, verbose_name="работодатель", related_name="vacancies")
    title = models.CharField("должность", max_length=200)
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, verbose_name="профессия", related_name="vacancies", null=True, blank=True
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name="муниципальное образование", related_name="vacancies"
    )
    address = models.CharField("адрес рабочего места", max_length=300, blank=True)
    duties = models.TextField("что делать")
    requirements = models.TextField("что нужно уметь", blank=True)
    employment = models.CharField("занятость", max_length=20, choices=Employment.choices, default=Employment.FULL)
    schedule = models.CharField("график", max_length=20, choices=Schedule.choices, default=Schedule.FULL_DAY)
    place = models.CharField("где работать", max_length=20, choices=Place.choices, default=Place.SITE)
    hours_per_week = models.PositiveSmallIntegerField("часов в неделю", null=True, blank=True)
    salary_from = models.PositiveIntegerField("зарплата от, рублей", null=True, blank=True)
    salary_to = models.PositiveIntegerField("зарплата до, рублей", null=True, blank=True)
    places_count = models.PositiveSmallIntegerField("мест", default=1)
    is_quota_place = models.BooleanField("место в счёт квоты", default=False)
    is_special_workplace = models.BooleanField("специальное рабочее место", default=False)
    how_to_apply = models.TextField("как откликнуться", blank=True)
    status = models.CharField("состояние", max_length=20, choices=Status.choices, default=Status.DRAFT)
    return_reason = models.CharField("что исправить", max_length=500, blank=True)
    published_on = models.DateField("опубликована", null=True, blank=True)
    confirmed_on = models.DateField("подтверждена", null=True, blank=True)
    created_at = models.DateTimeField("заведена", auto_now_add=True)
    changed_at = models.DateTimeField("изменена", auto_now=True)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = "вакансия"
        verbose_name_plural = "вакансии"
        ordering = ["-published_on", "-pk"]
        indexes = [
            models.Index(fields=["status", "-published_on", "-id"], name="vacancies_listed"),
            models.Index(fields=["municipality", "status"], name="vacancies_by_municipality"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(salary_from=None)
                | models.Q(salary_to=None)
                | models.Q(salary_to__gte=models.F("salary_from")),
                name="salary_in_order",
                violation_error_message="Зарплата «до» не может быть меньше зарплаты «от».",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="published")
                | models.Q(published_on__isnull=False, confirmed_on__isnull=False),
                name="published_vacancy_has_days",
                violation_error_message="У опубликованной вакансии должен быть день публикации.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("employers:vacancy-detail", args=[self.pk])

    def fresh_until(self) -> date | None:
        return self.confirmed_on + FRESH_FOR if self.confirmed_on else None


class OfferedAccommodation(models.Model):
    """The vacancy's honest answer about one workplace condition. No row means «не указано»."""

    class Answer(models.TextChoices):
        YES = "yes", "есть"
        CAN_ARRANGE = "can_arrange", "можем организовать"
        NO = "no", "нет"

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="offered_accommodations")
    accommodation = models.ForeignKey(Accommodation, models.PROTECT, related_name="+")
    answer = models.CharField("ответ", max_length=20, choices=Answer.choices)
    comment = models.CharField("пояснение", max_length=300, blank=True)

    class Meta:
        verbose_name = "условие вакансии"
        verbose_name_plural = "условия вакансии"
        ordering = ["vacancy", "accommodation__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "accommodation"],
                name="accommodation_answered_once",
                violation_error_message="Это условие уже указано.",
            )
        ]
        indexes = [models.Index(fields=["accommodation", "answer", "vacancy"], name="offered_by_condition")]

    def __str__(self) -> str:
        return f"{self.accommodation}: {self.get_answer_display()}"
