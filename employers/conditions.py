"""Workplace conditions in words: for the filter, for the page of a vacancy, for the form of the employer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from cluster.models import Accommodation
from employers.models import OfferedAccommodation, Vacancy

Answer = OfferedAccommodation.Answer
NOT_STATED = "не указано"


@dataclass(frozen=True)
class AnsweredGroup:
    """All conditions with one answer: «есть», «можем организовать», «нет» or «не указано»."""

    answer: str
    label: str
    rows: list[OfferedAccommodation]


def by_group(accommodations: Iterable[Accommodation]) -> Iterator[tuple[str, list[Accommodation]]]:
    """Conditions in the order of the reference list, under the names of their groups."""
    for label, rows in groupby(accommodations, key=Accommodation.get_group_display):
        yield label, list(rows)


def answers_of(vacancy: Vacancy, accommodations: Iterable[Accommodation]) -> list[AnsweredGroup]:
    """Every condition of the reference list stands in one of four groups: silence is an answer too."""
    offered = {row.accommodation_id: row for row in vacancy.offered_accommodations.all()}
    groups: dict[str, list[OfferedAccommodation]] = {answer: [] for answer in (*Answer.values, "")}
    for accommodation in accommodations:
        row = offered.get(accommodation.pk) or OfferedAccommodation(accommodation=accommodation, answer="")
        groups[row.answer].append(row)
    labels = {answer.value: str(answer.label) for answer in Answer} | {"": NOT_STATED}
    return [AnsweredGroup(answer, labels[answer], rows) for answer, rows in groups.items()]
