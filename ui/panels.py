"""Blocks of links on a detail page that come from apps the page's own app may not know.

An app further left writes `@panel("cluster.RoadMapItem")` over a function in its `panels.py`; the page asks
`panels_of(item, user)`. So every link of the cycle can be walked both ways without an import to the left.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


@dataclass(frozen=True)
class PanelRow:
    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """`rows` are what fits on the page; `total` and `all_url` lead to the rest."""

    title: str
    rows: list[PanelRow] = field(default_factory=list)
    total: int = 0
    all_url: str = ""
    action_label: str = ""
    action_url: str = ""


Maker = Callable[[Any, Any], Panel | None]
_makers: dict[str, list[tuple[int, Maker]]] = {}


def panel(model: str, *, order: int = 50) -> Callable[[Maker], Maker]:
    """Show what the function returns on the detail page of the model; None or an empty panel is not shown."""

    def register(maker: Maker) -> Maker:
        _makers.setdefault(model.lower(), []).append((order, maker))
        return maker

    return register


def panels_of(record: models.Model, user: AbstractBaseUser) -> list[Panel]:
    """All panels of a record for this person, in their order. A maker may ask the database once."""
    makers: Iterable[tuple[int, Maker]] = _makers.get(record._meta.label_lower, ())
    made = [maker(record, user) for _, maker in sorted(makers, key=lambda one: one[0])]
    return [one for one in made if one is not None and (one.rows or one.action_url)]
