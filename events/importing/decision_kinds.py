"""What kind of decision a point is, told by the words it begins with."""

from __future__ import annotations

import re

from events.importing.cleaning import low as lowered
from events.importing.outline import Point
from events.importing.text import Text

_KINDS = (
    ("control", r"контроль\b.{0,140}?(?:возлож|остав|закреп|осуществл)|контроль (?:за|над)"),
    ("information", r"(?:информаци\w+|доклад\w*|отчет\w*|сообщени\w+|сведени\w+).{0,200}?принять к сведению"
        r"|принять (?:\S+ ){0,12}к сведению|принять к сведению|считать (?:\S+ ){0,6}(?:выполнен|исполнен)"
        r"|отметить|снять с контроля"),
    ("election", r"(?:избрать|назначить председател|избрание)"),
    ("approval", r"(?:утвердить|одобрить|согласовать|принять за основу|включить в состав|признать|принять план"
        r"|принять решение)"),
    ("recommendation", r"(?:рекомендовать|просить|предложить)"),
)  # fmt: skip


def kind_of(text: Text, header: Point | None) -> str:
    low = lowered(text.s)
    if header is not None and "рекоменд" in header.line.low:
        return "recommendation"
    return next((kind for kind, pattern in _KINDS if re.match(pattern, low)), "assignment")
