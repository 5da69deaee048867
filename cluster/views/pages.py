"""Pages that hold one form: what stands around it, and the class that edits one record of the own region."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import BaseForm, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic.detail import SingleObjectTemplateResponseMixin
from django.views.generic.edit import ModelFormMixin

from accounts.access import PermissionRequired
from accounts.roles import Permission


@dataclass(frozen=True)
class FormPage:
    """`crumbs` are pairs of address and name, the page itself excepted; `title` tells it apart from its likes."""

    heading: str
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    button: str = "Сохранить"
    lead: str = ""
    title: str = ""
    is_danger: bool = False

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [*self.crumbs, ("", self.heading)]

    @property
    def back(self) -> str:
        """Where one came from: the page above this one."""
        return self.crumbs[-1][0] if self.crumbs else ""


def with_keeper(rows: Any, user: Any) -> Any:
    """Rows that know whether this person keeps them: `is_managed`, without another query."""
    managed = rows.model._default_manager.managed_by(user).filter(pk=OuterRef("pk"))
    return rows.annotate(is_managed=Exists(managed))


def show_form(request: HttpRequest, form: BaseForm | None, page: FormPage) -> HttpResponse:
    """The page with a form; without one it is a question with a button."""
    return render(request, "cluster/form_page.html", {"form": form, "page": page})


class RecordEdit(PermissionRequired, SingleObjectTemplateResponseMixin, ModelFormMixin):
    """Create or change one record: only of the own region, the form knows who asks."""

    permission = Permission.CLUSTER_MANAGE
    template_name = "cluster/form_page.html"

    def get_queryset(self) -> QuerySet[Any]:
        return self.model._default_manager.managed_by(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=self.page(), **kwargs)

    def form_valid(self, form: ModelForm) -> HttpResponse:
        saved = form.save()
        messages.success(self.request, f"Сохранено: {saved}.")
        return redirect(saved)

    def page(self) -> FormPage:
        raise NotImplementedError
