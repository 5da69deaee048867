from typing import Any

from accounts.models import User
from events.documents import wording
from events.models import AgendaItem, Attendance, Dissent, Meeting, Protocol, Vote
from events.presence import PRESENT, quorum_of
from ui import blocks
from ui.words import count


def protocol(subject: Protocol, viewer: User | None = None) -> dict[str, Any]:
    """A signed protocol as it was signed; a draft as its records are now, and it says so."""
    document = text_of(subject)
    if subject.is_signed:
        return document
    return document | {"blocks": [blocks.notice("Проект протокола: он ещё не подписан."), *document["blocks"]]}


def text_of(subject: Protocol) -> dict[str, Any]:
    """The version as it reads: signed, or written so far; without the mark of a draft."""
    return subject.content if subject.is_signed and subject.content else live_protocol(subject)


def live_protocol(subject: Protocol) -> dict[str, Any]:
    """The protocol built from the records of the meeting, in the order offices expect."""
    meeting = wording.loaded(Meeting.objects.all()).get(pk=subject.meeting_id)
    return blocks.document(
        title_of(subject, meeting),
        [
            *_head(meeting),
            *_agenda(meeting),
            *_course(meeting),
            *_dissents(meeting),
            *_appendices(meeting),
            *_signatures(subject, meeting),
        ],
        style="gost",
        meta={
            "organisation": meeting.council.cluster.name,
            "kind": "ПРОТОКОЛ",
            "number": subject.number,
            "day": wording.day_and_time(meeting),
            "place": meeting.place,
            "subject": wording.kind_and_council(meeting),
        },
    )


def title_of(subject: Protocol, meeting: Meeting) -> str:
    number = f" № {subject.number}" if subject.number else ""
    version = f", редакция {subject.version}" if subject.version > 1 else ""
    return f"Протокол {wording.kind_and_council(meeting)}{number} от {meeting.held_on:%d.%m.%Y}{version}"


def _head(meeting: Meeting) -> list[blocks.Block]:
    facts = []
    if meeting.chair:
        facts.append(("Председатель", wording.with_position(meeting.chair.short_name, meeting.chair_post)))
    if meeting.secretary:
        facts.append(("Секретарь", meeting.secretary.short_name))
    present = wording.people_of(meeting, *PRESENT)
    if present:
        facts.append(("Присутствовали", count(len(present), "человек,человека,человек")))
    quorum = quorum_of(meeting)
    if quorum.is_reached:
        facts.append(("Кворум", quorum.words))
    listed = [blocks.facts(facts)] if facts else []
    if present:
        listed.append(blocks.paragraph(_names(present), lead="Присутствовали:"))
    if invited := wording.people_of(meeting, Attendance.Presence.INVITED):
        listed.append(blocks.paragraph(_names(invited), lead="Приглашённые:"))
    if absent := wording.people_of(meeting, Attendance.Presence.ABSENT):
        listed.append(blocks.paragraph(_names(absent), lead="Отсутствовали:"))
    if quorum.warning:
        listed.append(blocks.paragraph(quorum.warning, bold=True))
    return listed


def _names(rows: list[Attendance]) -> str:
    """Names through a comma; with posts, through a semicolon, because posts hold commas themselves."""
    lines = [wording.attendance_line(row) for row in rows]
    return wording.sentence(("; " if any("," in line for line in lines) else ", ").join(lines))


def _agenda(meeting: Meeting) -> list[blocks.Block]:
    items = meeting.agenda_items.all()
    if not items:
        return []
    lines = []
    for item in items:
        speakers = ", ".join(row.person.short_name for row in item.agenda_speakers.all())
        title = f"{wording.item_number(item)} {item.title.strip().rstrip('.')}"
        lines.append(blocks.paragraph(f"{title} ({speakers})." if speakers else f"{title}.", align="left"))
    return [blocks.heading(1, "Повестка дня"), *lines]


def _course(meeting: Meeting) -> list[blocks.Block]:
    listed = []
    for item in meeting.agenda_items.all():
        listed += _item(meeting, item)
    loose = [decision for decision in meeting.decisions.all() if decision.agenda_item_id is None]
    if loose:
        listed += [blocks.heading(1, "Решения"), blocks.paragraph("", lead="РЕШИЛИ:")]
        listed += [block for decision in loose for block in wording.decision_blocks(decision)]
    return listed + [_vote(vote) for vote in meeting.votes.all() if vote.agenda_item_id is None]


def _item(meeting: Meeting, item: AgendaItem) -> list[blocks.Block]:
    listed = [blocks.heading(1, f"{wording.item_number(item)} {item.title.strip()}")]
    if speakers := wording.speakers_of(item):
        listed.append(blocks.paragraph(wording.sentence("; ".join(speakers)), lead="СЛУШАЛИ:"))
    listed += _told("СЛУШАЛИ:" if not speakers else "", item.heard)
    listed += _told("ВЫСТУПИЛИ:", item.spoke)
    if item.state != AgendaItem.State.CONSIDERED:
        what = f": {item.postponed_words.rstrip('.')}" if item.postponed_words else ""
        listed.append(blocks.paragraph(f"Вопрос {item.get_state_display()}{what}."))
    decisions = [decision for decision in meeting.decisions.all() if decision.agenda_item_id == item.pk]
    if decisions:
        listed.append(blocks.paragraph("", lead="РЕШИЛИ:"))
        listed += [block for decision in decisions for block in wording.decision_blocks(decision)]
    return listed + [_vote(vote) for vote in meeting.votes.all() if vote.agenda_item_id == item.pk]


def _told(lead: str, text: str) -> list[blocks.Block]:
    """What was said, paragraph by paragraph; the first one carries the lead."""
    parts = [part.strip() for part in text.splitlines() if part.strip()]
    return [blocks.paragraph(part, lead=lead if not number else "") for number, part in enumerate(parts)]


def _dissents(meeting: Meeting) -> list[blocks.Block]:
    """A section of its own: beside a decision it would read as a part of it."""
    listed = [
        blocks.paragraph(
            wording.sentence(" ".join(one.text.split())), lead=f"{_subject_of(one)}{one.person.short_name}:"
        )
        for one in meeting.dissents.all()
    ]
    return [blocks.heading(1, "Особые мнения"), *listed] if listed else []


def _subject_of(dissent: Dissent) -> str:
    if dissent.decision and dissent.decision.full_number:
        return f"По решению {dissent.decision.full_number}, "
    return f"По вопросу {wording.item_number(dissent.agenda_item).rstrip('.')}, " if dissent.agenda_item else ""


def _vote(vote: Vote) -> blocks.Block:
    """A vote on one of several decisions names it."""
    of = vote.decision.full_number if vote.decision else ""
    lead = f"Голосовали по решению {of}:" if of else "Голосовали:"
    return blocks.paragraph(wording.sentence(str(vote)), lead=lead)


def _appendices(meeting: Meeting) -> list[blocks.Block]:
    lines = [str(one) + ("" if one.is_attached else " (не приложено)") for one in meeting.appendices.all()]
    return [blocks.heading(1, "Приложения"), blocks.bullets(lines)] if lines else []


def _signatures(subject: Protocol, meeting: Meeting) -> list[blocks.Block]:
    listed = []
    if subject.signatory:
        post = subject.signatory_post or "председатель"
        listed.append(blocks.signature(post[0].upper() + post[1:], subject.signatory.signature_name))
    if meeting.secretary and meeting.secretary != subject.signatory:
        listed.append(blocks.signature("Секретарь", meeting.secretary.signature_name))
    return listed
