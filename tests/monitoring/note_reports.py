"""Longer blind batches, written as officials write; what is wrong in them was put down before the first look."""

from __future__ import annotations

from tests.monitoring.note_samples import BASES, PERCENT, QUANTITY, TOTAL, TWICE, Expected
from tests.monitoring.note_samples import expected as _e

BATCHES: dict[str, list[Expected]] = {
    "white_sea.txt": [
        _e((PERCENT, TWICE, QUANTITY), "56"),
        _e(TOTAL, "12496"),
        _e(QUANTITY, "22", "23"),
        _e(QUANTITY, "9372", "9732"),
        _e(BASES, "23", "26"),
    ],
    "upper_kama.txt": [
        _e(PERCENT, "23", "5,9"),
        _e(PERCENT, "96", "41"),
        _e(QUANTITY, "468", "486"),
        _e(QUANTITY, "24", "22"),
    ],
    "zones.txt": [
        _e(TOTAL, "64", "63"),
        _e(PERCENT, "16", "26"),
        _e(QUANTITY, "16", "14"),
        _e(TOTAL, "18,6", "17,6"),
        _e(BASES, "40", "64"),
    ],
    "seaside_college.txt": [
        _e(TOTAL, "193", "183"),
        _e(PERCENT, "51", "21"),
        _e(TOTAL, "72", "70"),
        _e((QUANTITY, TWICE), "64", "68"),
        _e(QUANTITY, "420", "402"),
    ],
    "lake_quota.txt": [
        _e(PERCENT, "146", "12"),
        _e(TOTAL, "254", "244"),
        _e(PERCENT, "357", "72"),
        _e(QUANTITY, "731", "713"),
    ],
    "ninth_forms.txt": [
        _e(PERCENT, "53", "18"),
        _e(TOTAL, "104"),
        _e((PERCENT, TWICE), "352", "58"),
        _e(PERCENT, "512"),
    ],
    "escorts.txt": [
        _e(PERCENT, "93", "58,4"),
        _e(QUANTITY, "186", "168"),
        _e(PERCENT, "115", "25"),
        _e(PERCENT, "480", "25"),
        _e(TOTAL, "730"),
    ],
    "clean_steppe_network.txt": [],
    "clean_trials.txt": [],
    "altyn.txt": [
        _e((QUANTITY, PERCENT, TWICE), "59,6"),
        _e(PERCENT, "9", "12"),
        _e(TOTAL, "612", "602"),
        _e(TOTAL, "51"),
    ],
    "granite.txt": [
        _e(PERCENT, "8", "25"),
        _e((PERCENT, TOTAL), "4"),
        _e(QUANTITY, "78", "87"),
        _e(PERCENT, "24", "25"),
    ],
    "black_forest.txt": [
        _e(TOTAL, "84", "86"),
        _e((QUANTITY, TWICE, PERCENT), "62,5", "65,2"),
        _e(QUANTITY, "36", "63"),
        _e(PERCENT, "980", "7,5"),
    ],
    "cedar_hill.txt": [
        _e(PERCENT, "3", "15"),
        _e(TOTAL, "146", "136"),
        _e(PERCENT, "864", "65"),
        _e(QUANTITY, "18", "16"),
    ],
    "escort_staff.txt": [
        _e(TOTAL, "32", "23"),
        _e(PERCENT, "118", "16"),
        _e(TOTAL, "140", "53"),
        _e(BASES, "180", "200"),
        _e(QUANTITY, "84", "48"),
    ],
    "pine_firms.txt": [
        _e(PERCENT, "27", "35"),
        _e(PERCENT, "25"),
        _e((PERCENT, TOTAL, QUANTITY), "101"),
        _e(BASES, "120", "150"),
    ],
    "resource_centre.txt": [
        _e((PERCENT, TOTAL), "30", "115"),
        _e(TOTAL, "200", "210"),
        _e(PERCENT, "10", "60,5"),
        _e(QUANTITY, "38", "83"),
    ],
    "clean_parents.txt": [],
    "clean_centres_staff.txt": [],
}
# The same error seen from another side.
ALSO_TRUE: dict[str, list[Expected]] = {
    "upper_kama.txt": [_e(TOTAL, "101")],
    "seaside_college.txt": [_e(TOTAL, "1284", "1294"), _e(TOTAL, "102")],
    "lake_quota.txt": [_e(TOTAL, "102")],
    "ninth_forms.txt": [_e(TOTAL, "103"), _e(TWICE, "352", "55")],
    "escorts.txt": [_e(TOTAL, "105"), _e(TOTAL, "102,5")],
    "altyn.txt": [_e(TOTAL, "102")],
    "granite.txt": [_e(TOTAL, "105")],
    "black_forest.txt": [_e(TOTAL, "264", "266")],
    "escort_staff.txt": [_e(TOTAL, "103"), _e(TOTAL, "120", "129")],
    "resource_centre.txt": [_e(TOTAL, "105")],
}
FORMS = {
    "white_sea.txt": "docx",
    "seaside_college.txt": "pdf",
    "lake_quota.txt": "docx",
    "clean_steppe_network.txt": "docx",
    "clean_trials.txt": "pdf",
    "altyn.txt": "docx",
    "escort_staff.txt": "docx",
    "cedar_hill.txt": "pdf",
    "clean_centres_staff.txt": "docx",
}
