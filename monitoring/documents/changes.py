"""What one revision changes in another: values with who and why, results of municipalities and of the region, texts."""

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from events.differences import Piece, paragraphs, words
from monitoring import printing
from monitoring.documents import prose
from monitoring.documents.gathering import Content
from monitoring.documents.marks import Marks, UnknownMark
from monitoring.documents.record import Record
from monitoring.framework.vocabulary import ElementKind, State

Change = dict[str, Any]


def changes_between(old: Content, new: Content) -> dict[str, list[Change]]:
    """Lists of rows ready for print; a list without changes is left out."""
    before, after = Record(old), Record(new)
    found = {
        "values": list(_values(before, after)),
        "municipal": list(_municipal(before, after)),
        "region": list(_region(before, after)),
        "texts": [*_paragraphs(before, after), *_texts(old, new)],
    }
    return {name: rows for name, rows in found.items() if rows}


def _values(before: Record, after: Record) -> Iterator[Change]:
    former = {row["key"]: _told(row) for row in before.content["places"]}
    for place in after.content["places"]:
        old, new = former.get(place["key"], {}), _told(place)
        form = place["form"] or {}
        for code, element in after.elements.items():
            if old.get(code, [None])[:2] == new.get(code, [None])[:2]:
                continue
            yield {
                "key": place["key"],
                "place": place["name"],
                "code": code,
                "name": element.name,
                "old": _value(old.get(code), element.kind),
                "new": _value(new.get(code), element.kind),
                "reason": (new.get(code) or ["", "", ""])[2],
                "who": ", ".join(filter(None, [form.get("filled_by"), form.get("accepted_by")])),
            }


def _told(place: Content) -> dict[str, list[Any]]:
    return place["form"]["values"] if place["form"] else {}


def _value(told: list[Any] | None, kind: str) -> str:
    if told is None:
        return State.NOT_SUBMITTED.label
    if told[1] is None:
        return State[told[0].upper()].label
    if kind == ElementKind.FLAG:
        return "да" if Decimal(told[1]) else "нет"
    return printing.amount(Decimal(told[1]))


def _municipal(before: Record, after: Record) -> Iterator[Change]:
    for place in after.places:
        old = before.municipal.get(place.key, {})
        for code, row in after.municipal[place.key].items():
            former = old.get(code)
            if former is None or (former.state, former.numerator, former.denominator) != (
                row.state, row.numerator, row.denominator,
            ):  # fmt: skip
                yield _pair(code, row.indicator.name, former, row) | {"place": place.name}


def _region(before: Record, after: Record) -> Iterator[Change]:
    for code, row in after.region.items():
        former = before.region.get(code)
        if former is None or (former.state, former.numerator, former.denominator, former.reported) != (
            row.state, row.numerator, row.denominator, row.reported,
        ):  # fmt: skip
            yield _pair(code, row.indicator.name, former, row)


def _pair(code: str, name: str, old: Any, new: Any) -> Change:
    return {"code": code, "name": name, "old": _printed(old), "new": _printed(new)}


def _printed(row: Any) -> str:
    if row is None:
        return "не было"
    return row.pair if row.printed == row.pair else f"{row.pair} ({row.printed})"


def _paragraphs(before: Record, after: Record) -> Iterator[Change]:
    """Paragraphs that a person rewrote or gave back, word by word; figures are today's on both sides."""
    old, new, marks = before.content["texts"], after.content["texts"], Marks(after)
    former, current = prose.texts(before), prose.paragraphs(after)
    for key, paragraph in current.items():
        if old.get(key) != new.get(key):
            sides = [_filled(text, marks) for text in (former.get(key, ""), new.get(key) or paragraph.text)]
            yield {"name": paragraph.title, "lines": [_plain(words(*sides))]}


def _filled(text: str, marks: Marks) -> str:
    try:
        return marks.fill(text)
    except UnknownMark:
        return text


def _texts(old: Content, new: Content) -> Iterator[Change]:
    """Advice and measures with the words that changed, and what has no words of its own."""
    for part, name in (("recommendations", "Рекомендации"), ("measures", "Принятые меры")):
        if old[part] != new[part]:
            sides = [[row["text"] for row in content[part]] for content in (old, new)]
            changed = [_plain(row.pieces) for row in paragraphs(*sides) if row.kind != "same"]
            counted = {"old": f"было: {len(old[part])}", "new": f"стало: {len(new[part])}"}
            yield {"name": name, "lines": changed} | counted
    if old["campaign"] != new["campaign"]:
        yield {"name": "Сведения о кампании", "old": "прежние", "new": "новые"}
    if old["before"] != new["before"]:
        yield {"name": "Прошлый год в сравнении", "old": "прежний", "new": "новый"}


def _plain(pieces: list[Piece]) -> list[dict[str, str]]:
    return [asdict(piece) for piece in pieces]
