"""Who opens which page of the framework."""

from typing import Any

from accounts.roles import Role
from monitoring.models import Edition, Indicator
from tests.routes import Route

VIEWERS = {Role.COORDINATOR, Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR}
EDITORS = {Role.METHODOLOGIST}


def edition(status: str) -> Edition:
    return Edition.objects.get(status=status)


def one(status: str, **more: Any) -> dict[str, Any]:
    return {"pk": edition(status).pk} | more


def part(kind: str, code: str) -> dict[str, Any]:
    draft = edition("draft")
    rows = {"indicators": draft.indicators, "elements": draft.elements, "solutions": draft.solutions}[kind]
    return {"pk": draft.pk, "kind": kind, "part": rows.get(code=code).pk}


def published_indicator() -> dict[str, int]:
    return {"pk": Indicator.objects.get(code="5.1", edition=edition("published")).pk}


ROUTES = [
    Route("monitoring:framework-list", roles=VIEWERS),
    Route("monitoring:framework-upload", roles=EDITORS),
    Route("monitoring:framework-detail", roles=VIEWERS, args=lambda: one("published")),
    Route(
        "monitoring:framework-detail", roles=EDITORS, foreign=VIEWERS - EDITORS, args=lambda: one("draft"), query="?"
    ),
    Route("monitoring:framework-file", roles=VIEWERS, args=lambda: one("published"), template="file"),
    Route("monitoring:framework-clone", roles=EDITORS, args=lambda: one("published"), method="post", template="action"),
    Route("monitoring:framework-edit", roles=EDITORS, args=lambda: one("draft")),
    Route("monitoring:framework-remove", roles=EDITORS, args=lambda: one("draft")),
    Route("monitoring:framework-comparison", roles=EDITORS, foreign=VIEWERS - EDITORS, args=lambda: one("in_review")),
    Route("monitoring:framework-check", roles=EDITORS, args=lambda: one("draft")),
    Route("monitoring:framework-send", roles=EDITORS, args=lambda: one("draft"), method="post", template="action"),
    Route("monitoring:framework-review", roles=EDITORS, args=lambda: one("in_review")),
    Route("monitoring:framework-part-add", roles=EDITORS, args=lambda: one("draft", kind="rules")),
    Route("monitoring:framework-part", roles=EDITORS, args=lambda: part("indicators", "5.1")),
    Route("monitoring:framework-part-remove", roles=EDITORS, args=lambda: part("elements", "n_probes")),
    Route(
        "monitoring:framework-part-move",
        roles=EDITORS,
        args=lambda: part("solutions", "coordinator"),
        method="post",
        data=lambda: {"step": "up"},
        template="action",
    ),
    Route("monitoring:indicator-detail", roles=VIEWERS, args=published_indicator),
    Route("monitoring:indicator-example", roles=VIEWERS, args=published_indicator),
]
