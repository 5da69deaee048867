"""Invented notes with what a careful reader would find in them; written down before the rules of the check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from monitoring.note_check.finding import Finding

FOLDER = Path(__file__).parent / "notes"
PERCENT, TWICE = "percent_of_count", "one_share_two_percents"
QUANTITY, TOTAL, BASES = "one_quantity_two_values", "parts_and_total", "different_bases"


@dataclass(frozen=True)
class Expected:
    """A contradiction: any of the kinds, with these numbers among its values."""

    kinds: tuple[str, ...]
    values: tuple[str, ...]

    def is_met_by(self, finding: Finding) -> bool:
        said = {value.split()[0].rstrip("%") for value in finding.values}
        return finding.kind in self.kinds and set(self.values) <= said


def expected(kinds: str | tuple[str, ...], *values: str) -> Expected:
    return Expected((kinds,) if isinstance(kinds, str) else kinds, values)


EXPECTED: dict[str, list[Expected]] = {
    "districts.txt": [
        expected(PERCENT, "14", "38"),
        expected((PERCENT, TWICE), "20", "55"),
        expected(QUANTITY, "19", "22"),
    ],
    "colleges.md": [
        expected(PERCENT, "21", "22,9"),
        expected(TOTAL, "72"),
        expected(TOTAL, "858", "868"),
        expected(QUANTITY, "858", "868"),
    ],
    "clean_region.txt": [],
    "two_years.txt": [
        expected(BASES, "30", "34"),
        expected((PERCENT, TWICE), "12", "36"),
    ],
    "prose.txt": [
        expected(TOTAL, "6420"),
        expected(PERCENT, "150", "12"),
        expected(QUANTITY, "40", "42"),
        expected(TOTAL, "60", "30", "12"),
    ],
    "staff_table.txt": [
        expected(TOTAL, "19", "18"),
        expected(TOTAL, "76"),
        expected(TOTAL, "22", "48", "34"),
    ],
    "summary_text.txt": [
        expected(QUANTITY, "29", "27"),
        expected(PERCENT, "9", "18"),
        expected(QUANTITY, "214", "241"),
    ],
    "clean_money.txt": [],
    "museum.txt": [
        expected(PERCENT, "31", "59"),
        expected(PERCENT, "38", "75"),
        expected(TOTAL, "3120"),
        expected(QUANTITY, "50", "52"),
        expected(QUANTITY, "2340", "2430"),
        expected(BASES, "47", "52"),
    ],
    "clean_long.txt": [],
    "vacancies.txt": [
        expected(TOTAL, "480", "490"),
        expected(PERCENT, "24", "26"),
        expected(PERCENT, "63", "75"),
        expected(QUANTITY, "96", "98"),
    ],
    "bullets.txt": [
        expected((PERCENT, TOTAL), "138"),
        expected(PERCENT, "256", "42"),
    ],
    "comparison_text.txt": [expected(BASES, "60", "75")],
    "clean_comparable.txt": [],
    "meals.txt": [expected(PERCENT, "15", "25"), expected(PERCENT, "35", "61")],
    "championship.txt": [
        expected(TOTAL, "84", "86"),
        expected(PERCENT, "24", "28"),
        expected(TOTAL, "60", "61"),
    ],
    "guidance.txt": [
        expected(PERCENT, "9", "28"),
        expected(QUANTITY, "76", "78"),
        expected(QUANTITY, "15480", "15840"),
        expected(QUANTITY, "18", "19"),
    ],
    "clean_curators.txt": [],
    "clean_network.txt": [],
    "plan.txt": [
        expected(TOTAL, "65", "25", "12,5"),
        expected(TOTAL, "116", "126"),
        expected(PERCENT, "20", "82"),
    ],
    "careers.txt": [
        expected(PERCENT, "21", "61"),
        expected(PERCENT, "620", "6"),
        expected(TOTAL, "345", "355"),
        expected(BASES, "30", "35"),
    ],
    "employment.txt": [
        expected(PERCENT, "15", "82"),
        expected((PERCENT, TWICE), "51", "21"),
        expected((QUANTITY, TWICE), "56", "59"),
    ],
    "stops.md": [
        expected(PERCENT, "9", "15,5"),
        expected(TOTAL, "22", "23"),
        expected(TOTAL, "50", "51"),
    ],
    "psychologists.txt": [expected(PERCENT, "53", "22"), expected(TOTAL, "435", "425")],
    "mixed_tables.txt": [
        expected(TOTAL, "29", "28"),
        expected(TOTAL, "340", "330"),
    ],
    "inclusive.txt": [
        expected((PERCENT, TWICE), "23", "45"),
        expected(QUANTITY, "45", "46"),
        expected(TOTAL, "44", "5"),
        expected(TOTAL, "840", "812"),
    ],
    "growth_table.txt": [
        expected(BASES, "25", "32"),
        expected((PERCENT, TWICE), "21", "69"),
        expected((QUANTITY, TWICE), "66", "69"),
    ],
}
# Said by a finding of another kind about the same numbers, so neither asked for nor false.
ALSO_TRUE: dict[str, list[Expected]] = {
    "colleges.md": [expected(PERCENT, "858", "70"), expected(TOTAL, "868", "186", "124")],
    "mixed_tables.txt": [expected(QUANTITY, "28", "29"), expected(TOTAL, "97", "100")],
    "bullets.txt": [expected(TOTAL, "138")],
    "guidance.txt": [expected(PERCENT, "15840", "43")],
    "employment.txt": [expected(TWICE, "51", "20")],
    "prose.txt": [expected(TOTAL, "40", "42"), expected(PERCENT, "42", "83")],
    "staff_table.txt": [expected(TOTAL, "75", "76"), expected(QUANTITY, "75", "76")],
    "districts.txt": [expected(TWICE, "55", "56")],
    "two_years.txt": [expected(TWICE, "35", "36")],
    "inclusive.txt": [expected(TWICE, "45", "46")],
}


def score(
    found: dict[str, list[Finding]], wanted: dict[str, list[Expected]], also: dict[str, list[Expected]]
) -> tuple[int, int, int, list[str]]:
    """(expected found, expected in all, false alarms, what went wrong)."""
    hits = total = false = 0
    wrong: list[str] = []
    for name, findings in found.items():
        planted = wanted[name]
        for item in planted:
            total += 1
            met = any(item.is_met_by(finding) for finding in findings)
            hits += met
            wrong += [] if met else [f"{name}: пропущено {item}"]
        for finding in findings:
            if not any(item.is_met_by(finding) for item in (*planted, *also.get(name, []))):
                false += 1
                wrong.append(f"{name}: лишнее {finding.kind} {finding.values}: {finding.explanation}")
    return hits, total, false, wrong
