"""People of protocols and forms: in whichever form a name is typed, it finds the one person or is written down anew.

Nobody gets an account or a letter because of a protocol.
"""

import re
from collections.abc import Collection, Iterator

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet

from cluster.models import CouncilMember, Membership, Person, Region
from cluster.models.ordering import same_word
from cluster.names import PersonName, name_of, plain_name, read_name, titled
from events.importing.morphology import inflect
from events.importing.people import PersonMatch, find_people
from events.importing.surnames import nominative_surname
from events.models import AgendaSpeaker, Attendance, Decision, Meeting, Participation, Protocol

CASES = ("gent", "datv", "accs", "ablt")
# Surnames that stand in no case but the nominative: nobody looks for «Иванов» under «Иванова Е.З.».
_SURELY_NOMINATIVE = re.compile(r"(?:[оеё]в|[иы]н)а?$|[сц]к(?:ий|ая)$|[ыи]й$|ых$")
# Surnames that cannot stand in the nominative, and those of them that leave one reading only.
_OBLIQUE = re.compile(r"(?:[оеё]в|[иы]н)(?:у|ой|ым|е)$|[сц]к(?:ого|ому|им|ую)$")
_ONE_READING = re.compile(r"(?:[оеё]в|[иы]н)(?:ой|ым)$|[сц]к(?:ого|ому|им|ую)$")


class People:
    """The people of a region. One query; a name that fits two people fits nobody: then somebody has to be asked."""

    def __init__(self, region: Region) -> None:
        self.by_surname: dict[str, list[Person]] = {}
        self.by_spelling: dict[str, list[Person]] = {}
        self.found: dict[tuple[str, str, str], Person | None] = {}
        for person in people_of(region):
            self._take(person)
            for spelling in person.spellings:  # type: ignore[attr-defined]
                self.by_spelling.setdefault(plain_name(spelling), []).append(person)

    def __contains__(self, words: str) -> bool:
        return self.known(words) is not None

    def known(self, words: str, *, among: Collection[int] = ()) -> Person | None:
        """The one person the words mean; of several the only one that is `among` these."""
        fitting = self.candidates(words)
        if len(fitting) > 1:
            fitting = [person for person in fitting if person.pk in among]
        return fitting[0] if len(fitting) == 1 else None

    def candidates(self, words: str) -> list[Person]:
        """Everybody the words may mean: as typed and by remembered spellings, else turned from another case."""
        name = nominative_name(words)
        if name is None:
            return self.by_spelling.get(plain_name(words), [])
        as_typed = self._fitting(name, self.by_spelling.get(plain_name(words), []))
        if as_typed:
            return as_typed
        turned = [person for reading in case_readings(words) for person in self._fitting(reading)]
        return list(dict.fromkeys(turned)) or list(self._badly_recorded(name))

    def question(self, words: str, *, among: Collection[int] = ()) -> str:
        """What to ask when the name fits several people, or is a bare surname somebody bears; empty otherwise."""
        fitting = self.candidates(words)
        if not fitting and (bearers := self._bearers(words)):
            names = "; ".join(sorted(person.full_name for person in bearers)[:5])
            return f"«{words.strip()}» — фамилия без имени. На портале есть: {names}. Добавьте имя или инициалы."
        if len(fitting) < 2 or self.known(words, among=among):
            return ""
        if len({_name(person).words for person in fitting}) == 1:
            return (
                f"«{words.strip()}»: на портале два человека с таким именем. Объедините их на странице похожих записей."
            )
        names = "; ".join(sorted(person.full_name for person in fitting)[:5])
        return f"«{words.strip()}» подходит нескольким людям: {names}. Напишите имя полностью."

    def find_or_create(self, words: str, *, among: Collection[int] = ()) -> Person:
        """The known person, whose record grows by what the words tell, or a new one."""
        name = nominative_name(words)
        if person := self.known(words, among=among):
            return _enriched(person, name)
        name = _only_reading(words) or name or PersonName(words.strip()[:80])
        for person in self.by_surname.get(name.key[0], []):
            if _name(person).words == name.words:
                return person
        person = Person.objects.create(surname=name.surname, first_name=name.first_name, patronymic=name.patronymic)
        self._take(person)
        return person

    def _take(self, person: Person) -> None:
        name = _name(person)
        self.by_surname.setdefault(name.key[0], []).append(person)
        self.found[name.key] = None if name.key in self.found else person

    def _fitting(self, name: PersonName, remembered: Collection[Person] = ()) -> list[Person]:
        """A whole name that stands in the register letter by letter needs no further look at initials."""
        namesakes = self.by_surname.get(name.key[0], [])
        fitting = list(dict.fromkeys([*(one for one in namesakes if _name(one).fits(name)), *remembered]))
        if not name.is_full:
            return fitting
        exact = [person for person in fitting if _name(person).words == name.words]
        return exact or [person for person in fitting if not self._belongs_to_another(person, name)]

    def _bearers(self, words: str) -> list[Person]:
        """Whom a bare surname may mean: written down alone it would make a second record of one of them."""
        name = read_name(words)
        return self.by_surname.get(name.key[0], []) if name and not name.first else []

    def _belongs_to_another(self, person: Person, name: PersonName) -> bool:
        """A record of initials that another whole name of the register explains as well says nothing of this one."""
        own = _name(person)
        others = (_name(one) for one in self.by_surname.get(name.key[0], []))
        return not own.is_full and any(other.is_full and other.fits(own) and not other.fits(name) for other in others)

    def _badly_recorded(self, name: PersonName) -> Iterator[Person]:
        """Records whose surname was once written down in another case and turns into this one."""
        for surname, people in self.by_surname.items():
            if surname[:3] == name.key[0][:3] and _OBLIQUE.search(surname):
                turned = {nominative_surname(surname, case) for case in CASES}
                for person in people:
                    own = _name(person)
                    if name.key[0] in turned and PersonName(name.surname, own.first, own.second).fits(name):
                        yield person


