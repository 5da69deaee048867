"""An own plan made of chosen solutions; its items go to the road map of the cluster."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.roles import Permission
from cluster.models import Organisation, Proposal, RoadMapItem
from cluster.models.periods import days_in_order
from monitoring.models.diagnoses import Diagnosis
from monitoring.models.frameworks import Indicator
from monitoring.models.solutions import Solution

if TYPE_CHECKING:
    from accounts.models import User


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: "User") -> "PlanQuerySet":
        if not user.can(Permission.SELF_DIAGNOSE):
            return self.none()
        return self.filter(organisation__in=Organisation.objects.of_user(user))


class Plan(models.Model):
    diagnosis = models.ForeignKey(Diagnosis, models.PROTECT, verbose_name="самодиагностика", related_name="plans")
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name="чей план", related_name="plans")
    title = models.CharField("название плана", max_length=200)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="автор", related_name="+")
    created_at = models.DateTimeField("составлен", auto_now_add=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "план"
        verbose_name_plural = "планы"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("monitoring:plan-detail", args=[self.pk])


class PlanItem(models.Model):
    """One thing to do. After it went to the road map it knows the proposal or the item it became."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name="слабое место", related_name="+", null=True, blank=True
    )
    solution = models.ForeignKey(
        Solution, models.PROTECT, verbose_name="из каталога решений", related_name="plan_items", null=True, blank=True
    )
    text = models.CharField("что сделать", max_length=500)
    responsible = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="организация", related_name="+", null=True, blank=True
    )
    person = models.CharField("кто отвечает", max_length=200, blank=True)
    starts_on = models.DateField("начало", null=True, blank=True)
    ends_on = models.DateField("окончание", null=True, blank=True)
    expected_result = models.CharField("ожидаемый результат", max_length=500, blank=True)
    proposal = models.ForeignKey(
        Proposal, models.SET_NULL, verbose_name="предложение", related_name="plan_items", null=True, blank=True
    )
    road_map_item = models.ForeignKey(
        RoadMapItem, models.SET_NULL, verbose_name="мероприятие карты", related_name="plan_items", null=True, blank=True
    )

    class Meta:
        verbose_name = "дело плана"
        verbose_name_plural = "дела плана"
        ordering = ["plan", "starts_on", "pk"]
        constraints = [
            days_in_order("plan_item_in_order", "starts_on", "ends_on", "Окончание не может быть раньше начала."),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_sent(self) -> bool:
        return self.proposal_id is not None or self.road_map_item_id is not None
