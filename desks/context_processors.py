from typing import Any

from django.http import HttpRequest

from desks.navigation import navigation_of


def navigation(request: HttpRequest) -> dict[str, Any]:
    return {"navigation": navigation_of(request)}
