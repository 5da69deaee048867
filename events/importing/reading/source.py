from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Block:
    """One paragraph, physical line or table cell: source_text[start:end]."""

    start: int
    end: int
    kind: str = "line"  # line | para | cell | header | footer
    table: int = -1
    row: int = -1
    column: int = -1
    gap: int = 0  # empty lines above
    bold: bool = False
    heading: bool = False


@dataclass(slots=True)
class Source:
    text: str
    blocks: list[Block] = field(default_factory=list)
    format: str = "txt"
    encoding: str | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)  # (code, Russian text): warnings of reading


class Builder:
    """Collects pieces of text one under another and remembers where each of them begins."""

    def __init__(self, format_: str) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.gap = 0
        self.source = Source("", format=format_)

    def add(self, text: str, separator: str = "\n", **marks: Any) -> None:
        text = text.replace("\x00", "")
        if text.strip():
            self.source.blocks.append(Block(self.length, self.length + len(text), gap=self.gap, **marks))
            self.gap = 0
        else:
            self.gap += 1
        self.parts += [text, separator]
        self.length += len(text) + len(separator)

    def done(self) -> Source:
        self.source.text = "".join(self.parts)
        return self.source
