from accounts.access import PermissionRequired
from accounts.filters import AccessEntryFilter
from accounts.models import AccessEntry
from accounts.roles import Permission
from ui.pages import ListPage


class AccessLog(PermissionRequired, ListPage):
    """Every look at protected data: who, when, what and why. The data itself does not stand here."""

    permission = Permission.ACCESS_LOG_VIEW
    model = AccessEntry
    filterset_class = AccessEntryFilter
    template_name = "accounts/access_log/list.html"
