"""What the page of live entry shows of one agenda item, and how two texts of it disagree. Nothing is saved here.

The page carries a token with a mark of each field as it was read. A save with another token than the present one is
refused; the marks tell which fields the other person has changed and which ones were changed here.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from events.differences import Piece, joined, words
from events.models import AgendaItem, Decision

ITEM_FIELDS = ("heard", "spoke", "state", "postponed_words")
DECISION_FIELDS = ("text", "kind", "executor", "due_on")
TEXTS = ("heard", "spoke", "postponed_words", "text")

Choice = Literal["theirs", "mine", "merged"]


@dataclass(frozen=True)
class DecisionEntry:
    """A decision as the page shows it; all values are texts of the boxes."""

    pk: int
    text: str
    kind: str
    executor: str
    due_on: str
    is_draft: bool


@dataclass(frozen=True)
class ItemEntry:
    heard: str
    spoke: str
    state: str
    postponed_words: str
    decisions: tuple[DecisionEntry, ...]
    revision: int = field(compare=False)

    def values(self) -> dict[str, str]:
        """Everything one can change here, by name: «heard», «12.text»."""
        found = {name: getattr(self, name) for name in ITEM_FIELDS}
        for one in self.decisions:
            found |= {f"{one.pk}.{name}": getattr(one, name) for name in DECISION_FIELDS}
        return found

    @property
    def token(self) -> str:
        marks = {name: mark(value) for name, value in self.values().items()}
        return json.dumps({"revision": self.revision, **marks}, separators=(",", ":"))


@dataclass(frozen=True)
class Disagreement:
    """One field saved by somebody else and typed here in another way."""

    name: str
    label: str
    theirs: str
    mine: str
    removed: list[Piece]
    added: list[Piece]
    merged: str
    chosen: Choice
    is_gone: bool = False


def entry_of(item: AgendaItem) -> ItemEntry:
    rows = (
        item.decisions.filter(parent=None)
        .select_related("responsible", "responsible_person")
        .order_by("position", "pk")
    )
    return ItemEntry(
        heard=item.heard,
        spoke=item.spoke,
        state=item.state,
        postponed_words=item.postponed_words,
        decisions=tuple(_decision(one) for one in rows),
        revision=item.revision,
    )


def _decision(decision: Decision) -> DecisionEntry:
    return DecisionEntry(
        pk=decision.pk,
        text=decision.text,
        kind=decision.kind,
        executor=decision.responsible_display,
        due_on=day_text(decision.due_on),
        is_draft=decision.state == Decision.State.DRAFT,
    )


def day_text(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def plain_text(text: str) -> str:
    """As browsers and the database agree on it: lines end with one character, no blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def mark(value: str) -> str:
    return hashlib.sha256(plain_text(value).encode()).hexdigest()[:12]


def disagreements(
    current: ItemEntry, typed: Mapping[str, str], labels: Mapping[str, str], token: str
) -> Iterator[Disagreement]:
    """Fields whose saved and typed values differ; `typed` and `labels` go by the names of `values`."""
    base, saved = _marks(token), current.values()
    for name, mine in typed.items():
        is_gone = name not in saved
        theirs = saved.get(name, "")
        if plain_text(mine) == plain_text(theirs) or (is_gone and not name.endswith(".text")):
            continue
        changed_here = base.get(name) != mark(mine)
        changed_there = is_gone or base.get(name) != mark(theirs)
        pieces = words(theirs, mine)
        yield Disagreement(
            name=name,
            label=labels[name],
            theirs=theirs,
            mine=mine,
            removed=[piece for piece in pieces if piece.kind != "added"],
            added=[piece for piece in pieces if piece.kind != "removed"],
            merged=joined(mine, theirs) if name.split(".")[-1] in TEXTS and not is_gone else "",
            chosen=_choice(name, changed_here, changed_there and not is_gone),
            is_gone=is_gone,
        )


def _choice(name: str, changed_here: bool, changed_there: bool) -> Choice:
    """What is offered first: the side that has changed; both texts together when both have."""
    if changed_here and changed_there:
        return "merged" if name.split(".")[-1] in TEXTS else "mine"
    return "mine" if changed_here else "theirs"


def _marks(token: str) -> dict[str, str]:
    try:
        read = json.loads(token)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def went_on(posted: Mapping[str, str], saves: list[dict[str, Any]]) -> dict[str, str]:
    """A page that never got the answer to its own save goes on from what that save left, not from what it read.

    Decisions that were new in the lost save are known now: without their keys they would be written twice.
    """
    data = dict(posted)
    if last := save_of_page(data, saves):
        data["token"] = last["token"]
        for row, key in last["keys"].items():
            box = f"decisions-{row}-pk"
            data[box] = data.get(box) or str(key or "")
    return data


def save_of_page(posted: Mapping[str, str], saves: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The last save that came from this very page at the state which the page still believes in."""
    page, token = posted.get("page"), mark(posted.get("token", ""))
    return next((one for one in saves if page and one["page"] == page and one["asked_at"] == token), None)


def resolved(posted: Mapping[str, str], current: ItemEntry) -> dict[str, str]:
    """The typed page with the choices of the conflict page worked in, ready to be saved over what was shown there."""
    data = {name: value for name, value in posted.items() if not name.startswith(("choice:", "merged:"))}
    saved, boxes = current.values(), _boxes(posted)
    for name, chosen in posted.items():
        if not name.startswith("choice:"):
            continue
        name = name.removeprefix("choice:")
        box = boxes.get(name, name)
        if name.endswith(".text") and name not in saved:
            _settle_gone(data, box.removesuffix("text"), is_kept=chosen != "theirs")
        elif chosen == "theirs":
            data[box] = saved.get(name, "")
            if name.endswith(".text"):
                data.pop(box.removesuffix("text") + "removed", None)
        elif chosen == "merged":
            data[box] = posted.get(f"merged:{name}", data.get(box, ""))
    data["token"] = posted.get("their_token", "")
    return data


def _boxes(posted: Mapping[str, str]) -> dict[str, str]:
    """Boxes of the page by the names of `values`: «12.text» stands in «decisions-0-text»."""
    rows = {value: name.removesuffix("pk") for name, value in posted.items() if name.endswith("-pk") and value}
    return {f"{pk}.{name}": row + name for pk, row in rows.items() for name in DECISION_FIELDS}


def _settle_gone(data: dict[str, str], row: str, *, is_kept: bool) -> None:
    """A decision the other person removed: written anew, or left out."""
    data[f"{row}pk"] = ""
    if not is_kept:
        data |= {row + name: "" for name in ("text", "executor", "due_on")}
