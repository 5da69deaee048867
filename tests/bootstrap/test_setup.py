"""Set-up is done once and again only after a change."""

import json
import stat

import pytest

from bootstrap import environment, preparation, testing
from bootstrap.checking import HOST_SIGNS, LOCKS, locks_agree, locks_without_hosts
from bootstrap.environment import STAMP, is_current, stamp_of
from bootstrap.failures import Failure
from bootstrap.folder import Folder
from bootstrap.running import ACCOUNTS
from bootstrap.secret_keys import secret_keys
from tests.bootstrap.calling import ROOT


@pytest.fixture
def folder(tmp_path) -> Folder:
    folder = Folder(tmp_path / "data")
    folder.prepare()
    return folder


def test_environment_is_current_until_the_list_changes(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    assert not is_current(tmp_path, stamp_of(lock))
    (tmp_path / STAMP).write_text(stamp_of(lock))
    assert is_current(tmp_path, stamp_of(lock))
    lock.write_text("a==2")
    assert not is_current(tmp_path, stamp_of(lock))


def test_packages_are_installed_once(folder, monkeypatch):
    installed = []

    def install(venv, lock, log):
        installed.append(lock.name)
        (venv / "bin").mkdir(parents=True)
        (venv / "bin" / "python").touch()

    monkeypatch.delenv("PORTAL_VENV", raising=False)
    monkeypatch.setattr(environment, "_install", install)
    for _ in range(2):
        environment.interpreter(folder, "run", say=print)
    environment.interpreter(folder, "dev", say=print)
    assert installed == ["requirements.lock", "requirements-dev.lock"]


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("ERROR: No matching distribution found for django", "доступ к сети"),
        ("OSError: [Errno 28] No space left on device", "место на диске"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "контрольной суммой"),
        ("something else", "посмотрите причину"),
    ],
)
def test_failed_installation_is_explained(folder, monkeypatch, output, words):
    monkeypatch.setattr(environment, "_same_python", lambda venv: True)
    monkeypatch.setattr(environment, "_call", lambda *_: (1, output))
    monkeypatch.setattr(environment.shutil, "which", lambda name: None)
    (folder.root / "venv").mkdir()
    with pytest.raises(Failure, match=words):
        environment._install(folder.root / "venv", ROOT / "requirements.lock", folder.logs / "install.log")


def test_steps_run_only_after_a_change(folder, monkeypatch):
    ran = []
    prints = {"migrate": "1", "demonstration": "1", "collectstatic": "1"}
    monkeypatch.setattr(preparation, "_fingerprints", lambda url: dict(prints))
    monkeypatch.setattr(preparation, "_run", lambda steps, *_: ran.append(steps))
    (folder.root / "static").mkdir()
    (folder.root / "static" / "staticfiles.json").touch()

    def prepare():
        preparation.prepare(folder, {"DATABASE_URL": "x"}, demonstration=True, say=print)

    prepare()
    prepare()
    prints["collectstatic"] = "2"
    prepare()
    assert ran == [["migrate", "demonstration", "collectstatic"], ["collectstatic"]]


def test_failed_step_names_its_cause(folder):
    environment_of_step = {"PATH": "/usr/bin", "DJANGO_SETTINGS_MODULE": "no.such.settings"}
    with pytest.raises(Failure, match="No module named"):
        preparation._run(["migrate"], environment_of_step, folder.logs / "preparation.log", print)


def test_keys_are_made_once_for_the_owner_only(folder):
    keys = secret_keys(folder)
    assert secret_keys(folder) == keys == json.loads(folder.secrets.read_text())
    assert stat.S_IMODE(folder.secrets.stat().st_mode) == 0o600
    assert len(keys["SECRET_KEY"]) >= 50


def test_locks_name_no_host(tmp_path):
    assert locks_without_hosts({}) == (True, "")
    for name in LOCKS:
        assert not any(sign in (ROOT / name).read_text() for sign in HOST_SIGNS)


def test_tests_use_the_versions_people_get():
    passed, text = locks_agree({})
    assert passed, text


def test_counts_of_parts_add_up(tmp_path):
    result = tmp_path / "result.xml"
    result.write_text(
        '<testsuites><testsuite errors="1" failures="2" skipped="3" tests="10"/><testsuite tests="1"/></testsuites>'
    )
    total = testing.count(result) + testing.Count(failed=1)
    assert str(total) == "5 passed, 4 failed, 3 skipped"


def test_every_suite_is_run_exactly_once(monkeypatch):
    monkeypatch.setattr(testing, "browser", lambda: "/usr/bin/chromium")
    main, *others = [options for _, options in testing.parts([])]
    assert [f"--ignore={options[0]}" for options in others] == [word for word in main if word.startswith("--ignore")][
        ::-1
    ]


def test_announced_accounts_exist(people):
    assert {user.email for user in vars(people).values()} == set(ACCOUNTS)
