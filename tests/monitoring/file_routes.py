"""Addresses of forms as files, in the running demonstration campaign."""

from typing import Any

from accounts.models import User
from accounts.roles import Role
from monitoring.models import Batch, Campaign, PopulationLoad, municipalities_of
from tests.routes import Route

FORM_READERS = {Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR}


def running() -> dict[str, Any]:
    return {"pk": Campaign.objects.get(status=Campaign.Status.OPEN).pk}


def checked_batch() -> dict[str, Any]:
    return {"pk": Batch.objects.get(status=Batch.Status.CHECKED).pk}


def applied_batch() -> dict[str, Any]:
    return {"pk": Batch.objects.get(status=Batch.Status.APPLIED).pk}


def kept_file() -> dict[str, Any]:
    return {"pk": Batch.objects.get(status=Batch.Status.CHECKED).files.get().pk}


def own_template() -> dict[str, Any]:
    [place] = municipalities_of(User.objects.get(email="operator@demo.example"))
    return running() | {"municipality": place.pk, "kind": "xlsx"}


def checked_load() -> dict[str, Any]:
    return {"pk": PopulationLoad.objects.get(status=PopulationLoad.Status.CHECKED).pk}


ROUTES = [
    Route("monitoring:batch-list", roles=FORM_READERS, args=running),
    Route("monitoring:batch-detail", roles=FORM_READERS, args=checked_batch),
    Route("monitoring:batch-apply", roles=FORM_READERS, args=checked_batch, method="post", template="action"),
    Route(
        "monitoring:batch-withdraw", roles={Role.METHODOLOGIST}, foreign={Role.MUNICIPAL_OPERATOR}, args=applied_batch
    ),
    Route("monitoring:batch-file", roles=FORM_READERS, args=kept_file, template="file"),
    Route("monitoring:form-template", roles=FORM_READERS, args=own_template, template="file"),
    Route("monitoring:population-list", roles={Role.METHODOLOGIST}, args=running),
    Route("monitoring:population-table", roles={Role.METHODOLOGIST}, args=running, template="file"),
    Route("monitoring:population-load", roles={Role.METHODOLOGIST}, args=checked_load),
    Route(
        "monitoring:population-apply", roles={Role.METHODOLOGIST}, args=checked_load, method="post", template="action"
    ),
    Route("monitoring:form-templates", roles={Role.METHODOLOGIST}, args=running, template="file"),
]
