"""From a self-diagnosis to weak points, solutions, an own plan and the road map of the cluster."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from cluster.models import Proposal, ProposalRound, RoadMapItem
from monitoring.diagnosing import answer_of, asked_indicators, weak_points
from monitoring.framework.vocabulary import State
from monitoring.models import Diagnosis, DiagnosisAnswer, Edition, Indicator, Plan, PlanItem, Result

pytestmark = pytest.mark.django_db
Answer = DiagnosisAnswer.Answer
BRATSK = "25714000"


@pytest.fixture
def plan():
    return Plan.objects.get(organisation__municipality__oktmo=BRATSK)


@pytest.fixture
def operator(people, client_of):
    return client_of(people.municipal_operator)


@pytest.fixture
def college(people, client_of):
    return client_of(people.college_specialist)


def _url(name, pk=None):
    return reverse(f"monitoring:{name}", args=[] if pk is None else [pk])


def _rows(plan, **changes):
    """The plan's form as a browser sends it, with changes of the first row."""
    items = list(plan.items.all())
    form = {"title": plan.title, "items-TOTAL_FORMS": len(items), "items-INITIAL_FORMS": len(items)}
    for number, item in enumerate(items):
        form |= {f"items-{number}-id": item.pk, f"items-{number}-text": item.text}
    return form | {f"items-0-{name}": value for name, value in changes.items()}


def test_a_college_team_goes_the_whole_way(college, people):
    body = people.college_specialist.person.memberships.get().organisation
    college.post(_url("diagnosis-create"), {"organisation": body.pk})
    diagnosis = Diagnosis.objects.get(organisation=body)
    indicators = asked_indicators(diagnosis.edition)
    answers = {f"answer_{one.pk}": "2" for one in indicators}
    weak = next(one for one in indicators if one.code == "1.2")
    page = college.post(_url("diagnosis-answer", diagnosis.pk), answers | {f"answer_{weak.pk}": "0"}, follow=True)
    [(point, _)] = page.context["rows"]
    assert (point.indicator, point.answer) == (weak, Answer.NO)
    assert "это есть у 21 из 42" in page.content.decode().replace("\N{NO-BREAK SPACE}", " ") or point.have is None
    solution = point.solutions[0]
    form = {"title": "Наш план", f"solutions_{weak.pk}": [solution.pk]}
    college.post(_url("diagnosis-detail", diagnosis.pk), form)
    item = PlanItem.objects.get(plan__title="Наш план")
    assert (item.text, item.solution, item.indicator) == (solution.title, solution, weak)
    call = ProposalRound.objects.get(road_map__cluster__region__oktmo_prefix="69")
    college.post(_url("plan-transfer", item.plan_id), {"target": f"round-{call.pk}", "items": [item.pk]})
    item.refresh_from_db()
    assert (item.proposal.round, item.proposal.author) == (call, people.college_specialist)
    back = college.get(item.proposal.get_absolute_url()).content.decode()
    assert item.plan.get_absolute_url() in back


def test_a_municipality_starts_from_its_last_results(operator, people):
    body = people.municipal_operator.person.memberships.get().organisation
    operator.post(_url("diagnosis-create"), {"organisation": body.pk, "municipality": body.municipality_id})
    made = Diagnosis.objects.filter(municipality=body.municipality_id).latest("pk")
    results = Result.objects.filter(campaign__year=2021, municipality=body.municipality_id).select_related("indicator")
    expected = {row.indicator_id: answer_of(row) for row in results if answer_of(row) is not None}
    assert dict(made.answers.values_list("indicator_id", "answer")) == expected
    assert "По мониторингу за 2021 год" in operator.get(_url("diagnosis-answer", made.pk)).content.decode()


