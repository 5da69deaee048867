"""Routes of meetings: agenda, invitations, candidates, dissents."""

from accounts.roles import Role
from cluster.models import Council
from events.actions.invitations import token_of
from events.models import AgendaItem, AgendaMaterial, CompositionChange, Dissent, Meeting, MeetingInvitation, Nomination
from events.models.links import hash_of
from tests.routes import Route

COORDINATOR = {Role.COORDINATOR}
METHODOLOGIST = {Role.METHODOLOGIST}


def _coming():
    return {"pk": Meeting.objects.filter(council__kind="coordinating").latest("held_on").pk}


def _item():
    return {"pk": AgendaItem.objects.filter(meeting=_coming()["pk"], parent=None)[1].pk}


def _material(**found):
    return lambda: {"pk": AgendaMaterial.objects.filter(**found).earliest("pk").pk}


def _invitation():
    return {"pk": MeetingInvitation.objects.earliest("pk").pk}


def _answer_token():
    """The token is worked out, never kept; the test run may have another key than the one that wrote the row."""
    row = MeetingInvitation.objects.earliest("pk")
    MeetingInvitation.objects.filter(pk=row.pk).update(token_hash=hash_of(token_of(row)))
    return {"token": token_of(row)}


def _council():
    return {"pk": Council.objects.get(kind="coordinating").pk}


def _meeting_and_council():
    return {"pk": _coming()["pk"], "council_pk": _council()["pk"]}


def _nomination():
    return {"pk": Nomination.objects.filter(agenda_item__meeting=_coming()["pk"]).earliest("pk").pk}


def _dissent():
    return {"pk": Dissent.objects.earliest("pk").pk}


def _decision_of_composition():
    return {"pk": CompositionChange.objects.earliest("pk").decision_id}


MEETING_ROUTES = [
    Route("events:meeting-detail", roles=COORDINATOR, foreign=METHODOLOGIST, args=_coming, query="?"),
    Route("events:meeting-attendance", roles=COORDINATOR, args=_coming, query="?answers=yes"),
    Route("events:agenda-order", roles=COORDINATOR, args=_coming),
    Route(
        "events:agenda-item-move",
        roles=COORDINATOR,
        args=_item,
        method="post",
        data=lambda: {"step": "down"},
        template="action",
    ),
    Route("events:agenda-material-create", roles=COORDINATOR, args=_item),
    Route("events:agenda-material-delete", roles=COORDINATOR, args=_material()),
    Route(
        "events:agenda-material-file",
        roles=COORDINATOR,
        foreign=METHODOLOGIST,
        args=_material(file__gt=""),
        template="file",
    ),
    Route("events:invitation-list", roles=COORDINATOR, args=_coming),
    Route("events:invitation-create", roles=COORDINATOR, args=_coming),
    Route("events:invitation-send", roles=COORDINATOR, args=_coming, method="post", template="action"),
    Route("events:invitation-withdraw", roles=COORDINATOR, args=_invitation),
    Route("events:invitation-answer", public=True, args=_answer_token),
    Route("events:invitation-ics", public=True, args=_answer_token, template="file"),
    Route("events:meeting-composition", roles=COORDINATOR, foreign=METHODOLOGIST, args=_coming),
    Route("events:composition-approve", roles=COORDINATOR, args=_meeting_and_council),
    Route("events:composition-release", roles=COORDINATOR, args=_meeting_and_council),
    Route("events:composition-revert", roles=COORDINATOR, args=_decision_of_composition),
    Route("events:nomination-list", roles=COORDINATOR, foreign=METHODOLOGIST, args=_council),
    Route("events:nomination-create", roles=COORDINATOR, args=_council),
    Route("events:nomination-update", roles=COORDINATOR, args=_nomination),
    Route("events:nomination-votes", roles=COORDINATOR, args=_nomination),
    Route("events:election", roles=COORDINATOR, args=_nomination),
    Route("events:nomination-reject", roles=COORDINATOR, args=_nomination),
    Route("events:nomination-postpone", roles=COORDINATOR, args=_nomination),
    Route("events:nomination-withdraw", roles=COORDINATOR, args=_nomination),
    Route("events:dissent-create", roles=COORDINATOR, args=lambda: {"pk": Dissent.objects.earliest("pk").meeting_id}),
    Route("events:dissent-delete", roles=COORDINATOR, args=_dissent),
    Route("events:dissent-file", roles=COORDINATOR, foreign=METHODOLOGIST, args=_dissent, template="file"),
]
