"""Records that look like one and the same: asked when somebody types a new one, and listed in pairs."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from cluster.models import Organisation, Person, Region
from cluster.models.ordering import same_word
from cluster.names import PersonName, name_of, plain_name
from cluster.similarity import Named, most_similar, similar_pairs

SAME_SURNAME, SAME_GIVEN = 80, 72
SAME_SURNAME_OF_WHOLE_NAME = 65


@dataclass(frozen=True)
class Pair:
    """Primary keys of two records that may be one. `score` up to 100."""

    first: int
    second: int
    score: int


def similar_organisations(
    name: str, short_name: str, aliases: list[str], *, region: Region, kind: str, besides: int | None
) -> list[Organisation]:
    """Living organisations of the region that look like what was typed, the most similar first."""
    typed = Named(besides or 0, tuple(filter(None, (name, short_name, *aliases))), region.pk, kind)
    found = most_similar(typed, _named(Organisation.objects.living().filter(region=region)))
    return _in_order(Organisation.objects.select_related("municipality"), [one.key for one, _ in found])


def organisation_pairs() -> list[Pair]:
    """Organisations of one region that look alike. Two different taxpayer numbers are two legal entities."""
    rows = Organisation.objects.living()
    numbers = dict(rows.exclude(inn="").order_by().values_list("pk", "inn"))
    pairs = similar_pairs(_named(rows))
    return [Pair(a.key, b.key, score) for a, b, score in pairs if not (a.key in numbers and b.key in numbers)]


def similar_people(name: PersonName, *, spelling: str = "", besides: int | None = None) -> list[Person]:
    """Living people this name may mean: by surname and initials, by a remembered spelling, by a surname slipped."""
    near = Q(sort_key__startswith=name.key[0][:3])
    people = Person.objects.on_record().filter(near | Q(aliases__name__iexact=spelling.strip()))
    if besides:
        people = people.exclude(pk=besides)
    found = []
    for person in people.distinct().prefetch_related("aliases", "memberships__organisation"):
        spelt = {plain_name(alias.name) for alias in person.aliases.all()}
        score = _person_likeness(name, _name(person))
        if score or (spelling and plain_name(spelling) in spelt):
            found.append((-max(score, 90 if spelling and plain_name(spelling) in spelt else 0), person.pk, person))
    return [person for _, _, person in sorted(found)][:5]


def person_pairs() -> list[Pair]:
    """People whose names may be forms of one name. Only people with like beginnings of the surname are compared."""
    blocks: dict[tuple[str, str], list[tuple[int, PersonName]]] = defaultdict(list)
    for pk, *names in (
        Person.objects.on_record().order_by("pk").values_list("pk", "surname", "first_name", "patronymic")
    ):
        name = name_of(*names)
        blocks[name.key[0][:3], name.key[1]].append((pk, name))
    found = [
        Pair(one, other, score)
        for members in blocks.values()
        for (one, mine), (other, theirs) in combinations(members, 2)
        if (score := _person_likeness(mine, theirs))
    ]
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _person_likeness(one: PersonName, other: PersonName) -> int:
    """100 for the same whole name, less the less is known; 0 when the names contradict each other."""
    if one.words == other.words:
        return 100 if one.is_full else 95
    if one.fits(other):
        return 92 if one.second and other.second else 86
    mine, theirs = one.key[0], other.key[0]
    if mine == theirs or not (one.second and other.second) or _are_man_and_wife(mine, theirs):
        return 0
    alike = int(fuzz.ratio(mine, theirs))
    given = _given_alike(one.first, other.first) and _given_alike(one.second, other.second)
    needed = SAME_SURNAME_OF_WHOLE_NAME if one.is_full and other.is_full else SAME_SURNAME
    return max(alike - 10, needed) if given and alike >= needed else 0


def _given_alike(one: str, other: str) -> bool:
    """Initials agree, whole names differ in the ending at most: «Ольги Викторовны» is an oblique case."""
    one, other = same_word(one), same_word(other)
    if min(len(one), len(other)) == 1:
        return one[:1] == other[:1]
    return one[:2] == other[:2] and fuzz.ratio(one, other) >= SAME_GIVEN


def _are_man_and_wife(one: str, other: str) -> bool:
    """«Иванов» and «Иванова» are two people."""
    return one + "а" == other or other + "а" == one or {one[-2:], other[-2:]} in ({"ий", "ая"}, {"ый", "ая"})


def _name(person: Person) -> PersonName:
    return name_of(person.surname, person.first_name, person.patronymic)


def _named(rows: QuerySet[Organisation]) -> list[Named]:
    spellings = ArrayAgg("aliases__name", filter=Q(aliases__isnull=False), default=[])
    told = rows.order_by("pk").annotate(spellings=spellings)
    return [
        Named(pk, tuple(filter(None, (name, short_name, *aliases))), region, kind)
        for pk, name, short_name, region, kind, aliases in told.values_list(
            "pk", "name", "short_name", "region", "kind", "spellings"
        )
    ]


def _in_order(rows: QuerySet[Organisation], keys: list[int]) -> list[Organisation]:
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]
