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
        said = {value.replace(" %", "").replace("%", "").strip() for value in finding.values}
        return finding.kind in self.kinds and set(self.values) <= said


def _e(kinds: str | tuple[str, ...], *values: str) -> Expected:
    return Expected((kinds,) if isinstance(kinds, str) else kinds, values)


EXPECTED: dict[str, list[Expected]] = {
    "districts.txt": [
        _e(PERCENT, "14", "38"),
        _e((PERCENT, TWICE), "20", "55"),
        _e(QUANTITY, "19", "22"),
    ],
    "colleges.md": [
        _e(PERCENT, "21", "22,9"),
        _e(TOTAL, "72"),
        _e(TOTAL, "858", "868"),
        _e(QUANTITY, "858", "868"),
    ],
    "clean_region.txt": [],
    "two_years.txt": [
        _e(BASES, "30", "34"),
        _e((PERCENT, TWICE), "12", "36"),
    ],
    "prose.txt": [
        _e(TOTAL, "6420"),
        _e(PERCENT, "150", "12"),
        _e(QUANTITY, "40", "42"),
        _e(TOTAL, "60", "30", "12"),
    ],
    "staff_table.txt": [
        _e(TOTAL, "19", "18"),
        _e(TOTAL, "76"),
        _e(TOTAL, "22", "48", "34"),
    ],
    "summary_text.txt": [
        _e(QUANTITY, "29", "27"),
        _e(PERCENT, "9", "18"),
        _e(QUANTITY, "214", "241"),
    ],
    "clean_money.txt": [],
    "museum.txt": [
        _e(PERCENT, "31", "59"),
        _e(PERCENT, "38", "75"),
        _e(TOTAL, "3120"),
        _e(QUANTITY, "50", "52"),
        _e(QUANTITY, "2340", "2430"),
        _e(BASES, "47", "52"),
    ],
    "clean_long.txt": [],
    "vacancies.txt": [
        _e(TOTAL, "480", "490"),
        _e(PERCENT, "24", "26"),
        _e(PERCENT, "63", "75"),
        _e(QUANTITY, "96", "98"),
    ],
    "bullets.txt": [
        _e((PERCENT, TOTAL), "138"),
        _e(PERCENT, "256", "42"),
    ],
    "comparison_text.txt": [_e(BASES, "60", "75")],
    "clean_comparable.txt": [],
    "meals.txt": [_e(PERCENT, "15", "25"), _e(PERCENT, "35", "61")],
    "championship.txt": [
        _e(TOTAL, "84", "86"),
        _e(PERCENT, "24", "28"),
        _e(TOTAL, "60", "61"),
    ],
    "guidance.txt": [
        _e(PERCENT, "9", "28"),
        _e(QUANTITY, "76", "78"),
        _e(QUANTITY, "15480", "15840"),
        _e(QUANTITY, "18", "19"),
    ],
    "clean_curators.txt": [],
    "clean_network.txt": [],
    "plan.txt": [
        _e(TOTAL, "65", "25", "12,5"),
        _e(TOTAL, "116", "126"),
        _e(PERCENT, "20", "82"),
    ],
    "careers.txt": [
        _e(PERCENT, "21", "61"),
        _e(PERCENT, "620", "6"),
        _e(TOTAL, "345", "355"),
        _e(BASES, "30", "35"),
    ],
    "employment.txt": [
        _e(PERCENT, "15", "82"),
        _e((PERCENT, TWICE), "51", "21"),
        _e(QUANTITY, "56", "59"),
    ],
    "stops.md": [
        _e(PERCENT, "9", "15,5"),
        _e(TOTAL, "22", "23"),
        _e(TOTAL, "50", "51"),
    ],
    "psychologists.txt": [_e(PERCENT, "53", "22")],
    "mixed_tables.txt": [
        _e(TOTAL, "29", "28"),
        _e(TOTAL, "340", "330"),
    ],
    "inclusive.txt": [
        _e((PERCENT, TWICE), "23", "45"),
        _e(QUANTITY, "45", "46"),
        _e(TOTAL, "44", "5"),
        _e(TOTAL, "840", "812"),
    ],
    "growth_table.txt": [
        _e(BASES, "25", "32"),
        _e((PERCENT, TWICE), "21", "69"),
        _e((QUANTITY, TWICE), "66", "69"),
    ],
}
# Said by a finding of another kind about the same numbers, so neither asked for nor false.
ALSO_TRUE: dict[str, list[Expected]] = {
    "colleges.md": [_e(PERCENT, "858", "70"), _e(TOTAL, "868", "186", "124")],
    "mixed_tables.txt": [_e(QUANTITY, "28", "29"), _e(TOTAL, "97", "100")],
    "bullets.txt": [_e(TOTAL, "138")],
    "guidance.txt": [_e(PERCENT, "15840", "43")],
    "employment.txt": [_e(TWICE, "51", "20")],
    "prose.txt": [_e(TOTAL, "40", "42"), _e(PERCENT, "42", "83")],
    "staff_table.txt": [_e(TOTAL, "75", "76"), _e(QUANTITY, "75", "76")],
    "districts.txt": [_e(TWICE, "55", "56")],
    "two_years.txt": [_e(TWICE, "35", "36")],
    "inclusive.txt": [_e(TWICE, "45", "46")],
}


def score(found: dict[str, list[Finding]]) -> tuple[int, int, int, list[str]]:
    """(expected found, expected in all, false alarms, what went wrong)."""
    hits = total = false = 0
    wrong: list[str] = []
    for name, findings in found.items():
        expected = EXPECTED[name]
        for item in expected:
            total += 1
            met = any(item.is_met_by(finding) for finding in findings)
            hits += met
            wrong += [] if met else [f"{name}: пропущено {item}"]
        for finding in findings:
            if not any(item.is_met_by(finding) for item in (*expected, *ALSO_TRUE.get(name, []))):
                false += 1
                wrong.append(f"{name}: лишнее {finding.kind} {finding.values}: {finding.explanation}")
    return hits, total, false, wrong
