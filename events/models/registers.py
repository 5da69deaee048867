"""Choices of rows of the decision register."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchVector
from django.db import models

from accounts.roles import Permission
from cluster.models import Organisation, Person
from cluster.models.scope import regions_of
from cluster.models.searching import russian_query

if TYPE_CHECKING:
    from accounts.models import User

SEARCHED = SearchVector("text", config="russian")
SOON = timedelta(days=7)


class DecisionQuerySet(models.QuerySet):
    """Rows of decisions. `open` means: somebody still has to do it.

    `control_rank` (0 open, 1 reported, 2 draft, 3 closed) leads the index of the register, so choices go by it.
    """

    def open(self) -> "DecisionQuerySet":
        return self.filter(control_rank=0)

    def on_control(self) -> "DecisionQuerySet":
        """Everything the coordinator follows: not done yet, or done and not accepted yet."""
        return self.filter(control_rank__lte=1)

    def overdue(self, today: date) -> "DecisionQuerySet":
        return self.open().filter(due_on__lt=today)

    def due_between(self, first: date, last: date) -> "DecisionQuerySet":
        return self.open().filter(due_on__gte=first, due_on__lte=last)

    def due_soon(self, today: date) -> "DecisionQuerySet":
        return self.due_between(today, today + SOON)

    def awaiting_acceptance(self) -> "DecisionQuerySet":
        return self.filter(control_rank=1)

    def without_responsible(self) -> "DecisionQuerySet":
        return self.filter(responsible=None, responsible_person=None, group_words="")

    def overdue_first(self, today: date) -> "DecisionQuerySet":
        """Overdue, then what is still to do by day, then reported, drafts, closed. One index serves the order:
        the overdue ones are those of the open with the earliest days."""
        is_late = models.Q(control_rank=0, due_on__lt=today)
        listed = self.annotate(is_late=models.ExpressionWrapper(is_late, models.BooleanField()))
        return listed.order_by("control_rank", models.F("due_on").asc(nulls_last=True), "pk")

    def search(self, words: str) -> "DecisionQuerySet":
        """Decisions whose text holds all the words, in any case form."""
        query = russian_query(words)
        return self if query is None else self.alias(searched=SEARCHED).filter(searched=query)

    def of_organisation(self, organisation: Organisation) -> "DecisionQuerySet":
        return self.filter(models.Q(responsible=organisation) | models.Q(pk__in=self._co_executed_by([organisation])))

    def executed_by(self, user: "User") -> "DecisionQuerySet":
        """Decisions this person has to carry out: personally or by the organisation."""
        own = Organisation.objects.of_user(user).order_by().values("pk")
        return self.exclude(state="draft").filter(
            self._answered(user, own) | models.Q(pk__in=self._co_executed_by(own))
        )

    def answered_by(self, user: "User") -> "DecisionQuerySet":
        """Decisions this person answers for, alone or in a group: co-executors only help."""
        own = Organisation.objects.of_user(user).order_by().values("pk")
        return self.exclude(state="draft").filter(self._answered(user, own))

    def supervised_by(self, user: "User") -> "DecisionQuerySet":
        return self.exclude(state="draft").filter(supervisor__in=self._person_of(user))

    def handed_on_by(self, user: "User") -> "DecisionQuerySet":
        """Parts of assignments this person has given to others."""
        return self.filter(given_by=user).exclude(parent=None)

    def visible_to(self, user: "User") -> "DecisionQuerySet":
        """Who sees meetings sees the decisions of the own region; everybody else those to carry out."""
        if not user.can(Permission.DECISION_VIEW):
            return self.none()
        mine = self.executed_by(user) | self.supervised_by(user)
        if not user.can(Permission.MEETING_VIEW):
            return mine
        meetings: Any = self.model._meta.get_field("meeting").related_model
        # Keys of meetings, not joins through councils and clusters: one look into a hash for each of 100 000 rows.
        seen = meetings.objects.filter(council__cluster__region__in=regions_of(user)).order_by().values("pk")
        return self.filter(models.Q(meeting__in=seen)) | mine

    def _answered(self, user: "User", own: models.QuerySet) -> models.Q:
        person = self._person_of(user)
        members: Any = self.model._meta.get_field("group_members")
        rows = members.related_model.objects.order_by().values("decision")
        return (
            models.Q(responsible__in=own)
            | models.Q(responsible_person__in=person)
            | models.Q(pk__in=rows.filter(models.Q(organisation__in=own) | models.Q(person__in=person)))
        )

    def _person_of(self, user: "User") -> models.QuerySet:
        return Person.objects.filter(user=user).order_by().values("pk")

    def _co_executed_by(self, organisations: "models.QuerySet | list[Organisation]") -> models.QuerySet:
        co_executors: Any = self.model._meta.get_field("co_executors")
        rows = co_executors.remote_field.through.objects
        return rows.filter(organisation__in=organisations).order_by().values("decision")
