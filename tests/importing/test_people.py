import pytest

from events.importing.people import find_people
from events.importing.roster import Roster
from events.importing.surnames import nominative_surname

WRITTEN = {
    "Иванов И.И.": "Иванов И.И.",
    "И.И. Иванов": "Иванов И.И.",
    "Н.Ю.Апель": "Апель Н.Ю.",
    "ИвановИ.И.": "Иванов И.И.",
    "Оспанова Д,М,": "Оспанова Д.М.",
    "Иванов Иван Иванович": "Иванов И.И.",
    "ВОЛОШИН Андрей Евгеньевич": "Волошин А.Е.",
    "Ольга Дмитриевна Якушева": "Якушева О.Д.",
    "Ефремов-Ли А.Т.": "Ефремов-Ли А.Т.",
    "Абдрахманова Гүлнар Серікқызы": "Абдрахманова Г.С.",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_names_are_brought_to_one_form(text):
    (person,) = find_people(text)
    assert person.name() == WRITTEN[text]


@pytest.mark.parametrize(
    "text", ["Томской области", "ул. Садовая, д. 12", "Департамент общего образования", "I. О плане"]
)
def test_other_words_are_no_names(text):
    assert find_people(text) == []


@pytest.mark.parametrize(
    ("written", "case", "expected"),
    [
        ("Иванову", "datv", "Иванов"),
        ("Ивановой", "datv", "Иванова"),
        ("Криволуцкому", "datv", "Криволуцкий"),
        ("Криволуцкой", "datv", "Криволуцкая"),
        ("Гнатюку", "datv", "Гнатюк"),
        ("Середе", "datv", "Середа"),
        ("Гайдаю", "datv", "Гайдай"),
        ("Апелю", "datv", "Апель"),
        ("Рябко", "datv", "Рябко"),
        ("Иванову", "accs", "Иванова"),
        ("Гнатюка", "accs", "Гнатюк"),
        ("Иванова", "gent", "Иванов"),
        ("Петровым", "ablt", "Петров"),
    ],
)
def test_surnames_are_turned(written, case, expected):
    assert nominative_surname(written, case) == expected


def test_three_forms_of_one_person_meet():
    roster = Roster(["Ульянова Е.З."])
    forms = [("Ульяновой Елены Захаровны", ""), ("Ульянову Е.З.", "accs"), ("Ульяновой Е.З.", "datv")]
    for text, case in forms:
        (person,) = find_people(text)
        assert roster.resolve(person, case)[0] == "Ульянова Е.З."


def test_slip_of_the_pen_is_only_hinted_at():
    roster = Roster(["Мишанкина А.В.", "Мишкина О.О."])
    assert roster.likely_spelling("Мишанбкина А.В.") == "Мишанкина А.В."
    assert roster.likely_spelling("Мишанкина А.В.") is None


def test_initials_end_the_name_before_them_when_a_sentence_follows():
    assert [person.name() for person in find_people("Авдеева И.И., Вишняк С.С. Кворум есть.")] == [
        "Авдеева И.И.",
        "Вишняк С.С.",
    ]
    assert [person.name() for person in find_people("Председатель Совета А.М. Кречет")] == ["Кречет А.М."]
