from typing import Any

from django.http import HttpRequest

from accounts.appearance import of_request


def appearance(request: HttpRequest) -> dict[str, Any]:
    return {"appearance": of_request(request)}
