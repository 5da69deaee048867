from pathlib import Path

from accounts.roles import ROLE_PERMISSIONS, Permission, Role, permissions_of

ROOT = Path(__file__).resolve().parents[2]


def test_every_role_has_its_line_and_every_permission_somebody():
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert set().union(*ROLE_PERMISSIONS.values()) == set(Permission)


def test_unknown_role_may_do_nothing():
    assert permissions_of("wizard") == frozenset()


def test_every_permission_guards_something():
    apps = ("accounts", "cluster", "desks", "employers", "events", "graduates", "monitoring", "reports")
    code = "".join(
        path.read_text(encoding="utf-8")
        for app in apps
        for path in (ROOT / app).rglob("*.py")
        if path.name != "roles.py"
    )
    idle = [permission.name for permission in Permission if f".{permission.name}" not in code]
    assert not idle


def test_health_data_is_closed_to_employers_and_administrators():
    for role in (Role.EMPLOYER, Role.ADMINISTRATOR, Role.COORDINATOR):
        assert not {Permission.GRADUATE_VIEW, Permission.GRADUATE_MANAGE} & permissions_of(role)
