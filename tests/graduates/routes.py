from accounts.roles import Role
from employers.models import Vacancy
from graduates.demonstration import DEMO_SURNAME
from graduates.models import Consent, Disclosure, Graduate, RouteStep
from tests.routes import Route

COLLEGE, OWN, EMPLOYER = {Role.COLLEGE_SPECIALIST}, {Role.GRADUATE}, {Role.EMPLOYER}


def _graduate():
    return {"pk": Graduate.objects.get(surname=DEMO_SURNAME).pk}


def _step():
    return {"pk": RouteStep.objects.open().filter(route__graduate__surname=DEMO_SURNAME).first().pk}


def _vacancy():
    return {"pk": Vacancy.objects.published().first().pk}


def _disclosure():
    return {"pk": Disclosure.objects.open().get(graduate__surname=DEMO_SURNAME).pk}


def _consent():
    return {"pk": Consent.objects.health().get(graduate__surname=DEMO_SURNAME).pk}


ROUTES = [
    Route("graduates:graduate-list", roles=COLLEGE),
    Route("graduates:graduate-list", roles=COLLEGE, query="?waiting=step"),
    Route("graduates:graduate-create", roles=COLLEGE),
    Route("graduates:graduate-detail", roles=COLLEGE, args=_graduate),
    Route("graduates:graduate-update", roles=COLLEGE, args=_graduate),
    Route("graduates:needs-edit", roles=COLLEGE, args=_graduate),
    Route("graduates:protected-edit", roles=COLLEGE, args=_graduate),
    Route("graduates:match-list", roles=COLLEGE, args=_graduate),
    Route("graduates:consent-create", roles=COLLEGE, args=_graduate),
    Route("graduates:consent-text", roles=COLLEGE | OWN, args=lambda: {"purpose": "health"}),
    Route("graduates:step-create", roles=COLLEGE, args=_graduate),
    Route("graduates:step-update", roles=COLLEGE, args=_step),
    Route("graduates:step-complete", roles=COLLEGE, args=_step),
    Route(
        "graduates:step-complete",
        roles=COLLEGE,
        args=_step,
        method="post",
        template="action",
        data=lambda: {"done_on": "01.02.2026"},
    ),
    Route("graduates:my-route", roles=OWN),
    Route("graduates:my-match-list", roles=OWN),
    Route("graduates:my-match-show", roles=OWN, args=_vacancy),
    Route("graduates:my-disclosure-revoke", roles=OWN, args=_disclosure),
    Route("graduates:my-disclosure-revoke", roles=OWN, args=_disclosure, method="post", template="action"),
    Route("graduates:my-needs", roles=OWN),
    Route("graduates:my-consents", roles=OWN),
    Route("graduates:my-consent-withdraw", roles=OWN, args=_consent),
    Route("graduates:my-consent-withdraw", roles=OWN, args=_consent, method="post", template="action"),
    Route("graduates:my-access-log", roles=OWN),
    Route("graduates:candidate-list", roles=EMPLOYER),
    Route("graduates:candidate-detail", roles=EMPLOYER, args=_disclosure),
]
