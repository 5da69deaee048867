from typing import Any

from accounts.models import User
from accounts.roles import Role
from events.models import Decision
from monitoring.models import Campaign, Evidence, Submission, municipalities_of
from tests.monitoring import cycle_routes, document_routes, file_routes, framework_routes
from tests.routes import Route

VIEWERS = {Role.COORDINATOR, Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR}
HELPERS = {Role.COORDINATOR, Role.MUNICIPAL_OPERATOR}
FORM_READERS = {Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR}


def published() -> dict[str, int]:
    return {"pk": Campaign.objects.get(year=2021, region__oktmo_prefix="25").pk}


def running() -> dict[str, int]:
    return {"pk": Campaign.objects.get(status=Campaign.Status.OPEN).pk}


def place() -> dict[str, int]:
    return published() | {"municipality": own_form().municipality_id}


def own_form() -> Submission:
    operator = User.objects.get(email="operator@demo.example")
    places = municipalities_of(operator)
    return Submission.objects.get(campaign__status=Campaign.Status.OPEN, municipality__in=places)


def own() -> dict[str, int]:
    return {"pk": own_form().pk}


def waiting() -> dict[str, int]:
    return {"pk": Submission.objects.filter(status=Submission.Status.SUBMITTED).first().pk}


def own_answer() -> dict[str, Any]:
    return own() | {"code": "b_program"}


def own_evidence() -> dict[str, int]:
    return {"pk": Evidence.objects.filter(submission=own_form()).first().pk}


def unlocked() -> dict[str, int]:
    return {"pk": Submission.objects.get(status=Submission.Status.UNLOCKED).pk}


def never_began() -> dict[str, int]:
    campaign = Campaign.objects.get(year=2020)
    return {"pk": campaign.pk, "municipality": campaign.expected.exclude(submissions__campaign=campaign).first().pk}


def _shared_decision():
    return {"pk": Decision.objects.filter(text__startswith="Назначить наставника").earliest("pk").pk}


ROUTES = [
    Route("monitoring:campaign-list", roles=VIEWERS),
    Route("monitoring:decision-recommendations", roles={Role.COORDINATOR}, args=_shared_decision),
    Route("monitoring:note-check", roles={Role.METHODOLOGIST}),
    Route("monitoring:campaign-detail", roles=VIEWERS, args=published),
    Route("monitoring:region", roles=VIEWERS, args=published, query="?open=5,8&sort=deficits&map=5"),
    Route("monitoring:indicator-result", roles=VIEWERS, args=lambda: published() | {"code": "5.1"}),
    Route("monitoring:picture-csv", roles=VIEWERS, args=lambda: published() | {"name": "region"}, template="file"),
    Route("monitoring:campaign-create", roles={Role.METHODOLOGIST}),
    Route("monitoring:campaign-update", roles={Role.METHODOLOGIST}, args=running),
    Route("monitoring:campaign-step", roles={Role.METHODOLOGIST}, args=lambda: running() | {"step": "close"}),
    Route("monitoring:campaign-window", roles={Role.METHODOLOGIST}, args=running),
    Route("monitoring:campaign-expected", roles={Role.METHODOLOGIST}, args=running),
    Route("monitoring:comparison", roles=VIEWERS, args=published),
    Route("monitoring:municipality", roles=VIEWERS, args=place),
    *framework_routes.ROUTES,
    Route("monitoring:submission-list", roles=FORM_READERS),
    Route("monitoring:submission-detail", roles=FORM_READERS, args=own),
    Route("monitoring:submission-edit", roles={Role.MUNICIPAL_OPERATOR}, args=lambda: own() | {"number": 5}),
    Route("monitoring:answer-detail", roles=FORM_READERS, args=own_answer),
    Route("monitoring:evidence-create", roles={Role.MUNICIPAL_OPERATOR}, args=own_answer),
    Route(
        "monitoring:evidence-remove",
        roles={Role.MUNICIPAL_OPERATOR},
        args=own_evidence,
        method="post",
        template="action",
    ),
    Route("monitoring:answer-review", roles={Role.METHODOLOGIST}, args=lambda: waiting() | {"code": "n_contest"}),
    Route("monitoring:submission-unlock", roles={Role.METHODOLOGIST}, args=unlocked),
    Route("monitoring:late-form", roles={Role.METHODOLOGIST}, args=never_began),
    Route("monitoring:submission-lock", roles={Role.METHODOLOGIST}, args=unlocked),
    *(
        Route(f"monitoring:{name}", roles={Role.METHODOLOGIST}, foreign=HELPERS, args=args)
        for name, args in (
            ("collection", running),
            ("collection-fields", running),
            ("collection-field", lambda: running() | {"code": "b_program"}),
        )
    ),
    Route(
        "monitoring:campaign-remind",
        roles={Role.METHODOLOGIST},
        args=running,
        method="post",
        data=lambda: {"places": [own_form().municipality_id]},
        template="action",
    ),
    Route("monitoring:campaign-journal", roles=FORM_READERS, args=running),
    Route("monitoring:submission-submit", roles={Role.MUNICIPAL_OPERATOR}, args=own),
    Route("monitoring:submission-accept", roles={Role.METHODOLOGIST}, args=waiting),
    Route("monitoring:submission-return", roles={Role.METHODOLOGIST}, args=waiting),
    Route(
        "monitoring:submission-start",
        roles={Role.MUNICIPAL_OPERATOR},
        args=running,
        method="post",
        data=lambda: {"municipality": own_form().municipality_id},
        template="action",
    ),
    Route("monitoring:open", public=True),
    Route("monitoring:open-csv", public=True, args=published, template="file"),
    Route("monitoring:open-developers", public=True),
    Route("open-api:campaigns", public=True, template="file"),
    Route("open-api:campaign", public=True, args=published, template="file"),
    Route("open-api:indicator", public=True, args=lambda: published() | {"code": "5.1"}, template="file"),
    Route("open-api:openapi-json", public=True, template="file"),
    Route("open-api:api-root", public=True, template="file"),
    *cycle_routes.ROUTES,
    *document_routes.ROUTES,
    *file_routes.ROUTES,
]
