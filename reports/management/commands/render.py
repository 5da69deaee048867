from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.roles import ROLE_PERMISSIONS
from reports.catalogue import KINDS, WHOLE, Kind
from reports.writers import FORMATS, write


class Command(BaseCommand):
    help = "Собирает один документ в файл, без очереди."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=sorted(KINDS), help="вид документа")
        parser.add_argument("--id", default=WHOLE, help="номер записи, о которой документ")
        parser.add_argument("--format", default="pdf", choices=FORMATS)
        parser.add_argument("--out", required=True, type=Path, help="куда положить файл")
        parser.add_argument("--as", dest="reader", help="почта того, чьими глазами собирать документ")
        parser.add_argument("--param", action="append", default=[], metavar="ИМЯ=ЗНАЧЕНИЕ")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = KINDS[options["kind"]]
        if options["format"] not in kind.formats:
            raise CommandError(f"«{kind.title}» бывает только в форматах: {', '.join(kind.formats)}.")
        reader = _reader(kind, options["reader"], options["id"])
        try:
            kind.check_permission(reader)
            params = kind.read_params(dict(one.partition("=")[::2] for one in options["param"]))
            document = kind.build(kind.find(options["id"], reader), reader, params)
        except ObjectDoesNotExist as error:
            raise CommandError(f"Записи {options['id']} нет, или её не видит {reader}.") from error
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        try:
            options["out"].write_bytes(write(document, options["format"]))
        except OSError as error:
            raise CommandError(f"Файл {options['out']} не записался: {error.strerror}.") from error


def _reader(kind: Kind, email: str | None, pk: str) -> User:
    """Without --as: the first person who may order such a document and sees this record."""
    people = User.objects.filter(is_active=True).order_by("pk")
    if email:
        people = people.filter(email__iexact=email)
    else:
        people = people.filter(role__in=[role for role, may in ROLE_PERMISSIONS.items() if kind.permission in may])
    if not (first := people.first()):
        raise CommandError(f"Нет такого человека: {email}." if email else f"Никто не вправе заказать «{kind.title}».")
    return first if email else next((one for one in people if _sees(one, kind, pk)), first)


def _sees(reader: User, kind: Kind, pk: str) -> bool:
    try:
        kind.find(pk, reader)
    except ObjectDoesNotExist:
        return False
    return True
