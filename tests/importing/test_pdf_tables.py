"""Tables of a PDF are read by where their cells stand, over pages and without numbers."""

from __future__ import annotations

from events.importing import parse
from tests.importing.building import pdf

TOP = "ПРОТОКОЛ № 2\nсовещания\n\n19.02.2024\nПредседатель: Аникеев Л.О.\nПрисутствовали: Аникеев Л.О., Рябов П.П.\n\n"
HEAD = "|№ п/п|Поручение|Исполнитель|Срок|"


def _decisions(text: str) -> list[tuple]:
    found = parse(pdf(TOP + text), "Протокол.pdf").as_json()["decisions"]
    return [(one["number"], one["responsible"], one["deadline"]) for one in found]


def test_table_keeps_its_columns_over_pages():
    rows = [f"|{n}.|Составить предложения по разделу {n} плана|Рябов П.П.|{n:02d}.03.2024|" for n in range(1, 29)]
    expected = [(str(n), ["Рябов П.П."], f"2024-03-{n:02d}") for n in range(1, 29)]
    assert _decisions("\n".join(["РЕШИЛИ:", "", HEAD, *rows])) == expected


def test_head_repeated_on_the_next_page_is_no_row():
    rows = [f"|{n}.|Составить предложения по разделу {n}|Рябов П.П.|{n:02d}.03.2024|" for n in range(1, 4)]
    assert len(_decisions("\n".join(["РЕШИЛИ:", "", HEAD, *rows, HEAD, "|4.|Сдать отчёт|Рябов П.П.|04.03.2024|"]))) == 4


def test_rows_without_numbers_are_told_apart():
    rows = ["|Поручение|Исполнитель|Срок|", "|Составить список участников|Рябов П.П.|05.03.2024|"]
    rows += ["|Разослать приглашения всем участникам совещания|Аникеев Л.О.|06.03.2024|"]
    assert _decisions("\n".join(["РЕШИЛИ:", "", *rows])) == [
        (None, ["Рябов П.П."], "2024-03-05"),
        (None, ["Аникеев Л.О."], "2024-03-06"),
    ]


def test_votes_in_a_table_are_counted():
    rows = ["|Вопрос|За|Против|Воздержались|", "|1. О плане работы|3|0|1|", "|2. О смете расходов|4|0|0|"]
    text = "Повестка дня:\n1. О плане работы.\n2. О смете расходов.\n\n" + "\n".join(rows)
    votes = parse(pdf(TOP + text + "\n\nРЕШИЛИ:\n1. Утвердить план работы.\n"), "a.pdf").as_json()["votes"]
    found = [(one["agenda_number"], one["for"], one["against"], one["abstained"], one["unanimous"]) for one in votes]
    assert found == [("1", 3, 0, 1, False), ("2", 4, 0, 0, True)]
