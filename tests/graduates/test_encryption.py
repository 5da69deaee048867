import base64
import json
import pickle
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from accounts.encryption import Sealed, UnloggedRead, WrongKey, keyring, reseal, seal, unseal
from accounts.models import AccessEntry
from graduates.checks import check_protected_keys
from graduates.models import Disclosure, Needs, ProtectedProfile
from graduates.protected import read_health, read_needs, write_health
from tests.graduates.factories import GraduateFactory, cook_vacancy, look_of

SECRET = "особая примета для поиска в таблице"
TABLES = ("graduates_needs", "graduates_protectedprofile", "graduates_disclosure")


def _new_key():
    return Fernet.generate_key().decode()


def _raw_tables():
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")
            yield from (row[0] for row in cursor.fetchall())


def _entry(people):
    return AccessEntry.objects.create(actor=people.college_specialist, actor_name="кто-то", fields=[], purpose="проба")


def test_a_sealed_value_prints_as_closed():
    sealed = seal([{"code": "wp_quiet"}])
    assert "wp_quiet" not in f"{sealed} {sealed!r} {sealed.token}"
    assert str(sealed) == "«закрыто»"
    assert b"wp_quiet" not in pickle.dumps(sealed.token)


def test_length_of_the_token_does_not_tell_the_number_of_needs():
    assert len(seal([]).token) == len(seal([{"code": "wp_quiet", "level": "required"}] * 3).token)


@pytest.mark.django_db
def test_nothing_is_opened_without_a_saved_entry_of_the_log(people):
    sealed = seal("II группа")
    for entry in (None, AccessEntry(actor=people.college_specialist)):
        with pytest.raises(UnloggedRead):
            unseal(sealed, entry)
    assert unseal(sealed, _entry(people)) == "II группа"


@pytest.mark.django_db
def test_raw_tables_hold_no_plain_text(people):
    graduate = GraduateFactory(needs={"com_sign_language": "required"})
    write_health(look_of(people.college_specialist), graduate, {"ipra_notes": SECRET, "nosology": "hearing"}, "проба")
    Disclosure.objects.create(graduate=graduate, vacancy=cook_vacancy(), conditions=seal(["com_sign_language"]))
    text = "\n".join(_raw_tables())
    assert "gAAAA" in text
    for word in (SECRET, json.dumps(SECRET)[1:-1], "hearing", "com_sign_language", "required"):
        assert word not in text, word


@pytest.mark.django_db
def test_a_column_cannot_be_searched_or_filled_with_plain_text():
    graduate = GraduateFactory()
    for lookup in ("exact", "contains", "startswith", "in", "gt"):
        with pytest.raises(FieldError):
            Needs.objects.filter(**{f"answers__{lookup}": "wp_quiet"}).exists()
    with pytest.raises(TypeError):
        ProtectedProfile.objects.create(graduate=graduate, disability="second")


@pytest.mark.django_db
def test_rotation_moves_everything_under_the_newest_key(people, settings, capsys):
    request, graduate = look_of(people.college_specialist), GraduateFactory(needs={"wp_quiet": "required"})
    write_health(request, graduate, {"ipra_notes": SECRET}, "проба")
    before, old = Needs.objects.get(graduate=graduate).answers, settings.PROTECTED_DATA_KEYS
    settings.PROTECTED_DATA_KEYS = [_new_key(), *old]
    call_command("rotate_protected_keys")
    assert "Перешифровано" in capsys.readouterr().out
    settings.PROTECTED_DATA_KEYS = settings.PROTECTED_DATA_KEYS[:1]
    assert Needs.objects.get(graduate=graduate).answers != before
    assert [need.code for need in read_needs(request, graduate, "проба")] == ["wp_quiet"]
    assert read_health(request, graduate, "проба")["ipra_notes"] == SECRET


@pytest.mark.django_db
def test_rotation_leaves_no_token_of_the_old_key(settings):
    old = settings.PROTECTED_DATA_KEYS
    settings.PROTECTED_DATA_KEYS = [_new_key(), *old]
    call_command("rotate_protected_keys", verbosity=0, stdout=StringIO())
    settings.PROTECTED_DATA_KEYS = old
    for needs in Needs.objects.all():
        with pytest.raises(WrongKey):
            reseal(needs.answers)


def test_a_wrong_key_fails_loudly(settings):
    sealed = seal("тайна")
    settings.PROTECTED_DATA_KEYS = [_new_key()]
    with pytest.raises(WrongKey, match="ключом, которого нет"):
        reseal(sealed)


@pytest.mark.parametrize("keys", [[], ["короткий"], [base64.urlsafe_b64encode(b"x" * 16).decode()]])
def test_without_a_good_key_nothing_is_written_and_the_check_says_so(settings, keys):
    settings.PROTECTED_DATA_KEYS = keys
    for action in (keyring, lambda: seal("тайна")):
        with pytest.raises(ImproperlyConfigured, match="PROTECTED_DATA_KEYS"):
            action()
    assert [error.id for error in check_protected_keys()] == ["graduates.E001"]


def test_the_check_is_quiet_with_a_key():
    assert check_protected_keys() == []
    assert isinstance(seal(None), Sealed)
