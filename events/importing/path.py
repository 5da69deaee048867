"""The best path of labels through the segments (Viterbi): local weights plus the price of each step."""

from __future__ import annotations

import re

from events.importing.features import Features
from events.importing.labels import LABELS, emissions
from events.importing.lines import Line
from events.importing.style import Style

_FREE = 0.0
_HARD = -5.0
_HEAD_PARTS = ("title", "dateline", "chair", "secretary", "present", "absent", "agenda_head")
# Steps that cost nothing or are even expected; every other step costs DEFAULT.
_DEFAULT = -2.5
_TABLE = """
title: title 1, dateline 1, chair 0.5, present 0.5, agenda_head 0, secretary 0
dateline: dateline 1, title 0.5, chair 1, present 1, secretary 0, agenda_head 0.5, absent 0
chair: secretary 1, present 1, dateline 0, agenda_head 0.5, absent 0, chair -1
secretary: present 1, agenda_head 0.5, dateline 0, chair 0, absent 0, signature -1
present: present 1.5, absent 0.5, agenda_head 1, chair 0, secretary 0, item -1, heard -1.5, dateline -1.5
absent: absent 1, agenda_head 1, present 0, item -1, heard -1.5, chair -0.5, secretary -0.5
agenda_head: agenda 2.5, item -0.5, heard -2
agenda: agenda 1.5, item 0, heard 0.3, decided 0, spoke 0, noted 0, present -2, decision -3, vote -1
item: item -1, heard 1, decided 0.8, spoke 0.5, noted 0.5, decision -1.5, vote -1, agenda -3
heard: heard 1.5, spoke 1, noted 1, decided 1, item 0, decision -4, vote 0, more -3, appendix -0.5
    signature -1.5
spoke: heard 0.5, spoke 1, noted 0.5, decided 1, item 0, vote 0, decision -4, signature -1.5
noted: heard 1, noted 0.5, spoke 0.3, decided 1, decision -3, item -0.5, vote 0
decided: decision 3, vote -0.5, responsible -1, deadline -1, more -4, item -2
decision: decision 1.5, more 0.8, deadline 1, responsible 1, vote 0.8, item 0, heard -1, control 0.5
    signature -0.5, appendix -0.3, decided -0.5, spoke -0.5
more: more 0.8, decision 1, deadline 1, responsible 1, vote 0.5, item 0, signature -0.5, heard -1, control 0.3
    appendix -0.3, decided -1
deadline: decision 1.2, responsible 1, control 0.5, vote 0.5, item 0, deadline -1, more -0.5, signature -0.5
    heard -1, appendix -0.3, decided -1
responsible: decision 1.2, deadline 1, control 0.5, vote 0.5, item 0, responsible -0.5, more -0.5
    signature -0.5, heard -1, appendix -0.3
control: decision 1, item 0, vote 0.3, signature 0, responsible 0, deadline 0, heard -1
vote: item 0.5, decided 0.5, vote 0.8, decision 0.5, heard 0, spoke -0.5, signature 0, appendix 0
appendix: appendix 1, signature 0.5, heard -1.5, residue 0
signature: signature 2, appendix 0, residue -1, chair -4, present -4, item -4, heard -4
"""


def _read_table() -> dict[str, dict[str, float]]:
    """Rows «from: to price, to price»; residue goes anywhere for little."""
    steps: dict[str, dict[str, float]] = {"residue": dict.fromkeys(LABELS, -0.5)}
    for name, prices in re.findall(r"^(\w+):([^:]*?)(?=^\w+:|\Z)", _TABLE, re.M):
        steps[name] = {label: float(price) for label, price in re.findall(r"(\w+) (-?[\d.]+)", prices)}
    return steps


_STEPS = _read_table()


def best_path(lines: list[Line], features: list[Features], forced: dict[int, str]) -> list[str]:
    """One label per segment; ``forced`` fixes those a table has already explained."""
    if not lines:
        return []
    style = Style(lines, features)
    steps = _steps(style)
    scores: list[dict[str, float]] = []
    back: list[dict[str, str]] = []
    for index, (line, observed) in enumerate(zip(lines, features, strict=True)):
        local = emissions(line, observed, style, index)
        if index in forced:
            local = {label: (50.0 if label == forced[index] else -50.0) for label in LABELS}
        if index == 0:
            scores.append({label: local[label] - (0 if label in _HEAD_PARTS else 2) for label in LABELS})
            back.append({})
            continue
        here, origin = _advance(scores[-1], local, steps)
        scores.append(here)
        back.append(origin)
    return _trace(scores, back)


def _advance(
    before: dict[str, float], local: dict[str, float], steps: dict[str, dict[str, float]]
) -> tuple[dict, dict]:
    here, origin = {}, {}
    for label in LABELS:
        best, source = max((before[other] + steps[other].get(label, _DEFAULT), other) for other in LABELS)
        here[label] = best + local[label]
        origin[label] = source
    return here, origin


def _trace(scores: list[dict[str, float]], back: list[dict[str, str]]) -> list[str]:
    label = max(LABELS, key=lambda name: scores[-1][name])
    path = [label]
    for origin in reversed(back[1:]):
        label = origin[label]
        path.append(label)
    return path[::-1]


def _steps(style: Style) -> dict[str, dict[str, float]]:
    """Without decision headings a decision may follow an item or what was heard."""
    steps = {label: dict(row) for label, row in _STEPS.items()}
    for label in LABELS:
        if label not in {"agenda_head", "agenda"}:
            steps[label]["agenda"] = _HARD
        if label not in {"decided", "decision", "more", "deadline", "responsible", "control", "vote", "item", "noted"}:
            steps[label].setdefault("decision", _HARD)
        if label not in {"decided", "decision", "more", "deadline", "responsible", "control", "vote", "residue"}:
            steps[label].update({"more": 2 * _HARD, "deadline": _HARD, "responsible": _HARD})
    if not style.government:
        for label in ("heard", "spoke"):
            steps[label]["decision"] = 2 * _HARD
        return steps
    steps["item"]["decision"] = 0.8
    steps["agenda"]["decision"] = -0.5
    steps["heard"]["decision"] = -0.5
    steps["spoke"]["decision"] = -0.5
    steps["noted"]["decision"] = 0.5
    return steps
