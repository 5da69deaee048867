"""The seven links of a decision, there and back."""

from datetime import timedelta

import pytest

from accounts.models import User
from cluster.models import Organisation, PartnershipDirection, RoadMap, RoadMapItem
from events.models import Decision, Meeting
from reports.catalogue import KINDS
from tests.events.factories import DecisionFactory, EventFactory, MeetingFactory, ProtocolFactory, today

pytestmark = pytest.mark.django_db


def _road_map(decision):
    return RoadMap.objects.filter(cluster=decision.meeting.council.cluster).earliest("pk")


def _page(client_of, user, url):
    return client_of(user).get(url).content.decode().replace("\xa0", " ")


def test_links_lead_from_a_decision_and_back(people, client_of):
    event = EventFactory(published=True)
    decision = DecisionFactory(on_control=True, event=event, text="Решение со связями")
    decision.road_map_item = RoadMapItem.objects.create(road_map=_road_map(decision), text="Пункт со связью")
    decision.save()
    page = _page(client_of, people.coordinator, decision.get_absolute_url())
    for target in (decision.road_map_item, event, decision.meeting):
        assert f'href="{target.get_absolute_url()}"' in page
        assert f'href="{decision.get_absolute_url()}"' in _page(
            client_of, people.coordinator, target.get_absolute_url()
        )
    assert "Связать с рекомендацией" in page and "Отчёты об исполнении" in page


def test_the_next_control_day_and_the_reports_stand_on_the_page(people, client_of):
    decision = Decision.objects.get(text__startswith="Присылать сведения")
    page = _page(client_of, people.coordinator, decision.get_absolute_url())
    assert "Следующий контрольный день" in page and "очередная" in page


def test_organisation_person_and_council_lead_to_their_work(people, client_of):
    firm = Organisation.objects.of_user(people.employer).get()
    decision = DecisionFactory(
        on_control=True, overdue=True, responsible=firm, supervisor=people.coordinator.person, text="Видно отовсюду"
    )
    for owner in (firm, people.coordinator.person):
        assert "Видно отовсюду" in _page(client_of, people.coordinator, owner.get_absolute_url())
    council = _page(client_of, people.coordinator, decision.meeting.council.get_absolute_url())
    assert f'href="{decision.meeting.get_absolute_url()}"' in council


def test_a_road_map_item_is_made_from_a_decision(people, client_of):
    decision = DecisionFactory(on_control=True)
    client, url = client_of(people.coordinator), f"/decisions/{decision.pk}/road-map-item/"
    typed = {
        "road_map": _road_map(decision).pk,
        "text": "Наставники",
        "starts_on": "02.02.2030",
        "ends_on": "01.01.2030",
    }
    wrong = client.post(url, typed).content.decode()
    assert "Окончание не может быть раньше начала" in wrong and "01.01.2030" in wrong
    client.post(url, typed | {"ends_on": "01.03.2030"})
    decision.refresh_from_db()
    assert decision.road_map_item.text == "Наставники"
    assert client.get(url).status_code == 404
    assert client_of(people.employer).get(url).status_code == 403


def test_a_direction_becomes_an_assignment_of_an_open_meeting(people, client_of):
    direction = PartnershipDirection.objects.filter(cluster__region__oktmo_prefix="69").earliest("pk")
    meeting, signed = MeetingFactory(), MeetingFactory(title="Уже подписано")
    ProtocolFactory(meeting=signed, state="signed", signed_at="2026-01-01T00:00Z", signed_by=people.coordinator)
    client, url = client_of(people.coordinator), f"/decisions/by-direction/{direction.pk}/"
    assert "Уже подписано" not in client.get(url).content.decode()
    typed = {
        "meeting": meeting.pk,
        "text": "Начать вместе",
        "due_on": f"{meeting.held_on - timedelta(days=1):%d.%m.%Y}",
    }
    assert "раньше даты заседания" in client.post(url, typed).content.decode()
    client.post(url, typed | {"due_on": f"{today():%d.%m.%Y}"})
    decision = Decision.objects.get(partnership_direction=direction)
    assert (decision.meeting, decision.text, decision.state) == (meeting, "Начать вместе", "draft")
    page = _page(client_of, people.coordinator, direction.get_absolute_url())
    assert "Оформить поручением" in page and f'href="{decision.get_absolute_url()}"' in page
    assert client_of(people.employer).get(url).status_code == 403


@pytest.mark.parametrize("kind", ["meeting-register", "event-register", "organisation-register", "decision-register"])
def test_any_register_goes_into_a_file(people, kind):
    viewer: User = people.coordinator
    document = KINDS[kind].build(None, viewer, {})
    table = next(block for block in document["blocks"] if block["type"] == "table")
    assert table["rows"]
    nothing = {"council": "0"} if "meeting" in kind else {"text": "такого нет нигде"}
    empty = KINDS[kind].build(None, viewer, nothing)
    assert "meeting" in kind or not [block for block in empty["blocks"] if block["type"] == "table"]


def test_register_pages_offer_the_file(people, client_of):
    assert Meeting.objects.visible_to(people.coordinator).exists()
    for address in ("/meetings/", "/events/", "/cluster/organisations/", "/decisions/"):
        assert "Реестр в Excel" in _page(client_of, people.coordinator, address), address


def test_the_file_keeps_the_filter_of_the_own_organisation(people):
    firm = Organisation.objects.of_user(people.employer).get()
    DecisionFactory(on_control=True, responsible=firm, text="Дело фирмы")
    DecisionFactory(on_control=True, text="Чужое дело")
    text = str(KINDS["decision-register"].build(None, people.employer, {"mine": "on"}))
    assert "Дело фирмы" in text and "Чужое дело" not in text
    supervised = str(KINDS["decision-register"].build(None, people.coordinator, {"supervised": "on"}))
    assert "Чужое дело" not in supervised
