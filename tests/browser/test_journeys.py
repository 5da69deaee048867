"""Whole journeys of people through the real portal: web, worker and browser."""

import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from accounts.roles import Role

PROTOCOL = Path(__file__).resolve().parents[2] / "docs" / "ru" / "examples"


def _wait_for_file(page: Page) -> None:
    """Press «Проверить готовность», as a person without scripts would, until the file is there."""
    ready, check = (page.get_by_role("link", name=name) for name in ("Скачать", "Проверить готовность"))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        expect(ready.or_(check).first).to_be_visible()
        if ready.count():
            return
        with suppress(TooLate):  # the file may come while the hand moves
            check.click(timeout=2000)
        time.sleep(0.5)
    raise AssertionError(page.locator("main").inner_text())


def _download(page: Page) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Скачать").click()
    return Path(waiting.value.path()).read_bytes()


def test_methodologist_orders_the_note_and_a_worker_renders_it(page_of, stand):
    page = page_of(Role.METHODOLOGIST)
    page.goto(f"{stand.url}/monitoring/")
    page.get_by_role("link", name="2021").first.click()
    page.get_by_role("button", name="Заказать справку в PDF").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    job = page.url
    _wait_for_file(page)
    assert _download(page).startswith(b"%PDF-")
    page.goto(f"{stand.url}/monitoring/")
    page.get_by_role("link", name="2021").first.click()
    page.get_by_role("button", name="Заказать справку в PDF").click()
    assert page.url == job, "второе нажатие ведёт к тому же документу"


def test_employer_posts_a_vacancy_and_a_visitor_finds_it_by_condition(page_of, stand):
    page = page_of(Role.EMPLOYER)
    page.goto(f"{stand.url}/desk/")
    page.get_by_role("navigation", name="Разделы портала").get_by_role("link", name="Мои вакансии").click()
    page.get_by_role("link", name="Добавить вакансию").first.click()
    page.get_by_label("Должность").fill("Укладчик пряжи")
    page.get_by_label("Что делать").fill("Раскладывать пряжу по цветам и писать ярлыки.")
    page.get_by_label("Муниципальное образование").select_option(label="город Томск")
    page.get_by_label("Адрес рабочего места").fill("Томск, Кедровая улица, 1")
    page.get_by_role("button", name="Сохранить и перейти к условиям").click()
    page.get_by_role("group", name="Тихое место").get_by_label("есть", exact=True).check()
    page.get_by_role("group", name="Наставник на рабочем месте").get_by_label("можем организовать", exact=True).check()
    page.get_by_role("button", name="Сохранить ответы").click()
    page.get_by_role("button", name="Отправить на проверку").click()

    coordinator = page_of(Role.COORDINATOR)
    coordinator.goto(f"{stand.url}/desk/")
    coordinator.get_by_role("navigation", name="Разделы портала").get_by_role(
        "link", name="Вакансии на проверке"
    ).click()
    coordinator.get_by_role("button", name=re.compile("Опубликовать.*Укладчик пряжи")).click()

    visitor = page_of(None)
    visitor.goto(f"{stand.url}/vacancies/")
    visitor.locator("summary", has_text="Рабочее место").click()
    visitor.get_by_label("Тихое место").check()
    visitor.get_by_label("Муниципальное образование").select_option(label="город Томск")
    visitor.get_by_role("button", name="Найти вакансии").click()
    visitor.get_by_role("link", name="Укладчик пряжи").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Укладчик пряжи")


def test_coordinator_turns_a_protocol_into_decisions_with_deadlines(page_of, stand):
    sources = sorted(PROTOCOL.glob("*.txt"))
    if not sources:
        pytest.fail("нет примера протокола в docs/ru/examples")
    page = page_of(Role.COORDINATOR)
    page.goto(f"{stand.url}/meetings/")
    page.get_by_role("link", name="Загрузить протокол").first.click()
    page.get_by_label("Чей это протокол").select_option(index=1)
    page.get_by_label("Файл протокола").set_input_files(sources[0])
    page.get_by_role("button", name="Прочитать протокол").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Проверка протокола")
    expect(page.locator("main")).to_contain_text("37 участников")
    page.get_by_role("button", name="Принять в реестр").click()
    page.goto(f"{stand.url}/decisions/")
    first = page.locator("main tbody tr, main article").first
    expect(first).to_contain_text("росроч")


def test_guest_keeps_the_look_without_scripts(browser, stand):
    context = browser.new_context(java_script_enabled=False, locale="ru-RU")
    try:
        page = context.new_page()
        page.goto(f"{stand.url}/accounts/appearance/")
        page.get_by_label("Контрастный на белом").check()
        page.get_by_role("button", name="Сохранить вид").click()
        assert page.locator("html").get_attribute("data-theme") == "contrast"
        page.goto(f"{stand.url}/vacancies/")
        assert page.locator("html").get_attribute("data-theme") == "contrast"
    finally:
        context.close()
