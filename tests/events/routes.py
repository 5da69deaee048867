from datetime import date

from accounts.models import User
from accounts.roles import Role
from events.actions.calendar_feeds import issue_feed
from events.actions.links import issue_link
from events.models import (
    Appendix,
    Decision,
    Event,
    EventMaterial,
    Evidence,
    Meeting,
    Participation,
    PostRelease,
    Protocol,
    ProtocolImport,
    Registration,
    SessionPart,
    Vote,
)
from events.models.links import hash_of
from tests.events import control_routes, meeting_routes
from tests.routes import Route

COORDINATOR = {Role.COORDINATOR}
METHODOLOGIST = {Role.METHODOLOGIST}
EXECUTORS = {Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR, Role.EMPLOYER, Role.COLLEGE_SPECIALIST}


def _meeting(**found):
    return lambda: {"pk": Meeting.objects.filter(**found).earliest("held_on").pk}


def _coming_meeting():
    return {"pk": Meeting.objects.latest("held_on").pk}


def _vote():
    """A vote of a meeting whose protocol is not signed."""
    return {"pk": Vote.objects.exclude(meeting__protocols__state="signed").earliest("pk").pk}


def _appendix(**found):
    return lambda: {"pk": Appendix.objects.filter(**found).earliest("pk").pk}


def _item():
    return {"pk": Meeting.objects.earliest("held_on").agenda_items.all()[1].pk}


def _decision(**found):
    return lambda: {"pk": Decision.objects.filter(**found).earliest("pk").pk}


def _protocol(**found):
    return lambda: {"pk": Protocol.objects.filter(**found).earliest("pk").pk}


def _event(**found):
    return lambda: {"pk": Event.objects.filter(**found).earliest("pk").pk}


def _import():
    return {"pk": ProtocolImport.objects.waiting().earliest("pk").pk}


def _report():
    """A report with a file that its readers of one organisation see and others do not."""
    report = Evidence.objects.filter(report__decision__responsible__short_name="")
    return {"pk": report.filter(report__decision__responsible__kind="employer").earliest("pk").pk}


def _issue():
    """A fresh link of a decision on control: only the issue tells the token."""
    decision = Decision.objects.get(**SHARED())
    coordinator = User.objects.get(email="coordinator@demo.example")
    return issue_link(decision, executor="Комитет занятости", expires_on=date(2099, 1, 1), by=coordinator)


def _link():
    return {"pk": _issue()[0].pk}


def _token():
    return {"token": _issue()[1]}


def _first_of(model, **found):
    return lambda: {"pk": model.objects.filter(**found).earliest("pk").pk}


def _cancel_token():
    """A registration whose token is known: the table keeps only the hash."""
    row = Registration.objects.filter(state="registered").earliest("pk")
    Registration.objects.filter(pk=row.pk).update(token_hash=hash_of("known-token"))
    return {"token": "known-token"}


def _feed_token():
    return {"token": issue_feed(User.objects.get(email="coordinator@demo.example"))}


# Everybody's task: the factory answers, the college, the institute and Bratsk help.
SHARED = _decision(text__startswith="Назначить наставника", state="on_control")
SESSION = _event(kind="session")
OF_DEPARTMENT = _decision(responsible__short_name="ДПО Томской области", state="on_control")
REPORTED = _decision(state="reported", responsible__kind="employment_centre")
DRAFT = _decision(state="draft", responsible__isnull=False)

