"""Contents of documents about meetings: pure builders `(subject, viewer) -> dict`, the same for PDF, DOCX and HTML."""

from events.documents.discipline import discipline_statistics
from events.documents.extracts import executor_extract, executors_of, extract, extracts
from events.documents.protocols import live_protocol, protocol, text_of
from events.documents.public import public_protocol
from events.documents.registers import (
    control_point_register,
    decision_register,
    event_register,
    extension_register,
    meeting_register,
    personal_link_register,
    registration_register,
)

__all__ = [
    "control_point_register",
    "decision_register",
    "discipline_statistics",
    "event_register",
    "executor_extract",
    "executors_of",
    "extension_register",
    "extract",
    "extracts",
    "live_protocol",
    "meeting_register",
    "personal_link_register",
    "protocol",
    "public_protocol",
    "registration_register",
    "text_of",
]
