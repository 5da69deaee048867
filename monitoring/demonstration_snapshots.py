"""Demonstration of publication: one paragraph of the note in a person's words, a snapshot of each published year."""

from accounts.models import User
from monitoring.actions.note_texts import save_note_text
from monitoring.actions.snapshots import take_snapshot
from monitoring.demonstration_texts import NOTE_TEXT
from monitoring.models import Campaign


def load_snapshots(earlier: Campaign, later: Campaign) -> None:
    """Needs computed results; the later year is compared with the snapshot of the earlier one."""
    methodologist = User.objects.get_by_natural_key("methodologist@demo.example")
    save_note_text(later, key="indicator-7.1", text=NOTE_TEXT, number=0, by=methodologist)
    for campaign in (earlier, later):
        campaign.refresh_from_db()
        take_snapshot(campaign, by=methodologist, made_at=campaign.published_at)
