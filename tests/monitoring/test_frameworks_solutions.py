"""The catalogue of solutions that belongs to an edition."""

import pytest
from django.db import DatabaseError, transaction

from monitoring.framework import linter
from monitoring.framework import reading as definitions
from monitoring.framework.reading import FOLDER
from monitoring.framework.vocabulary import Level, Polarity
from monitoring.models import Edition, Solution, SolutionTarget

SHIPPED = (FOLDER / "irkutsk.toml").read_text(encoding="utf-8")


def test_every_possible_deficit_has_a_municipal_solution():
    framework = definitions.shipped()
    answered = {code for row in framework.solutions if row.level == Level.MUNICIPAL for code in row.indicators}
    assert {row.code for row in framework.indicators if row.polarity != Polarity.NONE} <= answered
    assert any(row.level == Level.REGIONAL for row in framework.solutions)
    assert linter.warnings(framework) == []


def test_indicator_without_a_municipal_solution_is_warned_of():
    text = SHIPPED.replace('indicators = ["4.2"]', 'indicators = ["4.1.1"]', 1)
    assert [warning.text for warning in linter.warnings(definitions.read(text))] == [
        "Показатель 4.2: в каталоге нет ни одного решения муниципального уровня."
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('indicators = ["10.1"]', 'indicators = ["12.7"]', "показателя «12.7» нет"),
        ('indicators = ["10.1"]', 'indicators = ["10.1", "10.1"]', "назван дважды"),
        ('indicators = ["10.1"]', "", "не отвечает ни на один показатель"),
        ('code = "parents"\nlevel = "municipal"', 'code = "parents"\nlevel = "school"', "уровень «school»"),
        ('code = "parents"\nlevel', 'code = "contests"\nlevel', "описано дважды"),
        ('title = "Пилотная площадка на базе сильной школы"', "", "нет названия"),
    ],
)
def test_linter_names_the_fault_of_a_solution(old, new, message):
    assert old in SHIPPED
    assert any(message in fault for fault in linter.faults(definitions.read(SHIPPED.replace(old, new, 1))))


@pytest.mark.django_db
def test_catalogue_is_stored_as_written_and_frozen_with_the_edition():
    edition = Edition.objects.published().get(code="career-choice", number=1)
    stored = {row.code: [one.code for one in row.indicators.all()] for row in edition.solutions.all()}
    assert stored == {row.code: list(row.indicators) for row in definitions.shipped().solutions}
    with pytest.raises(DatabaseError, match="published edition"), transaction.atomic():
        Solution.objects.filter(edition=edition).update(title="иначе")
    with pytest.raises(DatabaseError, match="published edition"), transaction.atomic():
        SolutionTarget.objects.filter(edition=edition).delete()
