"""The life of a decision in words: who, when, what changed. Read from the rows that database triggers keep."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from accounts.models import User
from cluster.models import Organisation, Person
from events.models import Decision

LABELS = {"insert": "Решение записано", "update": "Изменено", "delete": "Удалено"}
SHOWN = (
    *("state", "due_on", "deadline_kind", "responsible_id", "responsible_person_id", "group_words", "kind"),
    *("number", "text", "executed_on", "supervisor_id"),
)


@dataclass(frozen=True)
class Step:
    at: datetime
    who: str
    label: str
    changes: list[str] = field(default_factory=list)


def history_of(decision: Decision) -> list[Step]:
    """Newest first. Changes without a person were made by the portal itself."""
    rows = list(cast(Any, decision).history.select_related("pgh_context").order_by("pgh_id"))
    people = _users(rows)
    names = _names(rows)
    steps = []
    before: Any = None
    for row in rows:
        changes = _changes(before, row, names) if before is not None else []
        if before is None or changes:
            told: dict[str, Any] = row.pgh_context.metadata if row.pgh_context else {}
            who = people.get(told.get("user", 0)) or told.get("executor") or "портал"
            steps.append(Step(row.pgh_created_at, who, LABELS.get(row.pgh_label, row.pgh_label), changes))
        before = row
    return steps[::-1]


def _users(rows: list[Any]) -> dict[int, str]:
    pks = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context} - {None}
    return dict(User.objects.filter(pk__in=pks).values_list("pk", "full_name")) if pks else {}


def _names(rows: list[Any]) -> dict[str, dict[int, str]]:
    """Names behind the keys that changed, one query per kind."""
    organisations = {row.responsible_id for row in rows} - {None}
    people = {pk for row in rows for pk in (row.responsible_person_id, row.supervisor_id)} - {None}
    named = {one.pk: str(one) for one in Organisation.objects.filter(pk__in=organisations)} if organisations else {}
    persons = {one.pk: str(one) for one in Person.objects.filter(pk__in=people)} if people else {}
    return {"responsible_id": named, "responsible_person_id": persons, "supervisor_id": persons}


def _changes(before: Any, after: Any, names: dict[str, dict[int, str]]) -> list[str]:
    found = []
    for name in SHOWN:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found.append(f"{_field(name).verbose_name}: {_shown(name, old, names)} → {_shown(name, new, names)}")
    return found


def _field(name: str) -> Any:
    return Decision._meta.get_field(name.removesuffix("_id"))


def _shown(name: str, value: Any, names: dict[str, dict[int, str]]) -> str:
    if value in (None, ""):
        return "нет"
    if name in names:
        return names[name].get(value, str(value))
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    choices = dict(_field(name).choices or ())
    return str(choices.get(value, value))
