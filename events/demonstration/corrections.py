"""One protocol that was signed with a slip and put right by a second version."""

from events.actions.meetings import sign_protocol, start_correction
from events.demonstration.people import coordinator
from events.models import Protocol

REASON = "В решении пропущены слова, которые прозвучали на заседании."
WORDS = " и сообщить об этом членам совета"


def load_corrections() -> None:
    signed = Protocol.objects.filter(state=Protocol.State.SIGNED, meeting__decisions__isnull=False)
    protocol = signed.filter(is_public=False).earliest("meeting__held_on", "pk")
    if protocol.meeting.protocols.count() > 1:
        return
    draft = start_correction(protocol, reason=REASON, by=coordinator())
    decision = protocol.meeting.decisions.earliest("position", "pk")
    decision.text = decision.text.rstrip(".") + WORDS
    decision.save(update_fields=["text"])
    sign_protocol(draft, by=coordinator())
