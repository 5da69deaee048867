import pytest

from accounts.models import Letter, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db
INVITE = "/accounts/users/invite/"


def test_invitation_opens_an_account_and_writes_one_letter(people, client_of):
    answer = client_of(people.administrator).post(
        INVITE, {"email": "New.Person@demo.example", "full_name": "Новикова Анна Львовна", "role": Role.EMPLOYER}
    )
    assert answer.status_code == 302
    user = User.objects.get(email="new.person@demo.example")
    assert not user.has_usable_password()
    letter = Letter.objects.get(to=user.email)
    assert "/account/password/reset/key/" in letter.text
    assert letter.sent_at is None


def test_link_of_the_invitation_lets_choose_a_password(people, client_of, client):
    client_of(people.administrator).post(
        INVITE, {"email": "new@demo.example", "full_name": "Новикова Анна Львовна", "role": Role.EMPLOYER}
    )
    text = Letter.objects.get(to="new@demo.example").text
    link = next(line for line in text.splitlines() if "/account/password/reset/key/" in line)
    answer = client.get(link.split("8000", 1)[1], follow=True)
    assert answer.status_code == 200
    assert "password1" in answer.content.decode()


def test_email_that_exists_is_refused_and_the_form_keeps_what_was_typed(people, client_of):
    answer = client_of(people.administrator).post(
        INVITE, {"email": "Employer@demo.example", "full_name": "Повторов Иван", "role": Role.EMPLOYER}
    )
    text = answer.content.decode()
    assert "Такая почта уже есть на портале." in text
    assert "Повторов Иван" in text
    assert "<title>Ошибка: " in text


def test_coordinator_may_not_invite(people, client_of):
    assert client_of(people.coordinator).get(INVITE).status_code == 403


def test_closed_account_cannot_act(people, client_of):
    people.employer.is_active = False
    people.employer.save()
    assert client_of(people.employer).get("/desk/").status_code == 302


def test_unknown_account_is_404(people, client_of):
    assert client_of(people.administrator).get("/accounts/users/999999/").status_code == 404
