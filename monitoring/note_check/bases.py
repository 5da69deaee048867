"""Bases a note offers for its percents: totals it names, or the one its own percents agree upon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from monitoring.note_check.claims import Claim
from monitoring.note_check.shares import bases_that_fit, fits

_TOTAL = re.compile(
    r"\bвсего\b|общ(?:ее|ая|ей|его) (?:количеств|числ)|\bучаств\w+|\bучасти[ея]|(?:представил|подал|сдал)\w*|"
    r"\bохвач\w+|\bопрош\w+|\bобследова\w+|насчитыва|выпуск\w* составил|функционир|окончили",
    re.I,
)
_AMONG_THEM = re.compile(r"\b(?:из|среди) них\b|\bв их числе\b|\bиз этого числа\b|\bиз которых\b", re.I)
_OF_THEM_AFTER = re.compile(r"\s*(?:[а-яё]+\s+)?(?:из|среди) них\b", re.I)
_PART_OF = re.compile(r"из них|в том числе|из которых|остальн", re.I)
_CLOSE_GAP, _DOMINANT_GAP = Decimal("1.2"), Decimal(3)  # percentage points

_MANY_VOTES = 5
_NEAR = 2  # paragraphs


@dataclass(slots=True)
class Total:
    value: Decimal
    unit: str
    place: int
    year: int | None
    printed: bool = True
    claim: Claim | None = None
    votes: int = 0
    whole: bool = False  # printed as 100 %


@dataclass(slots=True)
class Bases:
    """Every number that may be a base, and the totals named as such."""

    counts: list[tuple[Decimal, str, int | None, Claim | None]] = field(default_factory=list)  # unit, year when said
    totals: list[Total] = field(default_factory=list)
    parents: dict[int, Total] = field(default_factory=dict)  # «… 12 400 обучающихся. Среди них 620 (6 %)»

    def fitting(self, claim: Claim) -> Decimal | None:
        """A base of the text under which the percent is right."""
        return next((value for value, _ in self._fitting(claim)), None)

    def is_near(self, claim: Claim) -> bool:
        """A base that gives the percent stands close before it, explains other percents or speaks of the same."""
        strong = {total.value for total in self.totals if total.votes > 1}
        for value, other in self._fitting(claim):
            if other is None or value in strong or 0 <= claim.place - other.place <= _NEAR or claim.words & other.words:
                return True
        return False

    def fits_beside(self, claim: Claim) -> bool:
        """A number of any unit said before it in the paragraph gives it: «30 (40 % проверенных)» of 75 checks."""
        count, percent = claim.counted, claim.printed
        beside = (value for value, _, _, other in self.counts if other and other is not claim
                  and other.place == claim.place and other.share.start < claim.share.start)  # fmt: skip
        return any(value > count.value and fits(count.value, value, percent.value, percent.places) for value in beside)

    def _fitting(self, claim: Claim) -> Iterator[tuple[Decimal, Claim | None]]:
        count, percent = claim.counted, claim.printed
        for value, unit, year, other in self.counts:
            known = (not unit or not claim.unit or unit == claim.unit) and year in {None, claim.year}
            if known and value >= count.value and fits(count.value, value, percent.value, percent.places):
                yield value, other

    def reference(self, claim: Claim) -> Total | None:
        """The total the share is most likely taken of."""
        count = claim.counted
        parent = self.parents.get(id(claim))
        if parent is not None and parent.value >= count.value:
            return parent
        able = [
            t for t in self.totals if t.value >= count.value and (t.unit == claim.unit or not (t.unit and claim.unit))
        ]
        years = [t for t in able if t.year in {None, claim.year}] or ([] if claim.year_is_said else able)
        named = [t for t in years if t.unit == claim.unit] if claim.unit not in {"", "человек"} else []
        best = max(named, key=lambda t: (t.votes, t.whole, t.value), default=None)
        if best is not None and (best.votes > 1 or best.whole):
            return best
        near = [t for t in years if 0 <= claim.place - t.place <= 1 and t.place >= 0]
        if near:
            return max(near, key=lambda t: (t.votes, t.place))
        if best is not None or claim.percent is None:
            return best
        return self._close(claim, years) or self._dominant(claim, years)

    def _dominant(self, claim: Claim, able: list[Total]) -> Total | None:
        """The total that explains three percents or more, when no other total explains two."""
        ranked = sorted({t.value: t for t in able}.values(), key=lambda t: t.votes, reverse=True)
        if not ranked or ranked[0].votes < 3 or (len(ranked) > 1 and ranked[1].votes > 1):
            return None
        gap = abs(claim.counted.value * 100 / ranked[0].value - claim.printed.value)
        return ranked[0] if gap <= (_DOMINANT_GAP if ranked[0].votes < _MANY_VOTES else 2 * _DOMINANT_GAP) else None

    def _close(self, claim: Claim, able: list[Total]) -> Total | None:
        """People are counted in many totals: only one that nearly gives the printed percent is meant."""
        count, percent = claim.counted, claim.printed
        gaps = [(abs(count.value * 100 / t.value - percent.value), t) for t in able]
        gap = min(gaps, key=lambda pair: pair[0], default=None)
        return gap[1] if gap and gap[0] <= _CLOSE_GAP else None


def bases_of(claims: list[Claim]) -> Bases:
    bases = Bases()
    for claim in claims:
        share = claim.share
        year = claim.year if claim.year_is_said else None
        if share.base is not None:
            unit = share.base.unit or claim.unit
            bases.counts.append((share.base.value, unit, year, claim))
            bases.totals.append(Total(share.base.value, unit, claim.place, claim.year, claim=claim))
        if share.count is None or share.count.change:
            continue
        said_unit = claim.unit if claim.table is not None else share.unit  # one taken over from a neighbour is a guess
        bases.counts.append((share.count.value, said_unit, year, claim))
        if _is_total(claim) or _has_parts(claim):
            whole = share.percent is not None
            bases.totals.append(Total(share.count.value, claim.unit, claim.place, claim.year, claim=claim, whole=whole))
    _find_parents(bases, claims)
    _vote(bases, claims)
    _infer(bases, claims)
    return bases


def _find_parents(bases: Bases, claims: list[Claim]) -> None:
    """«Из них», «среди них»: the count said just before is the whole."""
    said = [c for c in claims if c.sentence and c.count and not _is_in_brackets(c)]
    for index, claim in enumerate(said):
        before = _whole_before(said[:index], claim)
        if claim.sentence is None or before is None or before.is_part or before.share.is_rough:
            continue
        start = said[index - 1].share.end if said[index - 1].sentence is claim.sentence else claim.sentence.start
        words = claim.sentence.text[max(0, start - claim.sentence.start) : claim.share.start - claim.sentence.start]
        after = claim.sentence.text[claim.counted.end - claim.sentence.start :]
        if _AMONG_THEM.search(words) or _OF_THEM_AFTER.match(after):
            bases.parents[id(claim)] = Total(before.counted.value, before.unit, before.place, before.year, claim=before)


def _whole_before(said: list[Claim], claim: Claim) -> Claim | None:
    """The count right before, or the one before it when that counts something else: «32 участника на 14 заводах»."""
    near = [c for c in said[-2:] if claim.place - c.place <= 1]
    fitting = [c for c in near if c.unit == claim.unit or not claim.unit]
    if near and not claim.unit and near[-1].unit != near[0].unit and not near[-1].percent:
        return near[0] if near[0].sentence is near[-1].sentence and not near[0].percent else near[-1]
    return fitting[-1] if fitting and (fitting[-1] is near[-1] or near[-1].sentence is fitting[-1].sentence) else None


def _is_in_brackets(claim: Claim) -> bool:
    """An aside such as «(40 000 человек)» is no whole of what follows."""
    if claim.sentence is None or claim.percent:
        return False
    text, at = claim.sentence.text, claim.share.start - claim.sentence.start
    return text.count("(", 0, at) > text.count(")", 0, at)


def _vote(bases: Bases, claims: list[Claim]) -> None:
    """How many percents each total explains; a number nearby that explains two percents is a total as well."""
    pairs = [c for c in claims if c.count and c.percent and not c.share.is_rough and c.share.base is None]
    for total in bases.totals:
        total.votes = len({_pair(c) for c in pairs if c.unit in {total.unit, ""} and _explains(total.value, c)})
    known = {(total.value, total.place) for total in bases.totals}
    for claim in claims:
        count = claim.count
        if count is None or (count.value, claim.place) in known or count.change or claim.table is not None:
            continue
        reach = 3 if claim.percent else 1  # a share that is itself a whole must prove it by more percents
        near = [c for c in pairs if 0 <= c.place - claim.place <= reach and c is not claim]
        near = [c for c in near if claim.percent or not c.unit or c.unit == claim.unit]
        votes = len({_pair(c) for c in near if _explains(count.value, c)})
        if votes > (3 if claim.percent else 1):
            bases.totals.append(Total(count.value, claim.unit, claim.place, claim.year, claim=claim, votes=votes))


def _pair(claim: Claim) -> tuple[Decimal, Decimal]:
    return claim.counted.value, claim.printed.value


def _explains(base: Decimal, claim: Claim) -> bool:
    count, percent = claim.counted, claim.printed
    return count.value <= base and percent.value < 100 and fits(count.value, base, percent.value, percent.places)


def _is_total(claim: Claim) -> bool:
    share = claim.share
    if share.percent is not None:
        return share.percent.value == 100
    if claim.table is not None:
        return claim.is_total_row()
    if claim.is_part or share.base is not None or _PART_OF.search(claim.label):
        return False
    return bool(claim.sentence and (_TOTAL.search(claim.label) or re.match(r"\s*из\b", claim.sentence.text, re.I)))


def _has_parts(claim: Claim) -> bool:
    """«96 человек, в том числе 54 мужчины»."""
    if claim.sentence is None or claim.share.percent or claim.is_part:
        return False
    return bool(
        re.match(r"[^.;]{0,60}(?:в том числе|из них)", claim.sentence.text[claim.share.end - claim.sentence.start :])
    )


def _infer(bases: Bases, claims: list[Claim]) -> None:
    """Without a named total, three or more percents of one unit that agree on one whole base name it themselves."""
    named = {total.unit for total in bases.totals}
    for unit in {claim.unit for claim in claims} - named - {"", "человек"}:
        votes: Counter[int] = Counter()
        pairs = {
            (c.count.value, c.percent.value, c.percent.places)
            for c in claims
            if c.unit == unit and c.count and c.percent and not c.share.is_rough and not c.share.base
        }
        for count, percent, places in pairs:
            fitting = bases_that_fit(count, percent, places)
            votes.update(fitting if len(fitting) < 400 else [])
        best = votes.most_common(1)
        if best and best[0][1] >= 3 and best[0][1] * 10 >= len(pairs) * 6:
            value = Decimal(best[0][0])
            bases.counts.append((value, unit, None, None))
            bases.totals.append(Total(value, unit, -1, None, printed=False))
