"""Whatever goes wrong at the start ends in one line that says what to do."""

import ast
import fcntl
import socket
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings

from bootstrap.failures import Failure
from bootstrap.folder import Folder
from tests.bootstrap.calling import ROOT, call_portal, one_line_of

SERVER = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/postgres".format(**settings.DATABASES["default"])


def test_old_python_hears_which_one_is_needed():
    program = (
        "import runpy, sys; sys.version_info = (3, 8, 1, 'final', 0); sys.argv = ['portal.py', 'run'];"
        f"runpy.run_path({str(ROOT / 'portal.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert "Нужен Python 3.11" in one_line_of(done)
    assert "3.8" in done.stderr


def test_old_python_can_read_the_first_file():
    ast.parse((ROOT / "portal.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_unwritable_folder(tmp_path):
    (tmp_path / "file").write_text("")
    line = one_line_of(call_portal(tmp_path / "file" / "data", "run"))
    assert "нельзя писать" in line
    assert "PORTAL_DATA=" in line


def test_missing_ensurepip(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    data = tmp_path / "data"
    done = call_portal(data, "manage", "help", PORTAL_VENV=None, PYTHONPATH=str(tmp_path), PATH="/nonexistent")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "apt install python3" in done.stderr.splitlines()[-1]


def test_environment_that_is_not_there(tmp_path):
    assert "PORTAL_VENV" in one_line_of(call_portal(tmp_path, "run", PORTAL_VENV=str(tmp_path / "none")))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("сервер", "записан неверно"),
        ("mysql://portal@127.0.0.1/portal", "записан неверно"),
        ("postgres://portal@127.0.0.1:порт/portal", "записан неверно"),
        ("postgres://portal:secret-word@127.0.0.1:9/portal", "никто не отвечает"),
        (urlunsplit(urlsplit(SERVER)._replace(path="/no_such_database")), "такой базы или роли"),
        (SERVER.replace("@", "-wrong@"), "не принял имя или пароль"),
    ],
)
def test_broken_database_address(tmp_path, url, words):
    line = one_line_of(call_portal(tmp_path, "run", DATABASE_URL=url))
    assert words in line
    assert "DATABASE_URL" in line
    assert "secret-word" not in line


def test_busy_port(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]
        line = one_line_of(call_portal(tmp_path, "run", "--port", str(port), DATABASE_URL=SERVER))
    assert f"Порт {port} занят" in line
    assert "--port" in line


@pytest.mark.parametrize(
    "arguments", [[], ["frob"], ["run", "--port", "порт"], ["run", "--port", "70000"], ["check", "x"]]
)
def test_misunderstood_command(tmp_path, arguments):
    assert "--help" in one_line_of(call_portal(tmp_path, *arguments))


def test_second_run_in_the_same_folder(tmp_path):
    folder = Folder(tmp_path)
    folder.prepare()
    with open(folder.state / "run.lock", "w", encoding="utf-8") as lock:
        lock.write("процесс 1, http://127.0.0.1:8000/")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        line = one_line_of(call_portal(tmp_path, "run", DATABASE_URL=SERVER))
    assert "уже запущен (процесс 1, http://127.0.0.1:8000/)" in line


def test_broken_keys_are_not_replaced(tmp_path):
    (tmp_path / "secrets.json").write_text("{}")
    assert "secrets.json испорчен" in one_line_of(call_portal(tmp_path, "run", DATABASE_URL=SERVER))
    assert (tmp_path / "secrets.json").read_text() == "{}"


def test_full_disk(tmp_path):
    with pytest.raises(Failure, match=r"свободно \d+ МБ, а нужно"):
        Folder(tmp_path).require_space(10**9)
