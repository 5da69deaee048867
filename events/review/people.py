"""Names of a protocol that resemble people of the register: a slip of the pen, or somebody new? A person answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from cluster.models import Person
from events.actions.attendance import People, PersonName, read_name

SIMILAR = 80
MOST = 40


@dataclass(frozen=True)
class Likeness:
    """`words` as the protocol spells them, `person` whom they may mean."""

    words: str
    person: Person


def names_in(record: dict[str, Any]) -> list[str]:
    """Every name typed in the record, each once, in reading order."""
    head = record["head"]
    found = [head["chair"], head["secretary"]]
    for name in ("attendees", "guests", "absent"):
        found += [line.partition(",")[0] for line in str(head[name]).splitlines()]
    found += [name for row in record["agenda"] for name in str(row["speakers"]).split(";")]
    found += [row["responsible_person"] for row in record["decisions"] if row["action"] == "keep"]
    return list(dict.fromkeys(" ".join(str(name).split()) for name in found if str(name).strip()))


def likenesses(names: Iterable[str], people: People) -> list[Likeness]:
    """Names the register does not know, each with the known person who is spelt almost so."""
    known = {person.pk: person for person in people.found.values() if person}
    surnames = {pk: person.surname.lower().replace("ё", "е") for pk, person in known.items()}
    found = []
    for words in names:
        name = read_name(words)
        if name is None or name.key in people.found:
            continue
        close = process.extract(name.key[0], surnames, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=10)
        person = next((known[pk] for _, _, pk in close if _initials_fit(name, known[pk])), None)
        if person:
            found.append(Likeness(words, person))
    return found[:MOST]


def _initials_fit(name: PersonName, person: Person) -> bool:
    """At most one of two initials differs: more is somebody else."""
    own, other = name.key[1:], PersonName("", person.first_name, person.patronymic).key[1:]
    differ = sum(bool(one and two and one != two) for one, two in zip(own, other, strict=True))
    return differ == 0 or (differ == 1 and own[0] == other[0])
