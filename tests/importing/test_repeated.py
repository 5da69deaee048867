"""A line that says an earlier one again heads an item only when the earlier one stood in the agenda."""

import pytest

from events.importing import parse

TOP = "ПРОТОКОЛ № 1\n5 июня 2024 года\nПредседатель: Ильин А.А.\nПрисутствовали: Котова Б.Б.\n\nПовестка дня:\n"


def titles(text: str) -> list[str]:
    return [item["title"] for item in parse(text.encode(), "Протокол.txt").as_json()["agenda"]]


@pytest.mark.parametrize("head", ["СЛУШАЛИ: Котову Б.Б.", "(Котова Б.Б.)"])
def test_sentences_of_the_discussion_may_repeat(head):
    prose = "По мнению участников, трудностью остаётся отсутствие наставников на предприятиях."
    items = ["О доме для центра", "О плане работы", "О составе совета"]
    course = "".join(
        f"{n}. {item}\n{head}\n{prose}\nРЕШИЛИ:\n{n}.1. Принять план.\n\n" for n, item in enumerate(items, 1)
    )
    agenda = "".join(f"{n}. {item}.\n" for n, item in enumerate(items, 1))
    assert titles(f"{TOP}{agenda}\n{course}") == items


def test_items_of_one_agenda_may_begin_alike():
    items = [f"О рассмотрении заявления гражданина {name} о приёме на обучение" for name in "АБВГ"]
    agenda = "".join(f"{n}. {item}.\n" for n, item in enumerate(items, 1))
    course = "".join(f"{n}. СЛУШАЛИ: Котову Б.Б.\nРЕШИЛИ:\nПринять.\n\n" for n, _ in enumerate(items, 1))
    assert titles(f"{TOP}{agenda}\n{course}") == items
