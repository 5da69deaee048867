"""Demonstration of the designer: Bratsk found its weak points, made a plan and handed a part of it to the road map."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from cluster.models import Cluster, Municipality, Organisation, ProposalRound, RoadMap
from monitoring.actions import plans as actions
from monitoring.diagnosing import offered_answers, weak_points
from monitoring.models import Campaign, Diagnosis, Plan

TITLE = "План города Братска: профориентация на два года"
BRATSK = "25714000"
CHOSEN = 4
PEOPLE = ("Листвянкин О.Ю.", "заведующая методическим центром", "директор дома творчества", "руководители школ")


def load_plan(campaign: Campaign) -> None:
    """The operator's own municipality; an open call of the region's cluster takes proposals."""
    operator = User.objects.get_by_natural_key("operator@demo.example")
    methodologist = User.objects.get_by_natural_key("methodologist@demo.example")
    body, institute = (Organisation.objects.of_user(user).get() for user in (operator, methodologist))
    road_map, call = _open_call(campaign, body, institute, methodologist)
    place = Municipality.objects.get(oktmo=BRATSK)
    diagnosis = Diagnosis(
        edition=campaign.edition,
        organisation=body,
        municipality=place,
        author=operator,
        feedback="Удобно, что первые ответы уже стоят. Не хватает примеров приказов.",
        wants_pilot=True,
    )
    offered = offered_answers(place, campaign.edition)
    actions.save_answers(diagnosis, {key: one.answer for key, one in offered.items()})
    chosen = [(point, point.solutions[0]) for point in weak_points(diagnosis) if point.solutions][:CHOSEN]
    plan = actions.make_plan(diagnosis, chosen, title=TITLE, by=operator)
    _fill(plan)
    items = list(plan.items.order_by("pk"))
    actions.add_to_road_map(items[:1], road_map=road_map)
    actions.propose(items[1:2], to=call, by=operator)


def _open_call(
    campaign: Campaign, body: Organisation, institute: Organisation, by: User
) -> tuple[RoadMap, ProposalRound]:
    today = timezone.localdate()
    cluster = Cluster.objects.create(
        region=campaign.region,
        name="Территория выбора: кластер Иркутской области",
        founder=institute,
        organiser=institute,
        goal="В каждом муниципальном образовании ребёнку с инвалидностью помогают выбрать профессию.",
        founded_on=date(2024, 9, 2),
    )
    cluster.members.set([body])
    road_map = RoadMap.objects.create(
        cluster=cluster, name=f"Дорожная карта Иркутской области на {today.year}–{today.year + 2} годы"
    )
    call = ProposalRound.objects.create(
        road_map=road_map,
        title="Что муниципальные образования готовы сделать за два года",
        explanation="Предложите дела из своего плана. Назовите, кто отвечает, и ожидаемый результат.",
        opens_on=today - timedelta(days=5),
        closes_on=today + timedelta(days=75),
        created_by=by,
    )
    return road_map, call


def _fill(plan: Plan) -> None:
    today = timezone.localdate()
    for number, (item, person) in enumerate(zip(plan.items.order_by("pk"), PEOPLE, strict=False)):
        item.person = person
        item.starts_on = today + timedelta(days=14 + 30 * number)
        item.ends_on = item.starts_on + timedelta(days=120)
        item.save(update_fields=["person", "starts_on", "ends_on"])