def people_of(region: Region) -> QuerySet[Person]:
    """Whoever serves, sits, speaks, chairs, signs or carries out something in the region; joined records as one."""
    sittings = Meeting.objects.filter(council__cluster__region=region)
    seen = (
        Membership.objects.filter(organisation__region=region)
        .values("person")
        .union(
            CouncilMember.objects.filter(council__cluster__region=region).values("person"),
            Attendance.objects.filter(meeting__in=sittings).values("person"),
            AgendaSpeaker.objects.filter(agenda_item__meeting__in=sittings).values("person"),
            Participation.objects.filter(event__region=region).values("person"),
            Protocol.objects.filter(meeting__in=sittings).values("signatory"),
            *(sittings.values(place) for place in ("chair", "secretary")),
            *(
                Decision.objects.filter(meeting__in=sittings).values(duty)
                for duty in ("responsible_person", "supervisor")
            ),
        )
    )
    joined = Person.objects.filter(pk__in=seen).order_by().values("merged_into")
    people = Person.objects.living().filter(Q(pk__in=seen) | Q(pk__in=joined))
    return people.annotate(spellings=ArrayAgg("aliases__name", filter=Q(aliases__isnull=False), default=[]))


def nominative_name(words: str) -> PersonName | None:
    """The name in the nominative when the words themselves tell their case: a patronymic does, initials do not."""
    match = _match(words)
    if match is None or not match.first:
        return read_name(words)
    case = match.case or "nomn"
    surname = nominative_surname(titled(match.surname), case, match.gender)
    given = [inflect(titled(one), case) if case != "nomn" else titled(one) for one in (match.first, match.patronymic)]
    return PersonName(surname, *given)


def case_readings(words: str) -> list[PersonName]:
    """«Ульянову Е.З.» may be Ульянова or Ульянов: every nominative the words can come from."""
    name = read_name(words)
    if name is None or not name.first or _SURELY_NOMINATIVE.search(same_word(name.surname)):
        return []
    match = _match(words)
    if match is None or match.patronymic:
        return []
    surnames = dict.fromkeys(nominative_surname(name.surname, case) for case in CASES)
    return [PersonName(surname, name.first, name.second) for surname in surnames if surname != name.surname]


def _only_reading(words: str) -> PersonName | None:
    name = read_name(words)
    if name is None or name.is_full or not _ONE_READING.search(same_word(name.surname)):
        return None
    readings = case_readings(words)
    return readings[0] if len(readings) == 1 else None


def _match(words: str) -> PersonMatch | None:
    text = " ".join(words.replace("\xa0", " ").split()).strip(" ,;")
    found = find_people(text)
    return found[0] if len(found) == 1 and found[0].end - found[0].start == len(text) else None


def _name(person: Person) -> PersonName:
    return name_of(person.surname, person.first_name, person.patronymic)


def _enriched(person: Person, name: PersonName | None) -> Person:
    """Whole names take the place of initials; a surname kept in another case is put right."""
    own = _name(person)
    if name is None or not PersonName(name.surname, own.first, own.second).fits(name):
        return person
    is_wrong = own.key[0] != name.key[0] and _OBLIQUE.search(own.key[0]) and not _OBLIQUE.search(name.key[0])
    if not is_wrong and not (own.key[0] == name.key[0] and name.is_fuller_than(own)):
        return person
    if len(name.first) > len(own.first):
        person.first_name = name.first_name
    if len(name.second) > len(own.second):
        person.patronymic = name.patronymic
    if is_wrong:
        person.surname = name.surname
    person.save(update_fields=["surname", "first_name", "patronymic"])
    return person
