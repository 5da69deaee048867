"""Names of protocols become people."""

import pytest

from cluster.models import Person, Region
from events.actions.attendance import People, read_name

KEYS = {("ульянова", "е", "з")}


@pytest.mark.parametrize("words", ["Ульянова Е.З.", "Ульянова Е. З.", "Ульянова Елена Захаровна", " Ульянова  Е.З., "])
def test_one_person_in_several_forms(words):
    assert {read_name(words).key} == KEYS


@pytest.mark.parametrize("words", ["", "37 человек", "список прилагается", "Иванова А.П. и Петров", "И.О."])
def test_what_is_not_a_name(words):
    assert read_name(words) is None


@pytest.mark.django_db
def test_yo_makes_no_second_person():
    people = People(Region.objects.get(oktmo_prefix="69"))
    assert people.known("Журавлев Р.Н.") == Person.objects.get(surname="Журавлёв")


@pytest.mark.django_db
def test_a_name_of_two_people_fits_nobody():
    region = Region.objects.get(oktmo_prefix="69")
    twin = Person.objects.create(surname="Журавлёв", first_name="Руслан", patronymic="Наумович")
    twin.memberships.create(organisation=region.organisations.first())
    people = People(region)
    assert people.known("Журавлёв Р.Н.") is None
    assert "Журавлёв Р.Н." not in people


@pytest.mark.django_db
def test_a_person_of_another_region_is_not_taken():
    assert People(Region.objects.get(oktmo_prefix="25")).known("Журавлёв Р.Н.") is None


@pytest.mark.django_db
def test_new_person_is_made_once():
    people = People(Region.objects.get(oktmo_prefix="69"))
    one, same = people.find_or_create("Безымянцева К.Л."), people.find_or_create("Безымянцева К. Л.")
    assert one == same
    assert one.short_name == "Безымянцева К.Л." and one.user is None
