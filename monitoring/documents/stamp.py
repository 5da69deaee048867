"""What a document says about its origin: the revision it was made from, or that nothing is published yet."""

from dataclasses import dataclass
from typing import Any

SHORT = 12
BRIEFING, SHEET, SUMMARY = "briefing", "municipal-sheet", "summary-tables"


@dataclass(frozen=True)
class Stamp:
    """Goes to the footer, the properties of the file and the dates in it."""

    number: int = 0
    digest: str = ""
    made_at: str = ""  # ISO; the only moment a file of a snapshot may know
    day: str = ""  # the same in words

    @property
    def line(self) -> str:
        if not self.number:
            return "Предварительные данные, не опубликованы"
        return f"Редакция {self.number} от {self.day}, снимок {self.digest[:SHORT]}"

    def meta(self, footer: str, kind: str, place: str = "") -> dict[str, Any]:
        """`origin` leads back from a document to its row; only documents of a snapshot have one."""
        own = {"footer": f"{footer}. {self.line}"}
        if not self.number:
            return own
        origin = f"{self.digest}:{kind}:{place}"
        return own | {"made_at": self.made_at, "keywords": f"снимок {self.digest}", "origin": origin}
