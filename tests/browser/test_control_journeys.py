"""Control of decisions in a real browser: a report by personal link with the keyboard on a narrow screen, more time."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.roles import Role
from tests.browser.conftest import WIDE

NARROW = {"width": 320, "height": 640}
MOST_TABS = 60


def _open_decision(page: Page, stand, words: str) -> None:
    page.goto(f"{stand.url}/decisions/?text={words}")
    page.get_by_role("link", name=re.compile(words, re.IGNORECASE)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Решение")


def _tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the control has focus: whatever cannot be reached that way fails the journey."""
    for _ in range(MOST_TABS):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"до элемента не дойти клавишей Tab: {target}")


def _issue_link(page: Page, executor: str) -> str:
    page.get_by_role("link", name="Ссылка для исполнителя без входа").click()
    page.get_by_label("Кому").fill(executor)
    page.get_by_role("button", name="Выдать ссылку").click()
    return page.get_by_label("Личная ссылка").input_value()


def _fits(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROW["width"], f"страница шире экрана: {width}"


@pytest.fixture
def keyboard_page(browser):
    """A visitor without an account, without a mouse, at 320 px."""
    context = browser.new_context(locale="ru-RU", viewport=NARROW)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_register_reads_as_cards_on_a_narrow_screen(page_of, stand):
    page = page_of(Role.COORDINATOR)
    page.set_viewport_size(NARROW)
    page.goto(f"{stand.url}/decisions/")
    register = page.get_by_role("region", name="Реестр решений")
    assert register.evaluate("one => one.scrollWidth <= one.clientWidth")
    due = register.locator("td[data-label='Срок']").first
    assert due.evaluate("one => getComputedStyle(one, '::before').content") == '"Срок: "'
    page.set_viewport_size(WIDE)


def test_executor_reports_by_personal_link_with_the_keyboard_only(
    page_of, keyboard_page, stand, picture, tmp_path: Path
):
    coordinator = page_of(Role.COORDINATOR)
    _open_decision(coordinator, stand, "стажировки")
    address = coordinator.url
    link = _issue_link(coordinator, "Питомник «Северный сад»")

    page = keyboard_page
    page.goto(link)
    _fits(page)
    picture(page, "control-link-320")
    _tab_to(page, page.get_by_label("Что сделано"))
    page.keyboard.type("Место открыто, студент вышел на практику.")
    _tab_to(page, page.get_by_label(re.compile("Подтверждающие файлы")))
    photo, order = tmp_path / "Место.png", tmp_path / "Приказ.txt"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    order.write_text("Приказ о практике", encoding="utf-8")
    page.bring_to_front()
    page.on("filechooser", lambda chooser: chooser.set_files([photo, order]))
    page.keyboard.press("Enter")
    expect(page.get_by_label(re.compile("Подтверждающие файлы"))).to_have_value(re.compile("Место"))
    _tab_to(page, page.get_by_role("button", name="Передать отчёт"))
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_contain_text("Отчёт передан координатору.")
    expect(page.locator("main")).to_contain_text("Приложено: Место.png, Приказ.txt")
    _fits(page)
    picture(page, "control-link-320-done")

    coordinator.goto(address)
    expect(coordinator.locator("main")).to_contain_text("Питомник «Северный сад», по личной ссылке")
    assert coordinator.get_by_role("link", name=re.compile("Скачать подтверждающий файл")).count() == 2


def test_an_executable_is_refused_and_the_words_stay(page_of, keyboard_page, stand, picture, tmp_path: Path):
    coordinator = page_of(Role.COORDINATOR)
    _open_decision(coordinator, stand, "остановок")
    page = keyboard_page
    page.goto(_issue_link(coordinator, "Департамент"))
    page.get_by_label("Что сделано").fill("Карта готова.")
    program = tmp_path / "Карта.pdf"
    program.write_bytes(b"MZ\x90\x00" + b"\x00" * 64)
    page.get_by_label(re.compile("Подтверждающие файлы")).set_input_files(program)
    page.get_by_role("button", name="Передать отчёт").click()
    expect(page.get_by_role("alert").first).to_contain_text("внутри у него другое")
    expect(page.get_by_label("Что сделано")).to_have_value("Карта готова.")
    _fits(page)
    picture(page, "control-link-320-refused")


def test_executor_asks_for_time_and_the_coordinator_allows(page_of, stand, picture):
    executor = page_of(Role.COLLEGE_SPECIALIST)
    _open_decision(executor, stand, "программу обучения наставников")
    address = executor.url
    executor.get_by_role("link", name="Попросить продлить срок").click()
    executor.get_by_label("Новый срок").fill("01.02.2020")
    executor.get_by_label("Почему нужно время").fill("Ждём преподавателя ясной речи.")
    executor.get_by_role("button", name="Отправить просьбу").click()
    expect(executor.locator("main")).to_contain_text("Новый срок должен быть позже прежнего")
    expect(executor.get_by_label("Почему нужно время")).to_have_value("Ждём преподавателя ясной речи.")
    executor.get_by_label("Новый срок").fill("01.02.2099")
    executor.get_by_role("button", name="Отправить просьбу").click()
    expect(executor.get_by_text("Просьба передана координатору")).to_be_visible()

    coordinator = page_of(Role.COORDINATOR)
    coordinator.goto(f"{stand.url}/desk/")
    expect(coordinator.locator("main")).to_contain_text("Просят продлить срок")
    coordinator.goto(address)
    coordinator.get_by_role("link", name="Ответить на просьбу").click()
    picture(coordinator, "control-extension-answer")
    coordinator.get_by_label("Продлить срок").check()
    coordinator.get_by_role("button", name="Ответить").click()
    expect(coordinator.locator("body")).to_contain_text("Срок продлён.")
    picture(coordinator, "control-extension-allowed")
    executor.goto(address)
    expect(executor.locator("main")).to_contain_text("разрешено")
    expect(executor.locator("main")).to_contain_text(re.compile(r"Продлён\s1\sраз"))


def test_a_report_is_returned_then_accepted(page_of, stand, picture):
    executor, coordinator = page_of(Role.COLLEGE_SPECIALIST), page_of(Role.COORDINATOR)
    _open_decision(executor, stand, "согласованный маршрут")
    address = executor.url
    _report(executor, "Маршруты проверены.")
    coordinator.goto(address)
    coordinator.get_by_role("link", name="Вернуть на доработку").click()
    coordinator.get_by_label("Что исправить").fill("Приложите список.")
    coordinator.get_by_role("button", name="Вернуть отчёт").click()
    expect(coordinator.locator("main")).to_contain_text("возвращено на доработку")

    executor.goto(address)
    expect(executor.locator("main")).to_contain_text("Приложите список.")
    _report(executor, "Маршруты проверены, список приложен.")
    coordinator.goto(address)
    coordinator.get_by_role("link", name="Принять исполнение").click()
    picture(coordinator, "control-accept")
    coordinator.get_by_role("button", name="Принять исполнение").click()
    expect(coordinator.get_by_text("Исполнение принято.")).to_be_visible()
    expect(coordinator.locator("main")).to_contain_text("Отчёт об исполнении возвращён. Приложите список.")
    picture(coordinator, "control-accepted")


def _report(page: Page, words: str) -> None:
    page.get_by_role("link", name="Отчитаться об исполнении").click()
    page.get_by_label("Что сделано").fill(words)
    page.get_by_role("button", name="Передать отчёт").click()
    expect(page.get_by_text("Отчёт передан на приёмку.")).to_be_visible()


def test_many_decisions_at_once_without_scripts(browser, stand, picture, signed_in):
    cookies = signed_in(Role.COORDINATOR).cookies()
    context = browser.new_context(java_script_enabled=False, locale="ru-RU")
    context.add_cookies(cookies)
    try:
        page = context.new_page()
        page.goto(f"{stand.url}/decisions/?state=open")
        page.get_by_role("link", name="Отметить все на странице").click()
        page.get_by_role("button", name="Назначить контролёра").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Назначить контролёра")
        page.get_by_label("Контролёр").fill("Северцева Марина Андреевна")
        picture(page, "control-bulk")
        page.get_by_role("button", name="Назначить контролёра").click()
        expect(page.locator("body")).to_contain_text("Назначить контролёра: сделано для")
    finally:
        context.close()


def test_pages_of_the_control_are_looked_at(page_of, stand, picture):
    page = page_of(Role.COORDINATOR)
    for words, name in (
        ("Прислать предложения", "group"),
        ("Присылать сведения", "recurring"),
        ("Описать условия труда в каждой", "parts"),
        ("Назначить наставника", "links"),
    ):
        _open_decision(page, stand, words)
        picture(page, f"control-{name}")
