"""Names of a protocol that may be people of the register: a slip of the pen, or one of namesakes? A person answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from cluster.models import Person
from cluster.names import PersonName, name_of, read_name
from events.actions.people import People

SIMILAR = 80
MOST = 40


@dataclass(frozen=True)
class Likeness:
    """`words` as the protocol spells them, `people` whom they may mean."""

    words: str
    people: tuple[Person, ...]


def names_in(record: dict[str, Any]) -> list[str]:
    """Every name typed in the record, each once, in reading order."""
    head = record["head"]
    found = [head["chair"], head["secretary"]]
    for name in ("attendees", "guests", "absent"):
        found += [line.partition(",")[0] for line in str(head[name]).splitlines()]
    found += [name for row in record["agenda"] for name in str(row["speakers"]).split(";")]
    kept = [row for row in record["decisions"] if row["action"] == "keep"]
    found += [row[name] for row in kept for name in ("responsible_person", "supervisor")]
    return list(dict.fromkeys(" ".join(str(name).split()) for name in found if str(name).strip()))


def likenesses(names: Iterable[str], people: People) -> list[Likeness]:
    """Names that fit nobody but nearly fit somebody, and names that fit several people."""
    known = {person.pk: person for namesakes in people.by_surname.values() for person in namesakes}
    surnames = {pk: name_of(person.surname, "", "").key[0] for pk, person in known.items()}
    found = []
    for words in names:
        fitting = people.candidates(words)
        name = read_name(words)
        if not fitting and name:
            close = process.extract(name.key[0], surnames, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=10)
            fitting = [known[pk] for _, _, pk in close if _initials_fit(name, known[pk])][:1]
        elif len(fitting) == 1:
            continue
        if fitting:
            found.append(Likeness(words, tuple(fitting[:5])))
    return found[:MOST]


def _initials_fit(name: PersonName, person: Person) -> bool:
    """Only the second initial may differ: with another first one it is somebody else."""
    own, other = name.key[1:], name_of(person.surname, person.first_name, person.patronymic).key[1:]
    return not own[0] or not other[0] or own[0] == other[0]
