"""Arithmetic of a sitting: is there a quorum, do the votes fit those present. No database here.

A body writes its quorum as a share of the members serving on the day: 1/2 means «not less than half», so that
twelve members need six and eleven members need six too. Candidates are not members; guests do not count.
"""

from collections.abc import Collection
from dataclasses import dataclass

from ui.words import count, plural

MEMBERS = "члена,членов,членов"


@dataclass(frozen=True)
class Quorum:
    """`present` counts members only. Nothing is said where the composition or the attendance is not written down."""

    members: int
    present: int
    numerator: int = 1
    denominator: int = 2
    is_recorded: bool = True
    by_ballots: bool = False

    @property
    def needed(self) -> int:
        """The share rounded up: half of eleven is six people."""
        return -(-self.members * self.numerator // self.denominator)

    @property
    def is_known(self) -> bool:
        return self.members > 0 and self.is_recorded

    @property
    def is_reached(self) -> bool:
        return self.is_known and self.present >= self.needed

    @property
    def is_missing(self) -> bool:
        """Known to be missing: what is not written down is no reason for a warning."""
        return self.is_known and self.present < self.needed

    @property
    def words(self) -> str:
        if not self.members:
            return "не определяется: состав на этот день не указан"
        if not self.is_recorded:
            whom = "бюллетени" if self.by_ballots else "участники"
            return f"нужно не менее {self.needed} из {count(self.members, MEMBERS)}, {whom} пока не записаны"
        state = "есть" if self.is_reached else "нет"
        return f"{state}: {self._figures}"

    @property
    def warning(self) -> str:
        """A sentence for the page and the protocol, empty when there is nothing to warn of."""
        return f"Кворума нет: {self._figures}." if self.is_missing else ""

    @property
    def _figures(self) -> str:
        verb = plural(self.present, "присутствует,присутствуют,присутствуют")
        if self.by_ballots:
            verb = plural(self.present, "прислал бюллетень,прислали бюллетени,прислали бюллетени")
        return f"{verb} {self.present} из {count(self.members, MEMBERS)}, нужно не менее {self.needed}"


def quorum(
    members: Collection[int], there: Collection[int], *, share: tuple[int, int], by_ballots: bool = False
) -> Quorum:
    """Quorum from the members of the day and the people there, both as keys of persons.

    By correspondence nobody sits together: those who sent a ballot are counted as there.
    """
    present = len(set(members) & set(there))
    return Quorum(len(set(members)), present, share[0], share[1], is_recorded=bool(there), by_ballots=by_ballots)


def forecast(members: Collection[int], coming: Collection[int], *, share: tuple[int, int]) -> str:
    """What the answers to the invitations promise: «придут 7 из 12 членов, нужно не менее 6»."""
    expected = Quorum(len(set(members)), len(set(members) & set(coming)), *share)
    if not expected.members:
        return "состав совета на этот день не указан, кворум посчитать нельзя"
    verb = plural(expected.present, "придёт,придут,придут")
    told = f"{verb} {expected.present} из {count(expected.members, MEMBERS)}, нужно не менее {expected.needed}"
    return told if expected.is_reached else f"{told}: кворума пока не будет"


def is_majority(in_favour: int, *, present: int) -> bool:
    """Simple majority of those present: more than half of them, not of those who voted."""
    return in_favour * 2 > present


def result_in_words(in_favour: int, *, present: int, by_ballots: bool = False) -> str:
    """«принято: за — 7 из 12 присутствующих, нужно больше половины»."""
    of = "приславших бюллетень" if by_ballots else "присутствующих"
    state = "принято" if is_majority(in_favour, present=present) else "не принято"
    return f"{state}: за — {in_favour} из {present} {of}, нужно больше половины"


def too_many_votes(in_favour: int, against: int, abstained: int, *, present: int) -> str:
    """What is wrong with the sum of the votes, or an empty string."""
    total = in_favour + against + abstained
    if total <= present:
        return ""
    if not present:
        return "Сначала запишите участников заседания: голосов больше, чем людей в списке"
    return f"Голосов всего {total}, а присутствовали {count(present, 'человек,человека,человек')}: проверьте числа"
