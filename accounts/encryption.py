"""Encrypted columns of the protected zone: Fernet tokens in the table, sealed values in Python.

A column never gives its plain text away by itself. It gives a `Sealed` value; `unseal` wants the entry of the
access log that this look has made, so there is no reading without a trace. `tests/graduates/test_protected.py` names
the few modules that call it.
"""

import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from accounts.models import AccessEntry

BLOCK = 512  # plain text is padded to whole blocks: the length must not tell how many needs a person has


class WrongKey(ImproperlyConfigured):
    """The data was encrypted by a key that is no longer in the settings."""


class UnloggedRead(RuntimeError):
    """Somebody tried to read protected data without an entry in the access log."""


class Sealed:
    """An encrypted value. It prints as a closed envelope wherever it ends up by mistake."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def __repr__(self) -> str:
        return "«закрыто»"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)


def keyring() -> MultiFernet:
    """Keys of the settings, newest first; without a key nothing is written and nothing is read."""
    if not settings.PROTECTED_DATA_KEYS:
        raise ImproperlyConfigured(
            "Не задан PROTECTED_DATA_KEYS: без ключа защищённые данные нельзя ни записать, ни прочитать."
        )
    try:
        return MultiFernet([Fernet(key) for key in settings.PROTECTED_DATA_KEYS])
    except ValueError as error:
        raise ImproperlyConfigured("Ключ в PROTECTED_DATA_KEYS испорчен: нужны 32 байта в urlsafe-base64.") from error


def seal(value: Any) -> Sealed:
    """Encrypt any JSON value by the newest key."""
    plain = json.dumps(value, ensure_ascii=False).encode()
    padded = plain.ljust(-(-len(plain) // BLOCK) * BLOCK)
    return Sealed(keyring().encrypt(padded).decode())


def unseal(sealed: Sealed, entry: AccessEntry) -> Any:
    """Decrypt a value; `entry` is the saved line of the access log about this very look."""
    if not isinstance(entry, AccessEntry) or entry.pk is None:
        raise UnloggedRead("Сначала запись в журнале доступа, потом чтение.")
    return json.loads(_with_known_key("decrypt", sealed))


def reseal(sealed: Sealed) -> Sealed:
    """The same value under the newest key; the plain text does not leave this function."""
    return Sealed(_with_known_key("rotate", sealed).decode())


def _with_known_key(operation: str, sealed: Sealed) -> bytes:
    try:
        return getattr(keyring(), operation)(sealed.token.encode())
    except InvalidToken as error:
        raise WrongKey("Защищённые данные зашифрованы ключом, которого нет в PROTECTED_DATA_KEYS.") from error


class EncryptedField(models.TextField):
    """A column of sealed values. It cannot be searched, ordered by meaning, put into a form or saved unsealed."""

    _pyi_private_set_type: Any  # both are read by the checker of types only
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Sealed | None:
        return None if value is None else Sealed(value)

    def to_python(self, value: Any) -> Sealed | None:
        return value if value is None or isinstance(value, Sealed) else Sealed(str(value))

    def get_prep_value(self, value: Any) -> str | None:
        if value is None:
            return None
        if isinstance(value, Sealed):
            return value.token
        raise TypeError("В защищённое поле пишут только seal(значение).")

    def value_to_string(self, obj: models.Model) -> str:
        sealed: Any = self.value_from_object(obj)
        return sealed.token if sealed else ""

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def formfield(self, **kwargs: Any) -> None:
        return None
