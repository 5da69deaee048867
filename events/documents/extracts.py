"""Extracts: the head of a protocol and only the points that concern one executor."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from cluster.models import Organisation
from events.documents import wording
from events.models import Decision, Meeting, Protocol
from ui import blocks

Choose = Callable[[Decision], bool]


@dataclass(frozen=True)
class Executor:
    """Who gets an extract: an organisation, a person named alone, or a group told in words."""

    key: str
    name: str
    decisions: tuple[Decision, ...]


def executors_of(meeting: Meeting) -> list[Executor]:
    """Everybody the decisions of a loaded meeting name, by name; nobody twice."""
    names: dict[str, str] = {}
    given: dict[str, list[Decision]] = {}
    for decision in meeting.decisions.all():
        for key, name in _named(decision).items():
            names[key] = name
            given.setdefault(key, []).append(decision)
    listed = [Executor(key, name, tuple(given[key])) for key, name in names.items()]
    return sorted(listed, key=lambda one: (one.name.lower(), one.key))


def _named(decision: Decision) -> dict[str, str]:
    found = {f"organisation-{one.pk}": str(one) for one in decision.co_executors.all()}
    if decision.responsible:
        found[f"organisation-{decision.responsible_id}"] = str(decision.responsible)
    elif decision.responsible_person:
        found[f"person-{decision.responsible_person_id}"] = decision.responsible_person.full_name
    elif words := decision.group_words or decision.responsible_words:
        found[f"words-{' '.join(words.lower().split())}"] = words
    return found


def extract(subject: Decision | tuple[Protocol, Organisation], viewer: User | None = None) -> dict[str, Any]:
    """An extract of one decision, or of all decisions of one organisation."""
    if isinstance(subject, Decision):
        return _extract(_loaded(subject.meeting_id), lambda one: one.pk == subject.pk)
    protocol, organisation = subject
    return executor_extract(protocol, viewer, executor=f"organisation-{organisation.pk}")


def executor_extract(subject: Protocol, viewer: User | None = None, *, executor: str = "") -> dict[str, Any]:
    """All decisions of the protocol that name one executor; `executor` is a key of `executors_of`."""
    meeting = _loaded(subject.meeting_id)
    found = next((one for one in executors_of(meeting) if one.key == executor), None)
    keys = {one.pk for one in found.decisions} if found else set()
    return _extract(meeting, lambda one: one.pk in keys, addressee=found.name if found else "")


def extracts(subject: Protocol, viewer: User | None = None) -> dict[str, Any]:
    """An extract for each executor of the protocol, to be packed into one archive."""
    meeting = _loaded(subject.meeting_id)
    files = []
    for number, one in enumerate(executors_of(meeting), 1):
        document = executor_extract(subject, viewer, executor=one.key)
        files.append({"name": f"{number:02}. {one.name}", "document": document})
    if not files:  # an archive without files opens nowhere
        files = [{"name": "Исполнители не названы", "document": _extract(meeting, lambda one: False)}]
    return {"title": f"Выписки: {subject}", "language": "ru", "files": files}


def _loaded(meeting_pk: int) -> Meeting:
    return wording.loaded(Meeting.objects.prefetch_related("protocols__signatory")).get(pk=meeting_pk)


def _extract(meeting: Meeting, is_chosen: Choose, addressee: str = "") -> dict[str, Any]:
    protocol = meeting.protocol
    points = _points([one for one in meeting.decisions.all() if is_chosen(one)])
    is_draft = protocol is None or not protocol.is_signed
    head = [blocks.notice("Выписка из проекта протокола: он ещё не подписан.")] if is_draft else []
    head += [blocks.facts([("Кому", addressee)])] if addressee else []
    title = f"Выписка из протокола {wording.kind_and_council(meeting)} от {meeting.held_on:%d.%m.%Y}"
    return blocks.document(
        f"{title}: {addressee}" if addressee else title,
        [*head, *points, *_signatures(meeting, protocol)],
        style="gost",
        meta={
            "organisation": meeting.council.cluster.name,
            "kind": "ВЫПИСКА ИЗ ПРОТОКОЛА",
            "number": protocol.number if protocol else "",
            "day": wording.day_and_time(meeting),
            "place": meeting.place,
            "subject": wording.kind_and_council(meeting),
        },
    )


def _signatures(meeting: Meeting, protocol: Protocol | None) -> list[blocks.Block]:
    """Who signed the protocol; below, who confirms that the extract agrees with it, with a place for the day."""
    listed = []
    if protocol and protocol.signatory:
        post = protocol.signatory_post or "председатель"
        listed.append(blocks.signature(post[0].upper() + post[1:], protocol.signatory.signature_name))
    if meeting.secretary:
        listed.append(blocks.paragraph("Верно", align="left", indent=False))
        listed.append(blocks.signature("Секретарь", meeting.secretary.signature_name))
        listed.append(blocks.paragraph("«____» ______________ 20____ г.", align="left", indent=False))
    return listed


def _points(decisions: Iterable[Decision]) -> list[blocks.Block]:
    listed: list[blocks.Block] = []
    shown = None
    for decision in decisions:
        item = decision.agenda_item
        if item and item != shown:
            listed.append(blocks.heading(1, f"{wording.item_number(item)} {item.title.strip()}"))
            listed.append(blocks.paragraph("", lead="РЕШИЛИ:"))
            shown = item
        listed += wording.decision_blocks(decision)
    return listed or [blocks.paragraph("В протоколе нет решений для этого исполнителя.")]
