from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import PermissionRequired, requires
from accounts.actions import letters
from accounts.filters import LetterFilter
from accounts.models import Letter
from accounts.roles import Permission
from ui.pages import ListPage


class LetterList(PermissionRequired, ListPage):
    """Letters that have not left. Their text stays unseen: it may hold a link that opens an account."""

    permission = Permission.ACCOUNT_MANAGE
    filterset_class = LetterFilter
    template_name = "accounts/letters/list.html"

    def get_queryset(self) -> QuerySet[Letter]:
        return Letter.objects.unsent(timezone.now()).defer("text")


@requires(Permission.ACCOUNT_MANAGE)
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(Letter, pk=pk)
    if letters.send_again(letter, by=request.user):
        messages.success(request, f"Письмо уйдёт ещё раз: {letter.to}.")
    else:
        messages.warning(request, "Судьба этого письма уже решена.")
    return redirect("accounts:letter-list")


@requires(Permission.ACCOUNT_MANAGE)
@require_POST
def consider_sent(request: HttpRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(Letter, pk=pk)
    if letters.consider_sent(letter, by=request.user):
        messages.success(request, f"Письмо считается отправленным: {letter.to}.")
    else:
        messages.warning(request, "Судьба этого письма уже решена.")
    return redirect("accounts:letter-list")
