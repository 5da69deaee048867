"""Names of people who have not agreed to be named, hidden in the texts of a protocol that everybody may read.

Hidden are: known people of the meeting by surname in any case, with or without initials, first name and patronymic of
those known in full, any «Фамилия И.О.» nobody knows, e-mail addresses and telephone numbers. Not covered: a first name
alone, a nickname, a misspelt surname, an unknown surname without initials.
"""

import re
from collections.abc import Iterable
from datetime import date

from cluster.models import Person
from events.importing.morphology import part_of_speech
from events.importing.surnames import nominative_surname

SOMEBODY = "[участник]"
CONTACT = "[контакт скрыт]"
CASES = ("nomn", "gent", "datv", "accs", "ablt")
GENDERS = ("", "masc", "femn")
WORD = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*")
INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
INITIALS_LAST = re.compile(rf"\b(?P<name>{WORD.pattern})\s{INITIALS}")
INITIALS_FIRST = re.compile(rf"\b{INITIALS}\s?(?P<name>{WORD.pattern})")
NO_NAMES = ("INFN", "VERB", "GRND", "PREP", "CONJ", "ADVB")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?:\+7|\b8)[\s(-]*\d{3,5}[\s)-]*\d{1,3}(?:[\s-]?\d{2}){2}\b|\b\d{2,3}-\d{2}-\d{2}\b")
VOWELS = "аяоеёуюыиьй"


class Mask:
    """Knows the people of one meeting; `text` hides all of them but those with a consent valid on the day."""

    def __init__(self, people: Iterable[Person], day: date) -> None:
        everybody = set(people)
        self.open = {_plain(one.surname) for one in everybody if one.may_be_published(day)}
        hidden = [one for one in everybody if not one.may_be_published(day)]
        self.hidden = {_plain(one.surname) for one in hidden}
        # A namesake without a consent hides both: a surname alone does not tell which of them is meant.
        self.open -= self.hidden
        full = [one for one in hidden if len(one.first_name.rstrip(".")) > 1 and len(one.patronymic.rstrip(".")) > 1]
        self.full_names = [_full_name(one.first_name, one.patronymic) for one in full]

    def text(self, text: str) -> str:
        hidden = PHONE.sub(CONTACT, EMAIL.sub(CONTACT, text))
        hidden = INITIALS_LAST.sub(self._with_initials, hidden)
        hidden = INITIALS_FIRST.sub(self._with_initials, hidden)
        hidden = WORD.sub(self._alone, hidden)
        for pattern in self.full_names:
            hidden = pattern.sub(SOMEBODY, hidden)
        return re.sub(rf"{re.escape(SOMEBODY)}(?:\s+{re.escape(SOMEBODY)})+", SOMEBODY, hidden)

    def _with_initials(self, match: re.Match[str]) -> str:
        """«Поручить А.П. Ивановой»: a verb before the initials is no surname, whoever it stands beside."""
        name = match["name"]
        if part_of_speech(name) in NO_NAMES and not self._is_hidden(name):
            return match.group()
        is_open = _nominatives(name) & self.open and not self._is_hidden(name)
        return match.group() if is_open else SOMEBODY

    def _alone(self, match: re.Match[str]) -> str:
        return SOMEBODY if self._is_hidden(match.group()) else match.group()

    def _is_hidden(self, name: str) -> bool:
        forms = _nominatives(name)
        return bool(forms & self.hidden) or (not forms & self.open and self._is_like_hidden(name))

    def _is_like_hidden(self, name: str) -> bool:
        """Endings our grammar does not turn back («об Ивановых», «Дроздами»): the stem and three letters at most."""
        word = _plain(name)
        return any(
            len(surname) > 3 and word.startswith(_stem(surname)) and len(word) - len(_stem(surname)) <= 3
            for surname in self.hidden
        )


def people_of(meeting_pk: int) -> list[Person]:
    """Everybody a protocol of the meeting may name: its people, executors, all who ever served in the council."""
    found: set[int] = set()
    roles = (
        {"attendance__meeting": meeting_pk},
        {"agenda_items__meeting": meeting_pk},
        {"decisions__meeting": meeting_pk},
        {"supervised_decisions__meeting": meeting_pk},
        {"council_memberships__council__meetings": meeting_pk},
        {"nominations__council__meetings": meeting_pk},
    )
    keys = Person.objects.none().values("pk").order_by()
    keys = keys.union(*(Person.objects.filter(**role).values("pk").order_by() for role in roles))
    found.update(row["pk"] for row in keys)
    return list(Person.objects.filter(pk__in=found))


def _full_name(first_name: str, patronymic: str) -> re.Pattern[str]:
    """«Анна Петровна» in any case; Е and Ё are one letter."""
    parts = (_stem(part).replace("е", "[её]") for part in (first_name, patronymic))
    return re.compile(r"\b" + r"\w{0,3}\s+".join(parts) + r"\w{0,3}\b", re.IGNORECASE)


def _nominatives(name: str) -> set[str]:
    return {_plain(nominative_surname(name, case, gender)) for case in CASES for gender in GENDERS}


def _stem(name: str) -> str:
    word = _plain(name)
    return word.rstrip(VOWELS) if len(word.rstrip(VOWELS)) > 2 else word


def _plain(name: str) -> str:
    return name.strip().lower().replace("ё", "е")
