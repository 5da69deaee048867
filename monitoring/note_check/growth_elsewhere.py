"""Growth against a year whose figure is named, when this year's figure stands in another sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.claims import Claim, quotes_of
from monitoring.note_check.clauses import bare, core_of
from monitoring.note_check.document import Note
from monitoring.note_check.finding import PERCENT_OF_COUNT, Finding, half_up, percent_text, written
from monitoring.note_check.growth import whole_sentences
from monitoring.note_check.words import meaning

_AGAINST = re.compile(
    r"\b(?:по сравнению с|к уровню|относительно|в сравнении с)\b[^.;()]{3,60}"
    r"(?:\([^()]{0,20}|,\s*когда\b[^.;,()]{0,40})$",
    re.I,
)
_CHANGE = re.compile(
    r"(?:вырос\w*|возрос\w*|увелич\w*|прирост\w*|рост\w*|сниз\w*|сниж\w*|сократ\w*|уменьш\w*)\s+"
    r"(?:на|составил\w*|составля\w*)\s+(\d+(?:,\d+)?)\s*(?:%|процент(?!н))|"
    r"\b(?:прирост|рост|снижение)\b[^.;%]{0,45}?[–—]\s*(\d+(?:,\d+)?)\s*(?:%|процент(?!н))", re.I,
)  # fmt: skip
_OFF = 10  # percentage points between the growth said and the one meant


def wrong_growth_elsewhere(note: Note, claims: list[Claim]) -> Iterator[Finding]:
    for start, text in whole_sentences(note):
        changes = list(_CHANGE.finditer(text))
        counts = [c for c in claims if c.sentence and start <= c.share.start < start + len(text) and c.count]
        if len(changes) != 1 or len(counts) != 1 or counts[0].percent or counts[0].share.is_rough:
            continue
        old = counts[0]
        earlier = old.year_is_said and note.year is not None and old.year is not None and old.year < note.year
        if not (earlier or _AGAINST.search(text[: old.share.start - start])):
            continue
        number = changes[0][1] or changes[0][2]
        said, places = Decimal(number.replace(",", ".")), len(number.partition(",")[2])
        able = [c for c in claims if _may_be_now(c, old, meaning(text))]
        if not able or any(_growth(old, c, places) == said for c in able):
            continue
        near = [c for c in able if abs(_growth(old, c, places) - said) <= _OFF]
        if near and len({c.counted.value for c in near}) == 1:
            yield _finding(note, old, near[0], said, _growth(old, near[0], places))


def _may_be_now(now: Claim, old: Claim, said: frozenset[str]) -> bool:
    """The same thing counted in another year: all that tells it apart is said in the sentence of growth."""
    if (
        now.count is None
        or now.sentence is old.sentence
        or now.share.is_rough
        or now.sentence is None
        or old.sentence is None
    ):
        return False
    if (now.unit and old.unit and now.unit != old.unit) or now.negative != old.negative:
        return False
    if now.year_is_said and old.year_is_said and now.year == old.year:
        return False
    words = bare(core_of(now), now)
    return len(words & said) * 2 > len(words)


def _growth(old: Claim, now: Claim, places: int) -> Decimal:
    return half_up(abs(now.counted.value - old.counted.value) * 100 / old.counted.value, places)


def _finding(note: Note, old: Claim, now: Claim, said: Decimal, right: Decimal) -> Finding:
    values = (written(old.counted.value), written(now.counted.value), percent_text(said))
    return Finding(
        PERCENT_OF_COUNT,
        values,
        quotes_of(note, now, old),
        f"От {values[0]} до {values[1]} — это изменение на {percent_text(right)}, а сказано {values[2]}.",
    )
