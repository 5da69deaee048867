"""From the employer's form to a visitor who looks for a condition and a place."""

import pytest
from django.urls import reverse

from cluster.models import Municipality
from employers.models import Vacancy


@pytest.mark.django_db
def test_employer_posts_coordinator_publishes_visitor_finds(client, client_of, people):
    employer, coordinator = client_of(people.employer), client_of(people.coordinator)
    seversk = Municipality.objects.get(oktmo="69741000")
    job = {
        "title": "Настройщик роялей", "duties": "Слушать и подтягивать струны.", "municipality": seversk.pk,
        "address": "улица Тихая, 1", "employment": "part", "schedule": "part_day", "place": "site",
        "hours_per_week": "20", "places_count": "1", "how_to_apply": "Напишите письмо.",
    }  # fmt: skip
    conditions = employer.post(reverse("employers:vacancy-create"), job).url
    check = employer.post(conditions, {"wp_quiet": "yes", "bld_step_free": "no"}).url
    assert "Отправить на проверку" in employer.get(check).content.decode()
    vacancy = Vacancy.objects.get(title="Настройщик роялей")
    employer.post(reverse("employers:vacancy-send", args=[vacancy.pk]))

    found = f"{reverse('employers:vacancy-list')}?condition=wp_quiet&municipality={seversk.pk}"
    assert "Настройщик роялей" not in client.get(found).content.decode()
    assert "Настройщик роялей" in coordinator.get(reverse("employers:moderation-list")).content.decode()
    assert "Опубликовать" in coordinator.get(vacancy.get_absolute_url()).content.decode()
    coordinator.post(reverse("employers:vacancy-publish", args=[vacancy.pk]))

    assert "Настройщик роялей" in client.get(found).content.decode()
    elsewhere = f"{reverse('employers:vacancy-list')}?condition=bld_step_free&municipality={seversk.pk}"
    assert "Настройщик роялей" not in client.get(elsewhere).content.decode()
    assert "Тихое место" in client.get(vacancy.get_absolute_url()).content.decode()
