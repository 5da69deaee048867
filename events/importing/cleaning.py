"""Repairs typical damage of a line for matching. Only deletes characters or swaps one for one, so offsets survive."""

from __future__ import annotations

import re

from events.importing.text import Text

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\x0b\x0c\r\n"
_SWAP = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys("—‒―−", "–"), "“": '"', "”": '"', "„": '"'})
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u0301\x00-\x08\x0e-\x1f]+")
_SPACED_WORD = re.compile(r"(?<!\S)(?:[А-ЯЁа-яё] ){3,}[А-ЯЁа-яё](?=[\s:.,;]|$)")
_SPACED_SHORT = re.compile(r"(?<!\S)(?:[А-ЯЁ] ){2}[А-ЯЁ](?=[\s:.,;]|$)")
_LOOKALIKE = dict(zip("ABCEHKMOPTXaceopxyIiY", "АВСЕНКМОРТХасеорхуІіУ", strict=True))
_MIXED = re.compile(r"[A-Za-zА-Яа-яЁё]{2,}")
_ROMAN = re.compile(r"(?<![A-Za-zА-Яа-яЁё.])[IVXІХ]{1,6}(?![A-Za-zА-Яа-яЁё])")
_TO_ROMAN = str.maketrans("ІХ", "IX")
_MARKDOWN = re.compile(
    r"\*{2,3}|_{2,3}(?=\w)|(?<=[\w.:;,)»])_{2,3}|^\s*#{1,6}\s+|^\s*>\s?|\\(?=[_*.\-()\[\]#])|~~|`"
    r"|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\W_])|(?<=[^\W_])_(?!\w)|(?<=[.:;,)»])_(?!\w)"
)
_DOUBLE_DOT = re.compile(r"(?<![.])\.(\.)(?![.])")
_GLUED_HEADING = re.compile(r"(?<=[А-ЯЁ]) (?=[:.]\s|[:.]$)")
_SPACED_HYPHEN = re.compile(r"(?<=\s)-(?=\s)")


def clean(source: str, start: int, end: int, *, markdown: bool = False) -> Text:
    """The part of the source as one tidy line."""
    text = Text.of(source, start, end)
    text = text.with_characters(text.s.translate(_SWAP))
    text = text.with_characters(_SPACED_HYPHEN.sub("–", text.s))
    text = text.without(m.span() for m in _INVISIBLE.finditer(text.s))
    if markdown:
        text = text.without(m.span() for m in _MARKDOWN.finditer(text.s))
    text = _glue_spaced_words(text)
    text = text.without((m.start() + 1, m.end()) for m in re.finditer(" {2,}", text.s))
    text = _one_alphabet(text)
    text = text.without(m.span(1) for m in _DOUBLE_DOT.finditer(text.s))
    text = text.without(m.span() for m in _GLUED_HEADING.finditer(text.s))
    return text.strip()


def _glue_spaced_words(text: Text) -> Text:
    """«Р Е Ш И Л И» is one word; two blanks part the words of a letter-spaced line."""
    words = list(_SPACED_WORD.finditer(text.s))
    words += _SPACED_SHORT.finditer(text.s) if words else []  # «Д Н Я» beside «П О В Е С Т К А»
    doomed = [
        (match.start() + shift, match.start() + shift + 1)
        for match in words
        for shift, character in enumerate(match[0])
        if character == " "
    ]
    return text.without(doomed)


def _one_alphabet(text: Text) -> Text:
    """Latin look-alikes inside Cyrillic words become Cyrillic; Cyrillic «ІІІ» and «Х» of a number become Latin."""

    def to_cyrillic(match: re.Match[str]) -> str:
        word = match[0]
        latin = [c for c in word if c.isascii()]
        if not latin or len(latin) == len(word) or any(c not in _LOOKALIKE for c in latin):
            return word
        return "".join(_LOOKALIKE.get(c, c) for c in word)

    def to_roman(match: re.Match[str]) -> str:
        word = match[0]
        return word.translate(_TO_ROMAN) if set(word) & set("IVІ") else word

    s = _MIXED.sub(to_cyrillic, text.s)
    return text.with_characters(_ROMAN.sub(to_roman, s))


def low(s: str) -> str:
    """Lower case with «ё» read as «е», the form all cue patterns are written for. Keeps the length."""
    return s.lower().replace("ё", "е") if len(s.lower()) == len(s) else s.casefold()[: len(s)].ljust(len(s))
