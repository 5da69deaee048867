from accounts.roles import Role
from cluster.models import Cluster
from monitoring.models import (
    Campaign,
    Diagnosis,
    Indicator,
    Measure,
    Plan,
    Recommendation,
    RecommendationAddress,
    SuccessIndicator,
)
from tests.routes import Route

VIEWERS = {Role.COORDINATOR, Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR}
MANAGERS = {Role.METHODOLOGIST}
ANSWERERS = {Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR}
BRATSK = "25714000"


def _campaign():
    return Campaign.objects.get(year=2021, region__oktmo_prefix="25")


def published():
    return {"pk": _campaign().pk}


def _advice():
    return {"pk": Recommendation.objects.filter(campaign=_campaign()).earliest("position").pk}


def _draft():
    """Made on the way: the demonstration has issued all of its recommendations."""
    campaign = _campaign()
    row, is_new = Recommendation.objects.get_or_create(
        campaign=campaign, level="municipal", position=99, text="Черновик для проверки страниц"
    )
    if is_new:
        row.indicators.set(Indicator.objects.filter(edition=campaign.edition_id, code="1.2"))
    return {"pk": row.pk}


def _campaign_with_draft():
    _draft()
    return published()


def _unread():
    rows = RecommendationAddress.objects.filter(municipality__oktmo=BRATSK, acknowledged_at=None)
    return {"pk": rows.earliest("pk").pk}


def _measure(status):
    return lambda: {"pk": Measure.objects.filter(municipality__oktmo=BRATSK, status=status).earliest("pk").pk}


def _diagnosis():
    return {"pk": Diagnosis.objects.get(organisation__municipality__oktmo=BRATSK).pk}


def _plan():
    return {"pk": Plan.objects.get(organisation__municipality__oktmo=BRATSK).pk}


def _cluster():
    return {"pk": Cluster.objects.get(region__oktmo_prefix="69").pk}


def _success():
    return {"pk": SuccessIndicator.objects.get(number=1, cluster__region__oktmo_prefix="69").pk}


MEMBERS = set(Role) - {Role.GRADUATE}
KEEPERS = {Role.COORDINATOR}
DESIGNERS = {Role.COORDINATOR, Role.METHODOLOGIST, Role.MUNICIPAL_OPERATOR, Role.COLLEGE_SPECIALIST}
OWNER = {"roles": {Role.MUNICIPAL_OPERATOR}, "foreign": DESIGNERS - {Role.MUNICIPAL_OPERATOR}}
PLANNED, DONE = _measure("planned"), _measure("done")

ROUTES = [
    Route("monitoring:deficit-list", roles=VIEWERS, args=published),
    Route("monitoring:deficit-list", roles=VIEWERS, args=published, query="?level=municipal"),
    Route("monitoring:deficit-file", roles=VIEWERS, args=published, template="file"),
    Route("monitoring:recommendation-list", roles=VIEWERS),
    Route("monitoring:recommendation-detail", roles=VIEWERS, args=_advice),
    Route("monitoring:recommendation-create", roles=MANAGERS, args=published),
    Route("monitoring:recommendation-draft", roles=MANAGERS, args=published, method="post", template="action"),
    Route("monitoring:recommendation-send", roles=MANAGERS, args=_campaign_with_draft),
    Route("monitoring:recommendation-update", roles=MANAGERS, args=_draft),
    Route("monitoring:recommendation-issue", roles=MANAGERS, args=_draft),
    Route("monitoring:recommendation-delete", roles=MANAGERS, args=_draft),
    Route("monitoring:recommendation-address", roles=MANAGERS, args=_advice),
    Route("monitoring:recommendation-acknowledge", roles={Role.MUNICIPAL_OPERATOR}, args=_unread),
    Route("monitoring:measure-list", roles=VIEWERS),
    Route("monitoring:measure-detail", roles=VIEWERS, args=DONE),
    Route("monitoring:measure-create", roles=ANSWERERS, args=published),
    Route("monitoring:measure-update", roles=ANSWERERS, args=PLANNED),
    Route("monitoring:measure-start", roles=ANSWERERS, args=PLANNED, method="post", template="action"),
    Route("monitoring:measure-finish", roles=ANSWERERS, args=PLANNED),
    Route("monitoring:measure-drop", roles=ANSWERERS, args=PLANNED),
    Route("monitoring:measure-reopen", roles=ANSWERERS, args=DONE, method="post", template="action"),
    Route(
        "monitoring:measure-file",
        foreign=VIEWERS,
        args=DONE,
        template="file",
        note="подтверждение этой меры — ссылка, файла нет",
    ),
    Route("monitoring:diagnosis-list", roles=DESIGNERS),
    Route("monitoring:diagnosis-create", roles=DESIGNERS),
    Route("monitoring:diagnosis-detail", args=_diagnosis, **OWNER),
    Route("monitoring:diagnosis-answer", args=_diagnosis, **OWNER),
    Route("monitoring:diagnosis-feedback", args=_diagnosis, **OWNER),
    Route("monitoring:plan-detail", args=_plan, **OWNER),
    Route("monitoring:plan-update", args=_plan, **OWNER),
    Route("monitoring:plan-transfer", args=_plan, **OWNER),
    Route("monitoring:success-list", roles=MEMBERS, args=_cluster),
    Route("monitoring:success-file", roles=MEMBERS, args=_cluster, template="file"),
    Route("monitoring:success-create", roles=KEEPERS, args=_cluster),
    Route("monitoring:success-detail", roles=MEMBERS, args=_success),
    Route("monitoring:success-update", roles=KEEPERS, args=_success),
    Route("monitoring:success-enter", roles=KEEPERS, args=_success),
]
