"""Which known organisation the words of a protocol mean. Suggests, never creates."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from cluster.models import Organisation, OrganisationAlias, Region

SURE, POSSIBLE = 90, 70
LEGAL_FORMS = re.compile(r"\b(ОГБПОУ|ГБПОУ|ГАПОУ|ОГАПОУ|ОГКУ|ОГБУ|ГБУ|МБОУ|МАОУ|ФГБОУ ВО|ООО|АО|ПАО|НКО|АНО)\b")


@dataclass(frozen=True)
class Suggestion:
    organisation_pk: int
    name: str
    score: int

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE


class KnownOrganisations:
    """Names and aliases of a region's organisations, read once per page."""

    def __init__(self, region: Region) -> None:
        self.names: dict[int, str] = {}
        self.spellings: list[tuple[str, int]] = []
        living = Organisation.objects.living().filter(region=region)
        for pk, name, short_name in living.values_list("pk", "name", "short_name"):
            self.names[pk] = name
            self.spellings += [(plain(one), pk) for one in (name, short_name) if one]
        aliases = OrganisationAlias.objects.filter(organisation__region=region).values_list("name", "organisation")
        self.spellings += [(plain(name), pk) for name, pk in aliases]

    def nearest(self, words: str, *, most: int = 3) -> list[Suggestion]:
        """Organisations that resemble the words, the most similar first; each once, whatever its aliases."""
        found = process.extract(
            plain(words), [spelling for spelling, _ in self.spellings], scorer=_loosely, score_cutoff=POSSIBLE, limit=20
        )
        best: dict[int, Suggestion] = {}
        for _, score, index in found if words.strip() else []:
            pk = self.spellings[index][1]
            best.setdefault(pk, Suggestion(pk, self.names[pk], round(score)))
        return list(best.values())[:most]

    def closest(self, words: str) -> Suggestion | None:
        """The most similar organisation, or None when nothing resembles the words."""
        found = process.extractOne(
            plain(words), [spelling for spelling, _ in self.spellings], scorer=_similarity, score_cutoff=POSSIBLE
        )
        if not found or not words.strip():
            return None
        pk = self.spellings[found[2]][1]
        return Suggestion(pk, self.names[pk], round(found[1]))


def plain(name: str) -> str:
    """A name without the legal form, quotes and the difference of Ё: what people remember of it."""
    bare = LEGAL_FORMS.sub(" ", name)
    return " ".join(re.sub(r"[^\w\s]", " ", bare).lower().replace("ё", "е").split())


def _similarity(one: str, other: str, **options: object) -> float:
    """Letter by letter and word by word; the worse of both, so that a shared first word is not enough."""
    return min(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def _loosely(one: str, other: str, **options: object) -> float:
    """For hints only: shared words are enough, a person chooses."""
    return max(_similarity(one, other), fuzz.token_set_ratio(one, other) - 10)
