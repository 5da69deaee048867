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
    "kuban_monitoring.txt": [
        _e(PERCENT, "81", "18"),
        _e((PERCENT, TWICE, QUANTITY), "42"),
        _e(TOTAL, "400", "410"),
        _e(QUANTITY, "21", "22"),
        _e(BASES, "26", "30"),
        _e(QUANTITY, "25920", "29520"),
    ],
    "graduates_autumn.txt": [
        _e(PERCENT, "20", "6"),
        _e((TOTAL, PERCENT), "48", "52", "6"),
        _e(PERCENT, "109", "49,7"),
        _e((QUANTITY, TWICE), "59,5", "55,9"),
        _e(QUANTITY, "76", "67"),
    ],
    "access_survey_regional.txt": [
        _e(PERCENT, "324", "48"),
        _e((PERCENT, TOTAL), "32"),
        _e(BASES, "500", "720"),
        _e(QUANTITY, "468", "486"),
        _e(PERCENT, "432"),
    ],
    "quota_districts.txt": [
        _e(PERCENT, "52", "68"),
        _e(TOTAL, "214"),
        _e(QUANTITY, "96", "69"),
        _e(TOTAL, "75", "65"),
        _e(PERCENT, "24", "85"),
        _e(BASES, "385", "400"),
        _e(QUANTITY, "26", "62"),
        _e(PERCENT, "101", "25,2"),
    ],
    "clean_graduates_spring.txt": [],
    "clean_survey_staff.txt": [],
    "clean_ladoga.txt": [],
    "clean_wages.txt": [],
    "clean_three_years.txt": [],
    "clean_needs.txt": [],
    "clean_municipal_plan.txt": [],
    "clean_border.txt": [],
    "clean_registry.txt": [],
    "clean_trial_days.txt": [],
}
# The same error seen from another side.
ALSO_TRUE: dict[str, list[Expected]] = {
    "base_college_year.txt": [_e(TOTAL, "105")],
    "quarter_letter.txt": [_e(TOTAL, "105"), _e(PERCENT, "24", "20"), _e(PERCENT, "66", "55"), _e(PERCENT, "36", "30")],
    "teachers_training.txt": [_e(TOTAL, "102"), _e(QUANTITY, "1120", "1210"), _e(TOTAL, "1120", "1130")],
    "regional_operator.txt": [_e(TOTAL, "102"), _e(TOTAL, "12000", "12100")],
    "kuban_monitoring.txt": [_e(TOTAL, "103"), _e(QUANTITY, "70", "73")],
    "graduates_autumn.txt": [_e(TOTAL, "102")],
    "access_survey_regional.txt": [_e(TOTAL, "216", "226")],
    "quota_districts.txt": [_e(PERCENT, "52", "68")],
    "ngo_report.txt": [_e(TOTAL, "110"), _e(TOTAL, "24", "25")],
}
FORMS = {
    "quarter_letter.txt": "docx",
    "kuban_monitoring.txt": "pdf",
    "graduates_autumn.txt": "docx",
    "clean_graduates_spring.txt": "pdf",
    "regional_operator.txt": "pdf",
    "ngo_report.txt": "docx",
    "clean_operator.txt": "pdf",
    "clean_letter.txt": "docx",
}
