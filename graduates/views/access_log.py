from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.access import PermissionRequired, SignedInRequest
from accounts.models import AccessEntry
from accounts.roles import Permission
from graduates.models import Graduate
from ui.pages import ListPage


class MyAccessLog(PermissionRequired, ListPage):
    """Who has looked at the graduate's data. Own looks are kept apart: they would hide those of others."""

    request: SignedInRequest
    permission = Permission.GRADUATE_SELF
    template_name = "graduates/access_log/my_list.html"

    def get_queryset(self) -> QuerySet[AccessEntry]:
        entries = AccessEntry.objects.about(get_object_or_404(Graduate, user=self.request.user))
        return entries.filter(actor=self.request.user) if self._shows_own else entries.exclude(actor=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "shows_own": self._shows_own}

    @property
    def _shows_own(self) -> bool:
        return self.request.GET.get("who") == "me"
