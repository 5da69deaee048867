"""Refuses text that was damaged before it reached us: better no draft than an invented one."""

from __future__ import annotations

import re

from events.importing.errors import UnreadableProtocol
from events.importing.morphology import is_known
from events.importing.reading.source import Source

_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_WORD = re.compile(r"(?<![\w.])[а-яё]{4,}(?![\w.])")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_ANY_WORD = re.compile(r"[^\W\d_]{3,}")
_BAD_CODE = "Буквы в файле перепутаны (повреждённый текстовый слой). Откройте исходный документ и сохраните его заново."


def check_quality(source: Source) -> None:
    letters = _LETTER.findall(source.text[:200_000])
    if len(letters) < 20:
        raise UnreadableProtocol(
            "В файле нет текста: возможно, это скан. Распознайте его или введите протокол вручную."
        )
    if "\ufffd" in source.text:
        _check_replacements(source, len(letters))
    cyrillic = len(_CYRILLIC.findall(source.text[:200_000])) / len(letters)
    if cyrillic < 0.6:
        raise UnreadableProtocol(
            "Текст не похож на русский: вероятно, скан распознан с английским языком. "
            "Распознайте его заново с русским языком или введите протокол вручную."
        )
    _check_words(source.text[:200_000])


def _check_replacements(source: Source, letters: int) -> None:
    count = source.text.count("\ufffd")
    if count >= 5 or count > letters / 1000:
        raise UnreadableProtocol(
            "Часть букв в файле потеряна (знаки «\ufffd»). Попросите у автора другую копию протокола."
        )
    source.notes.append(("lost_characters", f"В тексте есть потерянные знаки «\ufffd»: {count}. Проверьте эти места."))


def _check_words(text: str) -> None:
    """Under 40 % of words in the dictionary means shifted font codes or a wrong encoding."""
    words = _WORD.findall(text)
    if len(words) < 15:  # capitals in the middle of words are a sign of a wrong table too
        words = [word.lower() for word in _LONG_WORD.findall(text)]
    if len(words) < 15:
        if len(_ANY_WORD.findall(text)) < 10 and len(text.split()) > 60:
            raise UnreadableProtocol(_BAD_CODE)
        return
    sample = words[:: max(1, len(words) // 300)]
    if sum(is_known(word) for word in sample) < 0.4 * len(sample):
        raise UnreadableProtocol(_BAD_CODE)
