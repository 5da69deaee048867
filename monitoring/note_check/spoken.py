"""Fractions in words against their count: «каждый третий (3 690 человек)», «более половины — 152 человека»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.bases import Bases, Total
from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.document import Note, Sentence
from monitoring.note_check.finding import PERCENT_OF_COUNT, Finding, half_up, percent_text, written
from monitoring.note_check.wholes import same_sentence, stems_of, wholes_of
from monitoring.note_check.words import is_noun, kind_of_unit, words_in

_ORDINALS = {
    "втор": 2, "трет": 3, "четверт": 4, "четвёрт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9,
    "десят": 10, "двадцат": 20,
}  # fmt: skip
_EACH = re.compile(r"\bкажд\w+\s+([а-яё]+)((?:\s+[а-яё-]+){0,4})", re.I)
_PARTS = re.compile(
    r"(?:\bровно\s+(?:в\s+)?)?(?:\b(более|больше|менее|меньше|свыше|почти|около|примерно|порядка)\s+(?:чем\s+)?(?:в\s+|у\s+)?)?"
    r"\b(половин\w+|дв(?:е|ух|умя) трет\w+|тр(?:и|ех|ёх|емя) четверт\w+|(?:одн\w+ )?(?:треть\w?|трети|"
    r"четверт(?:ь|и|ью))|(?:одна|две|три|четыре) пят(?:ая|ых|ой))\b((?:\s+[а-яё-]+){0,4})",
    re.I,
)
_TIGHT = Decimal("0.07")  # of the fraction itself: people say «две трети» of 65 as well as of 68 of a hundred
_WINDOW = 70
_MANY = 100
_LEAST = 20  # of smaller counts some number is a multiple by chance
_MONEY = kind_of_unit("рубль")


def wrong_spoken_shares(note: Note, claims: list[Claim], bases: Bases) -> Iterator[Finding]:
    for sentence in note.sentences:
        said = [claim for claim in same_sentence(sentence, claims) if claim.count and not claim.share.is_rough]
        for match in (*_EACH.finditer(sentence.text), *_PARTS.finditer(sentence.text)):
            claim = _count_of(sentence, match, said)
            if claim is None:
                continue
            totals = _wholes(claim, match[match.re.groups], claims, bases)
            if claim.share.base is None and _is_meant(match, claim, claims):
                continue
            if totals and max(totals) <= claim.counted.value:
                totals = _main_totals(bases, "")
            totals = [total for total in totals if total > claim.counted.value]
            if totals and not any(_is_right(match, claim.counted.value, total) for total in totals):
                yield _finding(note, claim, match, totals[0])


def _is_meant(match: re.Match[str], claim: Claim, claims: list[Claim]) -> bool:
    """Another number of the note, though not the likeliest one, is the whole of which the words are right."""
    if any(_is_exact(match, claim, other) for other in claims if other.count and other is not claim):
        return True
    plain = not stems_of(match[match.re.groups]) and claim.unit == "человек"
    return plain and any(_is_right(match, claim.counted.value, total) for total in _said_before(claim, claims))


def _is_exact(match: re.Match[str], claim: Claim, other: Claim) -> bool:
    """A number of which the count is just that part was meant: a half of any, «каждый четвёртый» of one said beside."""
    count, whole = claim.counted.value, other.counted.value
    if count >= whole or count < _LEAST:
        return False
    if match.re is _EACH:
        each = next((number for root, number in _ORDINALS.items() if match[1].lower().startswith(root)), 0)
        beside = other.place == claim.place and other.share.start < claim.share.start
        return count * each == whole and (beside or count > _MANY)
    return not match[1] and abs(count - whole * _fraction(match[2].lower())) < Decimal("0.6")


def _said_before(claim: Claim, claims: list[Claim]) -> list[Decimal]:
    """Counts of the same unit in this paragraph and the one before: any of them may be the whole."""
    near = (c for c in claims if c.count and c.unit == claim.unit and 0 <= claim.place - c.place <= 1)
    return [c.counted.value for c in near if c.counted.value > claim.counted.value and not c.share.is_rough]


def _count_of(sentence: Sentence, match: re.Match[str], said: list[Claim]) -> Claim | None:
    """The count said with the fraction: right after it, in brackets or behind a dash, else right before it."""
    text, start = sentence.text, sentence.start
    in_brackets = text[: match.start()].rstrip().endswith("(")
    after = [] if in_brackets else [claim for claim in said if claim.share.start - start >= match.start() + 4]
    if after:
        between = text[match.end() : after[0].counted.start - start]
        if (
            len(between) <= _WINDOW
            and not re.search(r"\d|[.;,]", between)
            and re.search(r"[(–—]\s*(?:в |у )?$", between)
        ):
            return after[0]
    before = [claim for claim in said if claim.counted.end - start <= match.start()]
    if before:
        last = before[-1]
        end = last.share.end if last.share.base and last.share.end - start <= match.start() else last.counted.end
        between = text[end - start : match.start()]
        if re.fullmatch(
            r"[^.;,\d()]{0,40}(?:,\s*(?:или|то есть|т\. ?е\.|что составляет)|\(|[–—])\s*(?:у |для |в )?", between
        ):
            return before[-1]
    return None


def _wholes(claim: Claim, words: str, claims: list[Claim], bases: Bases) -> list[Decimal]:
    """What the fraction may be taken of: named beside it, else in words, else the likeliest total and the one above."""
    if claim.share.base is not None:
        return [claim.share.base.value]
    if claim.percent is not None and (base := bases.fitting(claim)) is not None:
        return [base]
    leading = [c for c in claims if c.is_base and c.sentence is claim.sentence and c.count]
    if leading:
        return [c.counted.value for c in leading]
    parent, reference = bases.parents.get(id(claim)), bases.reference(claim)
    unit = claim.unit or next((kind_of_unit(word) for word in words_in(words) if is_noun(word)), "")
    if parent is None and unit in {"место", "организация"}:
        able = [t for t in bases.totals if t.unit == unit and t.year in {None, claim.year}]
        best = max(able, key=lambda t: (t.whole, t.votes, t.value), default=None)
        return [best.value] if best is not None else _main_totals(bases, claim.unit)
    said = stems_of(words)
    if said:
        named = [c.counted.value for c in wholes_of(said, claim, claims)]
        return list(dict.fromkeys(named)) or _main_totals(bases, claim.unit)
    wholes = [total.value for total in (parent, reference) if total is not None] or _totals_above(claim, claims)
    wholes += [total.value for total in bases.totals if _may_be(total, claim)] if wholes else []
    return list(dict.fromkeys(wholes))


def _main_totals(bases: Bases, unit: str) -> list[Decimal]:
    """The total most percents of the note rest on, and every other one that explains two."""
    able = [total for total in bases.totals if total.votes > 1 and (total.unit == _MONEY) == (unit == _MONEY)]
    ranked = sorted(able, key=lambda total: -total.votes)
    return list(dict.fromkeys(total.value for total in ranked)) if ranked and ranked[0].votes > 2 else []


def _may_be(total: Total, claim: Claim) -> bool:
    return total.value > claim.counted.value and total.unit in {claim.unit, ""} and total.year in {None, claim.year}


def _totals_above(claim: Claim, claims: list[Claim]) -> list[Decimal]:
    """Counts of the same unit that stand first in the paragraphs before: the wholes the note is about."""
    same = [c for c in claims if c.count and c.unit == claim.unit and c.year == claim.year and c.unit]
    return [c.counted.value for c in same if c.counted.value > claim.counted.value and c.place <= claim.place]


def _is_right(match: re.Match[str], count: Decimal, whole: Decimal) -> bool:
    if whole <= 0 or count > whole:
        return False
    if match.re is _EACH:
        each = next((number for root, number in _ORDINALS.items() if match[1].lower().startswith(root)), None)
        return each is None or abs(whole / count - each) < Decimal("0.5") * max(1, each // 8)
    fraction, word = _fraction(match[2].lower()), (match[1] or "").lower()
    share = count / whole
    if word in {"более", "больше", "свыше"}:
        return fraction < share <= fraction + Decimal("0.35")
    if word in {"менее", "меньше"}:
        return fraction - Decimal("0.35") <= share < fraction
    return abs(share - fraction) <= fraction * (_TIGHT if not word else 2 * _TIGHT)


def _fraction(words: str) -> Decimal:
    for start, value in (("две трет", 2 / Decimal(3)), ("двух трет", 2 / Decimal(3)), ("двумя", 2 / Decimal(3))):
        if words.startswith(start):
            return value
    if "пят" in words:
        tops = {"одна": 1, "две": 2, "три": 3, "четыре": 4}
        return Decimal(tops.get(words.split()[0], 1)) / 5
    if words.startswith("тр") and "четверт" in words:
        return Decimal("0.75")
    if "четверт" in words:
        return Decimal("0.25")
    return Decimal("0.5") if words.startswith("полов") else 1 / Decimal(3)


def _finding(note: Note, claim: Claim, match: re.Match[str], whole: Decimal) -> Finding:
    count = claim.counted.value
    said = " ".join(word for word in match[0][: len(match[0]) - len(match[match.re.groups])].split())
    return Finding(
        PERCENT_OF_COUNT,
        (written(count), said, written(whole)),
        quotes_of(note, claim),
        f"{written(count)} из {written(whole)} — это {percent_text(half_up(count * 100 / whole, 1))}, "
        f"а сказано «{said}».",
    )