ROUTES = [
    *meeting_routes.MEETING_ROUTES,
    *control_routes.ROUTES,
    Route("events:event-list", public=True),
    Route("events:event-list", public=True, query="?when=future&format=in_person"),
    Route("events:event-detail", public=True, args=_event(is_public=True, format="hybrid")),
    Route("events:event-calendar", public=True, template="file"),
    Route("events:event-ics", public=True, args=_event(is_public=True, format="hybrid"), template="file"),
    Route("events:event-month", public=True),
    Route("events:event-month", public=True, query="?month=2022-02"),
    Route("events:event-create", roles=COORDINATOR),
    Route("events:event-update", roles=COORDINATOR, args=_event(status="draft")),
    Route("events:event-publish", roles=COORDINATOR, args=_event(status="draft")),
    Route("events:part-create", roles=COORDINATOR, args=SESSION),
    Route("events:part-update", roles=COORDINATOR, args=_first_of(SessionPart)),
    Route("events:part-delete", roles=COORDINATOR, args=_first_of(SessionPart)),
    Route("events:participation-create", roles=COORDINATOR, args=SESSION),
    Route("events:participation-update", roles=COORDINATOR, args=_first_of(Participation)),
    Route("events:participation-delete", roles=COORDINATOR, args=_first_of(Participation)),
    Route("events:event-material-create", roles=COORDINATOR, args=SESSION),
    Route("events:event-material-delete", roles=COORDINATOR, args=_first_of(EventMaterial)),
    Route("events:event-material-file", public=True, args=_first_of(EventMaterial, file__gt=""), template="file"),
    Route("events:registration-create", public=True, args=_event(capacity__isnull=False)),
    Route("events:registration-cancel", public=True, args=_cancel_token),
    Route("events:registration-list", roles=COORDINATOR, args=_event(capacity__isnull=False)),
    Route("events:registration-wishes", roles=COORDINATOR, args=_event(capacity__isnull=False)),
    Route("events:registration-attendance", roles=COORDINATOR, args=_event(capacity__isnull=False)),
    Route("events:post-release", roles=COORDINATOR, args=_event(kind="training")),
    Route("events:post-release-hand-in", roles=COORDINATOR, args=_event(kind="training")),
    Route("events:post-release-withdraw", roles=COORDINATOR, args=SESSION),
    Route(
        "events:post-release-review", roles=COORDINATOR | METHODOLOGIST, args=_first_of(PostRelease, state="on_review")
    ),
    Route("events:calendar-feed", roles=COORDINATOR | EXECUTORS),
    Route("events:my-calendar", public=True, args=_feed_token, template="file"),
    Route("events:meeting-list", roles=COORDINATOR | METHODOLOGIST),
    Route("events:meeting-detail", roles=COORDINATOR, foreign=METHODOLOGIST, args=_meeting()),
    Route("events:meeting-create", roles=COORDINATOR),
    Route("events:meeting-update", roles=COORDINATOR, args=_meeting()),
    Route("events:meeting-attendance", roles=COORDINATOR, args=_meeting()),
    Route("events:agenda-item-create", roles=COORDINATOR, args=_meeting()),
    Route("events:agenda-carry-over", roles=COORDINATOR, args=_coming_meeting),
    Route("events:vote-create", roles=COORDINATOR, args=_meeting()),
    Route("events:vote-update", roles=COORDINATOR, args=_vote),
    Route("events:appendix-upload", roles=COORDINATOR, args=_appendix(file="")),
    Route(
        "events:appendix-file", roles=COORDINATOR, foreign=METHODOLOGIST, args=_appendix(file__gt=""), template="file"
    ),
    Route("events:agenda-item-update", roles=COORDINATOR, args=_item),
    Route("events:agenda-item-delete", roles=COORDINATOR, args=_item),
    Route("events:decision-create", roles=COORDINATOR, args=_meeting()),
    Route("events:live-start", roles=COORDINATOR, args=_meeting(), template="action"),
    Route("events:live-entry", roles=COORDINATOR, args=_item),
    Route("events:protocol-detail", roles=COORDINATOR, foreign=METHODOLOGIST, args=_protocol()),
    Route("events:protocol-update", roles=COORDINATOR, args=_protocol(state="draft")),
    Route("events:protocol-sign", roles=COORDINATOR, args=_protocol(state="draft")),
    Route("events:protocol-extracts", roles=COORDINATOR, foreign=METHODOLOGIST, args=_protocol(state="signed")),
    Route("events:protocol-compare", roles=COORDINATOR, foreign=METHODOLOGIST, args=_protocol(version=2)),
    Route("events:protocol-correct", roles=COORDINATOR, args=_protocol(state="signed")),
    Route("events:hidden-words", roles=COORDINATOR, args=_protocol(state="signed")),
    Route("events:protocol-open", roles=COORDINATOR, args=_protocol(state="signed")),
    Route("events:protocol-public", public=True, args=_protocol(is_public=True, state="signed")),
    Route(
        "events:protocol-file",
        roles=COORDINATOR,
        foreign=METHODOLOGIST,
        args=_protocol(source_name__gt=""),
        template="file",
    ),
    Route("events:import-list", roles=COORDINATOR),
    Route("events:import-create", roles=COORDINATOR),
    Route("events:import-review", roles=COORDINATOR, args=_import),
    Route("events:import-discard", roles=COORDINATOR, args=_import),
    Route("events:decision-list", roles=COORDINATOR | EXECUTORS),
    Route("events:decision-list", roles=COORDINATOR | EXECUTORS, query="?mine=on&state=open"),
    Route("events:decision-list", roles=COORDINATOR | EXECUTORS, query="?text=наставник&term=overdue&kind=assignment"),
    Route("events:discipline", roles=COORDINATOR | EXECUTORS),
    Route("events:discipline", roles=COORDINATOR | EXECUTORS, query="?given_from=2026-99-01&responsible=null"),
    Route("events:control-point-list", roles=COORDINATOR | EXECUTORS),
    Route("events:extension-list", roles=COORDINATOR | EXECUTORS),
    Route("events:decision-detail", roles=COORDINATOR | EXECUTORS, args=SHARED),
    Route("events:decision-detail", roles=COORDINATOR, foreign=EXECUTORS, args=OF_DEPARTMENT),
    Route("events:decision-update", roles=COORDINATOR, args=OF_DEPARTMENT),
    Route("events:decision-control", roles=COORDINATOR, args=DRAFT),
    Route("events:decision-report", roles=COORDINATOR | EXECUTORS, args=SHARED),
    Route("events:decision-report", roles=COORDINATOR, foreign=EXECUTORS, args=OF_DEPARTMENT),
    Route("events:decision-accept", roles=COORDINATOR, args=REPORTED),
    Route("events:decision-return", roles=COORDINATOR, args=REPORTED),
    Route("events:decision-extend", roles=COORDINATOR, args=OF_DEPARTMENT),
    Route("events:link-list", roles=COORDINATOR, args=SHARED),
    Route("events:link-revoke", roles=COORDINATOR, args=_link),
    Route("events:personal-report", public=True, args=_token),
    Route(
        "events:report-file",
        roles={Role.COORDINATOR, Role.EMPLOYER},
        foreign=EXECUTORS - {Role.EMPLOYER},
        args=_report,
        template="file",
    ),
]
