"""Post-release: one writes, another reads, then it is published."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Letter
from events.models import PostRelease
from tests.events.factories import EventFactory

pytestmark = pytest.mark.django_db
TEXT = {"title": "Что решили", "text": "Договорились о наставниках."}


@pytest.fixture
def release(client_of, people):
    event = EventFactory(published=True)
    author = client_of(people.coordinator)
    author.post(f"/events/{event.pk}/release/", TEXT)
    author.post(f"/events/{event.pk}/release/hand-in/")
    return PostRelease.objects.get(event=event)


def _review(client, release, **typed):
    return client.post(f"/events/releases/{release.pk}/review/", typed, follow=True)


def test_text_is_published_after_another_person_read_it(release, client_of, people, client):
    assert TEXT["title"] not in client.get(release.event.get_absolute_url()).content.decode()
    _review(client_of(people.methodologist), release, verdict="publish")
    assert TEXT["title"] in client.get(release.event.get_absolute_url()).content.decode()
    release.refresh_from_db()
    assert release.reviewer == people.methodologist


def test_author_cannot_publish_the_own_text(release, client_of, people):
    page = _review(client_of(people.coordinator), release, verdict="publish").content.decode()
    release.refresh_from_db()
    assert "проверяет другой человек" in page and release.state == "on_review"
    with pytest.raises(IntegrityError), transaction.atomic():
        PostRelease.objects.filter(pk=release.pk).update(
            state="published", reviewer=release.author, published_at="2030-01-01T00:00Z"
        )


def test_returned_text_goes_to_its_author_with_the_note(release, client_of, people):
    reader = client_of(people.methodologist)
    assert "Заполните поле «Что исправить»" in _review(reader, release, verdict="return").content.decode()
    _review(reader, release, verdict="return", note="Назовите число участников.")
    release.refresh_from_db()
    assert release.state == "returned"
    assert "число участников" in Letter.objects.get(to=people.coordinator.email).text
    page = client_of(people.coordinator).get(release.event.get_absolute_url()).content.decode()
    assert "Назовите число участников." in page


def test_change_after_publication_needs_a_new_review(release, client_of, people):
    _review(client_of(people.methodologist), release, verdict="publish")
    author, url = client_of(people.coordinator), f"/events/{release.event_id}/release/"
    assert "снимите его с публикации" in author.post(url, TEXT | {"title": "Иначе"}, follow=True).content.decode()
    author.post(f"{url}withdraw/")
    author.post(url, TEXT | {"title": "Иначе"})
    release.refresh_from_db()
    assert (release.state, release.title) == ("draft", "Иначе")


def test_employer_may_neither_write_nor_review(release, client_of, people):
    stranger = client_of(people.employer)
    assert stranger.post(f"/events/{release.event_id}/release/", TEXT).status_code == 403
    assert _review(stranger, release, verdict="publish").status_code == 403
