"""Names of people as they are typed. Pure: tells when two spellings may be one person; knows no grammatical cases."""

import re
from dataclasses import dataclass

from cluster.models.ordering import same_word

_WORD = r"[А-ЯЁA-Z][\w'’-]+"
_LETTER = r"[А-ЯЁA-Z]"
_PATRONYMIC = r"[А-ЯЁ][а-яё]*(?:вич|ьич|ич|вна|чна)"
_TURKIC = r"(?:\s+(?:оглы|кызы|оглу))?"
_SURNAME_FIRST = re.compile(
    rf"^(?P<surname>{_WORD})\s*(?P<first>{_LETTER})(?:\.\s*(?P<second>{_LETTER})?|\s+(?P<last>{_LETTER}))\.?$"
)
_INITIALS_FIRST = re.compile(rf"^(?P<first>{_LETTER})\.\s*(?:(?P<second>{_LETTER})\.\s*)?(?P<surname>{_WORD})$")
_REVERSED = re.compile(rf"^(?P<first>{_WORD})\s+(?P<second>{_PATRONYMIC})\s+(?P<surname>{_WORD})$")
_FULL = re.compile(rf"^(?P<surname>{_WORD})\s+(?P<first>{_WORD})(?:\s+(?P<second>{_WORD}{_TURKIC}))?$")
_SURNAME = re.compile(rf"^(?P<surname>{_WORD})$")
_FORMS = (_SURNAME_FIRST, _INITIALS_FIRST, _REVERSED, _FULL, _SURNAME)


@dataclass(frozen=True)
class PersonName:
    """Given names are whole words or single letters; what nobody wrote is empty."""

    surname: str
    first: str = ""
    second: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Surname and initials, Ё as Е: what a list of people usually shows."""
        return same_word(self.surname), same_word(self.first[:1]), same_word(self.second[:1])

    @property
    def is_full(self) -> bool:
        return len(self.first) > 1 and len(self.second) > 1

    @property
    def first_name(self) -> str:
        """The way a record keeps it: a letter gets its point."""
        return f"{self.first}." if len(self.first) == 1 else self.first

    @property
    def patronymic(self) -> str:
        return f"{self.second}." if len(self.second) == 1 else self.second

    @property
    def words(self) -> tuple[str, str, str]:
        return same_word(self.surname), same_word(self.first), same_word(self.second)

    def fits(self, other: "PersonName") -> bool:
        """May be the same person: one surname, no given name contradicts. A bare surname fits a bare surname only."""
        if self.key[0] != other.key[0] or bool(self.first) != bool(other.first):
            return False
        return _agree(self.first, other.first) and _agree(self.second, other.second)

    def is_fuller_than(self, other: "PersonName") -> bool:
        mine, theirs = (len(self.first), len(self.second)), (len(other.first), len(other.second))
        grown = [a > b and b <= 1 for a, b in zip(mine, theirs, strict=True)]
        return any(grown)


def _agree(one: str, other: str) -> bool:
    one, other = same_word(one), same_word(other)
    if not one or not other:
        return True
    return one[0] == other[0] if min(len(one), len(other)) == 1 else one == other


def read_name(words: str) -> PersonName | None:
    """«Фамилия И.О.», «И.О. Фамилия», full in either order or a surname alone; None when it is something else."""
    text = " ".join(words.replace("\xa0", " ").split()).strip(" ,;")
    for form in _FORMS:
        if match := form.match(text):
            parts = match.groupdict()
            return PersonName(
                titled(parts["surname"]),
                titled(parts.get("first") or ""),
                titled(parts.get("second") or parts.get("last") or ""),
            )
    return None


def name_of(surname: str, first_name: str, patronymic: str) -> PersonName:
    """The name a record keeps; points of initials fall away."""
    return PersonName(surname, first_name.rstrip("."), patronymic.rstrip("."))


def plain_name(words: str) -> str:
    """A spelling to look up: no capitals, no Ё, no doubled spaces and none after a point."""
    return re.sub(r"\.\s+", ".", " ".join(same_word(words).replace("\xa0", " ").split()).strip(" ,;"))


def titled(word: str) -> str:
    if not word.isupper() or len(word) < 2:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))
