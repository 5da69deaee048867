"""Blind batches of letters, yearly reports and fact sheets; what is wrong was put down before the first look."""

from __future__ import annotations

from tests.monitoring.note_samples import BASES, PERCENT, QUANTITY, TOTAL, TWICE, Expected
from tests.monitoring.note_samples import expected as _e

BATCHES: dict[str, list[Expected]] = {
    "tundra_schools.txt": [
        _e(TOTAL, "14"),
        _e(PERCENT, "18", "19,8"),
        _e(PERCENT, "18", "70"),
        _e(QUANTITY, "24", "26"),
        _e(QUANTITY, "60", "66"),
    ],
    "base_college_year.txt": [
        _e((TOTAL, PERCENT), "42"),
        _e(PERCENT, "26", "15"),
        _e(PERCENT, "45", "65"),
        _e(QUANTITY, "135", "153"),
        _e((TWICE, QUANTITY), "70", "76"),
    ],
    "quarter_letter.txt": [
        _e((TOTAL, QUANTITY), "1300"),
        _e((TOTAL), "120", "126"),
        _e(PERCENT, "432", "45"),
        _e((TOTAL, PERCENT), "78", "76"),
        _e(QUANTITY, "120", "102"),
    ],
    "teachers_training.txt": [
        _e((TOTAL, PERCENT), "122"),
        _e(PERCENT, "112", "12"),
        _e(BASES, "200", "300"),
        _e(TOTAL, "4"),
        _e((TOTAL, QUANTITY), "1210"),
        _e(PERCENT, "640", "15"),
    ],
    "regional_operator.txt": [
        _e((TOTAL, PERCENT), "2500"),
        _e(TOTAL, "40", "41"),
        _e(PERCENT, "90", "5"),
        _e(PERCENT, "120", "20"),
        _e(TOTAL, "30", "40", "8"),
        _e(QUANTITY, "4320", "4230"),
    ],
    "ngo_report.txt": [
        _e((TOTAL, PERCENT), "4"),
        _e(PERCENT, "8", "35"),
        _e(PERCENT, "20", "55"),
        _e(PERCENT, "18"),
        _e(QUANTITY, "14", "41"),
    ],
    "clean_operator.txt": [],
    "clean_letter.txt": [],
    "clean_training.txt": [],
}
# The same error seen from another side.
ALSO_TRUE: dict[str, list[Expected]] = {
    "base_college_year.txt": [_e(TOTAL, "105")],
    "quarter_letter.txt": [_e(TOTAL, "105"), _e(PERCENT, "24", "20"), _e(PERCENT, "66", "55"), _e(PERCENT, "36", "30")],
    "teachers_training.txt": [_e(TOTAL, "102"), _e(QUANTITY, "1120", "1210"), _e(TOTAL, "1120", "1130")],
    "regional_operator.txt": [_e(TOTAL, "102"), _e(TOTAL, "12000", "12100")],
    "ngo_report.txt": [_e(TOTAL, "110"), _e(TOTAL, "24", "25")],
}
FORMS = {
    "quarter_letter.txt": "docx",
    "regional_operator.txt": "pdf",
    "ngo_report.txt": "docx",
    "clean_operator.txt": "pdf",
    "clean_letter.txt": "docx",
}
