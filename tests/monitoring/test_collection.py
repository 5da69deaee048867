"""Completeness and timeliness: numbers, the lists behind them and files."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring import collection
from monitoring.framework.vocabulary import State
from monitoring.models import Submission, Value

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(methodologist, client_of):
    return client_of(methodologist)


def test_every_expected_municipality_is_counted_once(running):
    rows = collection.places_progress(running)
    forms = running.submissions.all()
    assert len(rows) == 42
    assert sum(row.is_started for row in rows) == forms.count()
    assert sum(row.is_accepted for row in rows) == forms.counted().count()
    assert sum(row.filled for row in rows) == Value.objects.filter(submission__campaign=running).count()


def test_states_of_a_question_and_its_gaps_make_the_expected_number(running):
    for row in collection.fields_progress(running):
        assert sum(row.states.values()) + row.missing == row.expected == 42


def test_cells_hold_every_answer(running):
    assert len(collection.cells(running)) == Value.objects.filter(submission__campaign=running).count()


def test_lateness_is_counted_from_the_first_handing_in(running):
    form = running.submissions.filter(status=Submission.Status.SUBMITTED).first()
    last = timezone.make_aware(datetime.combine(running.closes_on, time(23, 59)))
    form.submitted_at = last + timedelta(days=9)
    form.first_submitted_at = last + timedelta(days=2)
    form.save()
    row = next(row for row in collection.places_progress(running) if row.submission == form)
    assert row.days_late == 2


def test_number_of_the_summary_is_the_length_of_its_list(running, client):
    url = reverse("monitoring:collection", args=[running.pk])
    for key, _, number in client.get(url).context["groups"]:
        page = client.get(url, {"show": key}).context
        assert page["number"] == len(page["page_obj"].paginator.object_list) == number


def test_number_of_a_question_opens_exactly_its_list(running, client):
    row = next(row for row in collection.fields_progress(running) if State.REJECTED in row.states)
    url = reverse("monitoring:collection-field", args=[running.pk, row.element.code])
    assert client.get(url, {"state": State.REJECTED.value}).context["total"] == row.states[State.REJECTED]
    assert client.get(url, {"state": "none"}).context["total"] == row.missing
    assert client.get(url, {"state": "чепуха"}).context["total"] == row.expected


def test_files_say_what_the_pages_say(running, client):
    places = client.get(reverse("monitoring:collection", args=[running.pk]), {"as": "csv"})
    fields = client.get(reverse("monitoring:collection-fields", args=[running.pk]), {"as": "csv"})
    assert len(places.content.decode("utf-8-sig").splitlines()) == 43
    assert len(fields.content.decode("utf-8-sig").splitlines()) == len(collection.fields_progress(running)) + 1


@pytest.mark.parametrize(
    ("days", "words"),
    [(5, "До конца сбора 5"), (1, "До конца сбора 1"), (0, "Сегодня последний"), (-3, "прошёл 3")],
)
def test_countdown_in_words(running, days, words):
    running.closes_on = timezone.localdate() + timedelta(days=days)
    assert words in running.countdown.replace("\N{NO-BREAK SPACE}", " ")
