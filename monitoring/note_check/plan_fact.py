"""A plan, what came of it and the per cent between them: «план — 60, факт — 45, выполнение 75 %»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from monitoring.note_check.document import Note
from monitoring.note_check.finding import PERCENT_OF_COUNT, Finding, half_up, percent_text, written
from monitoring.note_check.shares import fits

_N = r"(?<![\d№,.])((?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?)(?![\d,]\d)"
_P = r"(\d+(?:,\d+)?)\s*(?:%|процент)"
_PLAN_FIRST = re.compile(
    rf"\bплан\w*\s*[–—:-]?\s*{_N}[^.;()%\d]{{0,40}}\bфакт\w*\s*[–—:-]?\s*{_N}[^.;()%\d]{{0,50}}{_P}", re.I
)
_FACT_FIRST = re.compile(
    rf"{_N}(?:\s*(?:млн|тыс\.?|млрд))?[^.;()%\d]{{0,40}}\bпри план\w*\s*[–—:-]?\s*{_N}[^.;()%\d]{{0,40}}[(,–—]"
    rf"\s*(?:или\s+)?{_P}", re.I,
)  # fmt: skip
_IN_BRACKETS = re.compile(
    rf"{_N}[^.;()%\d]{{0,60}}\(план\w*\s*[–—:-]?\s*{_N}[^.;()%\d]{{0,20}}(?:выполнен|исполнен)\w*[^.;()%\d]{{0,20}}{_P}",
    re.I,
)


def wrong_plan_percents(note: Note) -> Iterator[Finding]:
    for sentence in note.sentences:
        found = [(m, m[1], m[2], m[3]) for m in _PLAN_FIRST.finditer(sentence.text)]
        found += [(m, m[2], m[1], m[3]) for p in (_FACT_FIRST, _IN_BRACKETS) for m in p.finditer(sentence.text)]
        for _, plan_text, fact_text, percent_said in found:
            plan, fact = _value(plan_text), _value(fact_text)
            percent, places = _value(percent_said), len(percent_said.partition(",")[2])
            if not plan or fits(fact, plan, percent, places):
                continue
            right = half_up(fact * 100 / plan, places)
            yield Finding(
                PERCENT_OF_COUNT,
                (written(fact), percent_text(percent), written(plan)),
                (note.quote(sentence.start, sentence.end),),
                f"{written(fact)} при плане {written(plan)} — это {percent_text(right)}, а напечатано "
                f"{percent_text(percent)}.",
            )


def _value(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,]", "", text).replace(",", "."))
