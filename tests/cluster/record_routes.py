"""Organisations, people, merges, colleges: what changes records and joins them."""

from accounts.roles import Role
from cluster.models import Membership, Organisation, OrganisationFact, Person, Programme
from tests.routes import EVERYONE, Route

VIEWERS = EVERYONE - {Role.GRADUATE}
MANAGERS = {Role.COORDINATOR}
COLLEGE = "Колледж «Томский маяк»"


def _organisation(name):
    return lambda: {"pk": Organisation.objects.get(name=name).pk}


def _person(surname):
    return lambda: {"pk": Person.objects.filter(surname=surname).earliest("pk").pk}


def _organisations():
    kept = Organisation.objects.get(name="Департамент образования города Братска")
    left = Organisation.objects.get(name="Департамент образования администрации города Братска")
    return {"pk": kept.pk, "left": left.pk}


def _people():
    kept, left = Person.objects.filter(surname="Листвянкин").order_by("pk")
    return {"pk": kept.pk, "left": left.pk}


def _row(model, college=COLLEGE):
    return lambda: {"pk": model.objects.filter(organisation__name=college).earliest("pk").pk}


def _kept_by_college(name, args, foreign_args):
    """The college's own row, and the same page over a row of another college."""
    return [
        Route(name, roles={Role.COORDINATOR, Role.COLLEGE_SPECIALIST}, args=args),
        Route(name, roles=MANAGERS, foreign={Role.COLLEGE_SPECIALIST}, args=foreign_args),
    ]


own, foreign = _organisation(COLLEGE), _organisation("Северный техникум сервиса")
RECORD_ROUTES = [
    Route("cluster:duplicate-list", roles=MANAGERS),
    Route("cluster:duplicate-list", roles=MANAGERS, query="?kind=people"),
    Route(
        "cluster:organisation-detail",
        roles=VIEWERS,
        args=_organisation("Институт развития профессионального образования Иркутской области"),
    ),
    Route("cluster:organisation-detail", roles=VIEWERS, args=_organisation("Институт развития профобразования"),
          template="action"),
    Route("cluster:organisation-merge-choose", roles=MANAGERS, args=_organisation(COLLEGE)),
    Route("cluster:organisation-merge-choose", roles=MANAGERS, args=_organisation(COLLEGE), query="?text=техникум"),
    Route("cluster:organisation-merge", roles=MANAGERS, args=_organisations),
    Route("cluster:person-create", roles=MANAGERS),
    Route("cluster:person-update", roles=MANAGERS, args=_person("Горская")),
    Route("cluster:person-detail", roles=VIEWERS, args=_person("Горская"), query="?day=01.02.2022"),
    Route("cluster:person-list", roles=VIEWERS, query="?text=горск&organisation=маяк"),
    Route("cluster:person-merge-choose", roles=MANAGERS, args=_person("Листвянкин")),
    Route("cluster:person-merge", roles=MANAGERS, args=_people),
    Route("cluster:post-create", roles=MANAGERS, args=_person("Горская")),
    Route(
        "cluster:post-update",
        roles=MANAGERS,
        args=lambda: {"pk": Membership.objects.filter(person__surname="Горская").earliest("pk").pk},
    ),
    Route("cluster:college-detail", roles=VIEWERS, args=own),
    *_kept_by_college("cluster:college-update", own, foreign),
    *_kept_by_college("cluster:programme-create", own, foreign),
    *_kept_by_college("cluster:fact-create", own, foreign),
    *_kept_by_college("cluster:programme-update", _row(Programme), _row(Programme, "Северный техникум сервиса")),
    *_kept_by_college("cluster:programme-remove", _row(Programme), _row(Programme, "Северный техникум сервиса")),
    *_kept_by_college(
        "cluster:fact-update", _row(OrganisationFact), _row(OrganisationFact, "Северный техникум сервиса")
    ),
]  # fmt: skip
