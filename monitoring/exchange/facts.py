"""What a file says, before anybody believes it: claims, lines with their places, and faults in plain words."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from monitoring.control_rules import Cell

FLAG, COUNT, STAFF, MONEY = "flag", "count", "staff", "money"
MOST = 10_000_000
MOST_MONEY = 100_000_000_000


@dataclass(frozen=True)
class Formula:
    """A cell that computes its value."""

    text: str

    def __str__(self) -> str:
        return f"={self.text}" if self.text else "формула"


@dataclass(frozen=True)
class Broken:
    """A cell with a sign of error instead of a value: #ССЫЛКА!, #Н/Д."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Joined:
    """A cell joined with its neighbours: nobody can tell which question it answers."""

    def __str__(self) -> str:
        return "объединённая ячейка"


Raw = None | str | bool | Decimal | date | Formula | Broken | Joined


@dataclass(frozen=True)
class Fault:
    """What is wrong and what to do about it."""

    words: str
    advice: str


@dataclass(frozen=True)
class Placed:
    """A fault with its place: of a whole file, or of one line that carries `code`."""

    place: str
    fault: Fault
    code: str = ""
    typed: str = ""


class UnreadableFile(Exception):
    """The file as a whole is refused."""

    def __init__(self, words: str, advice: str) -> None:
        super().__init__(words)
        self.fault = Fault(words, advice)


@dataclass(frozen=True)
class Question:
    """A question of the form; questions come in the order of the form."""

    code: str
    kind: str
    name: str
    hint: str
    section: int
    section_name: str


@dataclass(frozen=True)
class Passport:
    """Which form a file is: empty fields are claims that this kind of file does not make."""

    framework: str = ""
    edition: str = ""
    digest: str = ""
    year: str = ""
    oktmo: str = ""
    structure: str = ""


@dataclass(frozen=True)
class Line:
    """One answer as it stands in a file; `question` is the text beside it, when the file repeats it."""

    place: str
    code: str
    raw: Raw
    question: str | None = None


@dataclass
class Filled:
    """One form of one municipality, with what is wrong with it as a whole."""

    place: str
    claims: Passport
    lines: list[Line] = field(default_factory=list)
    faults: list[Placed] = field(default_factory=list)


@dataclass(frozen=True)
class Checked:
    """A line after the check: an answer (None for a blank) or a fault; `note` tells how an odd spelling was read."""

    place: str
    code: str
    typed: str
    cell: Cell | None = None
    fault: Fault | None = None
    note: str = ""
