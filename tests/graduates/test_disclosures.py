import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessEntry, Letter
from accounts.roles import Role
from employers.models import Partner
from graduates.models import Disclosure
from graduates.waiting import waiting_for
from tests.employers.factories import PartnerFactory
from tests.graduates.factories import GraduateFactory, UserFactory, cook_vacancy, serving

pytestmark = pytest.mark.django_db
NEEDS = {"wp_quiet": "required", "sup_mentor": "required", "bld_toilet": "desired"}


@pytest.fixture
def graduate():
    return GraduateFactory(with_account=True, needs=NEEDS, surname="Тайнов", phone="+7 900 123-45-67")


@pytest.fixture
def vacancy(people):
    return cook_vacancy(partner=Partner.objects.of_user(people.employer).get(), offers={"wp_quiet": "no"})


@pytest.fixture
def employer(people, client_of):
    return client_of(people.employer)


def _show(vacancy):
    return reverse("graduates:my-match-show", args=[vacancy.pk])


def _shown(client_of, graduate, vacancy, codes=("wp_quiet",), **more):
    client_of(graduate.user).post(_show(vacancy), {"codes": codes, "confirmed": "yes", **more})
    return Disclosure.objects.open().get(graduate=graduate, vacancy=vacancy)


def _sees(client):
    return client.get(reverse("graduates:candidate-list")).content.decode()


def test_showing_takes_a_choice_and_a_check(client_of, graduate, vacancy):
    client = client_of(graduate.user)
    page = client.get(_show(vacancy)).content.decode()
    assert "Тихое место (обязательно)" in page
    check = client.post(_show(vacancy), {"codes": ["wp_quiet"]}).content.decode()
    assert "Проверьте, что увидит работодатель" in check
    assert check.index("Тихое место") < check.index("Не увидит") < check.index("Наставник на рабочем месте")
    assert not graduate.disclosures.exists()
    client.post(_show(vacancy), {"codes": ["wp_quiet"], "change": "yes"})
    assert not graduate.disclosures.exists()
    client.post(_show(vacancy), {"codes": ["wp_quiet"], "confirmed": "yes"})
    assert graduate.disclosures.get().revoked_at is None


def test_employer_sees_only_what_was_shown_as_conditions_of_a_workplace(client_of, employer, graduate, vacancy):
    disclosure = _shown(client_of, graduate, vacancy)
    assert "Тайнов" in _sees(employer)
    page = employer.get(disclosure.get_absolute_url()).content.decode()
    text = page.split("<main")[1].split("</main>")[0]
    assert "Тихое место" in text
    for hidden in ("Наставник на рабочем месте", "Доступный туалет", "+7 900 123-45-67", "инвалид", "ОВЗ"):
        assert hidden not in text, hidden


def test_contacts_are_shown_only_on_wish(client_of, employer, graduate, vacancy):
    disclosure = _shown(client_of, graduate, vacancy, shows_contacts="on")
    assert "+7 900 123-45-67" in employer.get(disclosure.get_absolute_url()).content.decode()


def test_employer_knows_nothing_before_the_disclosure(people, employer, graduate, vacancy):
    Disclosure.objects.filter(vacancy__partner=vacancy.partner).delete()
    text = _sees(employer)
    assert "0" in text.split("<h1>")[1].split("</h1>")[0]
    assert "Тайнов" not in text
    groups = waiting_for(people.employer, timezone.localdate())
    assert [group["count"] for group in groups] == [0]
    assert "Тайнов" not in employer.get(reverse("employers:my-vacancy-detail", args=[vacancy.pk])).content.decode()


def test_another_employer_sees_nothing_even_after_it(client_of, graduate, vacancy):
    disclosure = _shown(client_of, graduate, vacancy)
    rival = serving(Role.EMPLOYER, PartnerFactory().organisation)
    client = client_of(rival)
    assert client.get(disclosure.get_absolute_url()).status_code == 404
    assert "Тайнов" not in _sees(client)
    assert [group["count"] for group in waiting_for(rival, timezone.localdate())] == [0]
    assert not AccessEntry.objects.filter(actor=rival).exists()


