"""The three services of a running portal and the surroundings they start in."""

import os
import sys

from bootstrap.folder import Folder
from bootstrap.supervisor import Service


def surroundings(folder: Folder, keys: dict[str, str], url: str, *, port: int = 8000) -> dict[str, str]:
    """Environment of Django. What the caller has set stays, except the database and the folder, worked out here."""
    made = {"BASE_URL": f"http://127.0.0.1:{port}", "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    made |= {name: keys[name] for name in ("SECRET_KEY", "PROTECTED_DATA_KEYS")}
    # The start asks for its own health at this address, whatever names the portal has besides.
    hosts = [*filter(None, os.environ.get("ALLOWED_HOSTS", "").split(",")), "127.0.0.1", "localhost", "[::1]"]
    given = {name: value for name, value in os.environ.items() if value or name not in made}
    worked_out = {
        "ALLOWED_HOSTS": ",".join(hosts),
        "PORTAL_DATA": str(folder.root),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return made | given | worked_out


def services(port: int) -> list[Service]:
    """The web first: it is what somebody waits for."""
    python = sys.executable
    gunicorn = ["-m", "gunicorn", "config.wsgi:application", "--config", "deploy/gunicorn.conf.py"]
    worker = ["-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "INFO"]
    return [
        Service("web", [python, *gunicorn, "--bind", f"127.0.0.1:{port}"]),
        Service("worker", [python, *worker, "--without-gossip", "--without-mingle"]),
        Service("scheduler", [python, "manage.py", "scheduler"]),
    ]
