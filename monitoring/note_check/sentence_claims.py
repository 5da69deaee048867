"""Claims of sentences: each share with its own words, its year and what it is a part of."""

from __future__ import annotations

import re
from itertools import pairwise

from monitoring.note_check.claims import NOT, WHOLE, Claim
from monitoring.note_check.clauses import parts_of
from monitoring.note_check.document import Note, Sentence
from monitoring.note_check.shares import Share, shares
from monitoring.note_check.words import meaning

_YEAR = re.compile(
    r"(?<!до )(?<!к )(?<![^юи] с )(?<!после )(?<!/)\b(20[0-4]\d)(?=\s*(?:[–—/-]\s*(?:20)?\d\d\s*)?(?:год|г\.|гг|учеб))"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:прошл\w+|предыдущ\w+|прошедш\w+)\s+(?:учебн\w+\s+)?(?:год|опрос|мониторинг|обследовани|анкетировани|срез|исследовани)\w*|\bгодом\s+(?:ранее|раньше|прежде)|\bгод\s+назад",
    re.I,
)
_DEADLINE = re.compile(r"\b(?:до|к|с|после)\s+(?:конца|концу|начала|начале|\d{1,2}\s+[а-я]+)\s*$", re.I)
_PART = re.compile(r"(?:из них|в том числе|из которых|из этого числа|в т\.\s?ч\.)[^.;]{0,60}$", re.I)
_REST = re.compile(r"\b(?:остальн\w+|ещ[её])\s+(?:\w+\s+){0,3}$", re.I)
_TO = re.compile(r"\bс \d[^.;]{0,60}\bдо\s*$")
_OF_WHOLE = re.compile(r"(?:^|[\s(])(?:из|среди)\s+(?:[а-яё]+\s+){0,2}$", re.I)


def claims_of_sentences(note: Note) -> list[Claim]:
    found: list[Claim] = []
    before: Sentence | None = None
    for sentence in note.sentences:
        found += _of_sentence(sentence, note.year if before is None else _year_going_on(before, sentence, note.year))
        before = sentence
    return found


def _year_going_on(before: Sentence, sentence: Sentence, default: int | None) -> int | None:
    """«Выпуск 2024 года — 35 человек. Трудоустроен 21»: a later year goes on to the end of the paragraph."""
    if before.paragraph != sentence.paragraph or before.year is None or default is None:
        return default
    if before.year <= default and not before.text.rstrip().endswith(";"):
        return default
    return before.year


def _of_sentence(sentence: Sentence, default: int | None) -> list[Claim]:
    said = shares(sentence.text, sentence.start)
    result: list[Claim] = []
    for share, (left, right) in zip(said, _segments(sentence.text, said, sentence.start), strict=True):
        before = sentence.text[: share.start - sentence.start]
        segment = sentence.text[left:right]
        year, is_said = _year_at(sentence, share, (left, right), default)
        unit = share.unit or (result[-1].unit if result and share.percent else "")
        at = share.start - sentence.start - left, share.end - sentence.start - left
        negative = bool(NOT.search(" ".join(parts_of(segment, *at, at[1]))))
        claim = Claim(share, meaning(segment), year, sentence.paragraph, sentence, unit=unit, negative=negative)
        claim.is_part = bool(_PART.search(before) or _REST.search(before))
        claim.is_base = bool(share.percent is None and WHOLE.search(before))
        claim.label, claim.label_at, claim.year_is_said = segment, sentence.start + left, is_said
        claim.quote_from, claim.quote_to = sentence.start, sentence.end
        if result and _TO.search(before) and result[-1].words and len(claim.words) < 2:
            claim.words |= result[-1].words  # «доля выросла с 60 % до 87,5 %»: both are of one thing
        result.append(claim)
    return result


def _segments(text: str, said: list[Share], start: int) -> list[tuple[int, int]]:
    """The words of each share: the sentence is cut between neighbours at a comma, semicolon or conjunction."""
    if not said:
        return []
    first = text[: said[0].start - start]
    leads = len(meaning(first)) < 2
    edges: list[tuple[int, int]] = []
    begin = 0
    for left, right in pairwise(said):
        gap_from, gap_to = left.end - start, right.start - start
        signs = [gap_from + found.start() for found in re.finditer(r"[,;:]\s|\s[иа]\s", text[gap_from:gap_to])]
        strong = [place for place in signs if text[place] in ",;:"]
        choice = strong or signs
        cut = (choice[-1] if leads else choice[0]) if choice else gap_to
        after = cut
        if not choice and left.percent is None:
            after = _past_noun(text, gap_from, gap_to, left)
            cut = after if _OF_WHOLE.search(text[: left.start - start]) else cut
        edges.append((begin, cut))
        begin = after
    return [*edges, (begin, len(text))]


def _past_noun(text: str, gap_from: int, gap_to: int, share: Share) -> int:
    """«45 работодателей представили 225 вакансий»: what follows the noun is said of the next figure too."""
    noun = share.count.noun if share.count else ""
    place = text.find(noun, gap_from, gap_to) if noun else -1
    return place + len(noun) if place >= 0 else gap_to


def _year_at(
    sentence: Sentence, share: Share, segment: tuple[int, int], default: int | None
) -> tuple[int | None, bool]:
    """The year named with the figure, else the last one named before it in the sentence."""
    at = share.start - sentence.start
    said = [found for found in _YEAR.finditer(sentence.text) if not _DEADLINE.search(sentence.text[: found.start()])]
    years = [(found.start(), int(found[1])) for found in said]
    years += [(found.start(), (default or 0) - 1) for found in _YEAR_BEFORE.finditer(sentence.text)]
    years.sort()
    inside = [pair for pair in years if segment[0] <= pair[0] < segment[1]]
    inside = [pair for pair in inside if not _has_own_figure(sentence.text, at, pair[0])]
    if inside:
        return min(inside, key=lambda pair: abs(pair[0] - at))[1], True
    before = [year for place, year in years if place < at and not _is_aside(sentence.text[place:at])]
    return (before[-1], True) if before else (default, False)


def _has_own_figure(text: str, at: int, year_at: int) -> bool:
    """«64,8 млн (в 2023 году — 60 млн)»: the year in the brackets belongs to the figure there."""
    opened = text.rfind("(", at, year_at)
    if opened < 0 or ")" in text[opened:year_at]:
        return False
    inside = text[opened : text.find(")", year_at)]
    return bool(re.search(r"\d", re.sub(r"\b20\d\d\b", "", inside)))


def _is_aside(between: str) -> bool:
    """The year stands in brackets that have been closed since: «(в 2023 году — 60 млн), в том числе …»."""
    return between.count(")") > between.count("(")
