from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from cluster.models import Cluster, Organisation
from desks.guides import OF_ROLE, SLUGS, all_guides
from desks.search import search_everything
from desks.waiting import waiting_for
from tests.events.factories import EventFactory
from tests.registry import EMAILS


def test_every_role_has_its_guide():
    assert set(OF_ROLE) == set(Role)
    assert set(OF_ROLE.values()) <= set(SLUGS)
    assert all(guide.title and guide.html for guide in all_guides())
    assert all(f'<h2 id="{anchor}">{title}' in guide.html for guide in all_guides() for anchor, title in guide.parts)


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(EMAILS))
def test_what_waits_is_counted_as_its_list_says(role, people):

    for matter in waiting_for(getattr(people, role), timezone.localdate()):
        assert matter["url"].startswith("/")
        assert len(matter["rows"]) <= matter["count"], matter["label"]


@pytest.mark.django_db
def test_search_of_a_guest_stays_in_the_open(client):
    text = client.get("/search/", {"q": "совет"}).content.decode()
    assert "<h2>Решения" not in text and "<h2>Люди" not in text


@pytest.mark.django_db
def test_search_never_finds_graduates_for_an_employer(people):
    groups = search_everything(people.employer, "Ясенев")
    assert "Выпускники" not in {group.label for group in groups}


@pytest.mark.django_db
def test_one_letter_is_not_searched(client):
    assert "Нашлось" not in client.get("/search/", {"q": "а"}).content.decode()


@pytest.mark.django_db
def test_unknown_guide_is_404(client):
    assert client.get("/help/nothing/").status_code == 404


@pytest.mark.django_db
def test_health_answers_without_sign_in(client):
    assert client.get("/health/").content == b"ok\n"


@pytest.mark.django_db
def test_front_page_names_the_nearest_events(client):
    today = timezone.localdate()
    for title, days in (("Третья встреча", 3), ("Вторая встреча", 1), ("Первая встреча", 0)):
        EventFactory(published=True, title=title, starts_on=today + timedelta(days=days))
    text = client.get("/").content.decode()
    assert text.index("Первая встреча") < text.index("Вторая встреча") < text.index("Третья встреча")


@pytest.mark.django_db
def test_contacts_name_the_organiser_of_each_cluster(client):
    cluster = Cluster.objects.select_related("organiser").earliest("pk")
    Organisation.objects.filter(pk=cluster.organiser_id).update(phone="8 (3822) 00-00-99", email="living@demo.example")
    text = client.get("/contacts/").content.decode()
    assert cluster.organiser.name in text and 'href="mailto:living@demo.example"' in text and "00-00-99" in text