@pytest.mark.parametrize(
    ("code", "numerator", "score", "answer"),
    [
        ("1.2", 1, 100, Answer.YES),
        ("1.2", 0, 0, Answer.NO),
        ("8.2", 1, 0, Answer.NO),
        ("8.2", 0, 100, Answer.YES),
        ("4.2", 0, 0, Answer.NO),
        ("4.2", 3, 10, Answer.PARTLY),
        ("4.2", 30, 67, Answer.YES),
        ("4.2", 3, None, None),
    ],
)
def test_a_result_answers_by_itself(code, numerator, score, answer):
    indicator = Indicator.objects.get(edition=Edition.objects.in_force("career-choice", 2021), code=code)
    row = Result(indicator=indicator, state=State.REPORTED, numerator=Decimal(numerator), score=score)
    assert answer_of(row) == answer
    assert answer_of(Result(indicator=indicator, state=State.NOT_SUBMITTED)) is None


def test_weak_points_stand_from_no_and_from_what_others_have(plan):
    points = weak_points(plan.diagnosis)
    ranks = [(point.answer, -(point.have / point.of if point.of else 0)) for point in points]
    assert ranks == sorted(ranks)
    assert len({rank[0] for rank in ranks}) == 2


def test_a_plan_without_a_solution_is_told(operator, plan):
    page = operator.post(_url("diagnosis-detail", plan.diagnosis_id), {"title": "Пустой"})
    assert page.context["form"].non_field_errors() == ["Отметьте хотя бы одно решение: из них сложится план."]
    assert not Plan.objects.filter(title="Пустой").exists()


def test_a_row_that_ends_before_its_start_is_told_and_kept(operator, plan):
    form = _rows(plan, text="Сделать иначе", starts_on="10.02.2027", ends_on="01.02.2027")
    page = operator.post(_url("plan-update", plan.pk), form)
    assert page.context["formset"].forms[0].errors["ends_on"] == ["Окончание не может быть раньше начала, 10.02.2027"]
    assert "Сделать иначе" in page.content.decode()
    assert not plan.items.filter(text="Сделать иначе").exists()
    operator.post(_url("plan-update", plan.pk), form | {"items-0-ends_on": "01.03.2027"})
    assert plan.items.filter(text="Сделать иначе").exists()


def test_plans_and_diagnoses_belong_to_their_organisation(college, client_of, people, plan):
    for name, pk in (("plan-detail", plan.pk), ("plan-update", plan.pk), ("diagnosis-detail", plan.diagnosis_id)):
        assert college.get(_url(name, pk)).status_code == 404
        assert client_of(people.employer).get(_url(name, pk)).status_code == 403


def test_a_coordinator_adds_to_the_map_at_once(people, client_of, plan):
    """The coordinator's own organisation has the plan here; the map is the one the coordinator keeps."""
    body = people.coordinator.person.memberships.get().organisation
    Plan.objects.filter(pk=plan.pk).update(organisation=body)
    item = plan.items.filter(proposal=None, road_map_item=None).first()
    client = client_of(people.coordinator)
    target = client.get(_url("plan-transfer", plan.pk)).context["form"].fields["target"].choices[0][0]
    client.post(_url("plan-transfer", plan.pk), {"target": target, "items": [item.pk]})
    item.refresh_from_db()
    assert item.road_map_item.text == item.text
    assert plan.get_absolute_url() in client.get(item.road_map_item.get_absolute_url()).content.decode()
    again = RoadMapItem.objects.count()
    client.post(_url("plan-transfer", plan.pk), {"target": target, "items": [item.pk]})
    assert RoadMapItem.objects.count() == again


def test_a_closed_call_takes_nothing(operator, plan):
    ProposalRound.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    before = Proposal.objects.count()
    page = operator.get(_url("plan-transfer", plan.pk)).content.decode()
    assert "Открытого сбора нет" in page
    operator.post(_url("plan-transfer", plan.pk), {"target": "round-1", "items": [plan.items.first().pk]})
    assert Proposal.objects.count() == before


def test_the_methodologist_reads_what_is_said_of_the_tool(operator, client_of, people, plan):
    operator.post(_url("diagnosis-feedback", plan.diagnosis_id), {"feedback": "Нужны примеры", "wants_pilot": "on"})
    page = client_of(people.methodologist).get(_url("diagnosis-list")).content.decode()
    assert "Нужны примеры" in page
    assert "хотят участвовать в апробации" in page