def test_each_look_of_the_employer_is_in_the_graduates_log(people, client_of, employer, graduate, vacancy):
    disclosure = _shown(client_of, graduate, vacancy)
    _sees(employer)
    assert not AccessEntry.objects.about(graduate).filter(actor=people.employer).exists()
    employer.get(disclosure.get_absolute_url())
    entry = AccessEntry.objects.about(graduate).get(actor=people.employer)
    assert entry.fields == ["показанные условия"]
    log = client_of(graduate.user).get(reverse("graduates:my-access-log")).content.decode()
    assert people.employer.full_name in log


def test_revoking_closes_at_once(client_of, employer, graduate, vacancy):
    disclosure = _shown(client_of, graduate, vacancy)
    url = reverse("graduates:my-disclosure-revoke", args=[disclosure.pk])
    client = client_of(graduate.user)
    assert "Закрыть от работодателя?" in client.get(url).content.decode()
    assert "Тайнов" in _sees(employer)
    client.post(url)
    assert "Тайнов" not in _sees(employer)
    assert employer.get(disclosure.get_absolute_url()).status_code == 404
    assert client.post(url).status_code == 404


def test_showing_again_replaces_and_keeps_the_history(client_of, employer, graduate, vacancy):
    first = _shown(client_of, graduate, vacancy, codes=["wp_quiet", "sup_mentor"])
    page = client_of(graduate.user).get(_show(vacancy)).content.decode()
    assert page.count("checked") == 2
    second = _shown(client_of, graduate, vacancy, codes=["sup_mentor"])
    first.refresh_from_db()
    assert first.revoked_at is not None
    assert "Тихое место" not in employer.get(second.get_absolute_url()).content.decode()


def test_the_employer_gets_a_letter_without_a_name(client_of, graduate):
    vacancy = cook_vacancy(partner=PartnerFactory(contact_email="hr@work.example"))
    _shown(client_of, graduate, vacancy)
    letter = Letter.objects.get(to="hr@work.example")
    assert "Тайнов" not in letter.subject + letter.text
    assert "/graduates/candidates/" in letter.text


def test_a_need_that_is_not_own_cannot_be_shown(client_of, graduate, vacancy):
    response = client_of(graduate.user).post(_show(vacancy), {"codes": ["it_magnification"], "confirmed": "yes"})
    assert "Ошибка:" in response.content.decode()
    assert not graduate.disclosures.exists()


def test_nothing_can_be_shown_without_a_consent(client_of, vacancy):
    graduate = GraduateFactory(with_account=True, needs=NEEDS, consents=False)
    response = client_of(graduate.user).post(_show(vacancy), {"codes": ["wp_quiet"], "confirmed": "yes"})
    assert "Нужно ваше согласие" in response.content.decode()
    assert not graduate.disclosures.exists()


def test_a_closed_vacancy_is_not_found(client_of, graduate, vacancy):
    vacancy.status = "paused"
    vacancy.save()
    assert client_of(graduate.user).get(_show(vacancy)).status_code == 404


def test_somebody_elses_disclosure_is_not_found(client_of, graduate, vacancy):
    disclosure = _shown(client_of, graduate, vacancy)
    stranger = GraduateFactory(with_account=True)
    url = reverse("graduates:my-disclosure-revoke", args=[disclosure.pk])
    assert client_of(stranger.user).post(url).status_code == 404
    assert Disclosure.objects.open().filter(pk=disclosure.pk).exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.GRADUATE])
def test_only_the_graduate_shows_and_revokes(client_of, graduate, vacancy, role):
    disclosure = _shown(client_of, graduate, vacancy)
    client = client_of(UserFactory(role=role))
    assert client.post(_show(vacancy), {"confirmed": "yes"}).status_code == 403
    assert client.post(reverse("graduates:my-disclosure-revoke", args=[disclosure.pk])).status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role != Role.EMPLOYER])
def test_only_employers_have_candidates(client_of, graduate, vacancy, role):
    disclosure = _shown(client_of, graduate, vacancy)
    client = client_of(UserFactory(role=role))
    assert client.get(reverse("graduates:candidate-list")).status_code == 403
    assert client.get(disclosure.get_absolute_url()).status_code == 403
