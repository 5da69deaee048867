"""Which vacancies fit a graduate, and why. Pure arithmetic: no database, no diagnosis, nobody's name.

In: one `Wish` (what the graduate looks for) and many `Offer`s (what vacancies promise).
Out: `Match`es, best first; each says itself in words by `explain`.

Rule (plan of the portal, "Work for people"; the list of conditions is `cluster.Accommodation`):
- the score is the share of required conditions answered "есть" or "можем организовать", an exact fraction 0..1;
  a graduate without required conditions has score 1 everywhere;
- a required "нет" lowers the match and never hides it; silence of the employer becomes a question to ask;
- desired conditions only break ties, after profession, place and hours;
- work of another profession comes after all other work; it is hidden, like work in another region, from a graduate
  who is not open to it. A vacancy that names no profession takes anybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction

YES, CAN_ARRANGE, NO = "yes", "can_arrange", "no"
OFFERED = {YES: "есть", CAN_ARRANGE: "могут организовать"}


class Fit(IntEnum):
    """How one side of the work fits; a bigger value is better."""

    NO = 0
    ASK = 1
    NEAR = 2
    YES = 3


@dataclass(frozen=True)
class Wish:
    """`occupation` is a code like 43.01.09; `place` is any, site or remote; hours are per week."""

    occupation: str = ""
    municipality: int | None = None
    region: int | None = None
    place: str = "any"
    most_hours: int | None = None
    is_open_to_other_work: bool = False
    is_ready_to_move: bool = False
    required: frozenset[str] = frozenset()
    desired: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Offer:
    """`place` is site, remote or mixed; `answers` maps a code to yes, can_arrange or no; silence has no key."""

    vacancy: int
    occupation: str = ""
    municipality: int | None = None
    region: int | None = None
    place: str = "site"
    hours: int | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Match:
    vacancy: int
    score: Fraction
    offered: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    desired_offered: tuple[str, ...]
    profession: Fit
    place: Fit
    hours: Fit
    wish: Wish = field(repr=False)
    offer: Offer = field(repr=False)

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts best first; the number of the vacancy makes the order the same for any order of input."""
        is_other_work = self.profession == Fit.NO
        work = (-self.profession, -self.place, -self.hours)
        return (is_other_work, -self.score, len(self.missing), *work, -len(self.desired_offered), self.vacancy)

    @property
    def is_full(self) -> bool:
        return not self.missing and not self.unknown and min(self.profession, self.place, self.hours) > Fit.ASK


@dataclass(frozen=True)
class Reasons:
    """A match in words: what fits, what differs from the wishes, what to ask, which condition is not there."""

    fits: tuple[str, ...]
    differs: tuple[str, ...]
    to_ask: tuple[str, ...]
    lacks: tuple[str, ...]

    @property
    def parts(self) -> list[tuple[str, tuple[str, ...]]]:
        labels = ("Подходит", "Отличается от пожеланий", "Нужно уточнить у работодателя", "Нет условия")
        lists = (self.fits, self.differs, self.to_ask, self.lacks)
        return [(label, words) for label, words in zip(labels, lists, strict=True) if words]

    def as_text(self) -> str:
        return " ".join(f"{label}: {'; '.join(words)}." for label, words in self.parts)


def match(wish: Wish, offer: Offer) -> Match:
    """Compare one wish with one offer."""
    required = sorted(wish.required)
    offered = tuple(code for code in required if offer.answers.get(code) in OFFERED)
    return Match(
        vacancy=offer.vacancy,
        score=Fraction(len(offered), len(required)) if required else Fraction(1),
        offered=offered,
        unknown=tuple(code for code in required if code not in offer.answers),
        missing=tuple(code for code in required if offer.answers.get(code) == NO),
        desired_offered=tuple(
            code for code in sorted(wish.desired - wish.required) if offer.answers.get(code) in OFFERED
        ),
        profession=_profession(wish, offer),
        place=_place(wish, offer),
        hours=_hours(wish, offer),
        wish=wish,
        offer=offer,
    )


