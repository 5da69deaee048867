from events.models.agenda import AgendaItem, AgendaSpeaker
from events.models.decisions import Decision
from events.models.events import Event
from events.models.execution import CoExecutor, ExecutionReport, Extension
from events.models.imports import ProtocolImport
from events.models.links import PersonalLink
from events.models.meetings import Attendance, Meeting
from events.models.protocols import Appendix, Protocol
from events.models.scope import StateError
from events.models.votes import Vote

__all__ = [
    "AgendaItem",
    "AgendaSpeaker",
    "Appendix",
    "Attendance",
    "CoExecutor",
    "Decision",
    "Event",
    "ExecutionReport",
    "Extension",
    "Meeting",
    "PersonalLink",
    "Protocol",
    "ProtocolImport",
    "StateError",
    "Vote",
]
