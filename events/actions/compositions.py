"""Changes of a composition. Each rests on a decision of a meeting and is dated by its day; until the protocol is
signed it can be taken back, afterwards never."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, QuerySet

from cluster.models import Council, CouncilMember, Organisation, Person
from events.actions.nominations import OPEN, check_open, locked
from events.models import AgendaItem, CompositionChange, Decision, Meeting, Nomination, StateError
from events.models.immutability import SIGNED

Change = CompositionChange.Kind
Duty = CouncilMember.Duty
ALONE = (Duty.CHAIR, Duty.SECRETARY)  # duties that one person holds at a time


@dataclass(frozen=True)
class Ground:
    """The decision a change rests on: one of the meeting, or the words of a new one."""

    meeting: Meeting
    decision: Decision | None = None
    text: str = ""
    item: AgendaItem | None = None


@transaction.atomic
def elect(nomination: Nomination, ground: Ground, *, keep_previous: bool = True) -> CouncilMember:
    """Elect to the duty from the day of the meeting. Who held it before leaves it, and may stay a member."""
    nomination = locked(nomination)
    check_open(nomination)
    meeting = _open(ground.meeting, nomination.council)
    decision = _decision(ground, meeting, Decision.Kind.ELECTION)
    day = meeting.held_on
    if nomination.duty in ALONE:
        for previous in (
            _serving(nomination.council, day).filter(duty=nomination.duty).exclude(person=nomination.person)
        ):
            _release(previous, decision, day)
            if keep_previous:
                _include(nomination.council, previous.person, previous.organisation, Duty.MEMBER, decision, day)
        rivals = Nomination.objects.filter(council=nomination.council, duty=nomination.duty, state__in=OPEN)
        rivals.exclude(pk=nomination.pk).update(state=Nomination.State.REJECTED, decision=decision)
    member = _include(
        *(nomination.council, nomination.person, nomination.organisation, nomination.duty, decision, day),
        kind=Change.ELECTED,
    )
    nomination.state, nomination.decision = Nomination.State.ELECTED, decision
    nomination.save(update_fields=["state", "decision"])
    return member


@transaction.atomic
def approve_list(
    council: Council, ground: Ground, *, nominations: Iterable[Nomination], candidates: Iterable[CouncilMember] = ()
) -> list[CouncilMember]:
    """«Утвердить состав»: all candidates become members by one decision."""
    meeting = _open(ground.meeting, council)
    chosen = [locked(one) for one in nominations]
    decision = _decision(ground, meeting, Decision.Kind.APPROVAL)
    day = meeting.held_on
    made = []
    for nomination in chosen:
        check_open(nomination)
        duty = nomination.duty if nomination.duty != Duty.CANDIDATE else Duty.MEMBER
        made.append(_include(council, nomination.person, nomination.organisation, duty, decision, day))
        nomination.state, nomination.decision = Nomination.State.ELECTED, decision
        nomination.save(update_fields=["state", "decision"])
    taken = {member.person_id for member in made}
    for candidate in candidates:
        if candidate.person_id not in taken:
            made.append(_include(council, candidate.person, candidate.organisation, Duty.MEMBER, decision, day))
    if not made:
        raise StateError("Отметьте хотя бы одного человека.")
    return made


@transaction.atomic
def release(members: Iterable[CouncilMember], ground: Ground) -> list[CouncilMember]:
    """Take members out of the council from the day of the meeting."""
    rows = list(members)
    if not rows:
        raise StateError("Отметьте хотя бы одного человека.")
    meeting = _open(ground.meeting, rows[0].council)
    decision = _decision(ground, meeting, Decision.Kind.APPROVAL)
    for member in rows:
        _release(member, decision, meeting.held_on)
    return rows


@transaction.atomic
def revert(decision: Decision) -> None:
    """Take back every change that rests on the decision, while the protocol is a draft. The decision itself stays."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=decision.pk)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=decision.meeting_id)
    if meeting.is_frozen:
        raise StateError(SIGNED)
    changes = list(decision.composition_changes.select_related("member"))
    if not changes:
        raise StateError("На этом решении изменений состава нет.")
    for change in changes:
        later = change.member.composition_changes.exclude(decision=decision)
        if change.kind != Change.RELEASED and later.exists():
            raise StateError(f"Состав потом меняли ещё раз: {change.member.person}. Сначала отмените то изменение.")
    for change in changes:
        change.delete()
    for change in changes:
        if change.kind == Change.RELEASED:
            CouncilMember.objects.filter(pk=change.member_id).update(to_on=None)
        else:
            change.member.delete()
    for nomination in decision.nominations.all():
        same = Nomination.objects.filter(council=nomination.council_id, person=nomination.person_id)
        if same.filter(duty=nomination.duty, state__in=OPEN).exists():
            raise StateError(f"{nomination.person}: кандидатура уже предложена снова. Сначала снимите новую.")
        nomination.state, nomination.decision = Nomination.State.PROPOSED, None
        nomination.save(update_fields=["state", "decision"])


def _include(
    council: Council,
    person: Person,
    organisation: Organisation | None,
    duty: str,
    decision: Decision,
    day: date,
    *,
    kind: str = Change.INCLUDED,
) -> CouncilMember:
    """A new row from the day; the rows of the same person that still run end with it."""
    for running in _serving(council, day).filter(person=person):
        if running.duty == duty:
            raise StateError(f"{person} уже в составе: {running.get_duty_display()}.")
        organisation = organisation or running.organisation
        _release(running, decision, day)
    member = CouncilMember.objects.create(
        council=council, person=person, organisation=organisation, duty=duty, from_on=day
    )
    CompositionChange.objects.create(decision=decision, member=member, kind=kind)
    return member


def _release(member: CouncilMember, decision: Decision, day: date) -> None:
    if member.from_on and member.from_on > day:
        raise StateError(f"{member.person} входит в состав позже дня заседания: проверьте даты.")
    member.to_on = day
    member.save(update_fields=["to_on"])
    CompositionChange.objects.create(decision=decision, member=member, kind=Change.RELEASED)


def _serving(council: Council, day: date) -> QuerySet[CouncilMember]:
    rows = council.members.select_for_update(of=("self",)).serving_on(day)
    return rows.select_related("person", "organisation", "council")


def _open(meeting: Meeting, council: Council) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)
    if meeting.is_frozen:
        raise StateError(SIGNED)
    if meeting.council.cluster_id != council.cluster_id:
        raise StateError("Это заседание другого кластера.")
    return meeting


def _decision(ground: Ground, meeting: Meeting, kind: str) -> Decision:
    if ground.decision is not None:
        if ground.decision.meeting_id != meeting.pk:
            raise StateError("Решение принято на другом заседании.")
        return ground.decision
    if not ground.text.strip():
        raise StateError("Выберите решение заседания или напишите текст нового.")
    of_item = meeting.decisions.filter(agenda_item=ground.item)
    last = meeting.decisions.aggregate(last=Max("position"))["last"] or 0
    return Decision.objects.create(
        meeting=meeting,
        agenda_item=ground.item,
        number=str(of_item.count() + 1),
        position=last + 1,
        kind=kind,
        text=ground.text.strip(),
    )
