"""`manage render`: one document into a file, without a queue."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.models import User
from reports.catalogue import KINDS, WHOLE

pytestmark = pytest.mark.django_db


def test_a_document_lands_in_the_file(tmp_path):
    call_command("render", "sample", "--format", "docx", "--param", "style=gost", "--out", str(tmp_path / "a.docx"))

    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["protocol", "--id", "999999"], "Записи 999999 нет"),
        (["briefing", "--id", "1", "--format", "xlsx"], "бывает только в форматах"),
        (["sample", "--as", "nobody@example.org"], "Нет такого человека"),
        (["sample", "--as", "graduate@demo.example"], "требует права"),
    ],
)
def test_a_mistake_is_one_plain_line(tmp_path, arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("render", *arguments, "--out", str(tmp_path / "a"))


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="не записался"):
        call_command("render", "sample", "--out", str(tmp_path / "none" / "a.pdf"))


def _reader(kind):
    """Who works with such documents in the demonstration: the first of these roles that may order the kind."""
    roles = ("methodologist",) if "monitoring" in kind.builder else ("coordinator", "college_specialist", "employer")
    people = {user.role: user for user in User.objects.filter(email__endswith="@demo.example", role__in=roles)}
    return next(people[role] for role in roles if people[role].can(kind.permission))


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.code != "sample"], ids=lambda kind: kind.code)
def test_every_document_of_the_demonstration_comes_out_in_each_format(tmp_path, kind):
    reader = _reader(kind)
    rows = apps.get_model(kind.subject).objects.visible_to(reader) if kind.subject else None
    if kind.code in ("briefing", "municipal-sheet"):  # a campaign that still runs has no results
        rows = rows.filter(**{"status": "published"} if kind.code == "briefing" else {"campaign__status": "published"})
    pk = rows.first().pk if rows is not None else WHOLE

    for format in kind.formats:
        target = tmp_path / f"a.{format}"
        call_command(
            "render", kind.code, "--id", str(pk), "--format", format, "--as", reader.email, "--out", str(target)
        )
        assert target.stat().st_size > 1000
