"""Ways of wording met in protocols, each in the smallest protocol that shows it."""

import pytest

from events.importing import parse

TOP = "ПРОТОКОЛ № 1\n5 июня 2024 года\nПредседатель: Ильин А.А.\nПрисутствовали: Ильин А.А., Котова Б.Б.\n"
AGENDA = "Повестка дня:\n1. Об открытии центра.\n2. О плане работы.\n\n"


def record(text: str) -> dict:
    return parse(text.encode(), "Протокол.txt").as_json()


def decided(points: str) -> list[dict]:
    return record(f"{TOP}\n{AGENDA}1. Об открытии центра.\nРЕШИЛИ:\n{points}\n")["decisions"]


def votes(lines: str) -> list[tuple]:
    text = f"{TOP}\n{AGENDA}1. Об открытии центра.\nРЕШИЛИ:\n1. Открыть центр.\n2. Искать дом.\n{lines}\n"
    found = record(text)["votes"]
    return [(vote["for"], vote["against"], vote["abstained"]) for vote in found]


def test_advice_above_the_decisions_is_told():
    text = (
        f"{TOP}\n{AGENDA}1. Об открытии центра.\nСлушали: Котову Б.Б.\nРЕКОМЕНДАЦИИ:\n1. Найти дом до 1 июля.\n"
        "РЕШИЛИ:\n1. Открыть центр.\n"
    )
    found = record(text)
    assert [one["text"] for one in found["decisions"]] == ["Открыть центр."]
    assert len(found["agenda"]) == 2


def test_advice_of_one_item_stays_beside_decisions_of_the_next():
    text = (
        f"{TOP}\n{AGENDA}1. Об открытии центра.\nРЕКОМЕНДАЦИИ:\n1. Найти дом до 1 июля.\n"
        "2. О плане работы.\nРЕШИЛИ:\n1. Утвердить план.\n"
    )
    assert [one["agenda_number"] for one in record(text)["decisions"]] == ["1", "2"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Голосовали: Ильин – за, Котова – против, Мохов – воздержался.", [(1, 1, 1)]),
        ("Результаты голосования по вопросу 2:\n«за» – 6;\n«против» – нет.", [(6, 0, None)]),
        ("Голосовали:\nИльин А.А. – за\nКотова Б.Б. – против (мнение прилагается)\nМохов П.П. – за", [(2, 1, 0)]),
        ("Голосовали: «за» – 6, «против» – нет, «воздержались»\n– 2.", [(6, 0, 2)]),
        ("За Лобова С.С.: 18, против 1.\nЗа Маркину Е.И.: 17, против 2.", [(18, 1, None), (17, 2, None)]),
    ],
)
def test_votes_are_counted(lines, expected):
    assert votes(lines) == expected


@pytest.mark.parametrize(
    ("phrase", "responsible"),
    [
        ("ОУУП и ПДН (Буданов С.И.) провести сверку.", ["ОУУП и ПДН", "Буданов С.И."]),
        ("КДН и ЗП провести сверку.", ["КДН и ЗП"]),
        ("Фото и отзывы выкладывать в группу.", []),
        ("Раз в неделю проверять порядок (дежурный по этажу).", ["Дежурный по этажу"]),
        ("Открыть центр, просить Котову Б.Б. купить верстаки.", ["Котова Б.Б."]),
        ("Согласовать смету (за – Ильин А.А.; против – Котова Б.Б.).", []),
        ("Поручить подготовку отчёта Котовой Б.Б.", ["Котова Б.Б."]),
        ("Возложить ответственность за отчёт на Котову Б.Б.", ["Котова Б.Б."]),
        ("Отделу кадров (Котова Б.Б.) к сессии подготовить отчёт.", ["Отдел кадров", "Котова Б.Б."]),
        ("Внести изменения в план; секретарю совета разослать его.", ["Секретарь совета"]),
        ("Исполнительному директору до 10-го марта найти дом.", ["Исполнительный директор"]),
        ("Составление отчёта возложить на Котову Б.Б.", ["Котова Б.Б."]),
        ("Составление отчёта поручить Котовой Б.Б.", ["Котова Б.Б."]),
        ("Отчёт составит Котова Б.Б.", ["Котова Б.Б."]),
        ("Контроль за отчётом возложить на Котову Б.Б.", []),
        ("Котовой Б.Б.: уборку дома закончить к 1 июля.", ["Котова Б.Б."]),
    ],
)
def test_executors_are_named(phrase, responsible):
    decision, _ = decided(f"1. {phrase}\n2. Информацию принять к сведению.")
    assert decision["responsible"] == responsible


