"""One answer: evidence, remarks and rejection by the methodologist, and its history."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from monitoring.actions import submissions as actions
from monitoring.framework.vocabulary import State
from monitoring.journal import Event
from monitoring.models import Evidence, RegionResult, Submission
from tests.monitoring.factories import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted() -> Submission:
    return Submission.objects.filter(status=Submission.Status.ACCEPTED).first()


def url(name: str, submission: Submission, code: str = "n_contest") -> str:
    return reverse(f"monitoring:{name}", args=[submission.pk, code])


def review(client, submission: Submission, **data: str):
    return client.post(url("answer-review", submission), data)


def test_evidence_is_added_and_removed(own, operator, client_of):
    client = client_of(operator)
    client.post(url("evidence-create", own), {"title": "Приказ", "url": "https://example.org/1"})
    row = own.evidence.get(title="Приказ")
    assert (row.element.code, row.added_by) == ("n_contest", operator)
    assert "https://example.org/1" in client.get(url("answer-detail", own)).content.decode()
    client.post(reverse("monitoring:evidence-remove", args=[row.pk]))
    assert not own.evidence.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("javascript:alert(1)", "https://"),
        ("http://example.org", "https://"),
        ("https://", "https://"),
        ("", "Заполните поле «Ссылка»"),
    ],
)
def test_bad_link_is_refused_and_kept(own, operator, client_of, typed, message):
    before = own.evidence.count()
    page = client_of(operator).post(url("evidence-create", own), {"title": "Приказ", "url": typed}).content.decode()
    assert message in page.split("<main")[1]
    assert "<title>Ошибка:" in page
    assert own.evidence.count() == before


def test_same_link_is_not_added_twice(own, operator, client_of):
    row = own.evidence.first()
    data = {"title": "Ещё раз", "url": row.url}
    page = client_of(operator).post(url("evidence-create", own, row.element.code), data).content.decode()
    assert "Эта ссылка у вопроса уже есть" in page


def test_database_takes_no_other_links(own):
    element = own.campaign.edition.elements.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(submission=own, element=element, title="x", url="javascript:alert(1)")


def test_evidence_of_a_locked_form_stays(operator):
    locked = Submission.objects.visible_to(operator).get(campaign__year=2021)
    element = locked.campaign.edition.elements.first()
    with pytest.raises(DatabaseError, match="locked submission"), transaction.atomic():
        Evidence.objects.create(submission=locked, element=element, title="x", url="https://example.org")


def test_evidence_of_a_foreign_form_does_not_exist(accepted, operator, client_of):
    client = client_of(operator)
    assert client.post(url("evidence-create", accepted), {"title": "x", "url": "https://e.org"}).status_code == 404
    assert client.get(url("answer-detail", accepted)).status_code == 404


def test_rejected_answer_leaves_the_results_and_returns(accepted, methodologist, client_of):
    before = RegionResult.objects.get(campaign=accepted.campaign, indicator__code="8.1")
    value = accepted.values.get(element__code="n_contest")
    client = client_of(methodologist)
    review(client, accepted, is_rejected="on", note="Число всей области")
    rejected = accepted.values.get(element__code="n_contest")
    during = RegionResult.objects.get(campaign=accepted.campaign, indicator__code="8.1")
    assert (rejected.state, rejected.amount) == (State.REJECTED, None)
    assert during.reported == before.reported - 1
    review(client, accepted, note="")
    restored = accepted.values.get(element__code="n_contest")
    after = RegionResult.objects.get(campaign=accepted.campaign, indicator__code="8.1")
    assert (restored.state, restored.amount) == (value.state, value.amount)
    assert (after.numerator, after.reported) == (before.numerator, before.reported)


def test_rejection_without_words_is_refused(accepted, methodologist, client_of):
    page = review(client_of(methodologist), accepted, is_rejected="on", note="").content.decode()
    assert "почему ответ отклонён" in page
    assert accepted.values.get(element__code="n_contest").state == State.REPORTED


def test_flag_stands_on_the_page(accepted, methodologist, client_of):
    client = client_of(methodologist)
    review(client, accepted, is_flagged="on", note="Сверить")
    page = client.get(url("answer-detail", accepted)).content.decode()
    assert "вернётся к этому ответу" in page
    assert "Сверить" in page


def test_operator_reviews_nothing(own, operator, client_of):
    assert client_of(operator).post(url("answer-review", own), {"note": "x"}).status_code == 403


def test_draft_is_not_reviewed(own, methodologist, client_of):
    response = client_of(methodologist).post(url("answer-review", own, "b_program"), {"note": "x"}, follow=True)
    assert "Проверяют ответы сданной" in response.content.decode()


def test_history_tells_first_entry_change_and_removal(own, operator, client_of):
    element = own.campaign.edition.elements.get(code="n_contest")
    for answer in (told(5), told(7), None, told(9)):
        actions.save_answers(own, {element: answer}, by=operator)
    entries = client_of(operator).get(url("answer-detail", own)).context["entries"]
    assert [(entry.what, entry.before, entry.after) for entry in entries] == [
        ("введено снова", "нет ответа", "9"),
        ("ответ убран", "7", "нет ответа"),
        ("изменено", "5", "7"),
        ("введено впервые", "нет ответа", "5"),
    ]
    assert {entry.source for entry in entries} == {"форма"}


def test_history_names_the_person_of_a_page(own, operator, client_of):
    client = client_of(operator)
    client.post(reverse("monitoring:submission-edit", args=[own.pk, 8]), {"n_contest": "11"})
    entry = client.get(url("answer-detail", own)).context["entries"][0]
    assert (entry.who, entry.after) == (str(operator), "11")


def test_history_cannot_be_rewritten():
    key = Event.objects.values_list("pk", flat=True)[0]
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(pk=key).update(comment="иначе")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(pk=key).delete()


def test_journal_is_filtered_and_downloaded(own, operator, client_of):
    element = own.campaign.edition.elements.get(code="n_contest")
    actions.save_answers(own, {element: told(5)}, by=operator)
    client = client_of(operator)
    page = client.get(reverse("monitoring:campaign-journal", args=[own.campaign_id]), {"element": element.pk})
    assert page.context["total"] == 1
    answer = client.get(
        reverse("monitoring:campaign-journal", args=[own.campaign_id]), {"element": element.pk, "as": "csv"}
    )
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].split(";")[2:7] == ["n_contest", element.name, "введено впервые", "нет ответа", "5"]


def test_operator_reads_the_own_journal_only(own, operator, client_of):
    page = client_of(operator).get(reverse("monitoring:campaign-journal", args=[own.campaign_id]))
    assert {entry.submission.pk for entry in page.context["entries"]} == {own.pk}
