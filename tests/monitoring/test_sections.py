"""Filling in: every field for itself, two people in one section, the script and the button."""

import pytest
from django.urls import reverse

from accounts.models import User
from monitoring.actions import submissions as actions
from monitoring.framework.vocabulary import State
from monitoring.models import Submission, Value
from tests.monitoring.factories import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(operator, client_of):
    return client_of(operator)


def section(submission: Submission, number: int) -> str:
    return reverse("monitoring:submission-edit", args=[submission.pk, number])


def value(submission: Submission, code: str) -> Value | None:
    return submission.values.filter(element__code=code).first()


def write(submission: Submission, code: str, amount: int, by: User) -> None:
    element = submission.campaign.edition.elements.get(code=code)
    actions.save_answers(submission, {element: told(amount)}, by=by)


def test_right_fields_are_kept_when_one_is_wrong(own, client):
    page = client.post(section(own, 6), {"n_probes": "1200", "n_probes_ovz": "много"}).content.decode()
    assert value(own, "n_probes").amount == 1200
    assert value(own, "n_probes_ovz") is None
    assert "Сохранено: 1" in page
    assert 'value="много"' in page


def test_field_left_alone_keeps_what_another_wrote_meanwhile(own, client, operator):
    page_said = {"n_probes": "", "n_probes-was": "", "n_probes_ovz-was": "", "n_probes_ovz": "5"}
    write(own, "n_probes", 70, operator)
    client.post(section(own, 6), page_said)
    assert (value(own, "n_probes").amount, value(own, "n_probes_ovz").amount) == (70, 5)


def test_two_answers_to_one_question_are_both_shown(own, client, operator):
    write(own, "n_probes", 70, operator)
    typed = {"n_probes": "90", "n_probes-was": ""}
    response = client.post(section(own, 6), typed)
    page = response.content.decode()
    assert value(own, "n_probes").amount == 70
    assert "«70», у вас «90»" in page
    assert 'name="n_probes-was" value="70"' in page
    client.post(section(own, 6), {"n_probes": "90", "n_probes-was": "70"})
    assert value(own, "n_probes").amount == 90


def test_same_answer_of_two_people_is_no_quarrel(own, client, operator):
    write(own, "n_probes", 1200, operator)
    response = client.post(section(own, 6), {"n_probes": "1 200", "n_probes-was": ""})
    assert response.status_code == 302


def test_script_hears_what_was_saved_and_what_was_not(own, client):
    data = {"n_probes": "100", "n_probes-was": "", "n_probes_ovz": "x", "n_probes_ovz-was": ""}
    answer = client.post(section(own, 6), data, headers={"Accept": "application/json"}).json()
    assert len(answer["mistakes"]) == 1
    assert answer["marks"]["n_probes-was"] == "100"
    assert "n_probes_ovz-was" not in answer["marks"]
    assert value(own, "n_probes").amount == 100


def test_script_hears_of_a_quarrel(own, client, operator):
    write(own, "n_probes", 70, operator)
    data = {"n_probes": "90", "n_probes-was": ""}
    answer = client.post(section(own, 6), data, headers={"Accept": "application/json"}).json()
    assert "«70», у вас «90»" in answer["warning"]
    assert value(own, "n_probes").amount == 70


def test_script_hears_that_the_form_is_closed(own, client):
    Submission.objects.filter(pk=own.pk).update(status=Submission.Status.SUBMITTED)
    response = client.post(section(own, 6), {"n_probes": "1"}, headers={"Accept": "application/json"})
    assert response.status_code == 409
    assert "записать ничего нельзя" in response.json()["problem"]
    assert value(own, "n_probes") is None


@pytest.mark.parametrize(
    ("typed", "state"),
    [("н/п", State.NOT_APPLICABLE), ("отказ", State.REFUSED), ("Не представлено", State.NOT_SUBMITTED)],
)
def test_answer_without_a_number_needs_a_comment(own, client, typed, state):
    page = client.post(section(own, 9), {"n_parents": typed}).content.decode()
    assert "Напишите, почему нет ответа" in page
    assert value(own, "n_parents") is None
    client.post(section(own, 9), {"n_parents": typed, "n_parents-comment": "Родителей не считали"})
    kept = value(own, "n_parents")
    assert (kept.state, kept.amount, kept.comment) == (state, None, "Родителей не считали")


def test_long_comment_is_refused_and_kept_on_the_page(own, client):
    page = client.post(section(own, 9), {"n_parents": "5", "n_parents-comment": "я" * 501}).content.decode()
    assert "Сократите пояснение" in page
    assert "я" * 501 in page
    assert value(own, "n_parents") is None


def test_comment_without_an_answer_is_refused(own, client):
    page = client.post(section(own, 9), {"n_parents": "", "n_parents-comment": "Потом"}).content.decode()
    assert "пояснение хранится вместе с ответом" in page


def test_rejected_answer_is_not_lost_by_saving_the_section(own, client):
    write(own, "n_parents", 5, own.filled_by)
    own.values.filter(element__code="n_parents").update(state=State.REJECTED, amount=None, note="Проверьте")
    data = {"n_parents": "", "n_parents-was": "", "n_parents-comment": "", "n_parents-comment-was": ""}
    assert client.post(section(own, 9), data).status_code == 302
    assert value(own, "n_parents").state == State.REJECTED
    client.post(section(own, 9), data | {"n_parents": "7"})
    assert (value(own, "n_parents").state, value(own, "n_parents").amount) == (State.REPORTED, 7)