@pytest.mark.parametrize(
    "written",
    ["двенадцатого марта две тысячи двадцать четвёртого года", "двенадцатое марта 2024 года", "12 марта 2024"],
)
def test_day_in_words_is_the_day_of_the_meeting(written):
    assert (
        record(f"ПРОТОКОЛ № 4\nзаседания совета\n\n{written}\n\nРЕШИЛИ:\n1. Открыть центр.\n")["date"] == "2024-03-12"
    )


def test_days_of_a_letter_poll_are_not_the_day_of_its_protocol():
    text = (
        "ПРОТОКОЛ\nзаочного голосования совета\nот 27 июня 2024 г.\nДата направления бюллетеней: 17 июня 2024 г.\n"
        "На голосование вынесены вопросы:\n1. О плане.\n2. О составе.\n\nПо вопросу № 1\n«за» – 3, «против» – 0.\n"
        "Решение: утвердить план.\n"
    )
    found = record(text)
    assert found["date"] == "2024-06-27"
    assert [item["title"] for item in found["agenda"]] == ["О плане", "О составе"]
    assert [vote["agenda_number"] for vote in found["votes"]] == ["1"]


def test_a_commission_that_decides_inside_a_paragraph():
    text = (
        f"{TOP}\nО чём говорили\n\nКотова Б.Б. рассказала о доме.\n\nЧто решили\n\n"
        "По итогам обсуждения комиссия решила: 1) поддержать опыт колледжа; 2) провести заседание в июле 2024 года.\n\n"
        "За решение проголосовали все члены комиссии.\n"
    )
    found = record(text)
    assert found["agenda"] == []
    assert [(one["number"], one["deadline"]) for one in found["decisions"]] == [("1", None), ("2", "2024-07-31")]
    assert [vote["unanimous"] for vote in found["votes"]] == [True]


def test_reporter_named_after_his_information_is_turned():
    agenda = "Повестка дня:\n1. О плане (информация инженера Сафронова И.И.).\n2. О доме.\n\n"
    text = f"{TOP}\n{agenda}РЕШИЛИ:\n1. Принять план.\n"
    assert record(text)["agenda"][0]["speakers"] == ["Сафронов И.И."]


def test_a_heading_right_above_decided_is_an_item():
    text = (
        f"{TOP}\n1. Обмен данными\nКотова Б.Б. сообщила о плане.\nРешили:\n1.1. Подписать соглашение.\n\n"
        "2. Следующая встреча\nРешили:\n2.1. Собраться в конце ноября 2024 года.\n"
    )
    found = record(text)
    assert [item["title"] for item in found["agenda"]] == ["Обмен данными", "Следующая встреча"]
    assert [(one["agenda_number"], one["deadline"]) for one in found["decisions"]] == [("1", None), ("2", "2024-11-30")]


def test_speaker_told_by_the_surname_alone():
    text = f"{TOP}\n{AGENDA}1. Об открытии центра.\nКотова сообщила, что дом найден.\nРЕШИЛИ:\n1. Открыть центр.\n"
    assert record(text)["agenda"][0]["speakers"] == ["Котова Б.Б."]


def test_a_vote_on_two_items_belongs_to_the_whole():
    text = (
        f"{TOP}\n{AGENDA}По вопросу 1 РЕШИЛИ:\n1. Открыть центр.\n\nПо вопросу 2 РЕШИЛИ:\n1. Принять план.\n\n"
        "Голосование по вопросам 1 и 2: единогласно.\n"
    )
    assert [vote["agenda_number"] for vote in record(text)["votes"]] == [None]


def test_a_decision_kept_in_another_paper_is_none():
    text = (
        f"{TOP}\n{AGENDA}1. Об открытии центра.\nВЫСТУПИЛИ: Котова Б.Б.\nГолосовали: «за» – 3, «против» – 1.\n"
        "РЕШЕНИЕ № 112 принято (прилагается).\n\n2. О плане работы.\nРЕШИЛИ:\n1. Принять план.\n"
    )
    assert [one["text"] for one in record(text)["decisions"]] == ["Принять план."]


def test_a_vote_by_names_in_brackets_is_of_its_decision():
    text = (
        f"{TOP}\n{AGENDA}1. Об открытии центра.\nРЕШИЛИ:\n1.1. Принять смету (за – Ильин А.А.; против – Котова Б.Б.).\n"
    )
    assert [(v["decision_number"], v["for"], v["against"]) for v in record(text)["votes"]] == [("1.1", 1, 1)]


def test_a_vote_that_names_another_item_is_of_that_item():
    text = (
        f"{TOP}\n{AGENDA}Результаты голосования по вопросу 1:\n«за» – 5, «против» – 1.\n"
        "Принятое решение: открыть центр.\n"
        "Результаты голосования по вопросу 2:\n«за» – 6, «против» – 0.\nПринятое решение: принять план.\n"
    )
    assert [(vote["agenda_number"], vote["for"]) for vote in record(text)["votes"]] == [("1", 5), ("2", 6)]


