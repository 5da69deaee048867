from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions.invitations import open_account
from accounts.models import User
from accounts.roles import Role


class Command(BaseCommand):
    help = "Заводит первого администратора и отправляет ему приглашение."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("full_name")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(email__iexact=options["email"]).exists():
            raise CommandError("Такая почта уже есть на портале.")
        open_account(email=options["email"], full_name=options["full_name"], role=Role.ADMINISTRATOR)
        self.stdout.write("Приглашение стоит в очереди писем.")
