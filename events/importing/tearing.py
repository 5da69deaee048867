"""Whether a line break tears a phrase, and how the two parts become one again."""

from __future__ import annotations

import re

from events.importing.morphology import is_known
from events.importing.text import Text

TERMINAL = re.compile(r"[.!?;:…][^\w,]{0,2}$")
ABBREVIATION = re.compile(
    r"(?:^|[\s«(])(?:г|гг|им|ул|т|п|пп|д|№|обл|руб|тыс|млн|ст|пр|стр|кв|каб|ч|др|пос|с|вул|доц|проф|зам|нач|преп"
    r"|асс|акад|докл|отв|исп|инж|спец|гл|мин|см|ред|канд|пед|корп|оф|тел|чел)\.$",
    re.I,
)
PLACE_START = re.compile(
    r"(?:г|гор|с|п|пос|пгт|д|ст)\.\s?[А-ЯЁ]|от\s+[«\d]|(?:село|город|пос[её]лок|деревня|станица|хутор|аул)\s[А-ЯЁ]"
)
_PATRONYMIC = r"[А-ЯЁа-яё]+(?:вич|вна|ична|ьич|кызы|оглы)"
_PREPOSITION = r"(?:в|и|с|о|об|на|по|к|из|от|до|для|при|за|под|№|или|а)"
# A line that ends so and a next one that begins so are one phrase.
_PAIRS = tuple(
    (re.compile(before), re.compile(after))
    for before, after in (
        (  # «Иванов / Иван Иванович», «…, Мухаметшин / Ильдар Наилевич, …»
            r"(?:^(?:\d{1,2}[.)]\s*)?|[,:;]\s)[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)(?:-[А-ЯЁ][А-ЯЁа-яё]+)?$",
            rf"[А-ЯЁ][А-ЯЁа-яё]+\s+{_PATRONYMIC}(?=\s*(?:$|[,–-]))",
        ),
        # «Ковригина Татьяна / Аркадьевна»
        (r"[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+$", r"[А-ЯЁ][а-яё]+(?:вич|вн|ич|чн)[а-я]{0,2}\b"),
        # «…, О.О. / Вязов, …»
        (
            r"(?:^|\s[^А-ЯЁ\s]\S*\s|[,;–:]\s)[А-ЯЁ]\.\s?[А-ЯЁ]\.$",
            r"[А-ЯЁ][а-яё-]+(?:[,;.]|$|\s(?![А-ЯЁ]\.))",
        ),
        (r"[а-яё]$", r"(?:19|20)\d\d\s(?:г\.|год)"),
        (r"(?:[Зз]а|[Пп]ротив|[Вв]оздерж\w+|ЗА|ПРОТИВ|ВОЗДЕРЖ\w+)[»\"]?\s[–-]$", r"\d{1,3}\s?(?:чел|голос|[.,;]|$)"),
        (r"[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.$", r"[А-ЯЁ]\.(?:[,;)]|$)"),  # «Дьячук Е. / Л.»
        (rf"(?<![–-])\s{_PREPOSITION}$", r"[А-ЯЁ«\d]"),  # but not «Котов И.И. – за»
    )
)


def is_torn(before: str, after: str) -> bool:
    """The line break stands in the middle of a phrase, whatever the width."""
    if PLACE_START.match(after):
        return False
    if any(end.search(before) and begin.match(after) for end, begin in _PAIRS):
        return True
    open_end = not TERMINAL.search(before)
    initials = re.search(r"[\s.][А-ЯЁ]\.$", before) and not re.match(r"[а-яё ]{3,30}:", after)
    if re.match(r"[а-яё]", after) and (open_end or ABBREVIATION.search(before) or initials):
        return not re.match(r"(?:за|против|воздержал\w+)\s*[–:-]", after)
    if re.match(r"[,;)»]|\([а-яё]", after) and not after.startswith("(доклад"):
        return True
    return _is_open(before, after, open_end)


def _is_open(before: str, after: str, open_end: bool) -> bool:
    """Quotes or a bracket are closed in the next line."""
    if before.count("«") > before.count("»") and open_end and "»" in after[:200] and len(before) < 2000:
        return True
    short = open_end or bool(re.search(r"[\s(][а-яё]{1,5}\.$|[а-яё];$", before))
    return short and before.count("(") > before.count(")") and ")" in after[:120]


def joined_cells(before: Text, after: Text) -> Text:
    """Narrow cells cut words without a hyphen: «Сформирова / ть», «Исполнител / ь»."""
    left, right = re.search(r"[А-Яа-яё]+$", before.s), re.match(r"[а-яё]+", after.s)
    whole = left[0] + right[0] if left and right else ""
    if left and right and is_known(whole) and not (is_known(left[0]) and is_known(right[0])):
        return before + after
    return joined(before, after)


def joined(before: Text, after: Text) -> Text:
    if re.search(r"\d-$", before.s) and re.match(r"(?:го|му|й|м|е|х|ти|ми)(?![а-яё])", after.s):
        return before + after
    if before.s.endswith("-") and re.match(r"[а-яё]", after.s) and re.search(r"[а-яё]-$", before.s):
        parts = re.findall(r"[А-Яа-яЁё]+(?=-$)", before.s) + re.findall(r"^[а-яё]+", after.s)
        if is_known("".join(parts)):
            return before[: len(before) - 1] + after
        return before + after
    return before.joined(after)
