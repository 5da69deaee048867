"""Plain text and Markdown in any of the encodings Russian offices still use."""

from __future__ import annotations

import html
import re

from events.importing.errors import UnreadableProtocol
from events.importing.reading.source import Builder, Source
from events.importing.reading.tabs import add_tabbed_row, is_tabbed

_EIGHT_BIT = ("cp1251", "koi8-r", "cp866", "mac-cyrillic")
# Share of each letter in Russian prose, percent; a wrong table turns frequent letters into rare ones.
_FREQUENCY = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (11, 8.5, 8, 7.4, 6.7, 6.3, 5.5, 4.7, 4.5, 4.4, 3.5, 3.2, 3, 2.8, 2.6, 2, 1.9, 1.7, 1.7, 1.6, 1.6, 1.4, 1.2,
         1, 0.9, 0.7, 0.6, 0.5, 0.4, 0.3, 0.3, 0.04, 0.04),
        strict=True,
    )
)  # fmt: skip
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|?[\s:|+=-]{3,}\|?\s*$")


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    nulls = data[:4000].count(0)
    if nulls > len(data[:4000]) // 20:
        return _decode_wide(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.start > 0:
            return data[: error.start].decode("utf-8"), "utf-8"  # cut off in the middle of a letter
        if _mostly_utf8(data):
            return data.decode("utf-8", errors="replace"), "utf-8"
    return max(((data.decode(e, errors="replace"), e) for e in _EIGHT_BIT), key=lambda pair: russian_score(pair[0]))


def _decode_wide(data: bytes) -> tuple[str, str]:
    pairs = [(data.decode(e, errors="replace"), e) for e in ("utf-16-le", "utf-16-be")]
    text, encoding = max(pairs, key=lambda pair: russian_score(pair[0]))
    if russian_score(text) < 1:
        raise UnreadableProtocol(
            "Это не текст: файл содержит двоичные данные. Загрузите протокол в Word, PDF или тексте."
        )
    return text, encoding


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    return text.count("\ufffd") * 20 < sum("а" <= c.lower() <= "я" for c in text)


def russian_score(text: str) -> float:
    """Mean frequency of letters; capitals inside words and foreign signs count against the text."""
    sample = text[:20_000]
    total = sum(_FREQUENCY.get(c, 0.0) for c in sample)
    total += sum(_FREQUENCY.get(c.lower(), 0.0) * 0.6 for c in sample if c.isupper())
    total -= 4.0 * len(re.findall(r"[а-яё][А-ЯЁ]", sample))
    total -= 8.0 * sum(c > "\u007f" and not ("Ѐ" <= c <= "ӿ" or c in "«»–—№“”„…\u00a0\u00ad°§•") for c in sample)
    return total / max(1, sum(not c.isspace() for c in sample))


def read_plain(data: bytes, *, markdown: bool) -> Source:
    text, encoding = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").removeprefix("\ufeff")
    text = html.unescape(text) if markdown else text
    builder = Builder("md" if markdown else "txt")
    tables, row, inside = -1, 0, False
    lines = text.split("\n")
    for index, line in enumerate(lines):
        cells = _cells(line)
        if is_tabbed(lines, index):
            if not (index and is_tabbed(lines, index - 1)):
                tables, row = tables + 1, -1
            row += 1
            add_tabbed_row(builder, line, tables, row)
            continue
        if cells is None or (not inside and not _ROW.match(line)):
            inside = False
            builder.add(line, kind="line", bold=_is_bold(line), heading=markdown and line.startswith("#"))
            continue
        if not inside:
            tables, row, inside = tables + 1, -1, True
        row += 1
        _add_row(builder, line, tables, row)
    source = builder.done()
    source.encoding = encoding
    return source


def _is_bold(line: str) -> bool:
    return bool(re.match(r"^\s*(\*\*|__).*(\*\*|__):?\s*$", line))


def _cells(line: str) -> list[str] | None:
    return line.split("|") if _ROW.match(line) or (_RULE.match(line) and "|" in line) else None


def _add_row(builder: Builder, line: str, table: int, row: int) -> None:
    if _RULE.match(line):
        builder.add(line, kind="rule")
        return
    column = -1
    parts = line.split("|")
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        separator = "\n" if last else "|"
        if part.strip() or 0 < index < len(parts) - 1:
            column += 1
        builder.add(part, separator, kind="cell", table=table, row=row, column=column)
    builder.gap = 0
