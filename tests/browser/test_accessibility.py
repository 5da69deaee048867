"""Every page of every role in a real browser: axe, keyboard, reflow at 320 px, text spacing, size of targets."""

import re

import pytest

from accounts.roles import Role
from tests.browser import checks
from tests.browser.conftest import WIDE
from tests.registry import pages

NARROW = {"width": 320, "height": 640}
VISITS = [
    pytest.param(key, role, id=f"{key}-{role}")
    for key, route in pages().items()
    for role in (sorted(route.roles) if route.roles else [None])
]


def _open(page, url):
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    answer = page.goto(url)
    assert answer is not None and answer.status == 200, url
    return faults


def _name(key, role, kind):
    return re.sub(r"[^\w.-]+", "_", f"{key}-{role or 'public'}-{kind}")


@pytest.mark.parametrize(("key", "role"), VISITS)
def test_page_serves_everyone(key, role, page_of, addresses, picture):
    page = page_of(Role(role) if role else None)
    console = _open(page, addresses[key])
    picture(page, _name(key, role, "1280"))
    assert checks.axe_violations(page) == []
    assert page.evaluate(checks.SMALL) == []
    assert checks.keyboard_faults(page) == []
    page.set_viewport_size(NARROW)
    picture(page, _name(key, role, "320"))
    assert page.evaluate(checks.OVERFLOW) == []
    page.evaluate(checks.SPACING)
    assert page.evaluate(checks.OVERFLOW) == []
    page.set_viewport_size(WIDE)
    assert page.evaluate(checks.CLIPPED) == []
    assert console == []


@pytest.mark.parametrize("theme", ["dark", "contrast"])
@pytest.mark.parametrize("key", [key.values[0] for key in VISITS if key.values[1] is None])
def test_public_page_in_other_colours(theme, key, browser, addresses, stand):
    context = browser.new_context(locale="ru-RU", viewport={"width": 1280, "height": 900})
    try:
        context.add_cookies([{"name": "appearance", "value": f"theme={theme}&text_size=200", "url": stand.url}])
        page = context.new_page()
        page.goto(addresses[key])
        assert checks.axe_violations(page) == []
        assert page.evaluate(checks.OVERFLOW) == []
    finally:
        context.close()
