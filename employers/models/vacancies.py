from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from cluster.models import Accommodation, Municipality, Occupation
from employers.models.offered_accommodations import OfferedAccommodation
from employers.models.partners import Partner
from employers.models.states import FRESH_FOR, STATE_WORDS, STEPS, TAGS, Status, Step, WrongState
from ui.words import count, figure

if TYPE_CHECKING:
    from accounts.models import User

REMIND_BEFORE = timedelta(days=7)


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def published(self) -> "VacancyQuerySet":
        return self.filter(status=Vacancy.Status.PUBLISHED)

    def open_on(self, day: date) -> "VacancyQuerySet":
        """Published and confirmed within the last 60 days: an older promise may be no longer true."""
        return self.published().filter(confirmed_on__gt=day - FRESH_FOR)

    def stale_on(self, day: date) -> "VacancyQuerySet":
        """Published, but nobody has confirmed it for 60 days."""
        return self.published().filter(confirmed_on__lte=day - FRESH_FOR)

    def to_confirm_by(self, day: date) -> "VacancyQuerySet":
        """Still listed, but about to leave the list within a week unless confirmed."""
        return self.open_on(day).filter(confirmed_on__lte=day - FRESH_FOR + REMIND_BEFORE)

    def waiting_for_check(self) -> "VacancyQuerySet":
        """Who waits longer stands higher."""
        return self.filter(status=Vacancy.Status.MODERATION).order_by("changed_at", "pk")

    def returned(self) -> "VacancyQuerySet":
        return self.filter(status=Vacancy.Status.DRAFT).exclude(return_reason="")

    def offering(self, accommodation: Accommodation) -> "VacancyQuerySet":
        """The condition is there or can be arranged: both answers open the door."""
        willing = OfferedAccommodation.objects.filter(
            vacancy=models.OuterRef("pk"), accommodation=accommodation, answer__in=OfferedAccommodation.WILLING
        )
        return self.filter(models.Exists(willing))

    def part_time(self) -> "VacancyQuerySet":
        return self.filter(models.Q(employment=Vacancy.Employment.PART) | models.Q(schedule=Vacancy.Schedule.PART_DAY))

    def with_cards(self) -> "VacancyQuerySet":
        """Everything a card of a list shows, in two queries for the whole page."""
        offered = OfferedAccommodation.objects.select_related("accommodation").order_by("accommodation__position")
        return self.select_related("partner__organisation", "municipality", "occupation").prefetch_related(
            models.Prefetch("offered_accommodations", offered)
        )

    def visible_to(self, user: "User") -> "VacancyQuerySet":
        """A moderator sees all, an employer the own ones; what everybody sees is `open_on`."""
        if not user.is_authenticated:
            return self.none()
        if user.can(Permission.VACANCY_MODERATE):
            return self
        if user.can(Permission.VACANCY_MANAGE):
            return self.filter(partner__in=Partner.objects.of_user(user))
        return self.none()

    def readable_by(self, user: "User", day: date) -> "VacancyQuerySet":
        """The page of an open vacancy is for everybody, of another one for its employer and for moderators."""
        return self.open_on(day) | self.visible_to(user)


