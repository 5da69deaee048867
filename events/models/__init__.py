from cluster.models.scope import StateError
from events.models.agenda import AgendaItem, AgendaMaterial, AgendaSpeaker
from events.models.calendar_feeds import CalendarFeed
from events.models.control import ControlPoint, ExtensionRequest, GroupMember
from events.models.decisions import Decision
from events.models.dissents import Dissent
from events.models.events import Event, EventFormat
from events.models.execution import CoExecutor, Evidence, ExecutionReport, Extension
from events.models.hidden_words import HiddenWords
from events.models.imports import ProtocolImport
from events.models.invitations import MeetingInvitation
from events.models.links import PersonalLink
from events.models.meetings import Attendance, Meeting
from events.models.nominations import CompositionChange, Nomination
from events.models.post_releases import PostRelease
from events.models.programmes import EventMaterial, Participation, SessionPart
from events.models.protocols import Appendix, Protocol
from events.models.registrations import Registration
from events.models.votes import Vote

__all__ = [
    "AgendaItem",
    "AgendaMaterial",
    "AgendaSpeaker",
    "Appendix",
    "Attendance",
    "CalendarFeed",
    "CoExecutor",
    "CompositionChange",
    "ControlPoint",
    "Decision",
    "Dissent",
    "Event",
    "EventFormat",
    "EventMaterial",
    "Evidence",
    "ExecutionReport",
    "Extension",
    "ExtensionRequest",
    "GroupMember",
    "HiddenWords",
    "Meeting",
    "MeetingInvitation",
    "Nomination",
    "Participation",
    "PersonalLink",
    "PostRelease",
    "Protocol",
    "ProtocolImport",
    "Registration",
    "SessionPart",
    "StateError",
    "Vote",
]
