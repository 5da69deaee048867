"""A protocol written by two people at once, and the next agenda grown from it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from accounts.roles import Role
from tests.browser.checks import axe_violations
from tests.browser.conftest import WIDE, sign_in
from tests.registry import EMAILS

SAVED = re.compile(r"^Сохранено в \d\d:\d\d$")


@pytest.fixture
def colleague(browser, stand) -> Iterator[Page]:
    """A second desk: another browser with an own session."""
    context = browser.new_context(locale="ru-RU", viewport=WIDE)
    context.set_default_timeout(15_000)
    sign_in(context.new_page(), stand.url, EMAILS[Role.COORDINATOR])
    yield context.new_page()
    context.close()


def _call_meeting(page: Page, url: str, title: str, day: date) -> None:
    page.goto(f"{url}/meetings/new/")
    council = page.get_by_label("Совет", exact=True)
    council.select_option(label=council.locator("option", has_text="кспертный").first.inner_text())
    page.get_by_label("Название").fill(title)
    page.get_by_label("День заседания").fill(f"{day:%d.%m.%Y}")
    page.get_by_role("button", name="Сохранить заседание").click()


def _add_item(page: Page, title: str) -> None:
    page.get_by_role("link", name="Добавить вопрос").first.click()
    page.get_by_label("Вопрос", exact=True).fill(title)
    page.get_by_role("button", name="Сохранить вопрос").click()


def _status(page: Page):
    return page.locator("[data-autosave-status]")


@pytest.fixture
def live(page_of, stand) -> Page:
    """The page of live entry of a fresh meeting with one item."""
    page = page_of(Role.COORDINATOR)
    _call_meeting(page, stand.url, "Заседание двух секретарей", date.today() - timedelta(days=1))
    if page.url.endswith("/carry/"):
        page.get_by_role("link", name="Вернуться без изменений").click()
    _add_item(page, "О тихой комнате")
    page.get_by_role("link", name="Вести протокол").click()
    # The script shows this button: from now on the page saves itself.
    expect(page.get_by_role("button", name="Добавить ещё решение")).to_be_visible()
    return page


def test_two_editors_write_one_item_and_nothing_is_lost(live, colleague, picture):
    colleague.goto(live.url)
    live.get_by_label("Слушали").fill("Решили начать с одной комнаты.")
    live.get_by_label("Текст решения").first.fill("Оборудовать тихую комнату")
    live.get_by_label("Срок").first.fill("1 марта 2099")
    live.get_by_label("Ответственный").first.fill("Колледж «Томский маяк»")
    live.get_by_label("Выступили").focus()
    expect(_status(live)).to_have_text(SAVED)

    colleague.get_by_label("Слушали").fill("Предложили две комнаты.")
    refused = colleague.locator("[data-autosave-conflict]")
    expect(refused).to_contain_text("Ваш текст остался на странице и не записан")
    expect(colleague.get_by_label("Слушали")).to_have_value("Предложили две комнаты.")
    picture(colleague, "live-refused")
    assert axe_violations(colleague) == []
    refused.get_by_role("button", name="Сравнить и решить").click()
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Пока вы писали, вопрос сохранил другой человек")
    expect(colleague.get_by_label("Объединить")).to_be_checked()
    picture(colleague, "live-conflict")
    assert axe_violations(colleague) == []
    colleague.get_by_label("Объединённый текст").fill("Решили начать с одной комнаты.\nПотом сделать вторую.")
    colleague.get_by_role("button", name="Сохранить выбранное").click()
    expect(colleague.get_by_label("Слушали")).to_have_value("Решили начать с одной комнаты.\nПотом сделать вторую.")
    expect(colleague.get_by_label("Текст решения").first).to_have_value("Оборудовать тихую комнату")
    expect(colleague.get_by_label("Срок").first).to_have_value("01.03.2099")

    live.reload()
    expect(live.get_by_label("Слушали")).to_have_value("Решили начать с одной комнаты.\nПотом сделать вторую.")


def test_lost_connection_keeps_the_text_and_saves_it_later(live):
    live.context.set_offline(True)
    try:
        live.get_by_label("Слушали").fill("Сказано без связи.")
        expect(_status(live)).to_contain_text("Не сохранено: нет связи")
    finally:
        live.context.set_offline(False)
    expect(_status(live)).to_have_text(SAVED, timeout=20_000)
    live.get_by_role("button", name="Добавить ещё решение").click()
    live.get_by_label("Текст решения").nth(1).fill("Второе решение")
    live.get_by_label("Слушали").focus()
    expect(_status(live)).to_have_text(SAVED)
    live.reload()
    expect(live.get_by_label("Слушали")).to_have_value("Сказано без связи.")
    expect(live.get_by_label("Текст решения").first).to_have_value("Второе решение")


def test_unfinished_items_grow_into_the_next_agenda(live, page_of, stand, picture):
    live.get_by_label("Состояние вопроса").select_option(label="перенесён")
    live.get_by_role("button", name="Сохранить", exact=True).click()
    expect(live.get_by_text("Записи по вопросу сохранены.")).to_be_visible()

    page = page_of(Role.COORDINATOR)
    _call_meeting(page, stand.url, "Следующее заседание", date.today() + timedelta(days=300))
    expect(page.get_by_role("heading", level=1)).to_have_text("Перенести незавершённое")
    expect(page.get_by_label(re.compile("^О тихой комнате")).first).to_be_checked()
    picture(page, "next-agenda")
    page.get_by_role("link", name="Вернуться без изменений").click()
    page.get_by_role("button", name="Взять всё незавершённое").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"Перенесено в повестку: \d+"))
    expect(page.get_by_role("heading", name=re.compile("О тихой комнате")).first).to_be_visible()
    page.get_by_role("button", name="Взять всё незавершённое").click()
    expect(page.locator("main")).to_contain_text("Всё незавершённое уже в повестке.")
