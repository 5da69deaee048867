"""The door: whoever looks is checked and written down; lists, exports and templates never open anything."""

from datetime import date
from pathlib import Path

import pytest
from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.template import Context, Template
from django.urls import reverse

from accounts import encryption
from accounts.models import AccessEntry
from accounts.roles import Role
from graduates.models import Needs, ProtectedProfile
from graduates.protected import Need, NoConsent, read_health, read_needs, write_health, write_needs
from graduates.waiting import waiting_for
from tests.graduates.factories import (
    OTHER_COLLEGE,
    GraduateFactory,
    UserFactory,
    consent_of,
    look_of,
    named,
    serving,
)

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db


@pytest.fixture
def graduate():
    return GraduateFactory(with_account=True, needs={"wp_quiet": "required"})


def _log(graduate):
    return AccessEntry.objects.about(graduate)


def test_each_read_and_each_write_leaves_an_entry(people, graduate):
    request = look_of(people.college_specialist)
    read_needs(request, graduate, "подбор")
    write_needs(request, graduate, [Need("wp_lighting", "desired")], "правка")
    read_health(request, graduate, "отчёт")
    write_health(request, graduate, {"ovz": "yes"}, "правка")
    entries = list(_log(graduate).order_by("pk"))
    assert [entry.purpose for entry in entries] == ["подбор", "правка", "отчёт", "правка"]
    assert {entry.actor for entry in entries} == {people.college_specialist}


def test_the_log_tells_what_was_seen_but_not_what_it_said(people, graduate):
    read_needs(look_of(people.college_specialist), graduate, "подбор")
    entry = _log(graduate).get()
    assert entry.fields == ["нужные условия"]
    assert "wp_quiet" not in f"{entry.fields}{entry.purpose}"


def test_what_is_written_is_read_back_in_order(people, graduate):
    request = look_of(people.college_specialist)
    needs = [Need("wp_quiet", "desired", True), Need("bld_toilet", "required")]
    write_needs(request, graduate, needs, "правка")
    assert read_needs(request, graduate, "подбор") == needs
    assert Needs.objects.get(graduate=graduate).changed_by == people.college_specialist


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COLLEGE_SPECIALIST])
def test_no_other_role_comes_in_and_no_entry_is_left(graduate, role):
    with pytest.raises(PermissionDenied):
        read_needs(look_of(UserFactory(role=role)), graduate, "любопытство")
    assert not _log(graduate).exists()


def test_a_specialist_of_another_college_does_not_come_in(graduate):
    stranger = serving(Role.COLLEGE_SPECIALIST, named(OTHER_COLLEGE))
    for door in (read_needs, read_health):
        with pytest.raises(PermissionDenied):
            door(look_of(stranger), graduate, "любопытство")


def test_without_a_consent_only_the_graduate_comes_in(people):
    graduate = GraduateFactory(with_account=True, needs={"wp_quiet": "required"}, consents=False)
    consent_of(graduate, ended=True)
    with pytest.raises(NoConsent):
        read_needs(look_of(people.college_specialist), graduate, "подбор")
    with pytest.raises(NoConsent):
        write_needs(look_of(people.college_specialist), graduate, [], "правка")
    assert len(read_needs(look_of(graduate.user), graduate, "свои")) == 1


def test_the_log_is_append_only(people, graduate):
    read_needs(look_of(people.college_specialist), graduate, "подбор")
    for statement in ("UPDATE accounts_accessentry SET purpose = 'иное'", "DELETE FROM accounts_accessentry"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_orm_templates_and_exports_give_only_closed_envelopes(graduate):
    needs = Needs.objects.get(graduate=graduate)
    row = Needs.objects.filter(graduate=graduate).values("answers").get()
    shown = Template("{{ needs.answers }} {{ row.answers }} {{ graduate.needs.answers }}")
    text = shown.render(Context({"needs": needs, "row": row, "graduate": graduate}))
    exported = serializers.serialize("json", [needs])
    assert "wp_quiet" not in f"{text}{needs.answers!r}{row}{exported}"
    assert text.count("«закрыто»") == 3


def test_only_the_door_knows_how_to_unseal():
    """Everybody else would need `unseal`, and a search for the word finds them."""
    users = [
        str(path.relative_to(ROOT))
        for app in ("accounts", "events", "graduates", "monitoring", "reports", "desks")
        for path in (ROOT / app).rglob("*.py")
        if "unseal" in path.read_text(encoding="utf-8")
    ]
    assert sorted(users) == ["accounts/encryption.py", "events/wishes.py", "graduates/protected.py"]


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("college_specialist", "graduates:graduate-list"),
        ("employer", "graduates:candidate-list"),
        ("graduate", "graduates:my-consents"),
        ("graduate", "graduates:my-access-log"),
        ("college_specialist", "desks:desk"),
        ("graduate", "desks:desk"),
        ("employer", "desks:desk"),
    ],
)
def test_lists_and_desks_open_nothing_and_leave_no_entry(people, client_of, monkeypatch, person, name):
    def refuse(*args):
        raise AssertionError("a list page has opened the protected zone")

    monkeypatch.setattr(encryption.MultiFernet, "decrypt", refuse)
    before = AccessEntry.objects.count()
    assert client_of(getattr(people, person)).get(reverse(name)).status_code == 200
    assert AccessEntry.objects.count() == before


@pytest.mark.parametrize("person", ["college_specialist", "graduate", "employer"])
def test_the_desk_is_told_without_opening_anything(people, person, django_assert_max_num_queries):
    before = AccessEntry.objects.count()
    with django_assert_max_num_queries(4):
        groups = waiting_for(getattr(people, person), date.today())
    assert groups
    assert AccessEntry.objects.count() == before


def test_protected_tables_have_no_index_on_what_they_hide():
    with connection.cursor() as cursor:
        for model in (Needs, ProtectedProfile):
            constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
            indexes = [found["columns"] for found in constraints.values() if found["index"]]
            columns = {column for index in indexes for column in index}
            assert columns <= {"graduate_id", "changed_by_id"}
