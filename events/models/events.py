from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from cluster.models import Municipality, Organisation, Practice, Region
from cluster.models.scope import StateError, regions_of

if TYPE_CHECKING:
    from accounts.models import User


class EventFormat(models.TextChoices):
    IN_PERSON = "in_person", "очно"
    ONLINE = "online", "дистанционно"
    HYBRID = "hybrid", "очно и дистанционно"
    CORRESPONDENCE = "correspondence", "заочно"


class EventQuerySet(models.QuerySet["Event"]):
    def published(self) -> "EventQuerySet":
        return self.filter(status=Event.Status.PUBLISHED)

    def public(self) -> "EventQuerySet":
        """What a visitor without an account sees."""
        return self.published().filter(is_public=True)

    def upcoming(self, day: date) -> "EventQuerySet":
        return self.filter(models.Q(ends_on__gte=day) | models.Q(ends_on=None, starts_on__gte=day))

    def coming_first(self, day: date) -> "EventQuerySet":
        """The nearest of the coming first, then the past from the latest, undated drafts at the end."""
        is_over = models.Q(ends_on__lt=day) | models.Q(ends_on=None, starts_on__lt=day)
        rank = models.Case(
            models.When(starts_on=None, then=models.Value(2)),
            models.When(is_over, then=models.Value(1)),
            default=models.Value(0),
        )
        coming_day = models.Case(models.When(rank=0, then=models.F("starts_on")))
        return self.alias(rank=rank).order_by("rank", coming_day, models.F("starts_on").desc(nulls_last=True), "pk")

    def visible_to(self, user: "User") -> "EventQuerySet":
        """Everybody sees the public ones, a signed-in person all published, an organiser also the drafts."""
        if not user.is_authenticated:
            return self.public()
        seen = models.Q(status=Event.Status.PUBLISHED)
        if user.can(Permission.EVENT_MANAGE):
            seen |= models.Q(region__in=regions_of(user))
        return self.filter(seen)

    def managed_by(self, user: "User") -> "EventQuerySet":
        return self.filter(region__in=regions_of(user)) if user.can(Permission.EVENT_MANAGE) else self.none()


class Event(models.Model):
    class Kind(models.TextChoices):
        MEETING = "meeting", "заседание"
        SESSION = "session", "стратегическая сессия"
        EXCHANGE = "exchange", "обмен опытом"
        VISIT = "visit", "визит"
        JOB_FAIR = "job_fair", "ярмарка вакансий"
        CAREER_TRIAL = "career_trial", "профессиональная проба"
        TRAINING = "training", "обучение"
        OTHER = "other", "другое"

    Format = EventFormat

    class Status(models.TextChoices):
        DRAFT = "draft", "черновик"
        PUBLISHED = "published", "опубликовано"

    title = models.CharField("название", max_length=300)
    kind = models.CharField("вид", max_length=20, choices=Kind.choices, default=Kind.EXCHANGE)
    format = models.CharField("формат", max_length=20, choices=Format.choices, default=Format.IN_PERSON)
    starts_on = models.DateField("первый день", null=True, blank=True)
    ends_on = models.DateField("последний день", null=True, blank=True)
    date_words = models.CharField(
        "дата словами источника",
        max_length=100,
        blank=True,
        help_text="Если источник не называет год или день. Такое событие остаётся черновиком.",
    )
    starts_at = models.TimeField("начало", null=True, blank=True)
    ends_at = models.TimeField("окончание", null=True, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="регион", related_name="events")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        verbose_name="муниципальное образование",
        related_name="events",
        null=True,
        blank=True,
    )
    place = models.CharField("место", max_length=300, blank=True)
    link = models.URLField("ссылка для подключения", max_length=300, blank=True)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="организатор", related_name="events", null=True, blank=True
    )
    goal = models.TextField("цель", blank=True)
    audience = models.CharField("для кого", max_length=300, blank=True)
    description = models.TextField("программа", blank=True)
    topics = models.TextField("обсуждаемые вопросы", blank=True, help_text="Каждый вопрос с новой строки.")
    funding_basis = models.CharField("основание финансирования", max_length=300, blank=True)
    contact_name = models.CharField("контактное лицо", max_length=200, blank=True)
    contact_phone = models.CharField("телефон", max_length=60, blank=True)
    contact_email = models.EmailField("электронная почта", blank=True)
    has_contact_consent = models.BooleanField("контактное лицо согласно на публикацию своих данных", default=False)
    takes_registrations = models.BooleanField("принимать заявки на участие", default=False)
    capacity = models.PositiveSmallIntegerField("сколько мест", null=True, blank=True)
    registration_until = models.DateField("заявки по", null=True, blank=True)
    attended_count = models.PositiveIntegerField("сколько человек пришло", null=True, blank=True)
    practices = models.ManyToManyField(Practice, verbose_name="практики", related_name="events", blank=True)
    is_public = models.BooleanField("показывать на открытых страницах", default=True)
    status = models.CharField("состояние", max_length=20, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField("опубликовано", null=True, blank=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "событие"
        verbose_name_plural = "события"
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["status", "is_public", "starts_on"], name="events_listed")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="event_in_order",
                violation_error_message="Последний день не может быть раньше первого.",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(starts_on__isnull=False, published_at__isnull=False),
                name="published_event_has_day",
                violation_error_message="Событие без даты остаётся черновиком.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event-detail", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def shows_contact(self) -> bool:
        return self.has_contact_consent and bool(self.contact_name or self.contact_phone or self.contact_email)

    def is_past(self, day: date) -> bool:
        last = self.ends_on or self.starts_on
        return last is not None and last < day

    @property
    def is_over(self) -> bool:
        return self.is_past(timezone.localdate())

    def publish(self) -> None:
        """An event without a day is not published: a visitor could not come to it."""
        if self.is_published:
            raise StateError("Событие уже опубликовано.")
        if self.starts_on is None:
            raise StateError("Укажите день события: без даты его нельзя опубликовать.")
        self.status = self.Status.PUBLISHED
        self.published_at = timezone.now()
