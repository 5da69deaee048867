"""Parts that do not add up to their total, in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from monitoring.note_check.bases import Bases
from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.document import Note
from monitoring.note_check.finding import PARTS_AND_TOTAL, Finding, percent_text, written
from monitoring.note_check.groups import OTHERS, are_overlapping, are_two_halves
from monitoring.note_check.remainders import REST, wrong_rests, wrong_rests_after, wrong_sums_after, wrong_sums_of_list
from monitoring.note_check.shares import fits
from monitoring.note_check.sums import sum_finding
from monitoring.note_check.table_totals import wrong_table_totals

_INCLUDING = re.compile(r"(?:в том числе|из них|из которых|в т\.\s?ч\.)", re.I)
_OF_THEM = re.compile(r"\s*(?:из них|среди них|в том числе|в их числе|из этого числа)\b", re.I)
_ITEM = re.compile(r"\s*[-–—•*]\s|\s*\w\)\s")
_OUT_OF = re.compile(r"\s*(?:[а-яё]+\s+)?из\s+", re.I)
_FAR_FROM_FULL = 12  # percentage points
_WINDOW = 4  # paragraphs in which the parts of one total may stand


def wrong_totals(note: Note, claims: list[Claim], bases: Bases) -> Iterator[Finding]:
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.sentence is not None:
            by_sentence.setdefault(claim.sentence.start, []).append(claim)
    for said in by_sentence.values():
        yield from _counts(note, said)
        yield from wrong_rests(note, said, bases)
        yield from wrong_sums_after(note, said)
        yield from _percents(note, said)
    for before, after in pairwise(by_sentence.values()):
        yield from _of_them(note, before, after)
        yield from wrong_sums_of_list(note, before, after)
        yield from wrong_rests_after(note, before, after, bases)
    yield from _of_list(note, list(by_sentence.values()))
    yield from _larger_parts(note, claims)
    yield from _left_out(note, claims)
    yield from wrong_table_totals(note)


def _text_between(left: Claim, right: Claim, note: Note) -> str:
    return re.sub(r"\s+", " ", note.text[left.share.end : right.share.start])


def _counts(note: Note, said: list[Claim]) -> Iterator[Finding]:
    """«6 420 школьников: 2 310 …, 2 650 … и 1 360 …»; «58 834 (35 786 и 23 048 соответственно)»."""
    for index, whole in enumerate(said):
        if whole.count is None or whole.share.is_rough or (whole.is_part and not whole.is_base):
            continue
        parts = _parts(whole, [c for c in said[index + 1 :] if c.year == whole.year], note)
        halves = len(parts) == 2 and are_two_halves(parts)
        if len(parts) < 2:
            continue
        between = _text_between(whole, parts[0], note)
        colon = ":" in between or _opens(between)
        total = sum((part.counted.value for part in parts), Decimal(0))
        slack = sum((part.counted.step for part in parts if part.count and part.count.places), Decimal(0)) / 2
        near = abs(total - whole.counted.value) * 100 <= 15 * whole.counted.value
        exhaustive = colon and not _INCLUDING.search(between)
        if _are_answers(whole, parts):
            continue
        if abs(total - whole.counted.value) <= slack or not (near or (exhaustive and total < 2 * whole.counted.value)):
            continue
        if not (colon or halves or _INCLUDING.search(between)) or (
            not exhaustive and are_overlapping(whole, parts, total)
        ):
            continue
        yield sum_finding(note, whole, parts, total)


def _are_answers(whole: Claim, parts: list[Claim]) -> bool:
    """Answers of which each may give several: right shares of the whole that are not meant to fill it."""
    shares = [part for part in parts if part.percent]
    right = [c for c in shares if fits(c.counted.value, whole.counted.value, c.printed.value, c.printed.places)]
    filled = abs(sum((c.printed.value for c in shares), Decimal(0)) - 100)
    return len(right) > 1 and len(shares) == len(parts) and filled > _FAR_FROM_FULL


def _of_them(note: Note, before: list[Claim], after: list[Claim]) -> Iterator[Finding]:
    """«Признаны безработными 412 граждан. Из них 103 …, 226 …, прочие 83»: a whole and its list in two sentences."""
    wholes = [c for c in before if c.count and not c.is_part and not c.is_base and not c.share.is_rough]
    sentence = after[0].sentence
    if (
        len(wholes) != 1
        or sentence is None
        or not _OF_THEM.match(sentence.text)
        or after[0].place - wholes[0].place > 1
    ):
        return
    whole = wholes[0]
    parts = _parts(whole, after, note)
    if len(parts) < 3 or len(parts) != len([c for c in after if c.count]):
        return
    total = sum((part.counted.value for part in parts), Decimal(0))
    width = 20 if OTHERS.search(_before(parts[-1])[-40:] + parts[-1].label) else 4
    if 0 < abs(total - whole.counted.value) * 100 <= width * whole.counted.value:
        yield sum_finding(note, whole, parts, total)


def _of_list(note: Note, said: list[list[Claim]]) -> Iterator[Finding]:
    """«Из 3 240 членов клубов:» and a line with a dash for each part."""
    for index, lead in enumerate(said):
        sentence = lead[0].sentence
        if len(lead) != 1 or lead[0].count is None or sentence is None or not sentence.text.rstrip().endswith(":"):
            continue
        whole, parts = lead[0], []
        for line in said[index + 1 :]:
            if line[0].sentence is None or not _ITEM.match(line[0].sentence.text) or line[0].count is None:
                break
            parts.append(line[0])
        total = sum((part.counted.value for part in parts), Decimal(0))
        width = 20 if parts and OTHERS.search(parts[-1].label) else 4
        if len(parts) > 1 and 0 < abs(total - whole.counted.value) * 100 <= width * whole.counted.value:
            yield sum_finding(note, whole, parts, total)


def _opens(between: str) -> bool:
    return between.count("(") > between.count(")")


def _parts(whole: Claim, after: list[Claim], note: Note) -> list[Claim]:
    """Counts of the same kind listed after the whole, up to its brackets or the end of the list."""
    found: list[Claim] = []
    inside = _opens(_text_between(whole, after[0], note)) if after else False
    for claim in after:
        if claim.count is None or claim.share.is_rough or claim.share.base not in (None, whole.count):
            break
        if claim.unit and whole.unit and claim.unit != whole.unit:
            if found or ":" in _text_between(whole, claim, note):
                break
            continue  # «84 конкурсанта по 12 компетенциям: …»
        last = found[-1] if found else whole
        between = _text_between(last, claim, note)
        if inside and found and ")" in between:
            break
        if found and _INCLUDING.search(between):
            continue  # a part of a part
        if found and (";" in between and ":" not in note.text[whole.share.end : found[0].share.start]):
            break
        found.append(claim)
    return found


def _percents(note: Note, said: list[Claim]) -> Iterator[Finding]:
    """A distribution: three or more percents of one sentence that come near to 100 and miss it."""
    run = [c for c in said if c.percent and not c.share.is_rough]
    rest = bool(said and said[0].sentence and re.search(r"\bостальн", said[0].sentence.text, re.I))
    if rest and run and not REST.search(_before(run[-1])):
        return
    if len(run) < (2 if rest else 3) or len(run) != len([c for c in said if c.percent]):
        return
    if run and not run[0].is_part and any(c.is_part for c in run):
        return  # a share and parts of it
    figures = [c.percent for c in run if c.percent]
    if all(c.count and c.share.base and _is_right(c) for c in run):
        return  # right shares of a named whole may cross
    if any(sum(figure.value for figure in figures[:size]) == 100 for size in range(2, len(figures))):
        return  # a whole distribution and something else
    total = sum((figure.value for figure in figures), Decimal(0))
    slack = sum((figure.step for figure in figures), Decimal(0)) / 2
    if abs(total - 100) <= slack or abs(total - 100) > (20 if rest else 6):
        return
    numbers = [percent_text(figure.value) for figure in figures]
    bases = {c.share.base.value if c.share.base else None for c in run}
    whole = bases.pop() if len(bases) == 1 else None
    amount = sum((c.counted.value for c in run if c.count), Decimal(0))
    counts = (written(whole), written(amount)) if whole and amount != whole and all(c.count for c in run) else ()
    yield Finding(
        PARTS_AND_TOTAL,
        (*counts, *numbers, percent_text(total)),
        quotes_of(note, *run),
        f"Доли распределения вместе дают {percent_text(total)}, а не 100 %; одним округлением это не объяснить.",
    )


def _is_right(claim: Claim) -> bool:
    base, percent = claim.share.base, claim.printed
    return base is not None and fits(claim.counted.value, base.value, percent.value, percent.places)


def _before(claim: Claim) -> str:
    return claim.sentence.text[: claim.share.start - claim.sentence.start] if claim.sentence else ""


def _larger_parts(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """«812 студентов, из них 840»: a part cannot be larger than its whole."""
    texts = [c for c in claims if c.sentence is not None and c.count is not None]
    for whole, part in pairwise(texts):
        between = _text_between(whole, part, note)
        if whole.sentence is not part.sentence:
            between = _before(part)  # «из них» of the sentence before is not said of this one
        if part.place - whole.place > 1 or not _INCLUDING.search(between) or part.share.is_rough:
            continue
        if whole.share.is_rough or (part.unit and whole.unit and part.unit != whole.unit) or len(between) > 250:
            continue
        if part.counted.value > whole.counted.value:
            yield _larger(note, part, whole)
    for part, whole in pairwise(texts):
        said = part.sentence is whole.sentence and _OUT_OF.fullmatch(_text_between(part, whole, note))
        alike = not whole.unit or not part.unit or whole.unit == part.unit
        if said and alike and part.counted.value > whole.counted.value and not (part.share.is_rough or part.share.base):
            yield _larger(note, part, whole)


def _larger(note: Note, part: Claim, whole: Claim) -> Finding:
    values = (written(part.counted.value), written(whole.counted.value))
    quotes = quotes_of(note, whole, part)
    text = f"Часть больше целого: {values[0]} названо частью от {values[1]}."
    return Finding(PARTS_AND_TOTAL, values, quotes, text)


def _left_out(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    """A total of a table that is the exact sum of some of the like parts of the text, one of them left out."""
    texts = [
        c for c in claims if c.sentence and c.count and not c.share.is_rough and not c.is_part and c.count.value >= 100
    ]
    for cell in (c for c in claims if c.table is not None and c.count is not None and c.count.value >= 200):
        if any(text.counted.value == cell.counted.value for text in texts):
            continue
        for start, first in enumerate(texts):
            window = [t for t in texts[start : start + 6] if t.place - first.place <= _WINDOW and t.year == cell.year]
            window = [t for t in window if not (t.unit and cell.unit) or t.unit == cell.unit]
            found = _subset(cell.counted.value, window)
            if found:
                yield _left_out_finding(note, cell, *found)
                break


def _subset(total: Decimal, window: list[Claim]) -> tuple[list[Claim], list[Claim]] | None:
    """Parts that make the total, and like parts that were forgotten; the window begins with one of either."""
    for size in range(2, len(window)):
        for chosen in combinations(window, size):
            if sum((part.counted.value for part in chosen), Decimal(0)) != total:
                continue
            missed = [
                t
                for t in window
                if t not in chosen and t.counted.value < total and any(_are_alike(t, part) for part in chosen)
            ]
            if missed and window[0] in (*chosen, *missed):
                return list(chosen), missed
    return None


def _are_alike(left: Claim, right: Claim) -> bool:
    common = left.words & right.words
    return len(common) >= 3 and len(common) * 2 >= min(len(left.words), len(right.words))


def _left_out_finding(note: Note, cell: Claim, chosen: list[Claim], missed: list[Claim]) -> Finding:
    numbers = [written(part.counted.value) for part in chosen]
    extra = [written(part.counted.value) for part in missed]
    total = written(cell.counted.value)
    parts = (*chosen, *missed)
    full = sum((part.counted.value for part in parts), Decimal(0))
    quotes = quotes_of(note, *parts, cell)
    return Finding(
        PARTS_AND_TOTAL,
        (total, *numbers, *extra, written(full)),
        quotes,
        f"Значение таблицы {total} равно {' + '.join(numbers)}: в него не вошло {', '.join(extra)}, хотя в тексте это "
        f"такая же часть. Со всеми частями было бы {written(full)}.",
    )
