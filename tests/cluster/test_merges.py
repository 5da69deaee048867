"""Two records become one: everything goes over, the signed stays, the history is told, nothing half-done."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cluster.actions import merges
from cluster.actions.merges import MergeError, merge_organisations, merge_people
from cluster.models import (
    Cluster,
    CollegeProfile,
    Council,
    CouncilMember,
    Membership,
    Merge,
    Organisation,
    Person,
    Region,
    RoadMapItem,
)
from employers.models import Partner
from events.models import Attendance, CoExecutor, Decision, Meeting, Protocol

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(people):
    return people.coordinator


@pytest.fixture
def region():
    return Region.objects.get(oktmo_prefix="69")


@pytest.fixture
def pair(region):
    """A full record and a poor twin of it."""
    make = Organisation.objects.create
    kept = make(name="ООО «Ромашковый луг»", short_name="Луг", kind="employer", region=region)
    left = make(name="ООО «Ромашковый лук»", kind="employer", region=region, inn="7000000998", phone="50-50")
    return left, kept


@pytest.fixture
def meeting():
    council = Council.objects.get(kind=Council.Kind.COORDINATING)
    return Meeting.objects.create(council=council, title="Заседание о слиянии", held_on=date(2026, 3, 2))


def _person(surname="Ульянова", first_name="Елена", patronymic="Захаровна", **more):
    return Person.objects.create(surname=surname, first_name=first_name, patronymic=patronymic, **more)


def _sign(meeting, by):
    Protocol.objects.create(meeting=meeting, state="signed", signed_at=timezone.now(), signed_by=by)


def _join(left, kept, by):
    return merge_organisations(left, kept, reason="опечатка в письме", by=by)


def test_rows_of_every_app_go_over(pair, coordinator, meeting):
    left, kept = pair
    item = RoadMapItem.objects.first()
    RoadMapItem.objects.filter(pk=item.pk).update(responsible=left)
    decision = Decision.objects.create(meeting=meeting, text="Сделать", responsible=left, position=1)
    Cluster.objects.first().members.add(left)
    merge = _join(left, kept, coordinator)
    item.refresh_from_db()
    decision.refresh_from_db()
    assert item.responsible == decision.responsible == kept
    assert kept.clusters.exists() and not left.clusters.exists()
    assert sum(tally["moved"] for tally in merge.moved.values()) == 3
    assert all(" " in name or name.islower() for name in merge.moved)


def test_duplicates_are_dropped(pair, coordinator, meeting):
    left, kept = pair
    decision = Decision.objects.create(meeting=meeting, text="Сделать", position=1)
    for organisation in pair:
        CoExecutor.objects.create(decision=decision, organisation=organisation)
        Cluster.objects.first().members.add(organisation)
    merge = _join(left, kept, coordinator)
    assert list(decision.co_executors.all()) == [kept]
    assert sum(tally["dropped"] for tally in merge.moved.values()) == 2


def test_what_a_signed_protocol_says_stays_with_the_left_record(pair, coordinator, meeting):
    left, kept = pair
    signed = Attendance.objects.create(meeting=meeting, person=_person(), organisation=left)
    _sign(meeting, coordinator)
    other = Meeting.objects.create(council=meeting.council, title="Второе", held_on=date(2026, 4, 2))
    free = Attendance.objects.create(meeting=other, person=signed.person, organisation=left)
    merge = _join(left, kept, coordinator)
    signed.refresh_from_db()
    free.refresh_from_db()
    assert (signed.organisation, free.organisation) == (left, kept)
    assert merge.moved["участники заседания (организация)"] == {"moved": 1, "dropped": 0, "stayed": 1}


def test_one_to_one_rows_melt_together_with_their_own_rows(pair, coordinator):
    left, kept = pair
    donor = Partner.objects.get(organisation__inn="7000000003")
    vacancy = donor.vacancies.first()
    poor, full = Partner.objects.create(organisation=kept), Partner.objects.create(organisation=left, about="О нас")
    vacancy.partner = full
    vacancy.save()
    CollegeProfile.objects.create(organisation=left, summary="Есть")
    _join(left, kept, coordinator)
    poor.refresh_from_db()
    vacancy.refresh_from_db()
    assert vacancy.partner == poor and poor.about == "О нас"
    assert kept.college_profile.summary == "Есть"
    assert not Partner.objects.filter(pk=full.pk).exists()


def test_empty_fields_are_filled_and_names_become_aliases(pair, coordinator):
    left, kept = pair
    number = left.inn
    merge = _join(left, kept, coordinator)
    kept.refresh_from_db()
    left.refresh_from_db()
    assert (kept.inn, kept.phone, kept.short_name, left.inn) == (number, "50-50", "Луг", "")
    assert [alias.name for alias in kept.aliases.all()] == ["ООО «Ромашковый лук»"]
    assert left.merged_into == kept and merge.before["inn"] == number


def test_chain_of_merges_leads_to_the_last_record(pair, coordinator, region):
    left, kept = pair
    last = Organisation.objects.create(name="Ромашковый луг, филиал", kind="employer", region=region)
    _join(left, kept, coordinator)
    _join(kept, last, coordinator)
    left.refresh_from_db()
    assert left.merged_into == last


def test_error_in_the_middle_leaves_everything_as_it_was(pair, coordinator, monkeypatch):
    left, kept = pair
    left.aliases.create(name="Лук")
    monkeypatch.setattr(merges, "_written", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        _join(left, kept, coordinator)
    left.refresh_from_db()
    assert left.merged_into is None and left.inn and left.aliases.exists() and not kept.aliases.exists()


def test_joined_record_cannot_be_joined_again(pair, coordinator):
    left, kept = pair
    _join(left, kept, coordinator)
    with pytest.raises(MergeError, match="уже объединил"):
        _join(left, kept, coordinator)
    with pytest.raises(MergeError, match="одна и та же"):
        _join(kept, kept, coordinator)


def test_person_takes_posts_seats_account_and_names(coordinator, region, meeting):
    user = User.objects.create_user("new@demo.example", "x-demo-portal-1", full_name="Ульянова", role="employer")
    kept, left = _person(first_name="Е.", patronymic="З."), _person(user=user)
    place = region.organisations.first()
    Membership.objects.create(person=kept, organisation=place, post="методист", from_on=date(2022, 1, 1))
    Membership.objects.create(person=left, organisation=place, post="Методист", from_on=date(2021, 1, 1))
    Membership.objects.create(person=left, organisation=place, post="директор", to_on=date(2020, 1, 1))
    CouncilMember.objects.create(council=meeting.council, person=left)
    merge_people(left, kept, reason="одно лицо", by=coordinator)
    kept.refresh_from_db()
    assert kept.full_name == "Ульянова Елена Захаровна" and kept.user == user
    assert {(post.post, post.from_on) for post in kept.memberships.all()} == {
        ("методист", date(2021, 1, 1)),
        ("директор", None),
    }
    assert kept.council_memberships.count() == 1 and not left.memberships.exists()


def test_person_of_a_signed_protocol_stays_in_it(coordinator, meeting):
    kept, left = _person(), _person(first_name="Е.", patronymic="З.")
    row = Attendance.objects.create(meeting=meeting, person=left)
    Attendance.objects.create(meeting=meeting, person=kept)
    _sign(meeting, coordinator)
    merge = merge_people(left, kept, reason="одно лицо", by=coordinator)
    row.refresh_from_db()
    assert row.person == left and left.aliases.count() == 0
    assert merge.moved["участники заседания (человек)"]["stayed"] == 1


def test_two_accounts_are_refused(coordinator, people):
    with pytest.raises(MergeError, match="учётные записи"):
        merge_people(people.employer.person, people.coordinator.person, reason="?", by=coordinator)
    assert people.employer.person.merged_into is None


def test_page_shows_what_moves_and_joins(client_of, coordinator, pair):
    left, kept = pair
    Cluster.objects.first().members.add(left)
    url = reverse("cluster:organisation-merge", args=[kept.pk, left.pk])
    page = client_of(coordinator).get(url).content.decode()
    assert "кластеры (участники): 1" in page and "50-50" in page
    response = client_of(coordinator).post(url, {"reason": "одна и та же фирма"}, follow=True)
    page = response.content.decode()
    assert "Записи объединены." in page and "одна и та же фирма" in page and "ООО «Ромашковый лук»" in page
    assert coordinator.full_name in page
    old = client_of(coordinator).get(left.get_absolute_url())
    assert (old.status_code, old.url) == (302, kept.get_absolute_url())
    found = client_of(coordinator).get(reverse("cluster:organisation-list") + "?text=ромашковый")
    assert [one.pk for one in found.context["page_obj"]] == [kept.pk]
    assert client_of(coordinator).get(url).status_code == 404


def test_reason_is_asked_and_contradictions_need_a_tick(client_of, coordinator, pair):
    left, kept = pair
    Organisation.objects.filter(pk=kept.pk).update(inn="7000000099")
    url = reverse("cluster:organisation-merge", args=[kept.pk, left.pk])
    response = client_of(coordinator).post(url, {"reason": ""})
    assert response.context["form"].errors["reason"] == ["Заполните поле «Почему это одно и то же»"]
    response = client_of(coordinator).post(url, {"reason": "сверили с уставом"})
    assert "Сведения записей расходятся" in response.context["form"].errors["is_certain"][0]
    assert "сверили с уставом" in response.content.decode()
    assert not Merge.objects.filter(left_organisation=left).exists()
    client_of(coordinator).post(url, {"reason": "сверили с уставом", "is_certain": "on"})
    assert Merge.objects.filter(left_organisation=left).exists()


def test_page_of_two_accounts_offers_no_button(client_of, coordinator, people):
    url = reverse("cluster:person-merge", args=[people.employer.person.pk, people.college_specialist.person.pk])
    assert "У обоих есть учётные записи" in client_of(coordinator).get(url).content.decode()
    client_of(coordinator).post(url, {"reason": "одно лицо", "is_certain": "on"})
    assert not Merge.objects.filter(kept_person=people.employer.person).exists()


def test_old_address_of_a_person_leads_to_the_new(client_of, coordinator, region):
    kept, left = _person(), _person(first_name="Е.", patronymic="З.")
    Membership.objects.create(person=left, organisation=region.organisations.first())
    client_of(coordinator).post(reverse("cluster:person-merge", args=[kept.pk, left.pk]), {"reason": "одно лицо"})
    assert client_of(coordinator).get(left.get_absolute_url()).url == kept.get_absolute_url()
    assert "одно лицо" in client_of(coordinator).get(kept.get_absolute_url()).content.decode()


def test_only_coordinators_join_records(client_of, people, pair):
    left, kept = pair
    url = reverse("cluster:organisation-merge", args=[kept.pk, left.pk])
    assert client_of(people.employer).post(url, {"reason": "хочу"}).status_code == 403
    assert (
        client_of(people.coordinator).get(reverse("cluster:organisation-merge", args=[kept.pk, 10**9])).status_code
        == 404
    )


def test_account_of_a_graduate_is_nobodys_duplicate(client_of, people):
    graduate = people.graduate.person
    url = reverse("cluster:person-merge", args=[people.employer.person.pk, graduate.pk])
    assert client_of(people.coordinator).get(url).status_code == 404