def rank(wish: Wish, offers: Iterable[Offer]) -> list[Match]:
    """Matches of suitable work, best first."""
    return sorted((match(wish, offer) for offer in offers if is_reachable(wish, offer)), key=lambda found: found.order)


def is_reachable(wish: Wish, offer: Offer) -> bool:
    """Is it this graduate's kind of work, in a place the graduate can get to? Conditions have no say here."""
    if _profession(wish, offer) == Fit.NO and not wish.is_open_to_other_work:
        return False
    is_far = None not in (wish.region, offer.region) and wish.region != offer.region
    return not is_far or offer.place == "remote" or wish.is_ready_to_move


def explain(found: Match, names: Mapping[str, str], municipality: str = "") -> Reasons:
    """Say a match in plain words; `names` are the conditions by code, `municipality` is where the work is."""
    work = (
        (found.profession, _profession_words(found)),
        (found.place, _place_words(found, municipality)),
        (found.hours, _hours_words(found)),
    )
    fits = [words for fit, words in work if words and fit >= Fit.NEAR]
    fits += [f"{_name(code, names)} — {OFFERED[found.offer.answers[code]]}" for code in found.offered]
    fits += [f"{_name(code, names)} — {OFFERED[found.offer.answers[code]]}" for code in found.desired_offered]
    to_ask = [words for fit, words in work if words and fit == Fit.ASK]
    to_ask += [_name(code, names) for code in found.unknown]
    return Reasons(
        fits=tuple(fits),
        differs=tuple(words for fit, words in work if words and fit == Fit.NO),
        to_ask=tuple(to_ask),
        lacks=tuple(_name(code, names) for code in found.missing),
    )


def _profession(wish: Wish, offer: Offer) -> Fit:
    """The first two digits of a code are the group of professions, the middle ones the level of education."""
    if not offer.occupation:
        return Fit.NEAR
    if not wish.occupation:
        return Fit.ASK
    if wish.occupation == offer.occupation:
        return Fit.YES
    wanted, asked = wish.occupation.split("."), offer.occupation.split(".")
    if wanted[0] != asked[0]:
        return Fit.NO
    return Fit.NEAR if asked[1:2] <= wanted[1:2] else Fit.ASK


def _place(wish: Wish, offer: Offer) -> Fit:
    if wish.place == "remote":
        return {"remote": Fit.YES, "mixed": Fit.ASK}.get(offer.place, Fit.NO)
    if offer.place == "remote":
        return Fit.NO if wish.place == "site" else Fit.YES
    if wish.municipality is None or offer.municipality is None:
        return Fit.ASK
    if wish.municipality == offer.municipality:
        return Fit.YES
    return Fit.NEAR if wish.is_ready_to_move else Fit.NO


def _hours(wish: Wish, offer: Offer) -> Fit:
    if wish.most_hours is None:
        return Fit.YES
    if offer.hours is None:
        return Fit.ASK
    return Fit.YES if offer.hours <= wish.most_hours else Fit.NO


def _profession_words(found: Match) -> str:
    if not found.offer.occupation:
        return "профессия не важна"
    return {
        Fit.YES: "профессия та же",
        Fit.NEAR: "близкая профессия",
        Fit.ASK: "хватит ли образования",
        Fit.NO: "другая профессия",
    }[found.profession]


def _place_words(found: Match, municipality: str) -> str:
    if found.offer.place == "remote":
        return "работа только из дома" if found.place == Fit.NO else "работа из дома"
    if found.wish.place == "remote":
        return "сколько дней можно работать из дома" if found.place == Fit.ASK else "работа не из дома"
    if found.place == Fit.ASK:
        return "далеко ли до рабочего места"
    return f"место: {municipality}" if municipality else "место работы"


def _hours_words(found: Match) -> str:
    if found.wish.most_hours is None:
        return ""
    if found.offer.hours is None:
        return "сколько часов в неделю"
    return f"часов в неделю: {found.offer.hours}"


def _name(code: str, names: Mapping[str, str]) -> str:
    words = names.get(code, code)
    return words[:1].lower() + words[1:]
