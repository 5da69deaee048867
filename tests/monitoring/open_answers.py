"""What programs are told of a campaign in memory: the answers of the API as JSON and the CSV file, parsed back.

Nothing goes through HTTP or the database: the figures are those of a `Record`, hidden and written by the portal itself.
"""

import csv
import io
import json
from fractions import Fraction
from typing import Any

from cluster.models import Municipality
from monitoring.documents.record import Record
from monitoring.open_data.answers import csv_lines, indicator_out, region_out
from monitoring.open_data.editions import Published
from monitoring.open_data.figures import ALL, SIGN, OpenFigures
from monitoring.open_data.ties import PEOPLE, Columns, Operands, rest_of, ties
from tests.monitoring.random_campaigns import FRAMEWORK
from ui.csv_files import lines_response

Plain = dict[str, Any]
# What one figure says: (numerator, denominator, printed), or nothing where it is hidden.
Told = tuple[str, str, str] | None


def _printed_sums() -> dict[Columns, Operands]:
    """Sums of people that are printed, straight from the framework file."""
    kinds = {row["code"]: "population" for row in FRAMEWORK["populations"]}
    keys = {row["code"]: key for key, row in enumerate([*FRAMEWORK["elements"], *FRAMEWORK["populations"]])}
    found = {}
    for row in FRAMEWORK["indicators"]:
        if not row.get("unit", "").startswith(PEOPLE):
            continue
        sides = ((row["code"],), row["numerator"]), ((row["code"], rest_of(row["code"])), row.get("denominator", {}))
        for columns, formula in sides:
            if operands := formula.get("sum"):
                found[columns] = frozenset((kinds.get(code, "element"), keys[code]) for code in operands)
    return found


def _inner() -> set[tuple[int, int]]:
    keys = {row["code"]: key for key, row in enumerate(FRAMEWORK["elements"])}
    return {(keys[row["part"]], keys[row["whole"]]) for row in FRAMEWORK["subsets"]}


TIES = ties(_printed_sums(), _inner())


def figures_of(record: Record) -> OpenFigures:
    rows = []
    for place in record.places:
        own = Municipality(pk=int(place.key), name=place.name, oktmo=place.oktmo)
        for row in record.municipal[place.key].values():
            row.municipality = own
            rows.append(row)
    return OpenFigures([row for row in record.region.values() if row.is_reported], rows, TIES)


class Answers:
    """By (place, indicator), with an empty place for the region."""

    def __init__(self, record: Record) -> None:
        record.campaign.pk = 1
        self.figures = figures_of(record)
        self.published = Published(record.campaign, None, record.expected, record.accepted)
        self.api = self._of_api()
        self.csv = self._of_csv()

    def _of_api(self) -> dict[tuple[str, str], Told]:
        region = json.loads(region_out(self.published, self.figures).model_dump_json())
        found = {("", row["code"]): _told(row) for row in region["indicators"]}
        for row in region["indicators"]:
            answer = indicator_out(self.published, self.figures, row["code"])
            assert answer is not None
            told = json.loads(answer.model_dump_json())
            assert _told(told["region"]) == found["", row["code"]]
            found |= {(own["municipality"], row["code"]): _told(own) for own in told["municipalities"]}
        return found

    def _of_csv(self) -> dict[tuple[str, str], Told]:
        file = lines_response("a.csv", csv_lines(self.published, self.figures, ALL)).content.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(file), delimiter=";"))
        head = next(number for number, line in enumerate(lines) if line[0] == "Показатель")
        region = self.published.campaign.region.name
        return {("" if line[2] == region else line[2], line[0]): _line_told(line[4:]) for line in lines[head + 1 :]}


def _told(row: Plain) -> Told:
    """A municipality may itself have withheld a number; that looks the same to the reader."""
    hidden = row["state"] == "suppressed"
    assert hidden or not row["is_hidden"]
    assert not hidden or (row["denominator"] is None and row["numerator"] in (None, "0"))
    return None if hidden else (row["numerator"] or "", row["denominator"] or "", row["printed"])


def _line_told(cells: list[str]) -> Told:
    numerator, denominator, printed = cells
    if printed == SIGN or (numerator == "0" and not denominator and "%" in printed):
        return None
    return numerator.replace(",", "."), denominator.replace(",", "."), printed


def pair(told: tuple[str, str, str]) -> tuple[Fraction | None, Fraction | None]:
    numerator, denominator, _ = told
    return Fraction(numerator) if numerator else None, Fraction(denominator) if denominator else None
