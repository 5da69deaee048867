import pytest
from django.urls import reverse

from cluster.models import Person
from employers.models import Partner
from tests.employers.factories import (
    OrganisationFactory,
    PartnerFactory,
    VacancyFactory,
    employer_without_organisation,
    own_partner,
)

pytestmark = pytest.mark.django_db


def _edit(partner):
    return reverse("employers:partner-update", args=[partner.pk])


def test_public_list_hides_profiles_that_are_not_open(client):
    hidden = PartnerFactory(hidden=True)
    shown = PartnerFactory()
    page = client.get(reverse("employers:partner-list") + "?text=Проба")
    found = set(page.context["page_obj"])
    assert shown in found
    assert hidden not in found
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_page_tells_promise_contacts_and_open_vacancies(client):
    partner = PartnerFactory(promise="Ждём с чаем.", contact_phone="111-22-33")
    VacancyFactory(partner=partner, published=True, title="Открытая")
    VacancyFactory(partner=partner, stale=True, title="Забытая")
    page = client.get(partner.get_absolute_url()).content.decode()
    assert "Ждём с чаем." in page
    assert "111-22-33" in page
    assert "Открытая" in page
    assert "Забытая" not in page


def test_employer_edits_the_own_profile(client_of, people):
    partner = own_partner(people.employer)
    client_of(people.employer).post(_edit(partner), {"promise": "Новое обещание.", "contact_phone": "1"})
    partner.refresh_from_db()
    assert partner.promise == "Новое обещание."
    assert not partner.is_public


def test_profile_of_another_employer_is_404_and_of_anybody_403_without_permission(client_of, people):
    assert client_of(people.employer).get(_edit(PartnerFactory())).status_code == 404
    assert client_of(people.methodologist).get(_edit(own_partner(people.employer))).status_code == 403


def test_open_profile_needs_a_contact(client_of, people):
    partner = own_partner(people.employer)
    response = client_of(people.employer).post(_edit(partner), {"promise": "Обещаем чай.", "is_public": "on"})
    page = response.content.decode()
    assert "добавьте телефон или почту" in page
    assert "Обещаем чай." in page


def test_employer_without_a_profile_fills_it_in(client_of):
    user = employer_without_organisation()
    client = client_of(user)
    url = reverse("employers:my-partner")
    assert client.get(url).status_code == 404
    organisation = OrganisationFactory()
    person = Person.objects.create(surname="Одинцов", user=user)
    person.memberships.create(organisation=organisation)
    assert client.get(url).status_code == 200
    assert not Partner.objects.filter(organisation=organisation).exists()
    client.post(url, {"promise": "Обещаем."})
    assert Partner.objects.get(organisation=organisation).promise == "Обещаем."
