"""Blind batches of invented notes: written, with what is wrong in them, before any rule was looked at."""

from __future__ import annotations

from tests.monitoring.note_samples import BASES, PERCENT, QUANTITY, TOTAL, TWICE, Expected
from tests.monitoring.note_samples import expected as _e

BATCHES: dict[str, list[Expected]] = {
    "probes.txt": [
        _e((PERCENT, TWICE), "21", "55"),
        _e(BASES, "36", "40"),
        _e(TOTAL, "12640"),
        _e(QUANTITY, "26", "25"),
        _e((PERCENT, TWICE), "18", "46"),
    ],
    "circles.txt": [
        _e(PERCENT, "3690"),
        _e(PERCENT, "738", "6"),
        _e(TOTAL, "390", "380"),
        _e(TOTAL, "212"),
        _e(QUANTITY, "590", "509"),
    ],
    "graduates.txt": [
        _e(PERCENT, "62", "37,5"),
        _e(PERCENT, "121", "63"),
        _e(PERCENT, "152"),
        _e(PERCENT, "23", "60"),
        _e(QUANTITY, "31", "30"),
    ],
    "quarter.txt": [
        _e(PERCENT, "54", "58"),
        _e(TOTAL, "412"),
        _e(TOTAL, "780", "770"),
        _e(QUANTITY, "980", "890"),
        _e((TWICE, QUANTITY), "60", "61"),
    ],
    "college.txt": [
        _e(TOTAL, "60"),
        _e(PERCENT, "21", "36"),
        _e(TOTAL, "192", "194"),
        _e((TWICE, QUANTITY), "70", "71"),
    ],
    "territories.txt": [
        _e((PERCENT, TWICE), "17", "36"),
        _e(TOTAL, "24,6"),
        _e(QUANTITY, "41", "40"),
        _e(BASES, "46", "48"),
        _e(PERCENT, "8"),
    ],
    "programmes.txt": [
        _e(PERCENT, "2556", "13"),
        _e(TOTAL, "1274", "1284"),
        _e(QUANTITY, "4020", "4200"),
        _e((TWICE, QUANTITY), "76,9", "77,9"),
        _e(TOTAL, "184", "182"),
    ],
    "occupied.txt": [
        _e(TOTAL, "214", "212"),
        _e(PERCENT, "53", "62"),
        _e((PERCENT, TWICE), "21", "17"),
        _e(QUANTITY, "97", "79"),
        _e(TOTAL, "139", "141"),
    ],
    "registered.txt": [
        _e(PERCENT, "74", "16"),
        _e(TOTAL, "214", "224"),
        _e(QUANTITY, "38", "36"),
        _e(PERCENT, "119", "26"),
    ],
    "agrarian.txt": [
        _e(PERCENT, "306", "31"),
        _e((PERCENT, TWICE), "43", "59"),
        _e(TOTAL, "93", "83"),
        _e(QUANTITY, "209", "290"),
        _e(TOTAL, "36,4", "35,4"),
    ],
    "preschool.txt": [
        _e(BASES, "20", "24"),
        _e(PERCENT, "18", "72"),
        _e(TOTAL, "1960", "1860"),
        _e(QUANTITY, "11", "13"),
    ],
    "quota.txt": [
        _e(TOTAL, "820", "830"),
        _e(PERCENT, "87", "31"),
        _e(PERCENT, "858", "82"),
        _e(QUANTITY, "1182", "1128"),
    ],
    "tutors.txt": [
        _e(PERCENT, "54", "75"),
        _e(TOTAL, "19", "18"),
        _e(TOTAL, "76", "77"),
        _e(QUANTITY, "16", "15"),
        _e(QUANTITY, "44", "48"),
    ],
    "camp.txt": [
        _e(PERCENT, "18", "44"),
        _e(TOTAL, "64,8", "65,8"),
        _e(PERCENT, "160"),
        _e(QUANTITY, "162", "126"),
    ],
    "anketa.txt": [
        _e(PERCENT, "294", "34"),
        _e(PERCENT, "168", "22"),
        _e(PERCENT, "9", "45"),
        _e(QUANTITY, "588", "558"),
    ],
    "clean_tricky.txt": [],
    "sheltered.txt": [
        _e(TOTAL, "126", "128"),
        _e(PERCENT, "1620"),
        _e(PERCENT, "94", "22"),
        _e(PERCENT, "5", "65"),
        _e(PERCENT, "34", "87,5"),
        _e(QUANTITY, "76", "67"),
        _e((PERCENT, TWICE), "78", "63"),
    ],
    "fairs.txt": [
        _e(TOTAL, "36", "35"),
        _e(PERCENT, "60", "19"),
        _e(PERCENT, "18", "4"),
        _e(TOTAL, "386", "396"),
        _e(QUANTITY, "1030", "1300"),
        _e(QUANTITY, "168", "186"),
    ],
    "schoolnav.txt": [
        _e(BASES, "25", "32"),
        _e(PERCENT, "26", "78"),
        _e(PERCENT, "8", "28"),
        _e(PERCENT, "2520"),
        _e((TWICE, QUANTITY), "87,5", "82,5"),
    ],
}
# The same error seen from another side.
ALSO_TRUE: dict[str, list[Expected]] = {
    "fairs.txt": [_e(TOTAL, "101"), _e(QUANTITY, "386", "396")],
    "sheltered.txt": [_e(TOTAL, "102"), _e(TWICE, "61,9", "63"), _e((QUANTITY, TWICE), "61,9", "63")],
    "tutors.txt": [_e(TOTAL, "99")],
    "camp.txt": [_e(TOTAL, "102"), _e(PERCENT, "7,5", "12"), _e(PERCENT, "7500000", "12")],
    "anketa.txt": [_e(TOTAL, "99")],
    "quota.txt": [_e(PERCENT, "338", "40")],
    "probes.txt": [
        _e(TWICE, "53", "55"),
        _e((TWICE, QUANTITY), "45", "46"),
        _e((TWICE, QUANTITY), "53", "55"),
        _e(QUANTITY, "63", "65"),
        _e(TWICE, "63", "65"),
    ],
    "circles.txt": [_e(TOTAL, "100", "101")],
    "graduates.txt": [_e(QUANTITY, "60", "57,5")],
    "quarter.txt": [_e(TOTAL, "102,5"), _e(QUANTITY, "770", "780"), _e(PERCENT, "780")],
    "college.txt": [_e(TOTAL, "101"), _e(TOTAL, "100")],
    "territories.txt": [_e((QUANTITY, TWICE), "35", "36"), _e((QUANTITY, TWICE), "83", "85")],
    "occupied.txt": [_e(TOTAL, "100", "101,4"), _e((QUANTITY, TWICE), "15,1", "17")],
    "registered.txt": [_e(TOTAL, "100", "102"), _e(TOTAL, "345", "343")],
    "agrarian.txt": [_e((TWICE, QUANTITY), "59", "60"), _e(PERCENT, "203", "70")],
}
FORMS = {
    "quota.txt": "docx",
    "tutors.txt": "docx",
    "circles.txt": "docx",
    "graduates.txt": "docx",
    "programmes.txt": "docx",
    "occupied.txt": "docx",
    "college.txt": "pdf",
    "agrarian.txt": "pdf",
}
