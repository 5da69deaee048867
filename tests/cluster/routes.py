from accounts.roles import Role
from cluster.models import Cluster, Council, CouncilMember, Municipality, Organisation, Person, RoadMap
from tests.cluster.record_routes import RECORD_ROUTES
from tests.cluster.work_routes import WORK_ROUTES
from tests.routes import EVERYONE, Route

VIEWERS = EVERYONE - {Role.GRADUATE}
MANAGERS = {Role.COORDINATOR}
KEEPERS = {Role.COORDINATOR, Role.ADMINISTRATOR}


def _first(model, **which):
    return lambda: {"pk": model.objects.filter(**which).first().pk}


organisation = _first(Organisation, name="Колледж «Томский маяк»")
municipality = _first(Municipality, oktmo="69701000")
ROUTES = [
    Route("cluster:cluster-list", roles=VIEWERS),
    Route("cluster:cluster-detail", roles=VIEWERS, args=_first(Cluster)),
    Route("cluster:accommodation-list", public=True),
    Route("cluster:council-list", roles=VIEWERS),
    Route("cluster:council-detail", roles=VIEWERS, args=_first(Council, kind=Council.Kind.COORDINATING)),
    Route(
        "cluster:council-detail",
        roles=VIEWERS,
        args=_first(Council, kind=Council.Kind.COORDINATING),
        query="?day=01.01.2022",
    ),
    Route("cluster:council-create", roles=MANAGERS),
    Route("cluster:council-update", roles=MANAGERS, args=_first(Council, kind=Council.Kind.EXPERT)),
    Route("cluster:council-member-create", roles=MANAGERS, args=_first(Council, kind=Council.Kind.EXPERT)),
    Route("cluster:council-member-update", roles=MANAGERS, args=_first(CouncilMember)),
    Route("cluster:municipality-list", roles=VIEWERS),
    Route("cluster:municipality-detail", roles=VIEWERS, args=municipality),
    Route("cluster:municipality-create", roles=KEEPERS),
    Route("cluster:municipality-update", roles=KEEPERS, args=municipality),
    Route("cluster:municipal-change-create", roles=KEEPERS, args=municipality),
    Route(
        "cluster:municipal-change-remove",
        foreign=KEEPERS,
        args=lambda: {"pk": 0},
        template="action",
        note="the demonstration has no merger: nothing untrue is said of real municipalities",
    ),
    Route("cluster:organisation-list", roles=VIEWERS),
    Route("cluster:organisation-list", roles=VIEWERS, query="?kind=employer&text=кедр"),
    Route("cluster:organisation-detail", roles=VIEWERS, args=organisation),
    Route("cluster:organisation-create", roles=MANAGERS),
    Route("cluster:organisation-update", roles=MANAGERS, args=organisation),
    Route("cluster:person-list", roles=VIEWERS),
    Route("cluster:person-detail", roles=VIEWERS, args=_first(Person, council_memberships__isnull=False)),
    Route("cluster:road-map-detail", roles=VIEWERS, args=_first(RoadMap)),
    *RECORD_ROUTES,
    *WORK_ROUTES,
]
