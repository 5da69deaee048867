from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from cluster.models.organisations import Organisation
from cluster.models.people import Person
from cluster.models.periods import days_in_order
from cluster.models.reference import Region
from cluster.models.scope import regions_of
from cluster.numbering import number_of

if TYPE_CHECKING:
    from accounts.models import User


class ClusterQuerySet(models.QuerySet["Cluster"]):
    def managed_by(self, user: "User") -> "ClusterQuerySet":
        """Passports of the own regions, for who keeps the cluster."""
        return self.filter(region__in=regions_of(user)) if user.can(Permission.CLUSTER_MANAGE) else self.none()


class Cluster(models.Model):
    """The passport of a regional cluster."""

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="регион", related_name="clusters")
    name = models.CharField("название", max_length=300)
    founder = models.ForeignKey(Organisation, models.PROTECT, verbose_name="учредитель", related_name="+")
    organiser = models.ForeignKey(Organisation, models.PROTECT, verbose_name="организатор", related_name="+")
    goal = models.TextField("цель", blank=True)
    legal_basis = models.TextField("правовое основание", blank=True)
    founded_on = models.DateField("создан", null=True, blank=True)
    members = models.ManyToManyField(Organisation, verbose_name="участники", related_name="clusters", blank=True)

    objects = ClusterQuerySet.as_manager()

    class Meta:
        verbose_name = "кластер"
        verbose_name_plural = "кластеры"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cluster:cluster-detail", args=[self.pk])


class ClusterTask(models.Model):
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField("номер")
    text = models.CharField("задача", max_length=500)

    class Meta:
        verbose_name = "задача кластера"
        verbose_name_plural = "задачи кластера"
        ordering = ["cluster", "number"]
        constraints = [models.UniqueConstraint(fields=["cluster", "number"], name="cluster_task_number_once")]

    def __str__(self) -> str:
        return self.text


class ClusterStage(models.Model):
    """One of the four stages of the employment model. A stage without an agreed name stays nameless."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField("номер")
    name = models.CharField("название", max_length=200, blank=True)

    class Meta:
        verbose_name = "этап модели"
        verbose_name_plural = "этапы модели"
        ordering = ["cluster", "number"]
        constraints = [models.UniqueConstraint(fields=["cluster", "number"], name="cluster_stage_number_once")]

    def __str__(self) -> str:
        return self.name or f"Этап {self.number}"


class CouncilQuerySet(models.QuerySet["Council"]):
    def visible_to(self, user: "User") -> "CouncilQuerySet":
        return self if user.can(Permission.CLUSTER_VIEW) else self.none()

    def with_member_count(self, day: date) -> "CouncilQuerySet":
        """Annotates `member_count`: who serves on that day, candidates left out."""
        serving = (
            (models.Q(members__from_on=None) | models.Q(members__from_on__lte=day))
            & (models.Q(members__to_on=None) | models.Q(members__to_on__gt=day))
            & ~models.Q(members__duty=CouncilMember.Duty.CANDIDATE)
        )
        return self.annotate(member_count=models.Count("members", filter=serving)).order_by("cluster", "kind", "name")


class Council(models.Model):
    """A body of the cluster that meets and decides, with its own rules of quorum, numbers and default deadline."""

    class Kind(models.TextChoices):
        COORDINATING = "coordinating", "координационный совет"
        EXPERT = "expert", "экспертный совет"
        WORKING = "working", "рабочее совещание"
        COMMISSION = "commission", "комиссия"
        GROUP = "group", "рабочая группа"
        OTHER = "other", "другой орган"

    cluster = models.ForeignKey(Cluster, models.PROTECT, verbose_name="кластер", related_name="councils")
    name = models.CharField("название", max_length=300)
    name_genitive = models.CharField("название в родительном падеже", max_length=300, blank=True)
    kind = models.CharField("вид", max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="действует при", related_name="children", null=True, blank=True
    )
    quorum_numerator = models.PositiveSmallIntegerField("кворум: числитель доли", default=1)
    quorum_denominator = models.PositiveSmallIntegerField("кворум: знаменатель доли", default=2)
    default_deadline_days = models.PositiveSmallIntegerField(
        "срок по умолчанию, дней", null=True, blank=True, help_text="Действует, когда решение не называет срока."
    )
    number_scheme = models.CharField("вид номера протокола", max_length=60, default="{number}/{year}")

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "совет"
        verbose_name_plural = "советы"
        ordering = ["cluster", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "name"],
                name="council_once_in_cluster",
                violation_error_message="Такой совет уже есть в кластере.",
            ),
            models.CheckConstraint(
                condition=models.Q(quorum_denominator__gt=0)
                & models.Q(quorum_numerator__lte=models.F("quorum_denominator")),
                name="quorum_is_a_share",
                violation_error_message="Доля кворума не может быть больше единицы.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cluster:council-detail", args=[self.pk])

    @property
    def number_example(self) -> str:
        """What the third protocol of this year is called."""
        return number_of(self.number_scheme, 3, timezone.localdate())


class CouncilMemberQuerySet(models.QuerySet["CouncilMember"]):
    def serving_on(self, day: date) -> "CouncilMemberQuerySet":
        return self.filter(models.Q(from_on=None) | models.Q(from_on__lte=day)).filter(
            models.Q(to_on=None) | models.Q(to_on__gt=day)
        )


class CouncilMember(models.Model):
    class Duty(models.TextChoices):
        CHAIR = "chair", "председатель"
        DEPUTY = "deputy", "заместитель председателя"
        SECRETARY = "secretary", "секретарь"
        MEMBER = "member", "член совета"
        CANDIDATE = "candidate", "кандидат"

    council = models.ForeignKey(Council, models.CASCADE, verbose_name="совет", related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="человек", related_name="council_memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="от организации", related_name="+", null=True, blank=True
    )
    duty = models.CharField("кем", max_length=20, choices=Duty.choices, default=Duty.MEMBER)
    from_on = models.DateField("с", null=True, blank=True)
    to_on = models.DateField("по", null=True, blank=True)

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "член совета"
        verbose_name_plural = "члены совета"
        ordering = ["council", "person__sort_key", "pk"]
        constraints = [
            days_in_order(
                "council_member_in_order", "from_on", "to_on", "Последний день не может быть раньше первого."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_duty_display()}"
