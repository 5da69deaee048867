"""What the columns of a table hold, told by the words of its head row."""

from __future__ import annotations

import re

from events.importing.lines import Line

_COLUMNS = (
    ("question", r"^№ решени"),
    ("number", r"^(?:№|n)?\s*(?:№|п/?п|п\.\s?п\.|№№)?\s*\.?$|^№|^#$|^номер$|^п/п|^пункт"),
    ("co", r"соисполн"),
    ("begin", r"(?:срок|дата) начала|^начало"),
    ("control", r"контрол|проверя"),
    ("deadline", r"до какого|к какому|до когда|срок|дата (?:исполн|оконч)|^(?:окончание|завершение|конец)$|когда"
        r"|дедлайн"),
    ("responsible", r"ответств|исполнител|кому поручено|кто\b"),
    ("vote", r"голосован|итог\w* голос|результат\w* голос"),
    ("for", r"^[«\"]?за[»\"]?$"),
    ("against", r"^[«\"]?против[»\"]?$"),
    ("abstained", r"^[«\"]?воздерж\w*[»\"]?$"),
    ("question", r"(?:вопрос|тем)\w*\W+(?:и )?(?:со)?докладчик"),
    ("speaker", r"докладчик|выступающ|кто докладывает"),
    ("presence", r"^присутстви|^явка|^участие$|отметка о (?:присутств|явк)"),
    ("person", r"ф\.?\s?и\.?\s?о|фамилия|участник|присутств|^член|^депутат|^эксперт|голосующ|голосовавш"),
    ("post", r"должность|организаци|место работы|статус"),
    ("question", r"вопрос|тема|повестк|слушали"),
    ("decision", r"решени|поручени|содержание|мероприяти|задач|что сделать|принято|постановил|действи|формулировк"
        r"|что (?:дела|нужно|надо|реши|будет)|^что$|^шаги?$"
        r"|наименование"),
)  # fmt: skip


def kinds_of(head: dict[int, Line]) -> dict[int, str]:
    kinds: dict[int, str] = {}
    for column, cell in head.items():
        low = cell.text.s.lower().replace("ё", "е").strip(" .:")
        kind = next((name for name, pattern in _COLUMNS if re.search(pattern, low)), "")
        kind = "both" if kind == "deadline" and re.search("ответств|исполнител", low) else kind
        if kind and kind not in kinds.values() and len(low) < 60:
            kinds[column] = kind
    return kinds


def main_column(kinds: dict[int, str]) -> tuple[int, str] | None:
    """The column that holds decisions, agenda items or people; None when the first row is no head."""
    by_kind = {kind: column for column, kind in kinds.items()}
    useful = {"both", "deadline", "responsible", "vote", "control"} & set(by_kind)
    if "decision" in by_kind and (useful or "number" in by_kind or "question" in by_kind):
        return by_kind["decision"], "decision"
    if "question" in by_kind and {"deadline", "responsible"} <= set(by_kind):
        return by_kind["question"], "decision"
    if "question" in by_kind and ("speaker" in by_kind or "number" in by_kind) and "for" not in by_kind:
        return by_kind["question"], "agenda"
    if "for" in by_kind and "against" in by_kind:
        return next((by_kind[k] for k in ("question", "decision", "number") if k in by_kind), 0), "vote"
    if "person" in by_kind and len(kinds) > 1:
        return by_kind["person"], "present"
    return None
