from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from accounts.encryption import keyring


@checks.register
def check_protected_keys(**kwargs: object) -> list[checks.CheckMessage]:
    """The portal must not start without a key and find it out at the first graduate."""
    try:
        keyring()
    except ImproperlyConfigured as error:
        return [
            checks.Error(str(error), hint="Запускайте портал через portal.py: он создаёт ключи.", id="graduates.E001")
        ]
    return []
