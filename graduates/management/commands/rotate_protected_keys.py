from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models, transaction

from accounts.encryption import EncryptedField, reseal

BATCH = 500


class Command(BaseCommand):
    help = "Перешифровать защищённые данные новейшим ключом из PROTECTED_DATA_KEYS."

    def handle(self, *args: object, **options: object) -> None:
        total = sum(_rotate(model) for model in apps.get_models())
        self.stdout.write(f"Перешифровано записей: {total}. Старый ключ можно убрать из PROTECTED_DATA_KEYS.")


def _rotate(model: type[models.Model]) -> int:
    names = [field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedField)]
    if not names:
        return 0
    done = 0
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            rows = list(
                model._default_manager.select_for_update(of=("self",)).filter(pk__in=keys[start : start + BATCH])
            )
            for row in rows:
                for name in names:
                    sealed = getattr(row, name)
                    setattr(row, name, sealed and reseal(sealed))
            model._default_manager.bulk_update(rows, names)
            done += len(rows)
    return done
