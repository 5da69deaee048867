"""Members of the cluster propose items of the road map; each is accepted, rejected or joined with a reason."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models.councils import ClusterStage
from cluster.models.organisations import Organisation
from cluster.models.periods import days_in_order
from cluster.models.projects import RoadMap, RoadMapItem, Subportfolio

if TYPE_CHECKING:
    from accounts.models import User


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
        """Who keeps the road map sees all proposals, everybody else those of the own organisation."""
        if user.can(Permission.CLUSTER_MANAGE):
            return self
        if not user.can(Permission.PROPOSAL_SUBMIT):
            return self.none()
        own = Organisation.objects.of_user(user).order_by().values("pk")
        return self.filter(models.Q(author=user) | models.Q(organisation__in=own))


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
