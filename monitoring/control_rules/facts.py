"""What the control rules are told, and what they answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from monitoring.control_rules.limits import Limits

REPORTED, NOT_APPLICABLE = "reported", "not_applicable"
FLAG, COUNT, STAFF = "flag", "count", "staff"


@dataclass(frozen=True)
class Cell:
    """A value of one element: an amount (people, posts, roubles, 0 or 1 for a flag) only when it is reported."""

    amount: Decimal | None = None
    state: str = REPORTED

    def __post_init__(self) -> None:
        if (self.state == REPORTED) != (self.amount is not None):
            raise ValueError("число бывает только у сообщённого значения")


@dataclass(frozen=True)
class Element:
    """A question of the form. `section` is the number of its criterion: fields of one section stand side by side."""

    code: str
    kind: str
    name: str
    section: int


@dataclass(frozen=True)
class Total:
    """Parts that together make the whole, all of them element codes."""

    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True)
class Relations:
    """What must hold between cells and head counts; codes of elements on the left, of populations on the right.

    `subsets`: (part, whole). `bounds`: (elements whose sum, cannot exceed the sum of populations).
    `restated`: an element that asks for a head count which also comes from an independent source.
    """

    subsets: tuple[tuple[str, str], ...] = ()
    totals: tuple[Total, ...] = ()
    bounds: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    restated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Peer:
    """Another municipality of the same campaign: pupils and reported amounts, this year and last year."""

    size: int
    amounts: Mapping[str, Decimal]
    last_size: int = 0
    last_amounts: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """One form with all that is known around it. Sizes are pupils; a size of 0 means that it is not known."""

    elements: Mapping[str, Element]
    relations: Relations
    cells: Mapping[str, Cell]
    size: int = 0
    heads: Mapping[str, int] = field(default_factory=dict)
    head_names: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, Cell] = field(default_factory=dict)
    last_size: int = 0
    peers: tuple[Peer, ...] = ()
    limits: Limits = field(default_factory=Limits)

    def amount(self, code: str) -> Decimal | None:
        cell = self.cells.get(code)
        return None if cell is None else cell.amount

    def last_amount(self, code: str) -> Decimal | None:
        cell = self.last.get(code)
        return None if cell is None else cell.amount

    def numbers(self) -> dict[str, Decimal]:
        """Reported counts, posts and sums of money, in the order of the form."""
        amounts = {code: self.amount(code) for code, row in self.elements.items() if row.kind != FLAG}
        return {code: amount for code, amount in amounts.items() if amount is not None}

    def name(self, code: str) -> str:
        return f"«{self.elements[code].name}»"

    def heads_of(self, codes: tuple[str, ...]) -> int | None:
        """The sum of head counts, or None while any of them is not known."""
        known = [self.heads[code] for code in codes if code in self.heads]
        return sum(known) if len(known) == len(codes) else None


@dataclass(frozen=True)
class Doubt:
    """A warning: which rule, about which cells, what is seen and what to do.

    `strength` is how far the cell is from what was expected, in standard deviations; a broken relation is `CERTAIN`.
    `asks`: whether an explanation is wanted before the form is handed in.
    """

    rule: str
    elements: tuple[str, ...]
    words: str
    advice: str
    strength: float
    asks: bool = True


CERTAIN = 100.0
