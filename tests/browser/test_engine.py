"""A page that hangs ends its own test only."""

import pytest
from playwright.sync_api import Error


def test_killed_browser_is_replaced(engine, signed_in, stand):
    page = signed_in(None).new_page()
    page.goto(stand.url)
    engine.kill()
    with pytest.raises(Error):
        page.evaluate("1 + 1")
    fresh = engine.browser().new_page()
    fresh.goto(stand.url)
    assert fresh.get_by_role("heading", level=1).count() == 1
    fresh.close()
