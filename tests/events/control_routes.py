"""Addresses of the control of decisions, as `routes.py` writes them down."""

from datetime import date

from accounts.models import User
from accounts.roles import Role
from cluster.models import PartnershipDirection
from events.actions.links import issue_link
from events.models import Decision, ExtensionRequest, GroupMember
from tests.routes import Route

COORDINATOR = {Role.COORDINATOR}
EXECUTORS = {Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR, Role.EMPLOYER, Role.COLLEGE_SPECIALIST}


def _decision(opening):
    return lambda: {"pk": Decision.objects.filter(text__startswith=opening).earliest("pk").pk}


def _untouched_group():
    """A group nobody of which has reported, made for this address."""
    decision = Decision.objects.create(
        meeting=Decision.objects.get(**SHARED()).meeting, text="Прислать списки", group_words="члены совета"
    )
    GroupMember.objects.create(decision=decision, person=_coordinator().person)
    return {"pk": decision.pk}


def _waiting_member():
    return {"pk": GroupMember.objects.filter(state="waiting").earliest("pk").pk}


def _request():
    return {"pk": ExtensionRequest.objects.filter(verdict="").earliest("pk").pk}


def _direction():
    return {"pk": PartnershipDirection.objects.filter(cluster__region__oktmo_prefix="69").earliest("pk").pk}


def _coordinator():
    return User.objects.get(email="coordinator@demo.example")


def _token():
    decision = Decision.objects.get(**SHARED())
    link = issue_link(decision, executor="Комитет занятости", expires_on=date(2099, 1, 1), by=_coordinator())
    return {"token": link[1]}


SHARED = _decision("Назначить наставника")
GROUP = _decision("Прислать предложения")
RECURRING = _decision("Присылать сведения")
DIVIDED = _decision("Описать условия труда в каждой")

ROUTES = [
    *(Route("events:decision-detail", roles=COORDINATOR | seers, foreign=EXECUTORS - seers, args=args) for args, seers
      in ((GROUP, {Role.EMPLOYER, Role.COLLEGE_SPECIALIST}), (RECURRING, {Role.EMPLOYER}), (DIVIDED, {Role.EMPLOYER}))),
    Route("events:decision-list", roles=COORDINATOR | EXECUTORS, query="?mark=page&term=asked"),
    Route("events:decision-bulk", roles=COORDINATOR, method="post", data=lambda: {"step": "extend"}, template="action"),
    Route("events:decision-group", roles=COORDINATOR, args=GROUP),
    Route("events:decision-group-undo", roles=COORDINATOR, args=_untouched_group),
    Route("events:group-member-release", roles=COORDINATOR, args=_waiting_member),
    Route("events:sub-assignment-create", roles={Role.COORDINATOR, Role.EMPLOYER}, foreign=EXECUTORS - {Role.EMPLOYER},
          args=SHARED),
    Route("events:decision-parent", roles=COORDINATOR, args=SHARED),
    Route("events:decision-recurrence", roles=COORDINATOR, args=RECURRING),
    Route("events:decision-recurrence-stop", roles=COORDINATOR, args=RECURRING),
    Route("events:extension-request-create", roles=EXECUTORS, foreign=COORDINATOR, args=SHARED),
    Route("events:extension-request-answer", roles=COORDINATOR, args=_request),
    Route("events:personal-extension", public=True, args=_token),
    Route("events:decision-road-map-item", roles=COORDINATOR, args=GROUP),
    Route("events:decision-from-direction", roles=COORDINATOR, args=_direction),
]  # fmt: skip
