"""What was counted up in a speech is no decision and no agenda item."""

import pytest

from events.importing import parse

TOP = "ПРОТОКОЛ № 1\n5 июня 2024 года\nПредседатель: Ильин А.А.\nПрисутствовали: Ильин А.А., Котова Б.Б.\n"
LISTS = [
    "Задачи центра:\n1. Помогать выпускникам.\n2. Собрать работодателей.\n3. Рассказывать о практиках.\n",
    "Среди причин отказа:\n- далёкая дорога;\n- нет наставника.\n",
    "Котова Б.Б. назвала показатели:\n1) число вакансий;\n2) число наставников.\n",
]


@pytest.mark.parametrize("told", LISTS)
@pytest.mark.parametrize("number", [("I.", "II."), ("1.", "2.")])
def test_points_after_a_colon_stay_in_the_discussion(told, number):
    first, second = number
    text = (
        f"{TOP}\nПовестка дня:\n{first} Об открытии центра.\n{second} О плане работы.\n\n"
        f"{first} Об открытии центра.\nСлушали: Котову Б.Б.\n{told}\nРЕШИЛИ:\n1. Информацию принять к сведению.\n\n"
        f"{second} О плане работы.\nСлушали: Ильина А.А.\n{told}\nРЕШИЛИ:\n1. Котовой Б.Б. составить план до 1 июля.\n"
    )
    record = parse(text.encode(), "Протокол.txt").as_json()
    assert [item["title"] for item in record["agenda"]] == ["Об открытии центра", "О плане работы"]
    assert [one["text"] for one in record["decisions"]] == [
        "Информацию принять к сведению.",
        "Котовой Б.Б. составить план до 1 июля.",
    ]
