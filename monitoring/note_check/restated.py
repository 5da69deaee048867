"""A share said again without its count: «трудоустроены 142 (56 %)» and later «доля трудоустроенных — 59 %»."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from monitoring.note_check.claims import Claim, quotes_of, same
from monitoring.note_check.clauses import LIGHT, core_of
from monitoring.note_check.document import Note
from monitoring.note_check.finding import SHARE_TWO_PERCENTS, Finding, percent_text, written
from monitoring.note_check.words import meaning

_SHARE = re.compile(r"\b(?:дол[яиюей]+|удельн\w+ вес|охват\w*|процент\w*|уров\w+|показател\w+)\b", re.I)
_FILLER = LIGHT | meaning("вывод заключение вырос составила достигла целом сегодня работа область район край")
Weight = Callable[[str], float]


def restated_shares(note: Note, claims: list[Claim], weight: Weight) -> Iterator[Finding]:
    whole = [c for c in claims if c.count and c.percent and not c.share.is_rough]
    spoken: dict[int, frozenset[str]] = {}
    for sentence in note.sentences:
        spoken[sentence.paragraph] = spoken.get(sentence.paragraph, frozenset()) | meaning(sentence.text)
    for lone in claims:
        if lone.percent is None or lone.count or lone.share.is_rough or lone.sentence is None:
            continue
        swapped = any(_are_swapped(lone, share) for share in whole)
        if not (_SHARE.search(lone.label) or lone.percent.noun or swapped) or not lone.words - _FILLER:
            continue
        alike = [share for share in whole if _is_alike(lone, share, _around(spoken, share), weight)]
        if not alike or any(same(lone.percent, share.printed) for share in alike):
            continue
        best = max(alike, key=lambda share: _covered(share.words, lone.words, weight))
        values = (written(best.counted.value), percent_text(best.printed.value), percent_text(lone.percent.value))
        yield Finding(
            SHARE_TWO_PERCENTS,
            values,
            quotes_of(note, best, lone),
            f"Доля названа дважды и по-разному: {values[1]} (при количестве {values[0]}) и {values[2]}.",
        )


def _around(spoken: dict[int, frozenset[str]], share: Claim) -> frozenset[str]:
    """Words of the paragraph and of the one above: a line «Трудоустроены: 285 (60 %)» stands under its subject."""
    return spoken.get(share.place, frozenset()) | spoken.get(share.place - 1, frozenset())


def _are_swapped(lone: Claim, share: Claim) -> bool:
    """The same digits in another order: «66,3» for «63,6»."""
    one, other = lone.printed.value, share.printed.value
    return one != other and one > 10 and sorted(str(one)) == sorted(str(other))


def _covered(words: frozenset[str], by: frozenset[str], weight: Weight) -> float:
    return sum(weight(word) for word in words & by) / (sum(weight(word) for word in words) or 1.0)


def _is_alike(lone: Claim, share: Claim, paragraph: frozenset[str], weight: Weight) -> bool:
    """All that the share says is said again, and nothing is added but the words around the share."""
    if share.year != lone.year or share.negative != lone.negative or share.sentence is lone.sentence or not share.words:
        return False
    if lone.percent is None or abs(lone.percent.value - share.printed.value) * 100 > 15 * share.printed.value:
        return False
    slip = _are_swapped(lone, share)
    around = share.words | paragraph | _FILLER
    said = lone.words - _FILLER
    if (
        len(said) > 1
        and said <= share.words | meaning(share.counted.noun)
        and _covered(share.words, lone.words, weight) >= 0.3
    ):
        return True
    core = core_of(lone)
    if slip and _covered(share.words, core, weight) >= 0.25 and _covered(core, around, weight) >= 0.75:
        return True
    return _covered(share.words, lone.words, weight) >= 0.75 and _covered(lone.words, around, weight) >= (
        0.4 if slip else 0.75
    )
