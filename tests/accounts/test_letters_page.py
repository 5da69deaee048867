"""The page of letters that have not left: for administrators, each doubtful letter is settled once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Letter
from accounts.waiting import waiting_for

pytestmark = pytest.mark.django_db
PAGE = "/accounts/letters/"


def _letter(key="page:1", **fields):
    told = {"to": "reader@demo.test", "subject": "Напоминание", "text": "Секретная ссылка"}
    return Letter.objects.create(key=key, send_after=timezone.now(), **told, **fields)


def _doubtful():
    return _letter(handed_over_at=timezone.now() - timedelta(hours=1))


def test_administrator_sees_doubtful_and_stuck_letters_without_their_text(people, client_of):
    Letter.objects.all().delete()
    _doubtful()
    _letter("page:2", last_error="550 нет такого ящика", attempts=3)
    _letter("page:3", handed_over_at=timezone.now())
    text = client_of(people.administrator).get(PAGE).content.decode()
    assert "Почта: 2" in text and "неизвестно, ушло ли" in text and "550 нет такого ящика" in text
    assert "Секретная ссылка" not in text
    for matter in waiting_for(people.administrator, timezone.localdate()):
        assert client_of(people.administrator).get(matter["url"]).context["total"] == matter["count"] == 1


def test_letter_is_sent_again_once_however_often_the_button_is_pressed(people, client_of):
    letter = _doubtful()
    client = client_of(people.administrator)
    client.post(f"{PAGE}{letter.pk}/send-again/")
    letter.refresh_from_db()
    assert letter.handed_over_at is None and people.administrator.full_name in letter.last_error
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
    answer = client.post(f"{PAGE}{letter.pk}/send-again/", follow=True)
    assert "уже решена" in answer.content.decode()
    assert not Letter.objects.due(timezone.now()).filter(pk=letter.pk).exists()


def test_letter_known_to_have_arrived_is_closed(people, client_of):
    letter = _doubtful()
    client_of(people.administrator).post(f"{PAGE}{letter.pk}/consider-sent/")
    letter.refresh_from_db()
    assert letter.sent_at is not None


def test_letter_in_the_hands_of_a_sender_cannot_be_repeated(people, client_of):
    letter = _letter(handed_over_at=timezone.now())
    client_of(people.administrator).post(f"{PAGE}{letter.pk}/send-again/")
    letter.refresh_from_db()
    assert letter.handed_over_at is not None


def test_others_may_not(people, client_of):
    letter = _doubtful()
    for path in (PAGE, f"{PAGE}{letter.pk}/send-again/"):
        assert client_of(people.coordinator).post(path).status_code in (403, 405)
    assert client_of(people.coordinator).get(PAGE).status_code == 403
    assert client_of(people.administrator).post(f"{PAGE}999999/send-again/").status_code == 404
