"""Members of the cluster propose items of the road map; each is accepted, rejected or joined with a reason."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models.councils import Cluster, ClusterStage
from cluster.models.organisations import Organisation
from cluster.models.periods import days_in_order
from cluster.models.projects import Subportfolio
from cluster.models.road_maps import RoadMap, RoadMapItem
from cluster.models.scope import StateError, regions_of

if TYPE_CHECKING:
    from accounts.models import User


class ProposalRoundQuerySet(models.QuerySet["ProposalRound"]):
    def open_on(self, day: date) -> "ProposalRoundQuerySet":
        return self.filter(opens_on__lte=day, closes_on__gte=day)

    def managed_by(self, user: "User") -> "ProposalRoundQuerySet":
        if not user.can(Permission.CLUSTER_MANAGE):
            return self.none()
        return self.filter(road_map__cluster__region__in=regions_of(user))

    def visible_to(self, user: "User") -> "ProposalRoundQuerySet":
        """Members of the cluster are asked, and who keeps the road map of the region asks."""
        if not user.can(Permission.PROPOSAL_SUBMIT):
            return self.none()
        own = Organisation.objects.of_user(user).order_by().values("pk")
        joined = Cluster.members.through.objects.filter(organisation__in=own).values("cluster")
        seen = models.Q(road_map__cluster__in=joined)
        if user.can(Permission.CLUSTER_MANAGE):
            seen |= models.Q(road_map__cluster__region__in=regions_of(user))
        return self.filter(seen)


class ProposalRound(models.Model):
    """A call for proposals with a last day."""

    road_map = models.ForeignKey(RoadMap, models.CASCADE, verbose_name="дорожная карта", related_name="proposal_rounds")
    title = models.CharField("название", max_length=300)
    explanation = models.TextField("что предлагать", blank=True)
    opens_on = models.DateField("с какого дня")
    closes_on = models.DateField("последний день")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="кто объявил", related_name="+", editable=False
    )

    objects = ProposalRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "сбор предложений"
        verbose_name_plural = "сборы предложений"
        ordering = ["-closes_on", "-pk"]
        constraints = [
            days_in_order(
                "proposal_round_in_order", "opens_on", "closes_on", "Последний день не может быть раньше первого."
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cluster:proposal-round-detail", args=[self.pk])

    def is_open_on(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self) -> "ProposalQuerySet":
        return self.filter(state=Proposal.State.SUBMITTED)

    def visible_to(self, user: "User") -> "ProposalQuerySet":
        """Who keeps the road map of the region sees all proposals, everybody else those of the own organisation."""
        if not user.can(Permission.PROPOSAL_SUBMIT):
            return self.none()
        own = Organisation.objects.of_user(user).order_by().values("pk")
        seen = models.Q(author=user) | models.Q(organisation__in=own)
        if user.can(Permission.CLUSTER_MANAGE):
            seen |= models.Q(round__road_map__cluster__region__in=regions_of(user))
        return self.filter(seen)

    def managed_by(self, user: "User") -> "ProposalQuerySet":
        if not user.can(Permission.CLUSTER_MANAGE):
            return self.none()
        return self.filter(round__road_map__cluster__region__in=regions_of(user))


class Proposal(models.Model):
    class State(models.TextChoices):
        SUBMITTED = "submitted", "на рассмотрении"
        ACCEPTED = "accepted", "принято"
        REJECTED = "rejected", "отклонено"
        MERGED = "merged", "объединено с мероприятием"
        WITHDRAWN = "withdrawn", "отозвано автором"

    round = models.ForeignKey(ProposalRound, models.PROTECT, verbose_name="сбор предложений", related_name="proposals")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="от организации", related_name="proposals", null=True, blank=True
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="автор", related_name="+", editable=False
    )
    text = models.CharField("мероприятие", max_length=500)
    why = models.TextField("зачем оно нужно", blank=True)
    stage = models.ForeignKey(
        ClusterStage, models.PROTECT, verbose_name="этап модели", related_name="+", null=True, blank=True
    )
    subportfolio = models.ForeignKey(
        Subportfolio, models.PROTECT, verbose_name="субпортфель", related_name="+", null=True, blank=True
    )
    responsible = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="кто мог бы отвечать", related_name="+", null=True, blank=True
    )
    starts_on = models.DateField("начало", null=True, blank=True)
    ends_on = models.DateField("окончание", null=True, blank=True)
    expected_result = models.CharField("ожидаемый результат", max_length=500, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State.choices, default=State.SUBMITTED, editable=False)
    item = models.ForeignKey(
        RoadMapItem,
        models.PROTECT,
        verbose_name="мероприятие дорожной карты",
        related_name="proposals",
        null=True,
        blank=True,
        editable=False,
    )
    reason = models.TextField("почему так решено", blank=True, editable=False)
    submitted_at = models.DateTimeField("когда подано", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="кто решил",
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    decided_at = models.DateTimeField("когда решено", null=True, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "предложение"
        verbose_name_plural = "предложения"
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            days_in_order("proposal_in_order", "starts_on", "ends_on", "Окончание не может быть раньше начала."),
            models.CheckConstraint(
                condition=models.Q(state__in=("submitted", "withdrawn"), decided_by=None, decided_at=None)
                | models.Q(
                    state__in=("accepted", "rejected", "merged"), decided_by__isnull=False, decided_at__isnull=False
                ),
                name="decided_proposal_says_when_and_who",
                violation_error_message="У рассмотренного предложения должны быть день и имя.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("cluster:proposal-detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.SUBMITTED

    def decide(self, state: State, *, item: RoadMapItem | None, reason: str, by: "User", at: datetime) -> None:
        """Accepted and joined proposals name the item they became."""
        self.check_waiting()
        self.state, self.item, self.reason = state, item, reason
        self.decided_by, self.decided_at = by, at

    def withdraw(self) -> None:
        self.check_waiting()
        self.state = self.State.WITHDRAWN

    def check_waiting(self) -> None:
        if not self.is_waiting:
            raise StateError(f"По этому предложению уже есть решение: {self.get_state_display()}.")
