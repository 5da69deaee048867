"""Beyond one executor and one day: members of a group, turns of a recurring task, requests for more time."""

from django.conf import settings
from django.db import models

from cluster.models import Organisation, Person
from events.models.decisions import Decision
from events.models.immutability import kept_in_history
from events.models.links import PersonalLink


@kept_in_history("GroupMemberHistory")
class GroupMember(models.Model):
    """One of a group that carries a decision out. The group is expanded by a person, never by the portal itself."""

    class State(models.TextChoices):
        WAITING = "waiting", "отчёта нет"
        REPORTED = "reported", "отчитался"
        RELEASED = "released", "освобождён"

    decision = models.ForeignKey(Decision, models.PROTECT, verbose_name="решение", related_name="group_members")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="организация", related_name="+", null=True, blank=True
    )
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="человек", related_name="+", null=True, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State.choices, default=State.WAITING, editable=False)
    released_reason = models.CharField("почему освобождён", max_length=300, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто изменил",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    changed_at = models.DateTimeField("когда изменено", auto_now=True)

    class Meta:
        verbose_name = "исполнитель группы"
        verbose_name_plural = "исполнители группы"
        ordering = ["decision", "organisation__sort_key", "person__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | models.Q(person__isnull=False),
                name="group_member_is_somebody",
                violation_error_message="Назовите организацию или человека.",
            ),
            models.UniqueConstraint(
                fields=["decision", "organisation", "person"],
                nulls_distinct=False,
                name="group_member_once",
                violation_error_message="Этот исполнитель уже назван.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(str(one) for one in (self.organisation, self.person) if one)


@kept_in_history("ControlPointHistory")
class ControlPoint(models.Model):
    """One turn of a recurring task: its day, and when it was done. The nearest open one is the deadline of the task."""

    decision = models.ForeignKey(Decision, models.PROTECT, verbose_name="решение", related_name="control_points")
    due_on = models.DateField("срок")
    executed_on = models.DateField("исполнено", null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField("принято", null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="принял",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    class Meta:
        verbose_name = "контрольная точка"
        verbose_name_plural = "контрольные точки"
        ordering = ["decision", "due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "due_on"],
                name="control_point_once",
                violation_error_message="Контрольная точка на этот день уже есть.",
            ),
            models.CheckConstraint(
                condition=models.Q(executed_on=None, accepted_at=None, accepted_by=None)
                | models.Q(executed_on__isnull=False, accepted_at__isnull=False, accepted_by__isnull=False),
                name="closed_control_point_says_when_and_who",
                violation_error_message="У закрытой контрольной точки должны быть день и имя принявшего.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%d.%m.%Y}"

    @property
    def is_open(self) -> bool:
        return self.executed_on is None


@kept_in_history("ExtensionRequestHistory")
class ExtensionRequest(models.Model):
    """An executor asks for more time; who keeps the decision allows it or refuses, with words either way."""

    class Verdict(models.TextChoices):
        WAITING = "", "ждёт ответа"
        ALLOWED = "allowed", "разрешено"
        REFUSED = "refused", "отказано"

    decision = models.ForeignKey(Decision, models.PROTECT, verbose_name="решение", related_name="extension_requests")
    new_due_on = models.DateField("до какого дня")
    reason = models.TextField("почему нужно время")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто просит",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    link = models.ForeignKey(
        PersonalLink, models.PROTECT, verbose_name="личная ссылка", related_name="+", null=True, editable=False
    )
    at = models.DateTimeField("когда", auto_now_add=True)
    verdict = models.CharField("ответ", max_length=20, choices=Verdict.choices, default="", blank=True, editable=False)
    verdict_reason = models.TextField("почему отказано", blank=True, editable=False)
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто ответил",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    verdict_at = models.DateTimeField("когда ответил", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "просьба продлить срок"
        verbose_name_plural = "просьбы продлить срок"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=models.Q(verdict=""),
                name="one_waiting_extension_request",
                violation_error_message="Просьба о продлении уже ждёт ответа.",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict="", verdict_by=None, verdict_at=None)
                | (~models.Q(verdict="") & models.Q(verdict_by__isnull=False, verdict_at__isnull=False)),
                name="extension_verdict_says_when_and_who",
                violation_error_message="У ответа должны быть день и имя ответившего.",
            ),
            models.CheckConstraint(
                condition=models.Q(by__isnull=False, link=None) | models.Q(by=None, link__isnull=False),
                name="extension_request_has_one_author",
                violation_error_message="Просит один: учётная запись или личная ссылка.",
            ),
        ]

    def __str__(self) -> str:
        return f"до {self.new_due_on:%d.%m.%Y}"

    @property
    def author_name(self) -> str:
        return self.by.full_name if self.by else f"{self.link}, по личной ссылке"
