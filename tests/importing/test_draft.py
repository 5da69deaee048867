"""Properties of every draft: nothing lost, offsets that point at the words, JSON all through."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.importing import parse
from tests.importing.building import file_of

FOLDER = Path(__file__).parent / "protocols"
SOURCES = sorted(path for path in FOLDER.rglob("*") if path.suffix in {".txt", ".md"} and path.stem != "README")


@pytest.fixture(scope="module", params=SOURCES, ids=lambda path: path.stem)
def review(request):
    data, name = file_of(request.param)
    return parse(data, name).as_review()


def _fields(value):
    if isinstance(value, dict):
        if "words" in value and "confidence" in value:
            yield value
        for item in value.values():
            yield from _fields(item)
    elif isinstance(value, list):
        for item in value:
            yield from _fields(item)


def test_words_stand_at_their_offsets(review):
    for field in _fields(review):
        if field["start"] >= 0:
            assert review["source_text"][field["start"] : field["end"]] == field["words"]
            assert field["words"].strip()


def test_every_character_belongs_to_a_span(review):
    assert kept(review)


def test_review_is_json(review):
    assert json.loads(json.dumps(review, ensure_ascii=False)) == review


def test_spans_are_sorted_and_apart(review):
    ends = [(span["start"], span["end"]) for span in review["spans"]]
    assert all(a < b for a, b in ends)
    assert all(before[1] <= after[0] for before, after in pairwise(ends))


def kept(review: dict) -> bool:
    owned = bytearray(len(review["source_text"]))
    for span in review["spans"]:
        owned[span["start"] : span["end"]] = b"\x01" * (span["end"] - span["start"])
    return all(owned[index] or character.isspace() for index, character in enumerate(review["source_text"]))


LINES = """ПРОТОКОЛ № 3|заседания комиссии|12.03.2024|Присутствовали:|Иванов И.И. – директор|Повестка дня:|УТВЕРЖДАЮ
1. О плане работы (Петрова П.П.)|2. Разное|СЛУШАЛИ: Петрову П.П. о плане|РЕШИЛИ:|1. Утвердить план.|Решение № 87
2. Отделу кадров (Сидоров С.С.): |- подготовить отчёт|а) направить письмо|Срок – до 1 мая|Ответственный:|(скобка
Голосовали: за – 5, против – нет|Контроль оставляю за собой|Приложение 1|Председатель ______ И.И. Иванов||текст «с
1.1. Поручить|По второму вопросу|Совет решил: 1) одобрить; 2) создать"""
PIECES = st.sampled_from(
    [*LINES.replace("\n", "|").split("|"), "| № | Решение | Срок |", "| 1 | Принять | 01.02.2025 |", "\u00a0\u00ad"]
)
BASE = "Протокол общего собрания трудового коллектива учреждения от 5 мая 2023 года\n"


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("\n".join))
def test_any_order_of_lines_is_survived_and_kept(text):
    draft = parse((BASE + text).encode(), "протокол.txt")
    assert kept(draft.as_review())
    json.dumps(draft.as_json(), ensure_ascii=False)


def test_two_hundred_pages_are_survived():
    standard = (FOLDER / "development" / "standard.txt").read_text(encoding="utf-8")
    draft = parse((standard * 170).encode(), "большой.txt")
    assert len(draft.source_text) > 200 * 1500
    assert len(draft.decisions) > 500
