"""A real browser against the real portal. Tests sign in through the page, as people do."""

import faulthandler
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accounts.roles import Role
from tests.browser.engine import Engine
from tests.browser.stand import Stand, browser_path
from tests.registry import EMAILS, address, pages

# Playwright keeps an event loop on this thread; addresses of pages are read from the database before it starts.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PASSWORD = "demo-portal-2026"
WIDE = {"width": 1280, "height": 900}


LONGEST = 120  # seconds of one test without its fixtures: a page that hangs ends here
BROKEN = (r"Timeout \(>", "TargetClosedError", "Target crashed")
OUTCOME = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = browser_path() is None
    if missing and os.environ.get("CI"):
        raise pytest.UsageError("Нет Chromium: браузерные тесты обязательны, установите пакет chromium.")
    for item in items:
        if "tests/browser" not in str(item.path):
            continue
        if missing:
            item.add_marker(pytest.mark.skip(reason="БРАУЗЕРНЫЕ ТЕСТЫ ПРОПУЩЕНЫ: нет Chromium"))
        # Measuring calls of the browser have no bound of their own: one page that hung held a whole run for an hour.
        item.add_marker(pytest.mark.timeout(LONGEST, func_only=True))
        item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=list(BROKEN)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    report = yield
    if report.failed:
        item.stash[OUTCOME] = True
    return report


@pytest.fixture(scope="session")
def stand(tmp_path_factory) -> Iterator[Stand]:
    portal = Stand(tmp_path_factory.mktemp("portal"), os.environ.get("PYTEST_XDIST_WORKER", "one"))
    try:
        portal.start()
        yield portal
    finally:
        portal.stop()


@pytest.fixture(scope="session")
def addresses(stand, django_db_blocker) -> dict[str, str]:
    """URL of every written-down page by its key."""
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = stand.name
        try:
            return {key: stand.url + address(route) for key, route in pages().items()}
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before


@pytest.fixture(scope="session")
def engine(addresses) -> Iterator[Engine]:
    with sync_playwright() as playwright:
        engine = Engine(playwright)
        yield engine
        engine.close()


@pytest.fixture
def browser(engine, request) -> Iterator[Browser]:
    """One browser for all tests of a process; a failed test takes it along, so that nothing of it hangs on."""
    request.node.stash[OUTCOME] = False
    yield engine.browser()
    if request.node.stash[OUTCOME]:
        engine.kill()


@pytest.fixture
def signed_in(browser, engine, stand) -> Callable[[Role | None], BrowserContext]:
    """A browser context of a role; signing in happens once a browser, through the sign-in page."""

    def context_of(role: Role | None) -> BrowserContext:
        if role not in engine.contexts:
            context = browser.new_context(locale="ru-RU", viewport=WIDE)
            context.set_default_timeout(15_000)
            if role is not None:
                sign_in(context.new_page(), stand.url, EMAILS[role])
            engine.contexts[role] = context
        return engine.contexts[role]

    return context_of


def sign_in(page: Page, url: str, email: str) -> None:
    page.goto(f"{url}/account/login/")
    page.get_by_label("Электронная почта").fill(email)
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url(f"{url}/desk/")
    page.close()


@pytest.fixture
def page_of(signed_in, request) -> Iterator[Callable[[Role | None], Page]]:
    opened: list[Page] = []

    def open_page(role: Role | None) -> Page:
        page = signed_in(role).new_page()
        page.set_viewport_size(WIDE)
        opened.append(page)
        return page

    yield open_page
    # Left without waiting: after a click that still navigates, the driver has waited for a closed page without end.
    faulthandler.dump_traceback_later(LONGEST, exit=True)
    for page in [] if request.node.stash[OUTCOME] else opened:
        page.close(run_before_unload=True)
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Keep a screenshot when SCREENSHOTS names a folder: for people who look at pages."""
    folder = os.environ.get("SCREENSHOTS")

    def take(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return take
