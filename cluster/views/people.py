from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import DetailView, UpdateView

from accounts.access import OffersRegister, PermissionRequired, SignedInRequest, requires
from accounts.roles import Permission
from cluster.actions.people import add_person, save_with_spellings
from cluster.filters import PersonFilter
from cluster.forms.people import OnDayForm, PersonChangeForm, PersonForm, PostForm
from cluster.models import CouncilMember, Membership, Merge, Organisation, Person
from ui.pages import ListPage
from ui.panels import panels_of


class PersonList(PermissionRequired, OffersRegister, ListPage):
    permission = Permission.CLUSTER_VIEW
    filterset_class = PersonFilter
    register = "person-register"
    template_name = "cluster/people/list.html"

    def get_queryset(self) -> QuerySet[Person]:
        serving = Membership.objects.serving_on(timezone.localdate()).select_related("organisation")
        return Person.objects.listed_for(self.request.user).prefetch_related(Prefetch("memberships", serving))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_manage=self.request.user.can(Permission.CLUSTER_MANAGE), **kwargs)


class PersonDetail(PermissionRequired, DetailView):
    """Posts and councils of a person: all of them, or those of the day the address names."""

    permission = Permission.CLUSTER_VIEW
    template_name = "cluster/people/detail.html"

    def get_queryset(self) -> QuerySet[Person]:
        return Person.objects.listed_for(self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The address of a record that was joined to another one leads to the other one."""
        person = get_object_or_404(Person.objects.visible_to(request.user), pk=kwargs["pk"])
        if person.merged_into_id:
            return redirect("cluster:person-detail", person.merged_into_id)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = OnDayForm(self.request.GET or None)
        day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else None
        posts = Membership.objects.serving_on(day) if day else Membership.objects.all()
        seats = CouncilMember.objects.serving_on(day) if day else CouncilMember.objects.all()
        rows = posts.filter(person=self.object).select_related("organisation")
        councils = seats.filter(person=self.object).select_related("council", "organisation")
        merges = Merge.objects.filter(left_person__merged_into=self.object).select_related("left_person", "by")
        return super().get_context_data(
            may_manage=self.request.user.can(Permission.CLUSTER_MANAGE),
            form=form,
            day=day,
            memberships=list(rows.order_by("-from_on", "pk")),
            council_memberships=list(councils.order_by("-from_on", "pk")),
            aliases=list(self.object.aliases.all()),
            merges=list(merges),
            panels=panels_of(self.object, self.request.user),
            **kwargs,
        )


@requires(Permission.CLUSTER_MANAGE)
def create_person(request: SignedInRequest) -> HttpResponse:
    form = PersonForm(request.POST or None, user=request.user, initial=_asked_organisation(request))
    if request.method == "POST" and form.is_valid():
        person = add_person(form.person(), form.save(commit=False))
        messages.success(request, f"{person.full_name}: запись сохранена.")
        return redirect(person)
    return render(request, "cluster/people/form.html", {"form": form})


class PersonUpdate(PermissionRequired, UpdateView):
    permission = Permission.CLUSTER_MANAGE
    form_class = PersonChangeForm
    template_name = "cluster/people/form.html"

    def get_queryset(self) -> QuerySet[Person]:
        return Person.objects.on_record()

    def form_valid(self, form: ModelForm) -> HttpResponse:
        person = save_with_spellings(form.save(commit=False), form.cleaned_data["aliases"])
        messages.success(self.request, f"{person.full_name}: запись сохранена.")
        return redirect(person)


@requires(Permission.CLUSTER_MANAGE)
def create_post(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.on_record(), pk=pk)
    return _edit_post(request, Membership(person=person), person)


@requires(Permission.CLUSTER_MANAGE)
def update_post(request: SignedInRequest, pk: int) -> HttpResponse:
    """To end a post is to write down its last day: what was before stays true."""
    post = get_object_or_404(Membership.objects.select_related("person", "organisation"), pk=pk)
    return _edit_post(request, post, post.person)


def _edit_post(request: SignedInRequest, post: Membership, person: Person) -> HttpResponse:
    initial = {} if post.pk else _asked_organisation(request)
    form = PostForm(request.POST or None, instance=post, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"{person.full_name}: должность сохранена.")
        return redirect(person)
    return render(request, "cluster/people/post_form.html", {"form": form, "person": person, "post": post})


def _asked_organisation(request: SignedInRequest) -> dict[str, Any]:
    """A link from the page of an organisation fills the organisation in."""
    asked = request.GET.get("organisation", "")
    return {"organisation": Organisation.objects.filter(pk=asked).first()} if asked.isdecimal() else {}
