"""What a person may write between figures, and whether the words still fit the figures.

Pure functions over a text with marks: faults forbid saving, doubts only ask to read once more.
"""

import difflib
import re
from collections.abc import Iterator

from monitoring.documents.marks import MARK, Marks

LONGEST = 4000
NUMBER = r"\d[\d\u00a0\u202f ]*(?:[.,]\d+)?"
COUNTED = (
    "процент", "чел", "муниципал", "территори", "район", "обуча", "школьник", "выпускник", "родител", "участник",
    "специалист", "ставк", "показател",
)  # fmt: skip
# At most one word may stand between the number and what it counts: «27 сельских районах».
TYPED = re.compile(
    rf"({NUMBER})\s*(%|п\.\s?п|(?:(?!класс|год|месяц|час|пункт)[а-яё-]+\s+)?(?:{'|'.join(COUNTED)})[а-яё.]*)", re.I
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[«А-ЯЁ{])")
# Ordinals and years are no counts: «9 классов», «2021 года», «9-х классов».
EXCUSED = re.compile(r"^(?:19|20)\d\d$")

GROWTH = re.compile(r"\b(?:рост|вырос|выросл|возрос|увелич|повыс|прибав)", re.I)
FALL = re.compile(r"\b(?:сниж|снизил|упал|паден|уменьш|сократ|сокращ)", re.I)
MOST = re.compile(r"\b(?:в )?большинств|\bбольшая часть|\bбольше половины|\bболее половины", re.I)
FEW = re.compile(r"\bменьшинств|\bменьше половины|\bменее половины|\bменьшая часть", re.I)
ALL = re.compile(r"\bво? всех\b|\bв каждом\b|\bповсеместно\b", re.I)
NONE = re.compile(r"\bни в одном\b|\bнигде\b", re.I)


def plain(text: str) -> str:
    """One paragraph: line ends are spaces."""
    return " ".join(text.split())


def faults(text: str, marks: Marks, code: str = "") -> list[str]:
    """Why a text about this indicator cannot be saved, each with the place and the way out."""
    found = []
    if not text:
        return ["Абзац пуст. Напишите текст или верните созданный порталом."]
    if len(text) > LONGEST:
        found.append(f"В абзаце {len(text)} знаков, помещается {LONGEST}. Разделите мысль или сократите.")
    found += [_unknown(name, marks) for name in marks.names(text) if name not in marks.known]
    if re.search(r"[{}]", MARK.sub("", text)):
        found.append("Есть лишняя фигурная скобка: она бывает только у обозначения числа, например {1.1.доля}.")
    typed = TYPED.finditer(MARK.sub(_same_length, text))
    return found + [_typed(match, code, marks) for match in typed if _is_count(match)]


def doubts(text: str, marks: Marks) -> list[str]:
    """Words that the figures beside them no longer bear out."""
    return [words for sentence in SENTENCE.split(text) for words in _doubts(sentence, marks)]


def _doubts(sentence: str, marks: Marks) -> Iterator[str]:
    codes = dict.fromkeys(name.rpartition(".")[0] for name in marks.names(sentence) if "." in name)
    for code in codes:
        yield from _about_change(sentence, code, marks)
        result = marks.record.region.get(code)
        if result is None or not result.is_reported or not result.denominator:
            continue
        told, base = result.told, result.base
        printed = f"{result.pair} ({result.printed})"
        if MOST.search(sentence) and told * 2 <= base:
            yield f"«Большинство» в словах о показателе {code}, а сейчас {printed}."
        if FEW.search(sentence) and told * 2 >= base:
            yield f"«Меньше половины» в словах о показателе {code}, а сейчас {printed}."
        if ALL.search(sentence) and 0 < told < base:
            yield f"«Во всех» в словах о показателе {code}, а сейчас {printed}."
        if NONE.search(sentence) and 0 < told < base:
            yield f"«Ни в одном» в словах о показателе {code}, а сейчас {printed}."


def _about_change(sentence: str, code: str, marks: Marks) -> Iterator[str]:
    comparison = marks.record.comparison
    row = next((row for row in comparison.rows if row.indicator.code == code), None) if comparison else None
    if row is None:
        return
    for words, name, wanted in ((GROWTH, "рост", 1), (FALL, "снижение", -1)):
        if words.search(sentence) and row.direction != wanted:
            yield f"В словах о показателе {code} — {name}, а сравнение двух лет говорит: {row.verdict}."


def _unknown(name: str, marks: Marks) -> str:
    close = difflib.get_close_matches(name, marks.known, n=1)
    way_out = f"Похожее есть: {{{close[0]}}}." if close else "Возьмите обозначение из списка рядом."
    return f"Обозначения {{{name}}} нет. {way_out}"


def _typed(match: re.Match[str], code: str, marks: Marks) -> str:
    number = " ".join(match[1].split())
    wanted = "доля" if match[2].startswith(("%", "процент")) else ""
    same = [name for name in marks.known if _digits(marks.known[name]()) == _digits(match[1])]
    best = sorted(same, key=lambda name: (not name.startswith(f"{code}."), not name.endswith(wanted), len(name)))[:1]
    way_out = f"Поставьте вместо него {{{best[0]}}}." if best else "Возьмите обозначение числа из списка рядом."
    return f"Число набрано рукой: «{number} {match[2]}». Числа берутся только из результатов. {way_out}"


def _is_count(match: re.Match[str]) -> bool:
    """«2021 года… муниципалитеты» and the like are not counts."""
    return not EXCUSED.match(match[1].strip()) or match[2] == "%"


def _digits(text: str) -> str:
    found = re.search(NUMBER, text)
    return re.sub(r"\s", "", found[0]) if found else ""


def _same_length(match: re.Match[str]) -> str:
    return "·" * len(match[0])
