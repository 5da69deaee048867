"""One written-down line per URL: who may open it and with which arguments it shows a rich page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.roles import Role

EVERYONE = frozenset(Role)


@dataclass(frozen=True)
class Route:
    """`roles` open it; `foreign` roles have the right but not this row (404); the others get 403.

    `template`: "page" is checked as a whole page, "part" is a fragment, "file" a download, "action" redirects.
    `method`: "post" routes are opened by POST with `data`; a GET of them must not change anything.
    """

    name: str
    roles: frozenset[Role] | set[Role] = frozenset()
    public: bool = False
    foreign: frozenset[Role] | set[Role] = frozenset()
    args: Callable[[], dict[str, Any]] = dict
    query: str = ""
    method: str = "get"
    data: Callable[[], dict[str, Any]] = dict
    template: str = "page"
    note: str = field(default="", compare=False)
