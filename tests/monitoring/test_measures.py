"""A measure answers a deficit: planned, started, done with evidence or dropped with a reason."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cluster.models import Municipality, Organisation
from monitoring.models import Campaign, Measure
from monitoring.waiting import waiting_for

pytestmark = pytest.mark.django_db
BRATSK = "25714000"


@pytest.fixture
def campaign():
    return Campaign.objects.get(year=2021, region__oktmo_prefix="25")


@pytest.fixture
def operator(people, client_of):
    return client_of(people.municipal_operator)


@pytest.fixture
def measure(campaign, people):
    return Measure.objects.create(
        shown_by=campaign,
        indicator=campaign.edition.indicators.get(code="1.2"),
        municipality=Municipality.objects.get(oktmo=BRATSK),
        text="Утвердить модель",
        due_on=_day(-3),
        started_on=_day(-30),
        status="running",
    )


def _day(shift):
    return timezone.localdate() + timedelta(days=shift)


def _typed(shift):
    return f"{_day(shift):%d.%m.%Y}"


def _url(step, pk):
    return reverse(f"monitoring:measure-{step}", args=[pk])


def _plan(campaign, **changes):
    owner = Organisation.objects.get(name="Департамент образования города Братска")
    indicator = campaign.edition.indicators.get(code="1.2")
    return {"indicator": indicator.pk, "text": "Провести слушания", "owner": owner.pk, "due_on": _typed(30)} | changes


def test_an_operator_answers_a_recommendation_with_a_measure(campaign, operator, people):
    advice = campaign.recommendations.filter(indicators__code="1.2", level="municipal").earliest("pk")
    url = f"{_url('create', campaign.pk)}?recommendation={advice.pk}"
    operator.post(url, _plan(campaign))
    made = Measure.objects.get(text="Провести слушания")
    assert (made.recommendation, made.municipality.oktmo, made.status) == (advice, BRATSK, "planned")
    assert made.get_absolute_url() in operator.get(advice.get_absolute_url()).content.decode()


def test_a_past_day_is_told_and_the_words_are_kept(campaign, operator):
    page = operator.post(_url("create", campaign.pk), _plan(campaign, due_on=_typed(-1)))
    assert page.context["form"].errors["due_on"] == ["Срок уже прошёл. Укажите день, к которому мера будет выполнена."]
    assert "Провести слушания" in page.content.decode()
    assert not Measure.objects.filter(text="Провести слушания").exists()


def test_done_needs_evidence_and_an_end_after_the_start(measure, operator):
    form = {"done_on": _typed(-40), "result": "Принято"}
    page = operator.post(_url("finish", measure.pk), form)
    assert "Выполнена не может быть раньше, чем начата" in page.context["form"].errors["done_on"][0]
    assert page.context["form"].errors["evidence_url"]
    disguised = SimpleUploadedFile("приказ.pdf", b"MZ\x90\x00 not a document")
    page = operator.post(_url("finish", measure.pk), form | {"done_on": _typed(0), "evidence_file": disguised})
    assert page.context["form"].errors["evidence_file"]
    measure.refresh_from_db()
    assert measure.status == "running"


def test_evidence_is_kept_and_can_be_taken(measure, operator, people, client_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    order = SimpleUploadedFile("приказ.pdf", b"%PDF-1.4 \xd0\xbf\xd1\x80\xd0\xb8\xd0\xba\xd0\xb0\xd0\xb7")
    form = {"done_on": _typed(0), "result": "Модель утверждена", "evidence_file": order}
    operator.post(_url("finish", measure.pk), form)
    measure.refresh_from_db()
    assert (measure.status, measure.done_on) == ("done", _day(0))
    answer = client_of(people.methodologist).get(_url("file", measure.pk))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert client_of(people.employer).get(_url("file", measure.pk)).status_code == 403


def test_dropping_wants_a_reason_and_can_be_undone(measure, operator):
    page = operator.post(_url("drop", measure.pk), {"reason": " "})
    assert page.context["form"].errors["reason"]
    operator.post(_url("drop", measure.pk), {"reason": "Нет денег"})
    operator.post(_url("finish", measure.pk), {"done_on": _typed(0), "result": "x", "evidence_url": "https://e.ru"})
    measure.refresh_from_db()
    assert (measure.status, measure.dropped_reason) == ("dropped", "Нет денег")
    operator.post(_url("reopen", measure.pk))
    measure.refresh_from_db()
    assert measure.status == "running"


def test_a_measure_of_another_municipality_is_not_found(measure, operator, campaign):
    Measure.objects.filter(pk=measure.pk).update(municipality=Municipality.objects.get(oktmo="25701000"))
    for step in ("update", "finish", "drop"):
        assert operator.post(_url(step, measure.pk)).status_code == 404
    foreign = Municipality.objects.get(oktmo="25701000")
    operator.post(_url("create", campaign.pk), _plan(campaign, municipality=foreign.pk))
    assert Measure.objects.get(text="Провести слушания").municipality.oktmo == BRATSK


def test_who_only_looks_changes_nothing(measure, people, client_of):
    coordinator = client_of(people.coordinator)
    assert coordinator.get(measure.get_absolute_url()).status_code == 200
    for step in ("update", "start", "finish", "drop", "reopen"):
        assert coordinator.post(_url(step, measure.pk)).status_code == 403


def test_a_late_measure_waits_on_the_desk(measure, people):
    late = {matter["label"]: matter for matter in waiting_for(people.methodologist, _day(0))}["Меры просрочены"]
    assert measure.get_absolute_url() in {row["url"] for row in late["rows"]}
    own = {matter["label"]: matter for matter in waiting_for(people.municipal_operator, _day(0))}
    assert own["Меры нужно выполнить"]["is_urgent"]
    assert own["Рекомендации ждут ознакомления"]["count"] > 0


def test_the_list_finds_overdue_ones(measure, operator):
    rows = operator.get(reverse("monitoring:measure-list") + "?state=overdue").context["page_obj"].object_list
    assert measure in rows
    assert all(row.is_overdue_on(_day(0)) for row in rows)
