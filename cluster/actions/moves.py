"""Rows of any app that point at one record come to point at another: the working part of a merge."""

import re
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.core.exceptions import FieldError
from django.db import DatabaseError, IntegrityError, OperationalError, models, transaction
from django.db.models import Count, QuerySet, Value

from cluster.models import Merge

EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass
class Tally:
    """What became of the rows of one kind: gone over, dropped as duplicates, left where they were."""

    moved: int = 0
    dropped: int = 0
    stayed: int = 0


def pointing_fields(model: type[models.Model]) -> list[models.ForeignKey]:
    """Every foreign key of the portal that points at the model, hidden ones and those of many-to-many too.

    Merges and rows of history tell of the past: they keep pointing where they did.
    """
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if not relation.auto_created or relation.concrete or not isinstance(field, models.ForeignKey):
            continue
        if field.model is not Merge and not issubclass(field.model, pghistory.models.Event):
            found.append(field)
    return found


def label(field: models.ForeignKey) -> str:
    """«решения (ответственная организация)»: what kind of rows the field belongs to."""
    model, own = field.model, str(field.verbose_name)
    owner: Any = model._meta.auto_created
    if owner:
        through = (one for one in owner._meta.many_to_many if one.remote_field.through is model)
        model, own = owner, str(next(through).verbose_name)
    name = str(model._meta.verbose_name_plural)
    return f"{name} ({own})" if re.search("[а-яё]", own) else name


def counts(record: models.Model) -> dict[str, int]:
    """How many rows of each kind point at the record; kinds without rows are left out. One query."""
    parts = []
    for field in pointing_fields(type(record)):
        rows = _rows(field, record).order_by().annotate(row_label=Value(label(field), models.TextField()))
        parts.append(rows.values("row_label").annotate(row_count=Count("pk")).values_list("row_label", "row_count"))
    found: dict[str, int] = {}
    for kind, number in parts[0].union(*parts[1:], all=True):
        found[kind] = found.get(kind, 0) + number
    return {kind: number for kind, number in sorted(found.items()) if number}


def move_rows(left: models.Model, kept: models.Model) -> dict[str, Tally]:
    """Point everything at `kept`. Inside a transaction; what the database refuses to change stays and is counted."""
    moved: dict[str, Tally] = {}
    for field in pointing_fields(type(left)):
        tally = moved.setdefault(label(field), Tally())
        rows = _rows(field, left)
        number = _pointed(rows, field, kept)
        if number is not None:
            tally.moved += number
            continue
        for row in list(rows.order_by("pk")):
            if _pointed(_rows(field, left).filter(pk=row.pk), field, kept) is not None:
                tally.moved += 1
            elif (twin := _twin(row, field, kept)) is not None and absorb(row, twin):
                tally.dropped += 1
            else:
                tally.stayed += 1
    return {name: tally for name, tally in sorted(moved.items()) if tally != Tally()}


def absorb(row: models.Model, twin: models.Model, *, filling: bool = True) -> bool:
    """Two rows say the same of one record: the twin takes what it lacks and all that points at the row."""
    try:
        with transaction.atomic():
            if any(tally.stayed for tally in move_rows(row, twin).values()):
                transaction.set_rollback(True)
                return False
            lacking = [
                field
                for field in row._meta.concrete_fields
                if field.editable and not field.primary_key and getattr(twin, field.attname) in EMPTY
            ]
            row.delete()
            fill(twin, row, [field.name for field in lacking] if filling else [])
    except DatabaseError as error:
        _reraise_if_broken(error)
        return False
    return True


def fill(record: models.Model, source: models.Model, names: list[str]) -> None:
    """Empty fields of the record take the values of the source."""
    changed = []
    for name in names:
        attname: str = record._meta.get_field(name).attname  # type: ignore[union-attr]
        if getattr(record, attname) in EMPTY and getattr(source, attname) not in EMPTY:
            setattr(record, attname, getattr(source, attname))
            changed.append(name)
    if changed:
        record.save(update_fields=changed)


def _rows(field: models.ForeignKey, record: models.Model) -> QuerySet[Any]:
    return field.model._base_manager.filter(**{field.name: record.pk})


def _pointed(rows: QuerySet[Any], field: models.ForeignKey, kept: models.Model) -> int | None:
    """Number of rows that now point at `kept`; None when the database refused (a duplicate, a frozen row)."""
    try:
        with transaction.atomic():
            return rows.update(**{field.name: kept.pk})
    except DatabaseError as error:
        _reraise_if_broken(error)
        return None


def _reraise_if_broken(error: DatabaseError) -> None:
    """A refused change may be passed over; a lost connection or a deadlock ends the whole merge."""
    if isinstance(error, OperationalError) and not isinstance(error, IntegrityError):
        raise error


def _twin(row: models.Model, field: models.ForeignKey, kept: models.Model) -> models.Model | None:
    """The row of `kept` that stands in the way: equal in everything a unique rule names."""
    meta = row._meta
    rules: list[tuple[str, ...]] = [(one.name,) for one in meta.concrete_fields if one.unique and not one.primary_key]
    rules += [tuple(rule) for rule in meta.unique_together]
    rules += [tuple(one.fields) for one in meta.constraints if isinstance(one, models.UniqueConstraint)]
    for rule in rules:
        if field.name not in rule:
            continue
        same = {meta.get_field(name).attname: getattr(row, meta.get_field(name).attname) for name in rule}  # type: ignore[union-attr]
        try:
            found = field.model._base_manager.filter(**(same | {field.attname: kept.pk})).first()
        except FieldError:  # a rule over something that cannot be looked up
            continue
        if found is not None:
            return found
    return None
