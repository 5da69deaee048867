"""All written-down routes of all apps, and the demonstration accounts that walk them."""

from importlib import import_module

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.roles import Role
from tests.routes import Route

APPS = ("accounts", "cluster", "employers", "events", "graduates", "monitoring", "reports", "desks")
EMAILS = {
    Role.COORDINATOR: "coordinator@demo.example",
    Role.METHODOLOGIST: "methodologist@demo.example",
    Role.MUNICIPAL_OPERATOR: "operator@demo.example",
    Role.EMPLOYER: "employer@demo.example",
    Role.COLLEGE_SPECIALIST: "college@demo.example",
    Role.GRADUATE: "graduate@demo.example",
    Role.ADMINISTRATOR: "admin@demo.example",
}
FOREIGN = ("account_", "mfa_", "health", "gallery")


def all_routes() -> list[Route]:
    return [route for app in APPS for route in import_module(f"tests.{app}.routes").ROUTES]


def pages() -> dict[str, Route]:
    """Whole pages under keys that tell routes of one name apart."""
    found = [route for route in all_routes() if route.template == "page" and route.method == "get"]
    return {f"{number}-{route.name}{route.query}": route for number, route in enumerate(found)}


def address(route: Route) -> str:
    return reverse(route.name, kwargs=route.args()) + route.query


def url_names(patterns: list[URLPattern | URLResolver] | None = None, space: str = "") -> set[str]:
    """Names of every URL the portal answers, with namespaces."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= url_names(pattern.url_patterns, inner)
        elif pattern.name:
            found.add(space + pattern.name)
        else:
            found.add(f"{space}{pattern.pattern} (без имени)")
    return found
