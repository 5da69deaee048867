import pytest

from accounts.appearance import COOKIE, Appearance, from_values

PAGE = "/accounts/appearance/"
CHOSEN = {"theme": "dark", "text_size": "150", "spacing": "wide", "pictures": "off"}


def test_unknown_values_of_a_cookie_are_ignored():
    assert from_values({"theme": "<script>", "text_size": "150", "colour": "red"}) == Appearance(text_size="150")


@pytest.mark.django_db
def test_guest_changes_the_look_without_an_account(client):
    answer = client.post(PAGE, CHOSEN)
    assert answer.status_code == 302
    text = client.get("/accounts/appearance/").content.decode()
    assert 'data-theme="dark"' in text and 'data-text-size="150"' in text
    assert client.cookies[COOKIE].value


@pytest.mark.django_db
def test_look_is_kept_in_the_account(people, client_of):
    client_of(people.graduate).post(PAGE, CHOSEN)
    people.graduate.refresh_from_db()
    assert people.graduate.appearance == CHOSEN
    assert 'data-spacing="wide"' in client_of(people.graduate).get(PAGE).content.decode()


@pytest.mark.django_db
def test_way_back_never_leaves_the_portal(client):
    answer = client.post(PAGE, {**CHOSEN, "back": "https://evil.example/"})
    assert answer.headers["Location"] == "/"
    answer = client.post(PAGE, {**CHOSEN, "back": "/vacancies/"})
    assert answer.headers["Location"] == "/vacancies/"


@pytest.mark.django_db
def test_unknown_theme_is_an_error_beside_the_field(client):
    text = client.post(PAGE, {**CHOSEN, "theme": "neon"}).content.decode()
    assert "<title>Ошибка: " in text
