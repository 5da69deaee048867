"""An edition is checked by another person than its author; what is published never changes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Letter, User
from monitoring.actions.frameworks_review import approve_edition, clone_edition, send_edition
from monitoring.framework.tables import definition_of
from monitoring.framework.writing import digest_of
from monitoring.models import Edition, Element

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting() -> Edition:
    return Edition.objects.get(status=Edition.Status.IN_REVIEW)


@pytest.fixture
def draft() -> Edition:
    return Edition.objects.get(status=Edition.Status.DRAFT)


@pytest.fixture
def checker(people) -> User:
    return people.methodologist


def review_url(edition: Edition) -> str:
    return reverse("monitoring:framework-review", args=[edition.pk])


def test_second_person_publishes_and_answers_for_the_check(waiting, checker, client_of):
    assert client_of(checker).post(review_url(waiting), {"answer": "publish"}).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.status, waiting.reviewer, waiting.checked_by) == ("published", checker, checker.full_name)
    assert waiting.digest == digest_of(definition_of(waiting))
    assert client_of(checker).get(review_url(waiting)).status_code == 404
    page = client_of(checker).get(waiting.get_absolute_url()).content.decode()
    assert "Опубликованная редакция не меняется" in page


def test_second_person_returns_with_remarks_and_the_author_sends_again(waiting, checker, client_of):
    client = client_of(checker)
    assert "без замечаний вернуть нельзя" in client.post(review_url(waiting), {"answer": "return"}).content.decode()
    client.post(review_url(waiting), {"answer": "return", "remarks": "Уточните базу показателя 6.1."})
    waiting.refresh_from_db()
    assert waiting.status == Edition.Status.DRAFT
    author = client_of(waiting.author)
    assert "Уточните базу" in author.get(waiting.get_absolute_url()).content.decode()
    author.post(reverse("monitoring:framework-send", args=[waiting.pk]))
    waiting.refresh_from_db()
    assert (waiting.status, waiting.remarks) == (Edition.Status.IN_REVIEW, "")


def test_author_neither_finds_the_answer_page_nor_publishes(waiting, client_of):
    assert client_of(waiting.author).get(review_url(waiting)).status_code == 404
    with pytest.raises(ValidationError, match="не её автор"):
        approve_edition(waiting, by=waiting.author)


def test_viewer_has_no_right_to_answer(waiting, client_of, people):
    assert client_of(people.coordinator).post(review_url(waiting), {"answer": "publish"}).status_code == 403


def test_database_refuses_an_author_as_the_checker(waiting):
    with pytest.raises(IntegrityError, match="edition_checked_by_another"), transaction.atomic():
        Edition.objects.filter(pk=waiting.pk).update(reviewer=waiting.author)


def test_database_refuses_publication_without_a_checker(waiting):
    with pytest.raises(IntegrityError, match="edition_published_after_check"), transaction.atomic():
        Edition.objects.filter(pk=waiting.pk).update(status="published", published_at="2026-12-01T00:00Z")


def test_overdue_review_date_stops_sending_and_publication(waiting, checker, draft, client_of):
    Edition.objects.filter(pk__in=[waiting.pk, draft.pk]).update(next_review=date(2026, 1, 1))
    page = client_of(checker).post(review_url(waiting), {"answer": "publish"}).content.decode()
    assert "Срок пересмотра уже прошёл" in page
    with pytest.raises(ValidationError, match="Срок пересмотра"):
        send_edition(draft, by=checker)
    waiting.refresh_from_db()
    assert waiting.status == Edition.Status.IN_REVIEW


def test_faults_stop_sending_and_lead_to_their_place(draft, checker, client_of):
    draft.indicators.get(code="6.1").terms.all().delete()
    client = client_of(checker)
    url = reverse("monitoring:framework-check", args=[draft.pk])
    page = client.get(url).content.decode()
    indicator = draft.indicators.get(code="6.1")
    assert "Показатель 6.1: нет числителя" in page
    assert reverse("monitoring:framework-part", args=[draft.pk, "indicators", indicator.pk]) in page
    client.post(reverse("monitoring:framework-send", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.status == Edition.Status.DRAFT


def test_somebody_elses_draft_is_not_sent(draft, waiting, client_of):
    url = reverse("monitoring:framework-send", args=[draft.pk])
    assert client_of(waiting.author).post(url).status_code == 404


def test_edition_on_review_is_closed_for_its_author(waiting, client_of):
    assert client_of(waiting.author).get(reverse("monitoring:framework-edit", args=[waiting.pk])).status_code == 404
    with pytest.raises(ValidationError, match="отправляет черновик"):
        waiting.send(by=waiting.author)


def letters(occasion: str) -> dict[str, Letter]:
    return {row.to: row for row in Letter.objects.filter(key__startswith=f"edition-{occasion}:")}


def test_each_step_of_the_check_writes_to_the_other_person(checker, waiting, client_of):
    Letter.objects.all().delete()
    client = client_of(checker)
    client.post(review_url(waiting), {"answer": "return", "remarks": "Уточните базу показателя 6.1."})
    assert "Уточните базу" in letters("returned")[waiting.author.email].text
    client_of(waiting.author).post(reverse("monitoring:framework-send", args=[waiting.pk]))
    assert review_url(waiting) in letters("sent")[checker.email].text
    assert waiting.author.email not in letters("sent")
    client.post(review_url(waiting), {"answer": "publish"})
    assert set(letters("published")) == {waiting.author.email}
    assert Letter.objects.exclude(to__in=[checker.email, waiting.author.email]).count() == 0


def test_a_refused_step_writes_to_nobody(checker, waiting, client_of):
    Letter.objects.all().delete()
    client_of(checker).post(review_url(waiting), {"answer": "return", "remarks": " "})
    Edition.objects.filter(pk=waiting.pk).update(next_review=date(2026, 1, 1))
    client_of(checker).post(review_url(waiting), {"answer": "publish"})
    assert not Letter.objects.exists()


def test_whole_way_by_two_people(checker, waiting):
    base = Edition.objects.published().get()
    edition = clone_edition(base, by=checker)
    Element.objects.filter(edition=edition, code="n_dop").update(name="Иначе названный вопрос")
    send_edition(edition, by=checker)
    published = approve_edition(edition, by=waiting.author)
    assert published.is_published
    assert Edition.objects.in_force("career-choice", 2027) == published
    assert Edition.objects.in_force("career-choice", 2021) == base
