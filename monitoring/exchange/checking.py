"""Lines of one form against its questions: every question once, every answer readable, parts within their wholes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitoring.exchange.answers import read, typed
from monitoring.exchange.facts import FLAG, Checked, Fault, Filled, Line, Question

Pairs = Sequence[tuple[str, str]]
SHOWN = 5


def check(filled: Filled, questions: Sequence[Question], subsets: Pairs = ()) -> list[Checked]:
    """One result for each line, and one more for all that is missing. `subsets`: codes (part, whole)."""
    known = {question.code: question for question in questions}
    times = Counter(line.code for line in filled.lines)
    rows = [_line(line, known, times) for line in filled.lines]
    rows = _with_subsets(rows, known, subsets)
    return [*rows, *_missing(filled, questions, times)]


def _line(line: Line, known: dict[str, Question], times: Counter[str]) -> Checked:
    row = Checked(line.place, line.code, typed(line.raw))
    question = known.get(line.code)
    if not line.code:
        return replace(row, fault=Fault("Ответ стоит в строке без кода.", "Впишите ответ в строку с вопросом."))
    if question is None:
        words = f"Вопроса с кодом «{line.code[:40]}» в этой форме нет."
        return replace(row, fault=Fault(words, "Проверьте код: он должен быть таким же, как в шаблоне."))
    if times[line.code] > 1:
        words = f"Код «{line.code}» стоит в файле {_times(times[line.code])}."
        return replace(row, fault=Fault(words, "Оставьте одну строку."))
    if line.question is not None and _squeezed(line.question) != _squeezed(question.name):
        words = "Вопрос рядом с кодом переписан или переставлен."
        return replace(row, fault=Fault(words, f"По этому коду спрашивается: «{question.name}»."))
    reading = read(line.raw, question)
    return replace(row, cell=reading.cell, fault=reading.fault, note=reading.note)


def _with_subsets(rows: list[Checked], known: dict[str, Question], subsets: Pairs) -> list[Checked]:
    told = {row.code: row.cell.amount for row in rows if row.cell is not None and row.cell.amount is not None}
    places = {row.code: row.place for row in rows}
    faults = {}
    for part, whole in subsets:
        less, more = told.get(part), told.get(whole)
        if less is not None and more is not None and less > more:
            words = (
                f"«Да» здесь требует «да» в вопросе «{known[whole].name}»."
                if known[part].kind == FLAG
                else f"Число больше, чем в вопросе «{known[whole].name}» ({typed(more)})."
            )
            faults[part] = Fault(words, f"Часть не бывает больше целого: сверьте с местом «{places[whole]}».")
    return [replace(row, cell=None, fault=faults[row.code]) if row.code in faults else row for row in rows]


def _missing(filled: Filled, questions: Sequence[Question], times: Counter[str]) -> Iterator[Checked]:
    gone = [question for question in questions if not times[question.code]]
    if not gone:
        return
    named = ", ".join(f"«{question.code}»" for question in gone[:SHOWN])
    more = f" и ещё {len(gone) - SHOWN}" if len(gone) > SHOWN else ""
    advice = "Верните строки из шаблона. Если ответа нет, оставьте ячейку пустой, а строку не удаляйте."
    words = f"В файле нет строк с кодами {named}{more}." if len(gone) > 1 else f"В файле нет строки с кодом {named}."
    yield Checked(filled.place, "", "", fault=Fault(words, advice))


def _times(number: int) -> str:
    return f"{number} раза" if number % 10 in (2, 3, 4) and number // 10 != 1 else f"{number} раз"


def _squeezed(text: str) -> str:
    return " ".join(text.split())
