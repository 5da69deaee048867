"""Two records of one organisation or one person become one. All or nothing, and the history is kept."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from cluster.actions.moves import Tally, absorb, fill, move_rows
from cluster.models import CouncilMember, Membership, Merge, Organisation, OrganisationAlias, Person, PersonAlias
from cluster.models.ordering import same_word
from cluster.names import name_of, plain_name

Record = TypeVar("Record", Organisation, Person)
ORGANISATION_FIELDS = ["short_name", "municipality", "inn", "phone", "email", "address"]
PERSON_FIELDS = ["first_name", "patronymic", "may_be_published_until"]


class MergeError(ValueError):
    """The two records cannot become one; the message is a sentence for the user."""


@transaction.atomic
def merge_organisations(left: Organisation, kept: Organisation, *, reason: str, by: User) -> Merge:
    """Everything of `left` goes over to `kept`; its name becomes an alias, its number is free again."""
    left, kept = _locked(left, kept)
    before = _snapshot(left)
    inn, left.inn, left.merged_into = left.inn, "", kept
    left.save(update_fields=["inn", "merged_into"])
    left.inn = inn  # in memory only: the number is free, the other record may take it
    moved = move_rows(left, kept)
    fill(kept, left, [name for name in ORGANISATION_FIELDS if _may_fill(name, left, kept)])
    own = {same_word(kept.name), same_word(kept.short_name)}
    for name in filter(None, (left.name, left.short_name)):
        if same_word(name) not in own:
            OrganisationAlias.objects.get_or_create(organisation=kept, name=name)
    _join_periods(Membership.objects.filter(organisation=kept).order_by("pk"), "person_id", "post")
    return _written(before, moved, reason=reason, by=by, kept_organisation=kept, left_organisation=left)


@transaction.atomic
def merge_people(left: Person, kept: Person, *, reason: str, by: User) -> Merge:
    """Everything of `left` goes over to `kept`, the account too. Two accounts are two ways in: that is refused."""
    left, kept = _locked(left, kept)
    if left.user_id and kept.user_id:
        raise MergeError("У обоих людей есть учётные записи. Сначала администратор закрывает и отвязывает одну из них.")
    before = _snapshot(left)
    account, left.user, left.merged_into = left.user, None, kept
    left.save(update_fields=["user", "merged_into"])
    moved = move_rows(left, kept)
    if account:
        kept.user = account
    _take_names(kept, left)
    kept.save()
    own = {plain_name(kept.full_name), plain_name(kept.short_name)}
    for name in dict.fromkeys((left.full_name, left.short_name)):
        if plain_name(name) not in own:
            PersonAlias.objects.get_or_create(person=kept, name=name)
    _join_periods(Membership.objects.filter(person=kept).order_by("pk"), "organisation_id", "post")
    _join_periods(CouncilMember.objects.filter(person=kept).order_by("pk"), "council_id", "duty")
    return _written(before, moved, reason=reason, by=by, kept_person=kept, left_person=left)


def _locked(left: Record, kept: Record) -> tuple[Record, Record]:
    if left.pk == kept.pk:
        raise MergeError("Это одна и та же запись: объединять нечего.")
    rows = type(left)._base_manager.select_for_update(of=("self",)).filter(pk__in=[left.pk, kept.pk])
    found = {row.pk: row for row in rows.order_by("pk")}
    if any(row.merged_into_id for row in found.values()):
        raise MergeError("Одну из этих записей уже объединил с другой кто-то ещё.")
    return found[left.pk], found[kept.pk]


def _may_fill(name: str, left: Organisation, kept: Organisation) -> bool:
    return name != "municipality" or left.region_id == kept.region_id


def _take_names(kept: Person, left: Person) -> None:
    """Whole names take the place of initials, never of other whole names."""
    own, other = (name_of(one.surname, one.first_name, one.patronymic) for one in (kept, left))
    if len(own.first) < 2 <= len(other.first):
        kept.first_name = left.first_name
    if len(own.second) < 2 <= len(other.second):
        kept.patronymic = left.patronymic
    fill(kept, left, PERSON_FIELDS)


def _join_periods(rows: Iterable[Any], owner: str, duty: str) -> None:
    """The same duty twice at one time is one duty, from the first day to the last; a nameless post adds nothing."""
    known: list[Any] = []
    for row in rows:
        twin = next((one for one in known if _is_same_duty(one, row, owner, duty)), None)
        if twin is None or not absorb(row, _stretched(twin, row, duty), filling=False):
            known.append(row)


def _is_same_duty(one: Any, other: Any, owner: str, duty: str) -> bool:
    if getattr(one, owner) != getattr(other, owner):
        return False
    mine, theirs = same_word(getattr(one, duty)), same_word(getattr(other, duty))
    starts_in_time = one.to_on is None or other.from_on is None or other.from_on <= one.to_on
    ends_in_time = other.to_on is None or one.from_on is None or one.from_on <= other.to_on
    return (mine == theirs or not mine or not theirs) and starts_in_time and ends_in_time


def _stretched(twin: Any, row: Any, duty: str) -> Any:
    """A day somebody wrote down is better than none at the beginning; at the end «still there» wins."""
    starts = [day for day in (twin.from_on, row.from_on) if day]
    twin.from_on = min(starts, default=None)
    twin.to_on = None if twin.to_on is None or row.to_on is None else max(twin.to_on, row.to_on)
    setattr(twin, duty, getattr(twin, duty) or getattr(row, duty))
    twin.save(update_fields=["from_on", "to_on", duty])
    return twin


def _snapshot(record: models.Model) -> dict[str, Any]:
    return {
        field.attname: None if field.value_from_object(record) is None else field.value_to_string(record)
        for field in record._meta.concrete_fields
    }


def _written(before: dict[str, Any], moved: dict[str, Tally], *, reason: str, by: User, **sides: Any) -> Merge:
    told = {name: asdict(tally) for name, tally in moved.items()}
    return Merge.objects.create(before=before, moved=told, reason=reason, by=by, at=timezone.now(), **sides)
