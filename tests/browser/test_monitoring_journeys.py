"""The year of the monitoring in a browser: a published correction, a plan of a municipality, a form in Excel."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.roles import Role
from tests.monitoring.form_workbooks import number, with_cells

REASON = "Гимназия прислала уточнённый список"
READY_MS = 30_000


@pytest.fixture
def url_of(addresses) -> Callable[[str], str]:
    """Address of a written-down page by a part of its key."""
    return lambda part: next(url for key, url in addresses.items() if part in key)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name, exact=isinstance(name, str)).first.click()


def answer(page: Page, code: str, value: str) -> None:
    page.locator(f"input[name='{code}']").fill(value)
    press(page, "Сохранить раздел")


def own_form(page: Page, stand, year: int) -> str:
    page.goto(f"{stand.url}/monitoring/submissions/?campaign__year={year}")
    page.locator("tbody a").first.click()
    return page.url


def hand_in(page: Page) -> None:
    follow(page, "Сдать форму")
    for box in page.locator("textarea").all():
        box.fill("Проверено по спискам школ.")
    press(page, "Сдать форму")


def test_a_returned_correction_is_published_and_the_copy_is_genuine(page_of, stand, url_of, picture, tmp_path: Path):
    methodologist, operator = page_of(Role.METHODOLOGIST), page_of(Role.MUNICIPAL_OPERATOR)
    form = own_form(operator, stand, 2021)
    methodologist.goto(form)
    follow(methodologist, "Открыть для исправления")
    methodologist.get_by_label("Зачем открывать форму").fill(REASON)
    methodologist.get_by_label("Править можно").fill(f"{date.today() + timedelta(days=7):%d.%m.%Y}")
    methodologist.locator("main form button").last.click()

    for value, step in (("101", "Вернуть на доработку"), ("102", "Принять форму")):
        operator.goto(f"{form}sections/8/")
        answer(operator, "n_contest", value)
        operator.goto(form)
        hand_in(operator)
        methodologist.goto(form)
        follow(methodologist, step)
        if step.startswith("Вернуть"):
            methodologist.get_by_label("Что исправить").fill("Добавьте участников весеннего конкурса.")
        methodologist.locator("main form button").last.click()
    expect(methodologist.locator("main")).to_contain_text("войдут в следующую редакцию")

    methodologist.goto(url_of("monitoring:note-text-list"))
    follow(methodologist, re.compile("Показатель 8.1"))
    box = methodologist.get_by_label("Текст абзаца")
    box.fill(f"{box.input_value()} Всего 12 школьников.")
    press(methodologist, "Сохранить абзац")
    expect(methodologist.locator("main")).to_contain_text("Число набрано рукой: «12 школьников")
    box.fill(box.input_value().replace(" Всего 12 школьников.", " Это только победители отбора."))
    press(methodologist, "Сохранить абзац")

    methodologist.goto(url_of("monitoring:snapshot-revise"))
    expect(methodologist.locator("main")).to_contain_text(REASON)
    expect(methodologist.locator("main li ins").first).to_contain_text("победители отбора")
    picture(methodologist, "monitoring-revise")
    methodologist.get_by_label("Почему").fill("Исправлено число участников конкурсов")
    press(methodologist, "Опубликовать новую редакцию")
    expect(methodologist.get_by_role("heading", level=1)).to_contain_text(re.compile(r"Редакция \d"))
    press(methodologist, "Заказать справку в DOCX")
    _check_copy(methodologist, url_of("reports:copy-check"), tmp_path)


def _check_copy(page: Page, address: str, folder: Path) -> None:
    link = page.get_by_role("link", name=re.compile("^Скачать"))
    page.get_by_role("button", name="Обновлять каждые 5 секунд").click()
    expect(link).to_be_visible(timeout=READY_MS)
    with page.expect_download() as download:
        link.click()
    copy = folder / "справка.docx"
    download.value.save_as(copy)
    page.goto(address)
    page.get_by_label("Файл документа").set_input_files(copy)
    press(page, "Проверить")
    expect(page.locator("#verdict")).to_contain_text("Подлинный")


def test_a_municipality_goes_from_a_deficit_to_a_plan_and_a_measure(page_of, url_of, picture):
    page = page_of(Role.MUNICIPAL_OPERATOR)
    page.goto(url_of("monitoring:deficit-list?level=municipal"))
    page.locator("tbody tr td ul a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Рекомендация")

    page.goto(url_of("monitoring:diagnosis-create"))
    page.get_by_label("Чья самодиагностика").select_option(index=1)
    page.get_by_label("Муниципальное образование").select_option(index=1)
    press(page, "Перейти к вопросам")
    page.get_by_role("radio", name="Нет").first.check()
    press(page, "Показать слабые места")
    page.locator("main ol input[type='checkbox']").first.check()
    press(page, "Составить план из выбранного")
    page.locator("main input[name$='-ends_on']").first.fill("01.09.2027")
    press(page, "Сохранить план")
    expect(page.locator("main tbody")).to_contain_text("1 сентября 2027")
    picture(page, "monitoring-plan")

    page.goto(url_of("monitoring:recommendation-list"))
    page.locator("main tbody a").first.click()
    follow(page, "Ответить мерой")
    page.locator("textarea[name='text']").fill("Провести совещание с директорами школ")
    page.locator("select[name='indicator']").select_option(index=1)
    page.locator("select[name='owner']").select_option(index=1)
    page.get_by_label("Срок").fill("01.09.2027")
    page.locator("main form button").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Провести совещание")


def test_a_form_filled_in_excel_is_loaded_and_withdrawn(page_of, url_of, tmp_path: Path):
    page = page_of(Role.MUNICIPAL_OPERATOR)
    page.goto(url_of("monitoring:batch-list"))
    address = page.url
    with page.expect_download() as download:
        follow(page, re.compile("^Excel"))
    template = Path(download.value.path()).read_bytes()

    _send(page, with_cells(template, {"n_trained_pk": number("2.5")}), tmp_path)
    expect(page.locator("main")).to_contain_text("Ничего не сохранено")
    expect(page.locator("main")).to_contain_text("Число дробное")

    page.goto(address)
    _send(page, with_cells(template, {"n_trained_pk": number(57), "n_trained_pp": number(9)}), tmp_path)
    expect(page.locator("main")).to_contain_text("Ошибок нет. Будет сохранено: 2")
    press(page, "Загрузить")
    expect(page.locator("main")).to_contain_text("Загружено:")
    follow(page, "Отозвать загрузку")
    page.get_by_label("Почему загрузка отзывается").fill("Прислали не тот список")
    press(page, "Отозвать загрузку")
    expect(page.locator("main")).to_contain_text("Прислали не тот список")


def _send(page: Page, book: bytes, folder: Path) -> None:
    file = folder / "форма.xlsx"
    file.write_bytes(book)
    page.get_by_label("Файлы с ответами").set_input_files(file)
    press(page, "Проверить файлы")
