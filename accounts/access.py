"""Guards of views and the log of reads of personal data."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from accounts.models import AccessEntry, User
from accounts.roles import Permission


class SignedInRequest(HttpRequest):
    """A request behind the sign-in wall: every one but those of public pages."""

    user: User


def requires(*permissions: Permission) -> Callable[..., Any]:
    """Let a signed-in person pass who has at least one of `permissions`; 403 for the others."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(request.user.can(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


class PermissionRequired:
    """Mixin of class views: `permission = Permission.X`, 403 when the person lacks it."""

    permission: Permission

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not cast(User, request.user).can(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class OffersRegister:
    """Mixin of list pages: `register` is the code of the document that holds the same rows as a file."""

    register: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user  # type: ignore[attr-defined]
        may_order = user.is_authenticated and user.can(Permission.REPORT_ORDER)
        return super().get_context_data(register=self.register if may_order else "", **kwargs)  # type: ignore[misc]


def log_access(request: HttpRequest, *, subject: Any, fields: list[str], purpose: str) -> AccessEntry:
    """Write down that a person looks at protected data of `subject` (any saved model instance)."""
    user = cast(User, request.user)
    return AccessEntry.objects.create(
        actor=user,
        actor_name=f"{user.full_name}, {user.get_role_display()}",
        subject_kind=subject._meta.label_lower,
        subject_pk=str(subject.pk),
        fields=fields,
        purpose=purpose,
        address=request.META.get("REMOTE_ADDR") or None,
    )
