"""People named anywhere in the protocol: turns an oblique or shortened name into the one of the list."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from events.importing.people import PersonMatch, titled
from events.importing.surnames import nominative_surname


class Roster:
    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names: list[str] = []
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        if name and name not in self.names:
            self.names.append(name)

    def resolve(self, person: PersonMatch, case: str) -> tuple[str, float]:
        """«Фамилия И.О.» and a score: a listed name with the same initials and stem, else the turned surname."""
        case = person.case or case
        turned = person.name(case)
        written = titled(person.surname)
        same = [
            name for name in self.names if _initials(name) == person.initials and same_stem(_surname(name), written)
        ]
        if not same and len(person.initials) == 2:  # «Арбузов Никита» of the list is «Арбузов Н.Р.»
            whole = [
                n for n in self.names if same_stem(_surname(n), written) and _initials(n).startswith(person.initials)
            ]
            if len(whole) == 1:
                return whole[0], 0.85
        if turned in same or not same:
            return turned, 0.97 if turned in same or case == "nomn" else 0.85
        if person.as_written in same and case in {"nomn", ""}:
            return person.as_written, 0.97
        return same[0], 0.93 if len(same) == 1 else 0.6

    def by_surname(self, surname: str, case: str) -> tuple[str, float]:
        """A surname alone, as government protocols write it in brackets."""
        turned = nominative_surname(surname, case)
        for wanted in (surname, turned):
            same = [name for name in self.names if _surname(name) == wanted]
            if same:
                return (same[0], 0.93) if len(same) == 1 else (wanted, 0.6)
        same = [name for name in self.names if same_stem(_surname(name), surname)]
        return (same[0], 0.85) if len(same) == 1 else (turned, 0.7)

    def likely_spelling(self, name: str) -> str | None:
        """A known person whose name differs from this one by a slip of one or two letters."""
        if name in self.names:
            return None
        fitting = [known for known in self.names if _initials(known) == _initials(name)]
        found = process.extractOne(name, fitting, scorer=fuzz.ratio, score_cutoff=88)
        return found[0] if found else None


def same_stem(listed: str, written: str) -> bool:
    """Two case forms of one surname: a common beginning and short differing ends."""
    a, b = listed.lower().replace("ё", "е"), written.lower().replace("ё", "е")
    common = 0
    while common < min(len(a), len(b)) and a[common] == b[common]:
        common += 1
    if a == b:
        return True
    return common >= 3 and len(a) - common <= 3 and len(b) - common <= 4 and common >= len(a) - 3


def _surname(name: str) -> str:
    return name.rsplit(" ", 1)[0] if "." in name else name


def _initials(name: str) -> str:
    return name.rsplit(" ", 1)[-1] if "." in name else ""
