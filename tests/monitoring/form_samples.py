"""A form of the shipped framework for tests of files, without a database."""

import hashlib
from decimal import Decimal

from hypothesis import strategies as st

from monitoring.control_rules import Cell
from monitoring.exchange.answers import NOT_APPLICABLE, REFUSED
from monitoring.exchange.checking import check
from monitoring.exchange.facts import Checked, Passport, Question
from monitoring.exchange.passport import structure_of
from monitoring.exchange.reading import Sent, read
from monitoring.exchange.template import Filling
from monitoring.framework.reading import shipped

Cells = dict[str, Cell | None]


def _questions() -> list[Question]:
    definition = shipped()
    names = {row.number: row.name for row in definition.criteria}
    return [
        Question(row.code, row.kind, row.name, row.hint, row.criterion, names[row.criterion])
        for row in definition.elements
    ]


QUESTIONS = _questions()
BY_CODE = {question.code: question for question in QUESTIONS}


def seal(text: str) -> str:
    return hashlib.sha256(f"a key of the tests {text}".encode()).hexdigest()


def passport(**claims: str) -> Passport:
    named = {"framework": "career-choice", "edition": "1", "digest": "d", "year": "2030", "oktmo": "99000001"}
    return Passport(**{**named, "structure": structure_of(QUESTIONS), **claims})


def filling(cells: Cells | None = None, **claims: str) -> Filling:
    told = {code: cell for code, cell in (cells or {}).items() if cell is not None}
    return Filling(passport(**claims), "Первый район", "Форма за 2030 год", QUESTIONS, told)


def checked(name: str, data: bytes) -> list[Checked]:
    [form] = read(Sent(name, data), seal)
    assert not form.faults
    return check(form, QUESTIONS)


def cells_of(rows: list[Checked]) -> Cells:
    return {row.code: row.cell for row in rows if row.fault is None and row.cell is not None}


def faults_of(rows: list[Checked]) -> list[tuple[str, str, str, str]]:
    return [(row.place, row.code, row.typed, row.fault.words) for row in rows if row.fault is not None]


def _amounts(kind: str) -> st.SearchStrategy[Decimal]:
    if kind == "flag":
        return st.sampled_from([Decimal(0), Decimal(1)])
    if kind == "staff":
        return st.integers(0, 40_000_000).map(lambda quarters: Decimal(quarters) / 4)
    return st.one_of(st.integers(0, 30), st.integers(0, 10_000_000)).map(Decimal)


def answers_to(question: Question) -> st.SearchStrategy[Cell | None]:
    """A number of the kind, one of the two states a person may write, or a blank."""
    states = st.sampled_from([Cell(None, NOT_APPLICABLE), Cell(None, REFUSED), None])
    return st.one_of(_amounts(question.kind).map(Cell), states)


FORMS: st.SearchStrategy[Cells] = st.fixed_dictionaries({row.code: answers_to(row) for row in QUESTIONS})
