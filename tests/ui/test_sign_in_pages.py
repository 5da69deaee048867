"""Pages of the sign-in library in our frame: they open, speak Russian and act."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

PASSWORD = "demo-portal-2026"
pytestmark = pytest.mark.django_db


def heading(response) -> str:
    assert response.status_code == 200, response
    text = response.content.decode()
    headings = re.findall(r"<h1>\s*(.*?)\s*</h1>", text, re.S)
    assert len(headings) == 1
    assert "<title>" in text and "— Портал кластера</title>" in text
    assert not re.search(r"<(input|select|textarea)[^>]*\srequired[\s>]", text)
    visible = re.sub(r"<script.*?</script>|<[^>]+>", " ", text, flags=re.S)
    assert not re.search(r"\b(Sign|Password|Email|Confirm|Cancel|Forgot|Activate|Remove)\b", visible)
    return headings[0]


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def signed_in(client, people):
    """Signed in through the page, and the password said once more, as changes of protection demand."""
    client.post(reverse("account_login"), {"login": people.methodologist.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_login", "Вход"),
        ("account_signup", "Регистрация закрыта"),
        ("account_reset_password", "Восстановление доступа"),
        ("account_reset_password_done", "Письмо отправлено"),
        ("account_reset_password_from_key_done", "Пароль изменён"),
        ("account_inactive", "Учётная запись закрыта"),
        ("account_email_verification_sent", "Подтвердите адрес почты"),
    ],
)
def test_pages_before_sign_in(client, name, words):
    assert heading(client.get(reverse(name))) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_logout", "Выйти с портала?"),
        ("account_change_password", "Смена пароля"),
        ("account_email", "Адреса почты"),
        ("account_reauthenticate", "Подтвердите, что это вы"),
        ("mfa_index", "Защита входа"),
        ("mfa_activate_totp", "Включение кодов из приложения"),
        ("mfa_add_webauthn", "Новый ключ безопасности"),
        ("mfa_list_webauthn", "Ключи безопасности"),
    ],
)
def test_pages_after_sign_in(signed_in, name, words):
    assert heading(signed_in.get(reverse(name))) == words


def test_wrong_password_is_said_in_the_summary_and_the_address_is_kept(client, people):
    response = client.post(reverse("account_login"), {"login": people.coordinator.email, "password": "нет"})
    text = response.content.decode()
    assert heading(response) == "Вход"
    assert "<title>Ошибка: " in text
    assert 'id="error-summary"' in text
    assert f'value="{people.coordinator.email}"' in text


def test_link_of_a_reset_that_does_not_work_offers_a_new_one(client):
    response = client.get(reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "bad-key"}))
    assert heading(response) == "Ссылка не действует"


def test_second_step_from_activation_to_sign_in(signed_in, people):
    page = signed_in.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    response = signed_in.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert heading(response) in ("Запасные коды", "Защита входа")
    assert heading(signed_in.get(reverse("mfa_deactivate_totp"))) == "Выключить коды из приложения?"
    assert heading(signed_in.get(reverse("mfa_view_recovery_codes"))) == "Запасные коды"
    assert heading(signed_in.get(reverse("mfa_generate_recovery_codes"))) == "Новые запасные коды"
    signed_in.logout()
    response = signed_in.post(
        reverse("account_login"), {"login": people.methodologist.email, "password": PASSWORD}, follow=True
    )
    assert heading(response) == "Второй шаг входа"


def test_wrong_code_of_the_second_step_is_said_in_russian(client, people):
    TOTP.activate(people.coordinator, generate_totp_secret())
    RecoveryCodes.activate(people.coordinator)
    client.post(reverse("account_login"), {"login": people.coordinator.email, "password": PASSWORD})
    response = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert heading(response) == "Второй шаг входа"
    assert 'id="error-summary"' in response.content.decode()


def test_keys_can_be_named_and_removed(signed_in, people):
    key = Authenticator.objects.create(
        user=people.methodologist, type=Authenticator.Type.WEBAUTHN, data={"name": "Ключ на связке", "credential": {}}
    )
    assert heading(signed_in.get(reverse("mfa_remove_webauthn", args=[key.pk]))) == "Удалить ключ «Ключ на связке»?"
    assert heading(signed_in.get(reverse("mfa_edit_webauthn", args=[key.pk]))) == "Название ключа"
    assert "Ключ на связке" in signed_in.get(reverse("mfa_list_webauthn")).content.decode()


@pytest.mark.parametrize("name", ["mfa_list_webauthn", "mfa_index"])
def test_protection_pages_are_closed_to_strangers(client, name):
    assert client.get(reverse(name)).status_code == 302
