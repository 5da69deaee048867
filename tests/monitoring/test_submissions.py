"""The way of a form: filled section by section, handed in, returned, accepted."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.models import User
from cluster.models import Municipality
from monitoring.actions import submissions as actions
from monitoring.models import RegionResult, Submission, Value
from tests.monitoring.factories import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting() -> Submission:
    return Submission.objects.filter(status=Submission.Status.SUBMITTED).first()


def section(submission: Submission, number: int) -> str:
    return reverse("monitoring:submission-edit", args=[submission.pk, number])


def stored(submission: Submission) -> dict[str, Value]:
    return {value.element.code: value for value in submission.values.select_related("element")}


def answer_everything(submission: Submission, by: User) -> None:
    missing = actions.unanswered(submission)
    actions.save_answers(submission, dict.fromkeys(missing, told(1)), by=by)


def test_section_is_saved_and_leads_to_the_next_one(own, operator, client_of):
    response = client_of(operator).post(section(own, 6), {"n_probes": "1 200", "n_probes_ovz": "12"})
    assert response.url == section(own, 7)
    assert (stored(own)["n_probes"].amount, stored(own)["n_probes_ovz"].amount) == (1200, 12)


def test_zero_is_typed_and_blank_is_no_answer(own, operator, client_of):
    client_of(operator).post(section(own, 8), {"n_contest": "0"})
    assert stored(own)["n_contest"].amount == 0
    client_of(operator).post(section(own, 8), {"n_contest": ""})
    assert "n_contest" not in stored(own)


@pytest.mark.parametrize(
    ("number", "field", "typed", "message"),
    [
        (4, "u_school", "1,3", "с шагом 0,25"),
        (4, "n_trained_pk", "2,5", "целое число"),
        (4, "n_trained_pk", "-5", "число, например 120"),
        (4, "n_trained_pk", "много", "число, например 120"),
        (4, "n_trained_pk", "1 2 3", "Это не число"),
        (4, "n_trained_pk", "—", "Прочерк не говорит"),
        (4, "n_trained_pk", "12 человек", "Оставьте только число: 12."),
        (9, "n_parents", "1000000000000", "Слишком большое"),
    ],
)
def test_bad_number_is_explained_and_kept(own, operator, client_of, number, field, typed, message):
    response = client_of(operator).post(section(own, number), {field: typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert message in page
    assert f'value="{typed}"' in page
    assert "<title>Ошибка:" in page


def test_part_cannot_exceed_the_whole(own, operator, client_of):
    response = client_of(operator).post(section(own, 6), {"n_probes": "10", "n_probes_ovz": "11"})
    assert "не может быть больше" in response.content.decode()
    assert "n_probes_ovz" not in stored(own)


def test_fresh_pages_without_publication_contradict(own, operator, client_of):
    response = client_of(operator).post(section(own, 1), {"b_public": "0", "b_monthly": "1"})
    assert "требует «да»" in response.content.decode()


def test_form_with_gaps_cannot_be_handed_in(own, operator):
    with pytest.raises(ValidationError, match="Не заполнено"):
        actions.submit(own, by=operator)


def test_full_form_is_handed_in(own, operator, client_of):
    answer_everything(own, operator)
    url, client = reverse("monitoring:submission-submit", args=[own.pk]), client_of(operator)
    client.post(url, dict.fromkeys(client.get(url).context["form"].fields, "Так и есть"))
    own.refresh_from_db()
    assert (own.status, own.filled_by) == (Submission.Status.SUBMITTED, operator)


def test_handed_in_form_is_closed_for_editing(own, operator, client_of):
    answer_everything(own, operator)
    actions.submit(own, by=operator)
    response = client_of(operator).post(section(own, 8), {"n_contest": "777"})
    assert response.url == own.get_absolute_url()
    assert stored(own)["n_contest"].amount != 777


def test_returned_form_says_what_to_correct(waiting, methodologist, client_of):
    client_of(methodologist).post(
        reverse("monitoring:submission-return", args=[waiting.pk]), {"reason": "Проверьте ставки."}
    )
    waiting.refresh_from_db()
    assert (waiting.status, waiting.return_reason) == (Submission.Status.RETURNED, "Проверьте ставки.")
    assert waiting.is_editable


def test_return_without_a_reason_is_refused(waiting, methodologist, client_of):
    response = client_of(methodologist).post(reverse("monitoring:submission-return", args=[waiting.pk]), {"reason": ""})
    assert "Заполните поле «Что исправить»" in response.content.decode()
    waiting.refresh_from_db()
    assert waiting.is_waiting


def test_acceptance_enters_the_results(waiting, methodologist, client_of):
    result = RegionResult.objects.get(campaign=waiting.campaign, indicator__code="8.1")
    client_of(methodologist).post(reverse("monitoring:submission-accept", args=[waiting.pk]))
    waiting.refresh_from_db()
    after = RegionResult.objects.get(campaign=waiting.campaign, indicator__code="8.1")
    assert (waiting.status, waiting.accepted_by) == (Submission.Status.ACCEPTED, methodologist)
    assert after.reported == result.reported + 1


def test_accepted_form_is_not_accepted_twice(waiting, methodologist):
    actions.accept(waiting, by=methodologist)
    with pytest.raises(ValidationError, match="Принять можно только сданную"):
        actions.accept(waiting, by=methodologist)


def test_form_of_another_municipality_does_not_exist(waiting, operator, client_of):
    client = client_of(operator)
    assert client.get(waiting.get_absolute_url()).status_code == 404
    assert client.post(section(waiting, 8), {"n_contest": "1"}).status_code == 404


def test_operator_cannot_accept(own, operator, client_of):
    assert client_of(operator).post(reverse("monitoring:submission-accept", args=[own.pk])).status_code == 403


def test_methodologist_cannot_fill(own, methodologist, client_of):
    assert client_of(methodologist).get(section(own, 1)).status_code == 403


def test_opening_the_submit_page_changes_nothing(own, operator, client_of):
    client_of(operator).get(reverse("monitoring:submission-submit", args=[own.pk]))
    own.refresh_from_db()
    assert own.status == Submission.Status.DRAFT


def test_form_starts_once(own, operator, client_of):
    url = reverse("monitoring:submission-start", args=[own.campaign_id])
    response = client_of(operator).post(url, {"municipality": own.municipality_id})
    assert response.url == own.get_absolute_url()
    assert Submission.objects.filter(campaign=own.campaign, municipality=own.municipality).count() == 1


def test_form_of_a_foreign_municipality_is_not_started(own, operator, client_of):
    stranger = Municipality.objects.exclude(pk=own.municipality_id).first()
    url = reverse("monitoring:submission-start", args=[own.campaign_id])
    assert client_of(operator).post(url, {"municipality": stranger.pk}).status_code == 404
    assert client_of(operator).post(url, {}).status_code == 404


def test_values_of_a_published_form_never_change():
    value = Value.objects.filter(submission__status=Submission.Status.PUBLISHED).first()
    with pytest.raises(DatabaseError, match="locked submission"), transaction.atomic():
        Value.objects.filter(pk=value.pk).update(comment="иначе")


def test_first_entry_and_change_of_a_value_are_kept(own, operator):
    element = own.campaign.edition.elements.get(code="n_camp")
    actions.save_answers(own, {element: told(5)}, by=operator)
    actions.save_answers(own, {element: told(7)}, by=operator)
    events = Value.pgh_event_model.objects.filter(submission=own, element=element).order_by("pgh_id")
    assert [(event.pgh_label, event.amount) for event in events] == [("insert", 5), ("update", 7)]
