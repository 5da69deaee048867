"""The compose file, as far as it can be tried without a Docker engine."""

import os
import re
import subprocess
import sys

import pytest
from ruamel.yaml import YAML

from tests.bootstrap.calling import LEFT_OUT, ROOT

FILE = ROOT / "docker-compose.yml"
SECRET = "PROTECTED_DATA_KEYS", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY"
KEY = "dGVzdHMtb25seS1rZXktMDEyMzQ1Njc4OTAxMjM0NTY="
SOMETHING_LONG = "b9Xq-" * 12


def _answers() -> dict[str, str]:
    """`.env` of somebody who filled in the example."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))
    return given | dict.fromkeys(SECRET, SOMETHING_LONG) | {"PROTECTED_DATA_KEYS": KEY}


def _filled_in(value: str, answers: dict[str, str]) -> str:
    """Compose's own rule: `:-` gives a default and `:?` refuses, both also for an empty value."""

    def fill(found: re.Match[str]) -> str:
        name, default = found["name"], found["default"]
        assert answers.get(name) or default is not None or found["refusal"] is None, f"{name} нет в .env.example"
        return answers.get(name) or default or ""

    return re.sub(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?(?P<refusal>[^}]*))?\}", fill, value)


@pytest.fixture(scope="module")
def compose() -> dict:
    return YAML(typ="safe").load(FILE)


def test_file_follows_its_schema():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_file_holds_no_secret(compose):
    for name, service in compose["services"].items():
        for variable, value in service.get("environment", {}).items():
            if re.search("PASSWORD|KEY|_URL", variable):
                assert "${" in value, f"{name}: {variable}"


def test_every_long_running_service_restarts_and_is_watched(compose):
    services = dict(compose["services"])
    assert services.pop("migrate")["restart"] == "on-failure"
    assert {service["restart"] for service in services.values()} == {"unless-stopped"}
    assert {name for name, service in services.items() if "healthcheck" not in service} == {"scheduler"}


def test_settings_accept_the_example(compose, tmp_path):
    """Also proves that a filled-in example is a safe installation: `check --deploy` has no warning."""
    given = compose["services"]["web"]["environment"]
    environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    environment |= {name: _filled_in(str(value), _answers()) for name, value in given.items()}
    environment |= {"PORTAL_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
