from django.contrib import messages
from django.contrib.messages.views import SuccessMessageMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST
from django.views.generic import UpdateView

from accounts.access import PermissionRequired, requires
from accounts.actions.invitations import open_account, send_invitation
from accounts.filters import UserFilter
from accounts.forms.users import InvitationForm, UserForm
from accounts.models import User
from accounts.roles import Permission
from ui.pages import ListPage


class UserList(PermissionRequired, ListPage):
    permission = Permission.ACCOUNT_MANAGE
    model = User
    filterset_class = UserFilter
    template_name = "accounts/users/list.html"


@requires(Permission.ACCOUNT_MANAGE)
def invite_user(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = open_account(**form.cleaned_data)
        messages.success(request, f"Приглашение отправлено: {user.email}.")
        return redirect("accounts:user-list")
    return render(request, "accounts/users/invite.html", {"form": form})


class UserUpdate(PermissionRequired, SuccessMessageMixin, UpdateView):
    permission = Permission.ACCOUNT_MANAGE
    model = User
    form_class = UserForm
    template_name = "accounts/users/form.html"
    context_object_name = "account"
    success_url = reverse_lazy("accounts:user-list")
    success_message = "Изменения сохранены."

    def get_queryset(self) -> QuerySet[User]:
        return User.objects.all()


@requires(Permission.ACCOUNT_MANAGE)
@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, is_active=True)
    send_invitation(user)
    messages.success(request, f"Приглашение отправлено ещё раз: {user.email}.")
    return redirect("accounts:user-list")
