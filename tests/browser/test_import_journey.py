"""From an uploaded protocol to the register with the keyboard, on a narrow screen and without scripts."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.roles import Role
from tests.browser import checks
from tests.browser.conftest import sign_in
from tests.registry import EMAILS

TEXT = """ПРОТОКОЛ № {number}
заседания Экспертного совета

12 марта 2026 года

Председатель: Волкова Д.Ю.

Присутствовали: Волкова Д.Ю., {slip} А.Р., Мельников И.П., Озёрный К.М.

Повестка дня:

1. О пробах для школьников (Мельников И.П.).
2. О наставниках (Озёрный К.М.).

1. О пробах для школьников.

СЛУШАЛИ: Мельникова И.П.

РЕШИЛИ:

1.1. АО «Хлебный двор» согласовать календарь проб {number}. Известить школы района.
Срок – до 01.04.2026.
1.2. Направить календарь родителям.
1.3. Поблагодарить школы за участие.

Голосовали: за – 4, против – нет, воздержались – нет.

2. О наставниках.

СЛУШАЛИ: Озёрного К.М.

РЕШИЛИ:

2.1. Рекомендовать ООО «Цифровой архив» назначить наставника.
Срок – до 01.12.2026.
2.2. Рассмотреть положение о наставниках.
"""
SLIPS = {31: "Лугава", 32: "Лугева", 33: "Лугува"}  # a slip once recognised is known ever after: each test has its own
DUE = re.compile(r"^Срок \(")
SEEN = """element => {
  const box = element.getBoundingClientRect();
  const frame = document.getElementById('source-box').getBoundingClientRect();
  return box.bottom > Math.max(0, frame.top) && box.top < Math.min(innerHeight, frame.bottom);
}"""


def of(words: str, whose: str) -> re.Pattern[str]:
    """Name of a control with its hidden end: «Не решение: Решение 1.3»."""
    return re.compile(rf"{words}\s*: {re.escape(whose)}$")


def press(target: Locator) -> None:
    """Enter on what has the focus, as a person without a mouse does."""
    target.focus()
    expect(target).to_be_focused()
    target.page.keyboard.press("Enter")


def submit(target: Locator) -> None:
    """Press a button and wait for the page it leads to, however busy the machine is."""
    with target.page.expect_navigation(timeout=60_000):
        press(target)


def upload(page: Page, url: str, folder, number: int) -> None:
    file = folder / f"Протокол {number}.txt"
    file.write_text(TEXT.format(number=number, slip=SLIPS[number]), encoding="utf-8")
    page.goto(f"{url}/protocols/imports/new/")
    page.get_by_label("Чей это протокол").select_option(label="Экспертный совет")
    page.get_by_label("Файл протокола").set_input_files(file)
    submit(page.get_by_role("button", name="Прочитать протокол"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Проверка протокола")


def show_words(page: Page) -> None:
    """From the field to its words, and by the link that appears beside them back into the field."""
    press(page.get_by_role("link", name=of("Показать слова", "Срок, Решение 1.1")))
    words = page.locator(":target")
    expect(words).to_contain_text("01.04.2026")
    assert words.evaluate(SEEN), "слова не видны"
    assert words.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    back = page.locator(".source-back:focus")
    expect(back).to_have_text("к полю «Срок»")
    page.keyboard.press("Enter")
    expect(page.get_by_label(DUE).first).to_be_focused()


def split(page: Page) -> None:
    summary = page.locator("summary", has_text=of("Разделить на два", "Решение 1.1"))
    press(summary)
    place = page.get_by_role("radio", name=re.compile("Известить школы района"))
    place.focus()
    page.keyboard.press("Space")
    submit(page.get_by_role("button", name=of("Разделить", "Решение 1.1")))
    expect(page.get_by_role("status")).to_contain_text("Решение разделено")
    assert "#at-" in page.url
    texts = page.get_by_label("Текст решения")
    expect(texts.nth(0)).to_have_value(re.compile(r"календарь проб \d+\.$"))
    expect(texts.nth(1)).to_have_value("Известить школы района.")


def test_protocol_becomes_decisions_with_the_keyboard(page_of, stand, tmp_path, picture):
    page = page_of(Role.COORDINATOR)
    upload(page, stand.url, tmp_path, 31)
    picture(page, "import-review-1280")
    show_words(page)
    expect(page.locator(".is-marked")).to_contain_text("01.04.2026")
    picture(page, "import-words-1280")
    page.get_by_label("Ответственная организация").first.focus()
    expect(page.locator(".is-marked")).to_contain_text("Хлебный двор")

    page.get_by_label("Место").fill("Малый зал")
    split(page)
    expect(page.get_by_label("Место")).to_have_value("Малый зал")
    page.get_by_label(DUE).nth(1).fill("15.04.2026")
    submit(page.get_by_role("button", name=of("Присоединить к предыдущему", "Решение 1.2")))
    expect(page.get_by_role("heading", name="Решение 1.2: часть решения выше")).to_be_visible()
    submit(page.get_by_role("button", name=of("Не решение", "Решение 1.3")))
    expect(page.get_by_role("heading", name="Решение 1.3: не решение")).to_be_visible()
    submit(page.get_by_role("button", name=of("Перенести на следующее заседание", "Решение 2.2")))
    expect(page.get_by_role("status")).to_contain_text("Вопрос перенесён")
    page.get_by_role("radio", name=re.compile("Это Лугова")).focus()
    page.keyboard.press("Space")
    assert checks.axe_violations(page) == []
    picture(page, "import-steps-1280")
    submit(page.get_by_role("button", name="Принять в реестр"))

    expect(page.locator("main")).to_contain_text("Протокол принят")
    expect(page.locator("main")).to_contain_text("Рассмотреть положение о наставниках")
    page.goto(f"{stand.url}/decisions/?text=календарь")
    rows = page.locator("main")
    expect(rows).to_contain_text("согласовать календарь проб 31")
    expect(rows).to_contain_text("Направить календарь родителям")
    expect(rows).not_to_contain_text("Поблагодарить школы")


def test_decision_is_split_on_a_narrow_screen(page_of, stand, tmp_path, picture):
    page = page_of(Role.COORDINATOR)
    page.set_viewport_size({"width": 320, "height": 640})
    upload(page, stand.url, tmp_path, 32)
    picture(page, "import-review-320")
    show_words(page)
    split(page)
    picture(page, "import-split-320")
    assert page.evaluate(checks.OVERFLOW) == []
    assert page.evaluate(checks.SMALL) == []
    assert checks.axe_violations(page) == []
    submit(page.get_by_role("button", name="Сохранить и продолжить позже"))
    submit(page.get_by_role("link", name=of("Продолжить проверку", "Протокол 32.txt")))
    expect(page.get_by_label("Текст решения").nth(1)).to_have_value("Известить школы района.")


@pytest.fixture
def page_without_scripts(browser, stand):
    context = browser.new_context(java_script_enabled=False, locale="ru-RU", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    try:
        sign_in(context.new_page(), stand.url, EMAILS[Role.COORDINATOR])
        yield context.new_page()
    finally:
        context.close()


def test_import_works_without_scripts(page_without_scripts, stand, tmp_path):
    page = page_without_scripts
    upload(page, stand.url, tmp_path, 33)
    show_words(page)
    split(page)
    submit(page.get_by_role("button", name="Принять в реестр"))
    expect(page.locator("main")).to_contain_text("Протокол принят")
    page.goto(f"{stand.url}/decisions/?text=календарь")
    expect(page.locator("main")).to_contain_text("согласовать календарь проб 33")
