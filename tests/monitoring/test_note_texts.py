"""Words of the note: figures are marks that cannot be typed over, versions and conflicts, words that no longer fit."""

import pytest
from django.urls import reverse

from monitoring.documents.briefing import briefing
from monitoring.documents.gathering import gather
from monitoring.documents.marks import Marks
from monitoring.documents.prose import paragraphs
from monitoring.documents.record import Record
from monitoring.documents.stamp import Stamp
from monitoring.documents.wording import doubts, faults
from monitoring.models import Campaign, NoteText
from tests.monitoring.contents import KEYS, content_of
from tests.monitoring.random_campaigns import random_plan

KEY = "indicator-7.2"


@pytest.fixture
def campaign(db) -> Campaign:
    return Campaign.objects.select_related("region", "edition").get(year=2021, region__oktmo_prefix="25")


@pytest.fixture
def marks(campaign) -> Marks:
    return Marks(Record(gather(campaign)))


@pytest.fixture
def page(campaign) -> str:
    return reverse("monitoring:note-text-edit", args=[campaign.pk, KEY])


def test_generated_prose_has_no_faults_and_no_doubts_of_its_own():
    for seed in range(60):
        plan = random_plan(seed, KEYS)
        earlier = content_of(random_plan(seed + 1000, KEYS), year=2030)
        marks = Marks(Record(content_of(plan, before=earlier)))
        for row in paragraphs(marks.record).values():
            assert faults(row.text, marks) == [], row
            assert doubts(row.text, marks) == [], row


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Работодатели участвуют в 31 муниципальном образовании.", "{7.2.число}"),
        ("Это 74 % территорий.", "{"),
        ("Курсы прошли 380 чел.", "{4.2.число}"),
        ("В двух словах: 31 сельский район.", "{7.2.число}"),
        ("Охвачено 58 576 родителей.", "{9.1.число}"),
        ("Доля — {7.2.дола}.", "{7.2.доля}"),
        ("Доля — {7.2.доля.", "лишняя фигурная скобка"),
        ("Доля — {абракадабра}.", "Возьмите обозначение из списка"),
    ],
)
def test_a_figure_typed_by_hand_is_refused_with_the_mark_to_use(marks, text, advice):
    found = faults(text, marks, "7.2")
    assert found and advice in found[0], found


@pytest.mark.parametrize(
    "text",
    [
        "Концепция утверждена распоряжением от 15 июля 2021 года № 47-рзп.",
        "Обучающиеся 6–11 классов муниципальных школ участвовали в {7.2.в_скольких}.",
        "В 2021 году муниципальные команды учились.",
        "Рост {7.2.изменение}: было {7.2.было}, стало {7.2.стало}.",
    ],
)
def test_years_laws_and_classes_may_be_written(marks, text):
    assert faults(text, marks) == []


def test_words_that_do_not_fit_the_figures_are_doubted(marks):
    assert doubts("Большинство: {3.2.доля} территорий.", marks)
    assert not doubts("Большинство: {7.2.доля} территорий.", marks)
    assert doubts("Показатель снизился: {1.3.изменение}.", marks)
    assert not doubts("Показатель вырос: {4.1.1.изменение}.", marks)
    assert doubts("Во всех территориях есть работодатели: {7.2.число}.", marks)


def test_an_edited_paragraph_is_printed_with_todays_figures(campaign, client_of, people, page):
    client = client_of(people.methodologist)
    client.post(page, {"text": "Работодатели помогли школам: {7.2.доля}.\n\nЭто хорошо.", "number": "0", "save": ""})
    assert NoteText.objects.get(campaign=campaign, key=KEY).made_by == people.methodologist
    note = briefing(Record(gather(campaign)), Stamp())
    said = [block["text"] for block in note["blocks"] if block["type"] == "paragraph"]
    assert "Работодатели помогли школам: 74\N{NO-BREAK SPACE}%. Это хорошо." in said


def test_a_typed_figure_comes_back_beside_the_field_and_saves_nothing(client_of, people, page):
    answer = client_of(people.methodologist).post(page, {"text": "Это 74 % школ.", "number": "0", "save": ""})
    text = answer.content.decode()
    assert "Число набрано рукой" in text and "Это 74 % школ." in text
    assert not NoteText.objects.filter(key=KEY).exists()


def test_a_preview_shows_figures_and_saves_nothing(client_of, people, page):
    answer = client_of(people.methodologist).post(page, {"text": "Стало {7.2.доля}.", "number": "0", "preview": ""})
    assert "Стало 74\N{NO-BREAK SPACE}%." in answer.content.decode()
    assert not NoteText.objects.filter(key=KEY).exists()


def test_the_second_of_two_editors_hears_of_the_first_and_keeps_the_words(client_of, people, page):
    client = client_of(people.methodologist)
    client.post(page, {"text": "Первый: {7.2.доля}.", "number": "0", "save": ""})
    answer = client.post(page, {"text": "Второй: {7.2.доля}.", "number": "0", "save": ""}).content.decode()
    assert "изменил другой человек" in answer and "Второй: {7.2.доля}." in answer
    client.post(page, {"text": "Второй: {7.2.доля}.", "number": "1", "save": ""})
    assert NoteText.objects.filter(key=KEY).order_by("-number").first().text.startswith("Второй")


def test_a_paragraph_goes_back_to_the_portal_and_its_versions_stay(campaign, client_of, people, page):
    client = client_of(people.methodologist)
    client.post(page, {"text": "Своё: {7.2.доля}.", "number": "0", "save": ""})
    client.post(page, {"text": "неважно", "number": "1", "reset": ""})
    assert KEY not in gather(campaign)["texts"]
    assert "Своё: {7.2.доля}." in client.get(page).content.decode()


def test_an_unknown_paragraph_is_not_found(campaign, client_of, people):
    url = reverse("monitoring:note-text-edit", args=[campaign.pk, "indicator-99"])
    assert client_of(people.methodologist).get(url).status_code == 404


def test_a_long_paragraph_is_refused_in_words(client_of, people, page):
    answer = client_of(people.methodologist).post(page, {"text": "слово " * 1000, "number": "0", "save": ""})
    assert "помещается 4000" in answer.content.decode()


def test_a_paragraph_whose_words_stopped_fitting_is_named_in_the_list(campaign, client_of, people):
    NoteText.objects.create(
        campaign=campaign, key=KEY, number=1, text="Меньше половины: {7.2.доля}.", made_by=people.methodologist
    )
    page = client_of(people.methodologist).get(reverse("monitoring:note-text-list", args=[campaign.pk]))
    assert "перечитайте" in page.content.decode()
