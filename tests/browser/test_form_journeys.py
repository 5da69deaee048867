"""A municipality's form that saves each field when it is left, and two people in one section."""

import re

from playwright.sync_api import Page, expect

from accounts.roles import Role
from tests.browser.checks import axe_violations

SAVED = re.compile(r"^Сохранено в \d\d:\d\d$")


def _status(page: Page):
    return page.locator("[data-autosave-status]")


def _parents(page: Page):
    return page.locator("input[name='n_parents']")


def test_fields_save_themselves_and_two_answers_are_both_shown(page_of, addresses, picture):
    fifth = next(url for key, url in addresses.items() if "monitoring:submission-edit" in key)
    address = fifth.replace("/sections/5/", "/sections/9/")
    first, second = page_of(Role.MUNICIPAL_OPERATOR), page_of(Role.MUNICIPAL_OPERATOR)
    for page in (first, second):
        page.goto(address)

    _parents(first).fill("много")
    _parents(first).blur()
    expect(_status(first)).to_contain_text("кроме полей с ошибкой")
    _parents(first).fill("1 250")
    expect(_status(first)).to_have_text("Есть несохранённые записи")
    _parents(first).blur()
    expect(_status(first)).to_have_text(SAVED)

    _parents(second).fill("1300")
    _parents(second).blur()
    refused = second.locator("[data-autosave-conflict]")
    expect(refused).to_contain_text("«1250», у вас «1300»")
    assert axe_violations(second) == []
    picture(second, "form-refused")
    refused.get_by_role("button", name="Сравнить и решить").click()
    expect(_parents(second)).to_have_value("1300")
    expect(second.get_by_role("alert").first).to_contain_text("«1250», у вас «1300»")
    picture(second, "form-conflict")
    second.get_by_role("button", name="Сохранить раздел").click()
    second.goto(address)
    expect(_parents(second)).to_have_value("1300")
