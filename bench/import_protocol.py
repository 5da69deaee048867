"""Import of a 10-page protocol, the whole way from bytes to the record, for text, Word and PDF.

The peer is a parser of fifty lines of regular expressions: it is quick and finds little; its share of the decisions
stands in its name, so that nobody takes its speed for a bargain."""

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from events.importing import parse
from tests.importing.building import pdf, word

STANDARD = Path(__file__).resolve().parent.parent / "tests" / "importing" / "protocols" / "development" / "standard.txt"
PAGE = 1800  # characters
PROSE = (
    "Докладчик рассказал о ходе работы за отчётный период, привёл сведения по каждому учреждению и ответил на вопросы "
    "участников. Отмечено, что в 2023 году обучение прошли 48 человек, из них 12 трудоустроены. "
)


def ten_pages() -> str:
    """A protocol of ten pages: the one of the development set with the prose of a long discussion in it."""
    text = STANDARD.read_text(encoding="utf-8")
    filling = (10 * PAGE - len(text)) // 3 // len(PROSE)
    return text.replace("\n\nР Е Ш И Л И:", "\n\n" + (PROSE * 4 + "\n\n") * (filling // 4) + "Р Е Ш И Л И:")


def by_patterns(text: str) -> int:
    """What a short list of patterns finds: numbered lines after «РЕШИЛИ» and dates after «Срок»."""
    blocks = re.split(r"Р\s?Е\s?Ш\s?И\s?Л\s?И\s?:", text)[1:]
    return sum(len(re.findall(r"(?m)^\d+\.\s.+?(?:Срок\s*[–-]\s*до\s*\d\d\.\d\d\.\d{4})?$", block)) for block in blocks)


def seconds(work: Callable[[], object], times: int = 5) -> float:
    work()  # the first run loads the dictionaries
    measured = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        measured.append(time.perf_counter() - begun)
    return statistics.median(measured)


def main() -> dict[str, dict]:
    text = ten_pages()
    files = {"text": (text.encode(), "a.txt"), "Word": (word(text), "a.docx"), "PDF": (pdf(text), "a.pdf")}
    cases = {}
    for name, (data, filename) in files.items():
        found = len(parse(data, filename).decisions)
        peers = {f"patterns (finds {by_patterns(text)} of {found} decisions)": seconds(lambda: by_patterns(text))}
        ours = seconds(lambda data=data, filename=filename: parse(data, filename).as_json())
        cases[f"10 pages, {name}"] = {"unit": "s", "ours": ours, "peers": peers}
    long = text + PROSE * (190 * PAGE // len(PROSE))
    cases["200 pages, text"] = {"unit": "s", "ours": seconds(lambda: parse(long.encode(), "a.txt").as_json(), 1)}
    return cases
