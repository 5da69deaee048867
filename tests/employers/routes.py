from accounts.roles import Role
from employers.models import Partner, Vacancy
from tests.routes import Route

EMPLOYER, MODERATOR = {Role.EMPLOYER}, {Role.COORDINATOR}
OWN_INN = "7000000003"
S = Vacancy.Status


def _own(**state):
    def args():
        return {"pk": Vacancy.objects.filter(partner__organisation__inn=OWN_INN, **state).earliest("pk").pk}

    return args


def _partner():
    return {"pk": Partner.objects.get(organisation__inn=OWN_INN).pk}


def _job():
    return {
        "title": "Наладчик", "duties": "Настраивать машины.", "municipality": Vacancy.objects.first().municipality_id,
        "employment": "full", "schedule": "full_day", "place": "site", "address": "улица Рабочая, 5", "places_count": 1,
    }  # fmt: skip


def _post(name, roles, args, data=dict):
    return Route(name, roles=roles, args=args, method="post", template="action", data=data)


draft, published = _own(status=S.DRAFT, return_reason=""), _own(status=S.PUBLISHED)
returned = _own(status=S.DRAFT, title="Комплектовщик")
ROUTES = [
    Route("employers:vacancy-list", public=True),
    Route("employers:vacancy-list", public=True, query="?condition=wp_quiet&condition=com_text_first&part_time=on"),
    Route("employers:vacancy-list", public=True, query="?text=такой+вакансии+нет"),
    Route("employers:vacancy-detail", public=True, args=published),
    Route("employers:partner-list", public=True),
    Route("employers:partner-detail", public=True, args=_partner),
    Route("employers:partner-update", roles=EMPLOYER, args=_partner),
    Route("employers:my-partner", roles=EMPLOYER, template="action"),
    Route("employers:my-vacancy-list", roles=EMPLOYER),
    Route("employers:my-vacancy-list", roles=EMPLOYER, query="?status=ending"),
    Route("employers:my-vacancy-detail", roles=EMPLOYER, args=draft),
    Route("employers:my-vacancy-detail", roles=EMPLOYER, args=returned),
    Route("employers:my-vacancy-detail", roles=EMPLOYER, args=published),
    Route("employers:vacancy-create", roles=EMPLOYER),
    _post("employers:vacancy-create", EMPLOYER, dict, _job),
    Route("employers:vacancy-update", roles=EMPLOYER, args=returned),
    Route("employers:vacancy-conditions", roles=EMPLOYER, args=returned),
    Route("employers:vacancy-comments", roles=EMPLOYER, args=returned),
    Route("employers:vacancy-fill", roles=EMPLOYER, args=published),
    Route("employers:vacancy-withdraw", roles=EMPLOYER, args=published),
    _post("employers:vacancy-send", EMPLOYER, returned),
    _post("employers:vacancy-confirm", EMPLOYER, published),
    _post("employers:vacancy-pause", EMPLOYER, published),
    _post("employers:vacancy-resume", EMPLOYER, _own(status=S.PAUSED)),
    _post("employers:vacancy-fill", EMPLOYER, published),
    _post("employers:vacancy-withdraw", EMPLOYER, published),
    Route("employers:moderation-list", roles=MODERATOR),
    Route("employers:vacancy-return", roles=MODERATOR, args=_own(status=S.MODERATION)),
    _post("employers:vacancy-return", MODERATOR, _own(status=S.MODERATION), lambda: {"reason": "Назовите часы."}),
    _post("employers:vacancy-publish", MODERATOR, _own(status=S.MODERATION)),
]
