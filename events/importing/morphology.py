"""Russian morphology, loaded on first use (it takes a seventh of a second and 40 MB)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import pymorphy3
from pymorphy3.analyzer import Parse


@cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=20_000)
def parses(word: str) -> tuple[Parse, ...]:
    return tuple(_analyzer().parse(word))


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    return _analyzer().word_is_known(word.lower())


@lru_cache(maxsize=20_000)
def is_infinitive(word: str) -> bool:
    if not word or not word[0].isalpha() or not word.lower().endswith(("ть", "ти", "чь", "ться", "тись", "чься")):
        return False
    return any("INFN" in p.tag for p in parses(word.lower())[:3])


@lru_cache(maxsize=20_000)
def finite(word: str) -> str:
    """«past» for «сообщила», «future» for «готовит», «подготовит», «должен»; empty for all other words."""
    for parse in parses(word.lower())[:2]:
        if "VERB" in parse.tag and "past" in parse.tag:
            return "past"
        if "VERB" in parse.tag and "3per" in parse.tag:
            return "future"
    return "future" if re.fullmatch(r"(?:должн[аоы]|должен|обязан[аоы]?)", word.lower()) else ""


@lru_cache(maxsize=20_000)
def has_case(word: str, case: str, part: str | None = None) -> bool:
    """Whether the word can stand in the case (datv, gent, accs, ablt, nomn), as the given part of speech."""
    return any(case in p.tag and (part is None or part == p.tag.POS) for p in parses(word.lower()))


@lru_cache(maxsize=20_000)
def part_of_speech(word: str) -> str:
    found = parses(word.lower())
    return (found[0].tag.POS or "") if found else ""


def is_adjective(word: str) -> bool:
    return any(p.tag.POS in {"ADJF", "PRTF"} for p in parses(word.lower())[:4])


@lru_cache(maxsize=20_000)
def inflect(word: str, source_case: str, *, adjective: bool = False, plural: bool | None = None) -> str:
    """The word in the nominative, read as standing in the source case; itself when it cannot be turned."""
    wanted = {"ADJF", "PRTF"} if adjective else {"NOUN", "NPRO"}
    found = [p for p in parses(word.lower()) if source_case in p.tag and p.tag.POS in wanted]
    if plural is not None:
        found = [p for p in found if ("plur" in p.tag) == plural] or found
    for parse in found:
        turned = parse.inflect({"nomn", parse.tag.number} if parse.tag.number else {"nomn"})
        if turned is not None:
            return _as_written(turned.word, word)
    return word


def _as_written(word: str, sample: str) -> str:
    if sample.isupper() and len(sample) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if sample[:1].isupper() else word
