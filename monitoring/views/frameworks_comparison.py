"""Two editions of one framework side by side."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from monitoring.forms.frameworks import OtherEditionForm
from monitoring.framework.differences import differences, series
from monitoring.framework.tables import definitions_of
from monitoring.models import Edition
from monitoring.views.frameworks import edition_crumbs, find_edition


@requires(Permission.MONITORING_VIEW)
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """The older of the two is always the left one, whichever page was left for this one."""
    edition = find_edition(request.user, pk)
    rows = Edition.objects.visible_to(request.user).filter(code=edition.code).exclude(pk=pk)
    others = list(rows.order_by("-number"))
    form = OtherEditionForm(request.GET if "base" in request.GET else None, others=others)
    other = form.cleaned_data["base"] if form.is_bound and form.is_valid() else _default(edition, others)
    context = {
        "edition": edition,
        "form": form,
        "other": other,
        "breadcrumbs": edition_crumbs(edition, "Сравнение"),
    }
    if other is not None and not form.errors:
        form.initial["base"] = str(other.pk)
        older, newer = sorted((edition, other), key=lambda one: one.number)
        found = definitions_of([older, newer])
        rows = series(found[older.pk], found[newer.pk])
        context |= {
            "older": older,
            "newer": newer,
            "sections": differences(found[older.pk], found[newer.pk]),
            "series": rows,
            "broken": sum(row.is_broken for row in rows),
        }
    return render(request, "monitoring/frameworks/comparison.html", context)


def _default(edition: Edition, others: list[Edition]) -> Edition | None:
    """What the edition was made from, else its neighbour below, else any."""
    of_base = [one for one in others if one.pk == edition.base_id]
    below = [one for one in others if one.number < edition.number]
    return next(iter(of_base or below or others), None)
