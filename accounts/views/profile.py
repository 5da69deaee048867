from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def profile(request: HttpRequest) -> HttpResponse:
    """Who I am on the portal and what I may do here."""
    permissions = sorted(permission.value for permission in request.user.permissions)
    return render(request, "accounts/profile/detail.html", {"permissions": permissions})
