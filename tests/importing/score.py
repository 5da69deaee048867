"""Scores the importer against records: precision, recall, F1 per field, false certainty, kept text.

Run as a script: ``python -m tests.importing.score [folder ...]``."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from events.importing import parse
from tests.importing.building import file_of

PROTOCOLS = Path(__file__).parent / "protocols"
FOLDERS = [
    "development",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "holdout",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twentyfirst",
    "twentysecond",
    "twentythird",
    "twentyfourth",
    "twentyfifth",
    "twentysixth",
    "twentyseventh",
    "twentyeighth",
    "twentyninth",
    "thirtieth",
    "thirtyfirst",
    "thirtysecond",
    "thirtythird",
    "thirtyfourth",
    "thirtyfifth",
]
GATES = {
    "decisions": 0.95, "responsible": 0.90, "deadline": 0.95, "kind": 0.93, "attendees": 0.98, "agenda": 0.93,
    "votes": 0.90, "date": 1.0,
}  # fmt: skip


@dataclass
class Tally:
    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: Iterable, wanted: Iterable) -> None:
        left, right = Counter(found), Counter(wanted)
        self.right += sum((left & right).values())
        self.found += sum(left.values())
        self.wanted += sum(right.values())

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Score:
    fields: dict[str, Tally] = field(default_factory=dict)
    sure: int = 0
    falsely_sure: int = 0
    kept: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def tally(self, name: str) -> Tally:
        return self.fields.setdefault(name, Tally())

    def f1(self, name: str) -> float:
        return self.fields[name].f1

    @property
    def false_certainty(self) -> float:
        return self.falsely_sure / self.sure if self.sure else 0.0


def score_folder(folder: Path, score: Score | None = None) -> Score:
    score = score or Score()
    for record in sorted(folder.glob("*.json")):
        source = next(path for path in sorted(folder.glob(f"{record.stem}.*")) if path.suffix != ".json")
        data, name = file_of(source)
        draft = parse(data, name)
        compare(draft.as_json(), json.loads(record.read_text(encoding="utf-8")), score, record.stem)
        score.kept.append(kept_share(draft.source_text, draft.as_json()))
    return score


def compare(found: dict, wanted: dict, score: Score, name: str) -> None:
    for key in ("date", "protocol_number", "chair", "secretary", "time", "place"):
        if key in wanted:
            _scalar(score, name, key, found[key], wanted[key])
    for key in ("attendees", "absent"):
        score.tally(key).add(map(plain, found[key]), map(plain, wanted[key]))
        _miss(score, name, key, found[key], wanted[key])
    agenda_found = [(i["number"], plain(i["title"])) for i in found["agenda"]]
    agenda_wanted = [(i["number"], plain(i["title"])) for i in wanted["agenda"]]
    score.tally("agenda").add(agenda_found, agenda_wanted)
    _miss(score, name, "agenda", agenda_found, agenda_wanted)
    speakers = [[(i["number"], s) for i in side["agenda"] for s in i["speakers"]] for side in (found, wanted)]
    score.tally("speakers").add(*speakers)
    _miss(score, name, "speakers", *speakers)
    votes = [[_vote(v) for v in side["votes"]] for side in (found, wanted)]
    score.tally("votes").add(*votes)
    _miss(score, name, "votes", *votes)
    _decisions(found["decisions"], wanted["decisions"], score, name)


def _vote(vote: dict) -> tuple:
    return tuple(vote[key] for key in ("agenda_number", "decision_number", "for", "against", "abstained", "unanimous"))


def _scalar(score: Score, name: str, key: str, found: object, wanted: object) -> None:
    score.tally(key).add([found] if found else [], [wanted] if wanted else [])
    if found != wanted:
        score.misses.append(f"{name}: {key}: {found!r}, надо {wanted!r}")


def _miss(score: Score, name: str, key: str, found: list, wanted: list) -> None:
    left, right = Counter(found), Counter(wanted)
    if left != right:
        score.misses.append(
            f"{name}: {key}: лишнее {list((left - right).elements())}, нет {list((right - left).elements())}"
        )


def _decisions(found: list[dict], wanted: list[dict], score: Score, name: str) -> None:
    free = list(found)
    pairs = []
    for want in wanted:
        best = max(free, key=lambda item: _alike(item, want), default=None)
        if best is not None and _alike(best, want) >= 80:
            free.remove(best)
            pairs.append((best, want))
        else:
            score.misses.append(f"{name}: нет решения {want['number']} {want['text'][:60]!r}")
    score.misses += [f"{name}: лишнее решение {item['number']} {item['text'][:80]!r}" for item in free]
    tally = score.tally("decisions")
    tally.right, tally.found, tally.wanted = (
        tally.right + len(pairs),
        tally.found + len(found),
        tally.wanted + len(wanted),
    )
    for got, want in pairs:
        _fields(got, want, score, name)


def _alike(item: dict, want: dict) -> float:
    text, prefix = plain(item["text"]), plain(want["text"])
    same_number = (item["number"] or "") == (want["number"] or "")
    same_item = item["agenda_number"] == want["agenda_number"]
    likeness = fuzz.ratio(text[: len(prefix)], prefix)
    return likeness + 2 * same_number + same_item


def _fields(got: dict, want: dict, score: Score, name: str) -> None:
    where = f"{name}: {want['agenda_number']}/{want['number']}"
    score.tally("responsible").add(map(plain, got["responsible"]), map(plain, want["responsible"]))
    score.tally("deadline").add(
        [got["deadline"]] if got["deadline"] else [], [want["deadline"]] if want["deadline"] else []
    )
    score.tally("kind").add([got["deadline_kind"]], [want["deadline_kind"]])
    score.tally("placing").add([(got["agenda_number"], got["number"])], [(want["agenda_number"], want["number"])])
    score.tally("controller").add(
        [got["controller"]] if got["controller"] else [], [want["controller"]] if want["controller"] else []
    )
    wrong = set()
    if sorted(map(plain, got["responsible"])) != sorted(map(plain, want["responsible"])):
        wrong.add("responsible")
    if (got["deadline"], got["deadline_kind"]) != (want["deadline"], want["deadline_kind"]):
        wrong.add("deadline")
    for key in ("number", "agenda_number", "controller"):
        if got[key] != want[key]:
            score.misses.append(f"{where}: {key}: {got[key]!r}, надо {want[key]!r}")
    for key in ("responsible", "deadline"):
        certain = got["confidence"][key] == "sure"
        score.sure += certain
        score.falsely_sure += certain and key in wrong
        if key in wrong:
            shown = (got[key], got["deadline_kind"]) if key == "deadline" else got[key]
            expected = (want[key], want["deadline_kind"]) if key == "deadline" else want[key]
            score.misses.append(f"{where}: {key}: {shown}, надо {expected} {'(уверенно!)' if certain else ''}")


def plain(words: str) -> str:
    return re.sub(r"[^а-яa-z0-9ғқңөұүһіә]+", " ", words.lower().replace("ё", "е")).strip()


def kept_share(source: str, record: dict) -> float:
    """Share of the source's words that stand somewhere in the record, word for word."""
    strings: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            strings.append(value)
        elif isinstance(value, dict):
            for item in value.values():
                collect(item)
        elif isinstance(value, list):
            for item in value:
                collect(item)

    collect(record)
    known = set(re.findall(r"\w+", " ".join(strings)))
    words = re.findall(r"\w+", source)
    return sum(word in known for word in words) / len(words) if words else 1.0


def report(score: Score) -> str:
    lines = [f"{'поле':<16}{'точность':>10}{'полнота':>10}{'F1':>8}{'порог':>8}"]
    for name, tally in score.fields.items():
        gate = f"{GATES[name]:.2f}" if name in GATES else ""
        lines.append(f"{name:<16}{tally.precision:>10.3f}{tally.recall:>10.3f}{tally.f1:>8.3f}{gate:>8}")
    lines.append(f"ложная уверенность {score.false_certainty:.3f} ({score.falsely_sure} из {score.sure})")
    lines.append(f"сохранено текста {min(score.kept):.4f}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    for folder in arguments or FOLDERS:
        score = score_folder(PROTOCOLS / folder)
        print(f"== {folder}\n{report(score)}\n")
        if "--quiet" not in sys.argv:
            print("\n".join(score.misses), "\n")


if __name__ == "__main__":
    main([argument for argument in sys.argv[1:] if not argument.startswith("-")])
