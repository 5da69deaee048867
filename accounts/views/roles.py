from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import requires
from accounts.roles import ROLE_PERMISSIONS, Permission, Role


@requires(Permission.ACCOUNT_MANAGE)
def role_table(request: HttpRequest) -> HttpResponse:
    """The table the code itself obeys: roles across, permissions down."""
    rows = [(permission.value, [permission in ROLE_PERMISSIONS[role] for role in Role]) for permission in Permission]
    return render(request, "accounts/roles/table.html", {"roles": list(Role), "rows": rows})