class Vacancy(models.Model):
    Status = Status

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
    hours_per_week = models.PositiveSmallIntegerField(
        "часов в неделю",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(40)],
    )
    salary_from = models.PositiveIntegerField(
        "зарплата от, рублей", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    salary_to = models.PositiveIntegerField(
        "зарплата до, рублей", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    places_count = models.PositiveSmallIntegerField("мест", default=1, validators=[MinValueValidator(1)])
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

    @property
    def fresh_until(self) -> date | None:
        """The last day on which the list still shows the vacancy without a new confirmation."""
        return self.confirmed_on + FRESH_FOR - timedelta(days=1) if self.confirmed_on else None

    @property
    def is_part_time(self) -> bool:
        return self.employment == self.Employment.PART or self.schedule == self.Schedule.PART_DAY

    @property
    def pay(self) -> str:
        """«от 30 000 до 45 000 рублей в месяц», or an honest word that the sum is not fixed."""
        low, high = self.salary_from, self.salary_to
        if low is None and high is None:
            return "зарплата по договорённости"
        if low is not None and low == high:
            return f"{figure(low)} рублей в месяц"
        bounds = [f"{word} {figure(value)}" for word, value in (("от", low), ("до", high)) if value is not None]
        return f"{' '.join(bounds)} рублей в месяц"

    @property
    def hours(self) -> str:
        hours = f"{count(self.hours_per_week, 'час,часа,часов')} в неделю" if self.hours_per_week else ""
        return ", ".join(part for part in (self.get_employment_display(), self.get_schedule_display(), hours) if part)

    @property
    def conditions_there(self) -> list[str]:
        return self._conditions(OfferedAccommodation.Answer.YES)

    @property
    def conditions_to_arrange(self) -> list[str]:
        return self._conditions(OfferedAccommodation.Answer.CAN_ARRANGE)

    @property
    def is_returned(self) -> bool:
        return self.status == self.Status.DRAFT and bool(self.return_reason)

    @property
    def state(self) -> str:
        return "возвращена на доработку" if self.is_returned else self.get_status_display()

    @property
    def tag(self) -> str:
        """Shape of the mark beside the state."""
        return "returned" if self.is_returned else TAGS[self.status]

    def is_open_on(self, day: date) -> bool:
        """The same rule as `VacancyQuerySet.open_on`, for one vacancy already read."""
        return bool(self.status == self.Status.PUBLISHED and self.confirmed_on and self.confirmed_on > day - FRESH_FOR)

    def _conditions(self, answer: str) -> list[str]:
        return [row.accommodation.name for row in self.offered_accommodations.all() if row.answer == answer]

    def missing_for_moderation(self) -> list[str]:
        """What a visitor would ask first and the vacancy does not say yet; empty when it may be sent."""
        missing = []
        if not self.how_to_apply and not self.partner.has_contacts:
            missing.append("Напишите, как откликнуться, или добавьте контакты в карточку работодателя.")
        if not self.offered_accommodations.exists():
            missing.append("Ответьте хотя бы на один вопрос об условиях на рабочем месте.")
        return missing

    def send_to_moderation(self) -> None:
        self._move(Step.SEND, return_reason="")

    def publish(self, today: date) -> None:
        self._move(Step.PUBLISH, published_on=today, confirmed_on=today)

    def return_for_revision(self, reason: str) -> None:
        self._move(Step.RETURN, return_reason=reason)

    def withdraw(self) -> None:
        """Take it off the list for changes: whatever is changed goes through a new check."""
        self._move(Step.WITHDRAW)

    def pause(self) -> None:
        self._move(Step.PAUSE)

    def resume(self, today: date) -> None:
        self._move(Step.RESUME, confirmed_on=today)

    def confirm(self, today: date) -> None:
        """The employer says that the place is still free; an expired vacancy comes back to the list."""
        self._move(Step.CONFIRM, confirmed_on=today)

    def expire(self) -> None:
        self._move(Step.EXPIRE)

    def fill(self) -> None:
        self._move(Step.FILL)

    def allows(self, step: Step) -> bool:
        return self.status in STEPS[step][0]

    def _move(self, step: Step, **changes: object) -> None:
        """One conditional UPDATE: of two simultaneous clicks only the first moves the vacancy."""
        sources, target = STEPS[step]
        changes |= {"status": target, "changed_at": timezone.now()}
        if not Vacancy.objects.filter(pk=self.pk, status__in=sources).update(**changes):
            self.refresh_from_db(fields=["status"])
            raise WrongState(f"Это действие уже недоступно: вакансия «{self.title}» {STATE_WORDS[self.status]}.")
        for name, value in changes.items():
            setattr(self, name, value)
