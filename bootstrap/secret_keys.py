"""Keys made once per data folder and kept in `secrets.json`, readable by the owner only."""

import base64
import json
import os
import secrets
from pathlib import Path

from bootstrap.failures import Failure
from bootstrap.folder import Folder


def _new() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "PROTECTED_DATA_KEYS": base64.urlsafe_b64encode(os.urandom(32)).decode(),
        "POSTGRES_PASSWORD": secrets.token_urlsafe(24),
    }


def _read(path: Path) -> dict[str, str]:
    # Broken keys are never replaced in silence: protected data could not be read again.
    try:
        keys: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        if not all(keys[name] for name in _new()):
            raise ValueError
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise Failure(
            f"Файл ключей {path} испорчен: верните его из резервной копии. Если защищённые данные не нужны, "
            "удалите всю папку данных."
        ) from error
    return keys


def secret_keys(folder: Folder) -> dict[str, str]:
    """Keys of this folder, made at the first call."""
    with folder.installing():
        if not folder.secrets.exists():
            draft = folder.secrets.with_suffix(".new")
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                json.dump(_new(), file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(folder.secrets)
    return _read(folder.secrets)
