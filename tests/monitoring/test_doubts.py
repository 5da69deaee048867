"""Doubts on the pages of a form: shown beside the answers, never in the way of saving, commented when handed in."""

import pytest
from django.urls import reverse

from accounts.models import User
from monitoring.actions import submissions as actions
from monitoring.doubts import doubts_about
from monitoring.models import ReferencePopulation, Submission, Value
from tests.monitoring.factories import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubtful(own, operator) -> Submission:
    """Everything answered as not applicable, parents a thousand times too many."""
    answers = dict.fromkeys(actions.unanswered(own), (2, None))
    element = own.campaign.edition.elements.get(code="n_parents")
    comments = dict.fromkeys(answers, "Не ведём")
    actions.save_answers(own, answers, comments=comments, by=operator)
    actions.save_answers(own, {element: told(9_000_000)}, by=operator)
    return own


def submit_url(submission: Submission) -> str:
    return reverse("monitoring:submission-submit", args=[submission.pk])


def codes(submission: Submission) -> set[str]:
    return {code for doubt in doubts_about(submission, actions.asked_elements(submission.campaign))
            for code in doubt.elements}  # fmt: skip


def test_odd_number_is_saved_and_doubted(own, operator, client_of):
    url = reverse("monitoring:submission-edit", args=[own.pk, 9])
    assert client_of(operator).post(url, {"n_parents": "9000000"}).status_code == 302
    assert Value.objects.get(submission=own, element__code="n_parents").amount == 9_000_000
    assert "n_parents" in codes(own)
    assert "<strong>Проверьте:</strong>" in client_of(operator).get(url).content.decode()


def test_form_lists_what_to_check(doubtful, operator, client_of):
    page = client_of(operator).get(doubtful.get_absolute_url()).content.decode()
    assert "Что проверить" in page
    assert "Исправить в разделе 9" in page


def test_handing_in_wants_a_comment(doubtful, operator, client_of):
    page = client_of(operator).post(submit_url(doubtful), {}).content.decode()
    assert "Напишите пояснение 1" in page
    doubtful.refresh_from_db()
    assert doubtful.status == Submission.Status.DRAFT


def test_commented_form_is_handed_in(doubtful, operator, client_of):
    fields = client_of(operator).get(submit_url(doubtful)).context["form"].fields
    client_of(operator).post(submit_url(doubtful), dict.fromkeys(fields, "Посчитаны все встречи"))
    doubtful.refresh_from_db()
    assert doubtful.status == Submission.Status.SUBMITTED
    assert Value.objects.get(submission=doubtful, element__code="n_parents").comment == "Посчитаны все встречи"
    assert "Посчитаны все встречи" in client_of(operator).get(doubtful.get_absolute_url()).content.decode()


def test_form_of_another_municipality_is_not_handed_in(operator, client_of):
    foreign = Submission.objects.filter(status=Submission.Status.SUBMITTED).first()
    assert client_of(operator).post(submit_url(foreign), {}).status_code == 404


def test_methodologist_does_not_hand_in(doubtful, client_of):
    methodologist = User.objects.get(email="methodologist@demo.example")
    assert client_of(methodologist).post(submit_url(doubtful), {}).status_code == 403


def test_too_long_comment_is_kept_and_explained(doubtful, operator, client_of):
    fields = client_of(operator).get(submit_url(doubtful)).context["form"].fields
    page = client_of(operator).post(submit_url(doubtful), dict.fromkeys(fields, "ы" * 501)).content.decode()
    assert "ы" * 501 in page
    assert "<title>Ошибка:" in page


def test_rules_take_five_queries(doubtful, django_assert_num_queries):
    elements = actions.asked_elements(doubtful.campaign)
    with django_assert_num_queries(5):
        doubts_about(doubtful, elements)


@pytest.mark.parametrize("page", ["detail", "edit", "submit"])
def test_pages_stay_within_twelve_queries(doubtful, operator, client_of, django_assert_max_num_queries, page):
    args = [doubtful.pk, 5] if page == "edit" else [doubtful.pk]
    client = client_of(operator)
    with django_assert_max_num_queries(12):
        assert client.get(reverse(f"monitoring:submission-{page}", args=args)).status_code == 200


def test_demonstration_campaign_is_not_flooded(own):
    """Accepted forms of the running demonstration campaign: seldom more than one doubt."""
    rows = Submission.objects.filter(campaign=own.campaign).counted()
    rows = rows.select_related("campaign__edition", "municipality")
    elements = actions.asked_elements(own.campaign)
    numbers = [len(doubts_about(row, elements)) for row in rows]
    assert sum(numbers) / len(numbers) <= 1


@pytest.mark.parametrize(("percent", "is_doubted"), [(90, True), (91, False), (109, False), (110, True)])
def test_a_head_count_is_compared_only_with_the_independent_file(own, operator, percent, is_doubted):
    """An element that asks for what the file tells too; what other municipalities have typed takes no part."""
    elements = list(actions.asked_elements(own.campaign))
    asked = next(row for row in elements if row.code == "n_parents")
    asked.restates = "r9"
    heads = ReferencePopulation.objects.filter(campaign=own.campaign, municipality=own.municipality)
    heads.filter(population__code="r9").update(amount=2_000)
    actions.save_answers(own, {asked: told(20 * percent)}, by=operator)

    def differs() -> bool:
        return any("по независимому источнику — 2000" in flat(one.words) for one in doubts_about(own, elements))

    assert differs() is is_doubted
    heads.filter(population__code="r9").delete()
    assert not differs()
    asked.restates = ""
    assert not differs()


def flat(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
