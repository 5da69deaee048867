"""The life of a decision in words: who, when, what changed. Read from the rows that database triggers keep."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce, Concat, JSONObject, NullIf

from accounts.models import User
from cluster.models import Organisation, Person
from events.history_words import TELLERS, Names
from events.models import (
    CoExecutor,
    ControlPoint,
    Decision,
    Evidence,
    ExecutionReport,
    Extension,
    ExtensionRequest,
    GroupMember,
    PersonalLink,
)

NOBODY = "портал"
KEPT: dict[Any, tuple[str, ...]] = {
    Decision: (
        *("state", "due_on", "deadline_kind", "responsible", "responsible_person", "group_words", "kind", "number"),
        *("text", "executed_on", "supervisor", "parent", "recurrence", "recurs_until"),
        *("road_map_item", "event", "partnership_direction"),
    ),
    CoExecutor: ("organisation",),
    GroupMember: ("organisation", "person", "state", "released_reason"),
    ControlPoint: ("due_on", "executed_on"),
    ExecutionReport: ("is_partial", "verdict", "verdict_reason", "text", "organisation"),
    ExtensionRequest: ("new_due_on", "reason", "verdict", "verdict_reason"),
    Extension: ("old_due_on", "new_due_on", "reason"),
    PersonalLink: ("executor", "expires_on", "revoked_at"),
    Evidence: ("name",),
}
# How the row leads to its decision.
WAYS: dict[Any, str] = {Decision: "pgh_obj", Evidence: "report__decision"}


@dataclass(frozen=True)
class Step:
    at: datetime
    who: str
    label: str
    changes: list[str] = field(default_factory=list)


def history_of(decision: Decision) -> list[Step]:
    """Newest first, in two queries. Changes without a person were made by the portal itself."""
    rows = sorted(_rows(decision), key=itemgetter("at", "order", "pgh_id"))
    names = _names(rows)
    return [_step(row, told, names) for row, told in _told(rows, names)][::-1]


def _told(rows: list[dict[str, Any]], names: Names) -> Iterator[tuple[dict[str, Any], tuple[str, list[str]]]]:
    """Each row beside its state before it; a change of nothing a reader knows is left out."""
    before: dict[tuple[str, int], dict[str, Any]] = {}
    for row in rows:
        key = (row["source"], row["object"])
        told = TELLERS[row["source"]](row["label"], before.get(key), row["data"], names)
        before[key] = row["data"]
        if told is not None:
            yield row, told


def _step(row: dict[str, Any], told: tuple[str, list[str]], names: Names) -> Step:
    context = row["context"] or {}
    who = names.of("user", context.get("user")) or context.get("executor") or NOBODY
    return Step(row["at"], who, *told)


def _rows(decision: Decision) -> list[dict[str, Any]]:
    """Rows of all histories about this decision, in one query."""
    queries = [_of_model(model, decision.pk, order) for order, model in enumerate(KEPT)]
    keys = ("source", "order", "pgh_id", "at", "label", "object", "context", "data")
    return [dict(zip(keys, row, strict=True)) for row in queries[0].union(*queries[1:], all=True)]


def _of_model(model: Any, pk: int, order: int) -> Any:
    history = model._meta.get_field("history").related_model
    columns = {name: history._meta.get_field(name).attname for name in KEPT[model]}
    return (
        history.objects.filter(**{WAYS.get(model, "decision"): pk})
        .order_by()
        .values_list(
            Value(model._meta.model_name),
            Value(order),
            "pgh_id",
            "pgh_created_at",
            "pgh_label",
            "pgh_obj_id",
            "pgh_context__metadata",
            JSONObject(**columns),
        )
    )


def _names(rows: list[dict[str, Any]]) -> Names:
    """Names behind the keys, in one query."""
    users: set[Any] = {(row["context"] or {}).get("user") for row in rows} - {None}
    keys: dict[str, set[Any]] = {
        name: {row["data"].get(name) for row in rows} - {None}
        for name in ("organisation", "responsible", "person", "responsible_person", "supervisor")
    }
    organisations = keys["organisation"] | keys["responsible"]
    people = keys["person"] | keys["responsible_person"] | keys["supervisor"]
    name = Coalesce(NullIf("short_name", Value("")), "name")
    parts = Concat("surname", Value("|"), "first_name", Value("|"), "patronymic")
    found = (
        _named(User, "user", users, "full_name")
        .union(_named(Organisation, "organisation", organisations, name), all=True)
        .union(_named(Person, "person", people, parts), all=True)
    )
    return Names({(kind, pk): _spelled(kind, text) for kind, pk, text in found})


def _named(model: Any, kind: str, keys: set[int], name: Any) -> Any:
    return model.objects.filter(pk__in=keys).order_by().values_list(Value(kind), "pk", name)


def _spelled(kind: str, text: str) -> str:
    if kind != "person":
        return text
    surname, first_name, patronymic = text.split("|")
    return str(Person(surname=surname, first_name=first_name, patronymic=patronymic))
