from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.encryption import seal
from accounts.roles import Role
from graduates.consent_texts import TEXTS, current_text
from graduates.models import Consent, Disclosure
from tests.graduates.factories import GraduateFactory, UserFactory, consent_of, cook_vacancy

pytestmark = pytest.mark.django_db


def _typed(**changes):
    return {
        "purpose": "health",
        "channel": "paper",
        "given_on": "1 сентября 2026",
        "valid_until": "01.09.2029",
        **changes,
    }


def _record(graduate):
    return reverse("graduates:consent-create", args=[graduate.pk])


def _shown(graduate):
    return Disclosure.objects.create(graduate=graduate, vacancy=cook_vacancy(), conditions=seal([]))


@pytest.fixture
def graduate():
    return GraduateFactory(with_account=True)


@pytest.fixture
def specialist(people, client_of):
    return client_of(people.college_specialist)


def test_a_signed_consent_is_recorded_with_the_text_it_was_given_to(people, specialist):
    graduate = GraduateFactory(consents=False)
    specialist.post(_record(graduate), _typed())
    consent = graduate.consents.get()
    assert consent.recorded_by == people.college_specialist
    assert (consent.text_version, consent.text_sha256) == (
        current_text("health").version,
        current_text("health").sha256,
    )
    assert graduate.has_consent("health", timezone.localdate())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"given_on": "31.02.2026"}, "Такого дня нет: 31.02.2026"),
        ({"given_on": "01.01.2099", "valid_until": "02.01.2099"}, "не может быть подписано в будущем"),
        ({"valid_until": "01.01.2026"}, "не может закончиться раньше"),
        ({"purpose": ""}, "Выберите значение"),
    ],
)
def test_bad_consent_is_refused_and_kept(specialist, changes, words):
    graduate = GraduateFactory(consents=False)
    text = specialist.post(_record(graduate), _typed(**changes)).content.decode()
    assert words in text
    assert _typed(**changes)["given_on"] in text
    assert not graduate.consents.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COLLEGE_SPECIALIST])
def test_only_the_college_records_consents(client_of, graduate, role):
    assert client_of(UserFactory(role=role)).post(_record(graduate), _typed()).status_code == 403


def test_texts_have_versions_and_fingerprints():
    assert len({text.sha256 for text in TEXTS}) == len(TEXTS)
    assert all(len(text.sha256) == 64 for text in TEXTS)


def test_unknown_text_is_not_found(specialist):
    assert specialist.get(reverse("graduates:consent-text", args=["publication"])).status_code == 404


def test_withdrawal_closes_every_disclosure_at_once(client_of, graduate):
    first, second = _shown(graduate), _shown(graduate)
    older = consent_of(graduate)
    consent = graduate.consents.health().latest("pk")
    url = reverse("graduates:my-consent-withdraw", args=[consent.pk])
    assert "Отозвать согласие?" in client_of(graduate.user).get(url).content.decode()
    assert not Disclosure.objects.filter(revoked_at__isnull=False, graduate=graduate).exists()
    text = client_of(graduate.user).post(url, follow=True).content.decode()
    assert "Закрыто от работодателей: 2" in text.replace("\N{NO-BREAK SPACE}", " ")
    for disclosure in (first, second):
        disclosure.refresh_from_db()
        assert disclosure.revoked_at is not None
    older.refresh_from_db()
    assert older.withdrawn_at is not None
    assert not graduate.has_consent("health", timezone.localdate())


def test_withdrawing_one_purpose_leaves_the_other(client_of, graduate):
    consent = graduate.consents.get(purpose="processing")
    client_of(graduate.user).post(reverse("graduates:my-consent-withdraw", args=[consent.pk]))
    assert graduate.has_consent("health", timezone.localdate())


def test_somebody_elses_consent_is_not_found(client_of, graduate):
    other = GraduateFactory(with_account=True)
    url = reverse("graduates:my-consent-withdraw", args=[other.consents.first().pk])
    assert client_of(graduate.user).post(url).status_code == 404
    assert other.consents.not_withdrawn().count() == 2


def test_a_withdrawn_consent_cannot_be_withdrawn_again(client_of, graduate):
    consent = graduate.consents.health().get()
    url = reverse("graduates:my-consent-withdraw", args=[consent.pk])
    client_of(graduate.user).post(url)
    assert client_of(graduate.user).post(url).status_code == 404


def test_a_consent_whose_term_is_over_stops_disclosures_by_itself():
    graduate = GraduateFactory(consents=False)
    consent_of(graduate, ended=True)
    disclosure = _shown(graduate)
    today = timezone.localdate()
    assert disclosure not in Disclosure.objects.in_force(today)
    assert disclosure in Disclosure.objects.in_force(today - timedelta(days=2))


def test_consents_without_a_term_over_are_in_force_on_the_last_day(graduate):
    consent = graduate.consents.health().get()
    assert consent in Consent.objects.in_force(consent.valid_until)
    assert consent.is_in_force(consent.valid_until)
    assert not consent.is_in_force(consent.valid_until + timedelta(days=1))
