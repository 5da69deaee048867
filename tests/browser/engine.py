"""The browser itself: started when needed, killed when a test of it failed or hung."""

import psutil
from playwright.sync_api import Browser, BrowserContext, Playwright

from accounts.roles import Role
from tests.browser.stand import browser_path

SWITCHES = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class Engine:
    """Holds one browser and the signed-in contexts of its roles."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._browser: Browser | None = None
        self.contexts: dict[Role | None, BrowserContext] = {}

    def browser(self) -> Browser:
        if self._browser is None:
            self._browser = self._playwright.chromium.launch(executable_path=browser_path(), args=list(SWITCHES))
        return self._browser

    def kill(self) -> None:
        """End the browser without asking it: a page that hangs answers no polite request."""
        for process in psutil.Process().children(recursive=True):
            try:
                if "chrom" in process.name():
                    process.kill()
            except psutil.NoSuchProcess:
                continue
        self._browser = None
        self.contexts.clear()

    def close(self) -> None:
        if self._browser is not None:
            self._browser.close()
