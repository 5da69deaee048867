"""Two versions of a protocol as paragraphs, so that one sees what a correction has changed."""

from collections.abc import Iterator
from typing import Any

from events.differences import Change, paragraphs

META = (("organisation", ""), ("number", "№ "), ("day", ""), ("place", ""), ("subject", ""))


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Paragraphs of two documents of `ui.blocks`, in the order of the new one."""
    return paragraphs(list(lines(old)), list(lines(new)))


def lines(document: dict[str, Any]) -> Iterator[str]:
    """Every text a reader of the document meets, one paragraph a line. Marks of a draft are no text of it."""
    meta = document.get("meta", {})
    for name, sign in META:
        if meta.get(name):
            yield f"{sign}{meta[name]}"
    for block in document["blocks"]:
        yield from _of_block(block)


def _of_block(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "heading":
            yield block["text"]
        case "paragraph":
            yield " ".join(part for part in (block.get("lead"), block["text"]) if part)
        case "facts":
            yield from (f"{label}: {value}" for label, value in block["rows"])
        case "bullets" | "numbered":
            yield from block["items"]
        case "table":
            yield from (" | ".join(cell["text"] for cell in row) for row in block["rows"])
        case "signature":
            yield f"{block['post']}: {block['name']}"
