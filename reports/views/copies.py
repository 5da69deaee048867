"""Check of a copy: a file comes in, a verdict goes out, nothing is kept. Open to everybody."""

from pathlib import PurePath

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.roles import Permission
from monitoring.documents.stamp import BRIEFING
from reports.copies import Outcome, Verdict, check_copy
from reports.forms.copies import CopyForm
from ui.words import day_in_words

TOO_OFTEN = "С вашего адреса проверили слишком много файлов. Подождите час и попробуйте снова."


@login_not_required
def check(request: HttpRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    form = CopyForm(request.POST, request.FILES) if is_sent else CopyForm()
    verdict = None
    if is_sent and form.is_valid():
        if ratelimit.consume(request, action="copy-check"):
            file = form.cleaned_data["file"]
            verdict = check_copy(file.read(), PurePath(file.name).suffix.lower().lstrip("."))
        else:
            form.add_error("file", TOO_OFTEN)
    context = {
        "form": form,
        "verdict": verdict,
        "filename": form.cleaned_data["file"].name if verdict else "",
        "facts": _facts(verdict) if verdict else [],
        "shows_figures": verdict is not None and _shows_figures(request, verdict),
        "may_see_snapshot": request.user.is_authenticated and request.user.can(Permission.MONITORING_VIEW),
        "breadcrumbs": [("", "Проверка документа")],
        "Outcome": {one.name: one.value for one in Outcome},
    }
    return render(request, "reports/copies/check.html", context)


def _facts(verdict: Verdict) -> list[tuple[str, str]]:
    if verdict.snapshot is None:
        return []
    snapshot = verdict.snapshot
    return [
        ("Документ", verdict.document.title if verdict.document else "не узнан"),
        ("Регион и год", str(snapshot.campaign)),
        ("Редакция", f"{snapshot.number} от {day_in_words(snapshot.made_at)}"),
        ("Снимок", snapshot.digest),
    ]


def _shows_figures(request: HttpRequest, verdict: Verdict) -> bool:
    """Figures of the note are public; those of municipalities are for those who may see results."""
    if verdict.document is not None and verdict.document.kind == BRIEFING:
        return True
    return request.user.is_authenticated and request.user.can(Permission.MONITORING_VIEW)
