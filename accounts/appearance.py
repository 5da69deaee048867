"""How pages look for this person: colours, size of text, spacing, pictures. Kept in a cookie and in the account."""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.http import HttpRequest, HttpResponse

COOKIE = "appearance"
CHOICES = {
    "theme": {
        "auto": "Как в системе",
        "light": "Светлый",
        "dark": "Тёмный",
        "contrast": "Контрастный на белом",
        "contrast-dark": "Контрастный на чёрном",
    },
    "text_size": {"100": "Обычный", "125": "Крупный", "150": "Очень крупный", "200": "Вдвое крупнее"},
    "spacing": {"normal": "Обычные", "wide": "Широкие"},
    "pictures": {"on": "Показывать", "off": "Скрывать"},
}


@dataclass(frozen=True)
class Appearance:
    theme: str = "auto"
    text_size: str = "100"
    spacing: str = "normal"
    pictures: str = "on"


def from_values(values: dict[str, Any]) -> Appearance:
    """Keep only known values: a cookie is a stranger's input."""
    known = {name: values[name] for name, options in CHOICES.items() if values.get(name) in options}
    return Appearance(**known)


def of_request(request: HttpRequest) -> Appearance:
    if request.COOKIES.get(COOKIE):
        parsed = {name: found[0] for name, found in parse_qs(request.COOKIES[COOKIE]).items()}
        return from_values(parsed)
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return from_values(user.appearance)
    return Appearance()


def remember(request: HttpRequest, response: HttpResponse, appearance: Appearance) -> None:
    response.set_cookie(
        COOKIE, urlencode(asdict(appearance)), max_age=60 * 60 * 24 * 365, samesite="Lax", secure=request.is_secure()
    )
    if request.user.is_authenticated:
        request.user.appearance = asdict(appearance)
        request.user.save(update_fields=["appearance"])
