"""Similar records in pairs, and the merge of two of them with a preview."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.actions.merges import MergeError, merge_organisations, merge_people
from cluster.duplicates import organisation_pairs, person_pairs, similar_organisations, similar_people
from cluster.forms.merges import MergeForm, MergeSearchForm
from cluster.merge_previews import MergePreview, organisation_preview, person_preview
from cluster.models import Merge, Organisation, Person
from cluster.names import name_of

PER_PAGE = 25
MOST_FOUND = 20


@requires(Permission.CLUSTER_MANAGE)
def duplicate_list(request: SignedInRequest) -> HttpResponse:
    """Pairs of records that look like one and the same, the most similar first."""
    is_people = request.GET.get("kind") == "people"
    pairs = person_pairs() if is_people else organisation_pairs()
    page: Any = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    rows = _people() if is_people else _organisations()
    found = rows.in_bulk({key for pair in page for key in (pair.first, pair.second)})
    page.object_list = [
        {
            "first": found[pair.first],
            "second": found[pair.second],
            "score": pair.score,
            "url": reverse(_merge_url(is_people), args=[pair.first, pair.second]),
        }
        for pair in page
    ]
    context = {"page_obj": page, "total": len(pairs), "is_people": is_people}
    return render(request, "cluster/merges/list.html", context)


@requires(Permission.CLUSTER_MANAGE)
def choose_organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which other record of this organisation there is: similar ones first, else by search."""
    organisation = get_object_or_404(_organisations(), pk=pk)
    aliases = [alias.name for alias in organisation.aliases.all()]
    text = _searched(request)
    if text:
        others = _organisations().filter(Q(name__icontains=text) | Q(short_name__icontains=text) | Q(inn=text))
    else:
        others = similar_organisations(
            organisation.name,
            organisation.short_name,
            aliases,
            region=organisation.region,
            kind=organisation.kind,
            besides=pk,
        )
    return _choose(request, organisation, others, text)


@requires(Permission.CLUSTER_MANAGE)
def choose_person(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(_people(), pk=pk)
    text = _searched(request)
    if text:
        others = _people().filter(Q(surname__icontains=text) | Q(aliases__name__icontains=text)).distinct()
    else:
        others = similar_people(name_of(person.surname, person.first_name, person.patronymic), besides=pk)
    return _choose(request, person, others, text)


@requires(Permission.CLUSTER_MANAGE)
def merge_organisation(request: SignedInRequest, pk: int, left: int) -> HttpResponse:
    kept, other = (get_object_or_404(_organisations(), pk=one) for one in (pk, left))
    form = _form(request, preview := organisation_preview(other, kept))
    if request.method == "POST" and form.is_valid():
        try:
            merge = merge_organisations(other, kept, reason=form.cleaned_data["reason"], by=request.user)
        except MergeError as error:
            form.add_error(None, str(error))
        else:
            return _merged(request, merge, kept)
    return _ask(request, form, preview, other, kept)


@requires(Permission.CLUSTER_MANAGE)
def merge_person(request: SignedInRequest, pk: int, left: int) -> HttpResponse:
    kept, other = (get_object_or_404(_people(), pk=one) for one in (pk, left))
    form = _form(request, preview := person_preview(other, kept))
    if request.method == "POST" and form.is_valid():
        try:
            merge = merge_people(other, kept, reason=form.cleaned_data["reason"], by=request.user)
        except MergeError as error:
            form.add_error(None, str(error))
        else:
            return _merged(request, merge, kept)
    return _ask(request, form, preview, other, kept)


def _organisations() -> QuerySet[Organisation]:
    return Organisation.objects.living().select_related("region", "municipality").prefetch_related("aliases")


def _people() -> QuerySet[Person]:
    return Person.objects.on_record().select_related("user").prefetch_related("memberships__organisation")


def _merge_url(is_people: bool) -> str:
    return "cluster:person-merge" if is_people else "cluster:organisation-merge"


def _searched(request: SignedInRequest) -> str:
    return request.GET.get("text", "").strip()[:100]


def _choose(request: SignedInRequest, record: Any, others: Any, text: str) -> HttpResponse:
    is_people = isinstance(record, Person)
    if isinstance(others, QuerySet):
        others = list(others.exclude(pk=record.pk)[:MOST_FOUND])
    found = [{"record": one, "url": reverse(_merge_url(is_people), args=[record.pk, one.pk])} for one in others]
    form = MergeSearchForm(initial={"text": text})
    form.fields["text"].label = "Фамилия" if is_people else "Название или ИНН"
    context = {"record": record, "found": found, "form": form, "text": text, "is_people": is_people}
    return render(request, "cluster/merges/choose.html", context)


def _form(request: SignedInRequest, preview: MergePreview) -> MergeForm:
    return MergeForm(request.POST if request.method == "POST" else None, contradictions=preview.contradictions)


def _ask(request: SignedInRequest, form: MergeForm, preview: MergePreview, left: Model, kept: Model) -> HttpResponse:
    is_people = isinstance(kept, Person)
    context = {
        "form": form,
        "preview": preview,
        "left": left,
        "kept": kept,
        "is_people": is_people,
        "swap_url": reverse(_merge_url(is_people), args=[left.pk, kept.pk]),
    }
    return render(request, "cluster/merges/form.html", context)


def _merged(request: SignedInRequest, merge: Merge, kept: Any) -> HttpResponse:
    stayed = sum(tally["stayed"] for tally in merge.moved.values())
    told = f" Записей подписанных протоколов осталось под прежним написанием: {stayed}." if stayed else ""
    messages.success(request, f"Записи объединены.{told}")
    return redirect(kept)
