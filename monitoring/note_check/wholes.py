"""Wholes that a note names by words: «62 выпускника, или 37,5 % от числа трудоустроенных», «31 % контингента»."""

from __future__ import annotations

import re

from monitoring.note_check.claims import Claim
from monitoring.note_check.document import Sentence
from monitoring.note_check.words import is_finite, is_noun, lemma, meaning, words_in

_OF_NUMBER = re.compile(
    r"^\s*\)?,?\s*(?:от|из)\s+(?:общ\w+\s+)?(?:числа|количества|численности|всех)\s+((?:[а-яё-]+\s?){1,3})", re.I
)
_OF_WHOM = re.compile(r"^\s+(?:от\s+)?((?:[а-яё-]+\s?){1,2})(?=[),.;]|$)", re.I)
_AMONG = re.compile(r"(?:^|[(,;]\s*)(?:среди|из числа|в числе|из)\s+((?:[а-яё-]+\s){1,3})[^,;]{0,40}$", re.I)
# A list that begins so stays with its whole to the end of the sentence.
_AMONG_ALL = re.compile(r"\s*(?:среди|из числа|в числе)\s+((?:[а-яё-]+\s){1,3})[^;]*$", re.I)
# «участников проб» are those who passed them: the word adds nothing to what is counted.
_PLAIN = frozenset({"участник", "участница", "лицо", "гражданин", "них", "который"})
_ROOT = 5
_GENITIVE = re.compile(r"(?:ых|их|хся|ов|ев|ей|та|ий|ка|ты|ц|к|н|ния|га|ва|сы|са)$", re.I)


def whole_after(claim: Claim) -> frozenset[str]:
    """Stems of the whole named after the percent, or before the share; empty when there is none."""
    if claim.sentence is None or claim.percent is None:
        return frozenset()
    text, start = claim.sentence.text, claim.sentence.start
    after = text[claim.percent.end - start :]
    found = _OF_NUMBER.match(after)
    if found is None:
        found = _OF_WHOM.match(after)
        if found is not None and not _is_genitive(found[1]):
            found = None
    if found is None:
        before = text[: claim.share.start - start]
        found = _AMONG.search(before) or _AMONG_ALL.match(before)
    return stems_of(_up_to_verb(found[1])) if found else frozenset()


def _up_to_verb(words: str) -> str:
    """«из завершивших обучение трудоустроены»: the verb is said of the part."""
    kept: list[str] = []
    for word in words.split():
        if kept and is_finite(word):
            break
        kept.append(word)
    return " ".join(kept)


def stems_of(words: str) -> frozenset[str]:
    kept = [word for word in words_in(words) if lemma(word) not in _PLAIN and word.lower() not in _PLAIN]
    return meaning(" ".join(kept))


def _is_genitive(words: str) -> bool:
    said = words_in(words)
    return (
        bool(said) and bool(_GENITIVE.search(said[0])) and (is_noun(said[-1]) or said[-1].endswith(("ых", "их", "хся")))
    )


def wholes_of(named: frozenset[str], claim: Claim, claims: list[Claim]) -> list[Claim]:
    """Counts of the same year that the words may mean, the largest first."""
    if not named:
        return []
    count = claim.counted
    able = [
        other
        for other in claims
        if other is not claim and other.count is not None and other.count.value > count.value
        and _speaks_of(other.words, named) and not other.count.change
        and (other.year == claim.year or (not claim.year_is_said and claim.place - other.place <= 1))
        and not other.negative
        and (not other.unit or not claim.unit or other.unit == claim.unit or other.table is not None)
        and _is_before(other, claim)
    ]  # fmt: skip
    return sorted(able, key=lambda other: -other.counted.value)


def _speaks_of(words: frozenset[str], named: frozenset[str]) -> bool:
    """Every stem is there, itself or as its own root: «выпускников» are of «выпуск»."""
    return all(any(word == stem or _are_of_one_root(word, stem) for word in words) for stem in named)


def _are_of_one_root(word: str, stem: str) -> bool:
    """«выпуск» and «выпускн», «занять» and «занятый»."""
    return min(len(word), len(stem)) >= _ROOT and word[:_ROOT] == stem[:_ROOT]


def _is_before(other: Claim, claim: Claim) -> bool:
    if other.table is not None:
        return other.is_total_row()
    return other.place < claim.place or (other.place == claim.place and other.share.start < claim.share.start)


def same_sentence(sentence: Sentence, claims: list[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.sentence is sentence]
