"""Small numbers written in words, in the cases protocols use."""

from __future__ import annotations

_STEMS = (
    ("одиннадцат", 11), ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14), ("пятнадцат", 15),
    ("шестнадцат", 16), ("семнадцат", 17), ("восемнадцат", 18), ("девятнадцат", 19), ("двадцат", 20), ("тридцат", 30),
    ("сорок", 40), ("пятьдесят", 50), ("шестьдесят", 60), ("девяност", 90), ("десят", 10), ("девят", 9), ("восьм", 8),
    ("восем", 8), ("сем", 7), ("шест", 6), ("пят", 5), ("четыр", 4), ("четверт", 4), ("трех", 3), ("три", 3),
    ("трем", 3), ("трет", 3), ("втор", 2), ("седьм", 7), ("двух", 2),
    ("двое", 2), ("трое", 3), ("четверо", 4),
    ("дву", 2), ("два", 2), ("две", 2), ("одн", 1), ("один", 1), ("перв", 1), ("полутор", 1),
    ("сто", 100), ("ста", 100), ("ноль", 0), ("нол", 0),
)  # fmt: skip
NUMBER_WORD = (
    r"(?:одн\w+|один|двое|трое|четверо|дв[аеу]\w*|тр[ие]\w*|четыр\w+|пят\w*|шест\w*|сем\w*|вос[еь]м\w*|девят\w*|десят\w*"
    r"|\w+надцат\w*|двадцат\w*|тридцат\w*|сорок\w*|ст[оа]|полутор\w+|нол\w+)"
)


def number_of(words: str) -> int | None:
    """«10», «десяти», «двадцати одного» as a number; None when the words are no number."""
    words = words.strip().lower().replace("ё", "е")
    if words.isdigit():
        return int(words)
    total, found = 0, False
    for word in words.split():
        value = next((number for stem, number in _STEMS if word.startswith(stem)), None)
        if value is None:
            return total if found else None
        total, found = total + value, True
    return total if found else None
