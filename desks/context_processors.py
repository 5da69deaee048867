from typing import Any

from django.conf import settings
from django.http import HttpRequest

from desks.navigation import navigation_of


def navigation(request: HttpRequest) -> dict[str, Any]:
    return {"navigation": navigation_of(request)}


def portal(request: HttpRequest) -> dict[str, Any]:
    """Name of the region and the living contact of the footer."""
    return {"portal": settings.PORTAL}