def test_control_after_a_semicolon_belongs_to_the_act():
    text = f"{TOP}\n{AGENDA}По вопросу 1:\nРешили: Котовой Б.Б. найти дом до 1 июля; контроль – Ильин А.А.\n"
    assert [(one["responsible"], one["controller"]) for one in record(text)["decisions"]] == [
        (["Котова Б.Б."], "Ильин А.А.")
    ]


def test_a_period_in_brackets_is_the_term_of_an_act_ahead():
    found = decided("1. Провести семинар (апрель 2025 г.).\n2. Отметить успех на чемпионате (апрель 2024 г.).")
    assert [one["deadline"] for one in found] == ["2025-04-30", None]


def test_names_alone_head_the_orders_below_them():
    text = (
        f"{TOP}\nПо результатам обсуждения ПОРУЧЕНО:\n\nКотовой Б.Б.\n- найти дом до 1 июля;\n- составить план.\n\n"
        "Полушину А.В.\n- собрать согласия.\n"
    )
    assert [one["responsible"] for one in record(text)["decisions"]] == [
        ["Котова Б.Б."],
        ["Котова Б.Б."],
        ["Полушин А.В."],
    ]


def test_votes_of_items_told_by_their_numbers():
    text = (
        f"{TOP}\n{AGENDA}По вопросу 1 РЕШИЛИ:\n1. Открыть центр.\n\nПо вопросу 2 РЕШИЛИ:\n1. Принять план.\n\n"
        "Результаты голосования по вопросам повестки: 1 – единогласно; 2 – за 16, воздержались 2.\n"
    )
    found = [(vote["agenda_number"], vote["for"], vote["abstained"]) for vote in record(text)["votes"]]
    assert found == [("1", None, None), ("2", 16, 2)]


def test_a_vote_inside_a_paragraph_is_cut_out():
    text = f"{TOP}\n{AGENDA}1. Об открытии центра.\nПредложен дом. За – 4, против – 1.\nРЕШИЛИ:\n1. Открыть центр.\n"
    assert [(vote["for"], vote["against"]) for vote in record(text)["votes"]] == [(4, 1)]


def test_items_that_begin_alike_stay_apart_without_an_agenda():
    item = "Рассмотрение материалов в отношении несовершеннолетнего"
    course = "".join(
        f"{n}. {item} {name}., 2010 года рождения\nДокладчик – Котова Б.Б.\nРЕШИЛИ:\n– помочь семье.\n\n"
        for n, name in enumerate("АБ", 1)
    )
    found = record(f"{TOP}\nРассмотрены следующие вопросы:\n\n{course}")
    assert [item["number"] for item in found["agenda"]] == ["1", "2"]
    assert [one["agenda_number"] for one in found["decisions"]] == ["1", "2"]


def test_the_word_decision_above_the_title_heads_nothing():
    text = f"РЕШЕНИЕ\nсовместного заседания\n{TOP}\n{AGENDA}РЕШИЛИ:\n1. Открыть центр.\n"
    assert [one["text"] for one in record(text)["decisions"]] == ["Открыть центр."]


def test_a_leading_engineer_leads_no_meeting():
    text = "ПРОТОКОЛ № 1\n5 июня 2024 года\nПрисутствовали:\nДиректор Ильин А.А.\nВедущий инженер Котова Б.Б.\n\n"
    found = record(f"{text}{AGENDA}РЕШИЛИ:\n1. Открыть центр.\n")
    assert found["chair"] is None
    assert found["attendees"] == ["Ильин А.А.", "Котова Б.Б."]


def test_an_item_that_begins_with_the_word_report_keeps_it():
    text = f"{TOP}\nПовестка дня:\n1. Доклад о плане. Докладчик: Котова Б.Б.\n2. О доме.\n\nРЕШИЛИ:\n1. Принять план.\n"
    first = record(text)["agenda"][0]
    assert (first["title"], first["speakers"]) == ("Доклад о плане", ["Котова Б.Б."])


def test_items_may_be_numbered_with_a_sign():
    text = (
        f"{TOP}\n№ 1. Дом\nРешение:\nКотовой Б.Б. – найти дом.\n\n№ 2. План\nРешение:\nИльину А.А. – составить план.\n"
    )
    assert [one["agenda_number"] for one in record(text)["decisions"]] == ["1", "2"]


def test_of_two_terms_neither_is_sure():
    (decision,) = decided("1. Котовой Б.Б. до 1 июля 2024 г. найти дом, до 1 августа 2024 г. составить план.")
    assert (decision["deadline"], decision["confidence"]["deadline"]) == ("2024-07-01", "likely")
