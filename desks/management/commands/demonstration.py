from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

APPS = ("cluster", "employers", "events", "graduates", "monitoring")


class Command(BaseCommand):
    help = "Загружает показательный регион: справочники, вымышленных людей и условные числа."

    def handle(self, *args: Any, **options: Any) -> None:
        for app in APPS:
            with transaction.atomic():
                import_module(f"{app}.demonstration").load()
