"""Names of people who have not agreed to be named, hidden in the texts of a protocol that everybody may read.

Hidden are: known people of the meeting by surname in any case, with or without initials, also with a slip of a letter
or two; their first names and what they are called («Аня»); anybody's first name with a patronymic and «Фамилия И.О.»;
e-mail addresses and telephone numbers; words somebody has named by hand. The proper name of a known organisation stays:
«Кедровая мануфактура» is not about Кедров. Not covered: the first name alone and the
surname without initials of somebody who is not of the meeting.
"""

import re
from collections.abc import Iterable
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from cluster.models import Person
from cluster.models.ordering import same_word
from events.documents.given_names import called, given_names, is_common, is_given_name
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
BY_HAND = "[скрыто]"
PATRONYMIC = r"[А-ЯЁ][а-яё]*(?:[оеё]вич|ьич|вн|ичн)[а-яё]{0,3}"
FULL_NAME = re.compile(rf"\b(?P<first>{WORD.pattern})\s+(?P<second>{PATRONYMIC})\b")
# «посёлок Томилино», «улица Анны Петровны», «фонд „Надежда“»: a title is nobody who speaks.
PLACE = re.compile(
    r"\b(?:улиц\w*|ул\.|проспект\w*|площад\w*|переул\w*|бульвар\w*|пос[её]л\w*|пос\.|сел[оаеу]м?|деревн\w*|станци\w*"
    r"|город\w*)\s+$",
    re.IGNORECASE,
)
TITLE = re.compile(rf"(?:[«„“\"]|\b(?:имени|им\.)\s+|{PLACE.pattern})$", re.IGNORECASE)
SENTENCE = re.compile(r"(?:^|[.!?…:]\s+|\n\s*)$")
PREPOSITION = re.compile(r"\s+(?:в|во|на|к|ко|и|из|о|об|по|с|со)\b")
PROPER_NAME = re.compile(r"«[^«»]+»")
KEPT = re.compile("\ue000(\\d+)\ue001")  # stands for a proper name while the rest is hidden
SHORTEST = 5  # letters of a surname in which a slip is looked for
LONG = 8  # letters from which a second slip is allowed


class Mask:
    """Knows the people of one meeting; `text` hides all of them but those with a consent valid on the day."""

    def __init__(
        self, people: Iterable[Person], day: date, phrases: Iterable[str] = (), organisations: Iterable[str] = ()
    ) -> None:
        everybody = set(people)
        self.open = {_plain(one.surname) for one in everybody if one.may_be_published(day)}
        hidden = [one for one in everybody if not one.may_be_published(day)]
        self.hidden = {_plain(one.surname) for one in hidden}
        # A namesake without a consent hides both: a surname alone does not tell which of them is meant.
        self.open -= self.hidden
        full = [one for one in hidden if len(one.first_name.rstrip(".")) > 1 and len(one.patronymic.rstrip(".")) > 1]
        self.full_names = [_full_name(one.first_name, one.patronymic) for one in full]
        named = [one for one in hidden if len(one.first_name.rstrip(".")) > 1]
        self.given = {name for one in named for name in called(one.first_name)}
        agreed = everybody - set(hidden)
        self.open_names = {(same_word(one.first_name), same_word(one.patronymic)) for one in agreed}
        self.by_hand = [by_hand(words) for words in phrases]
        self.proper_names = {found for name in organisations for found in PROPER_NAME.findall(name)}
        self._slips: dict[str, bool] = {}

    def text(self, text: str) -> str:
        hidden = PHONE.sub(CONTACT, EMAIL.sub(CONTACT, text))
        for pattern in self.by_hand:
            hidden = pattern.sub(BY_HAND, hidden)
        kept: list[str] = []
        hidden = PROPER_NAME.sub(lambda match: self._laid_aside(match.group(), kept), hidden)
        hidden = FULL_NAME.sub(self._full, hidden)
        hidden = INITIALS_LAST.sub(self._with_initials, hidden)
        hidden = INITIALS_FIRST.sub(self._with_initials, hidden)
        hidden = WORD.sub(self._alone, hidden)
        for pattern in self.full_names:
            hidden = pattern.sub(SOMEBODY, hidden)
        hidden = re.sub(rf"{re.escape(SOMEBODY)}(?:\s+{re.escape(SOMEBODY)})+", SOMEBODY, hidden)
        return KEPT.sub(lambda match: kept[int(match[1])], hidden)

    def _laid_aside(self, name: str, kept: list[str]) -> str:
        if name not in self.proper_names:
            return name
        kept.append(name)
        return f"\ue000{len(kept) - 1}\ue001"

    def _with_initials(self, match: re.Match[str]) -> str:
        """«Поручить А.П. Ивановой»: a verb before the initials is no surname, whoever it stands beside."""
        name = match["name"]
        if part_of_speech(name) in NO_NAMES and not self._is_hidden(name):
            return match.group()
        is_open = _nominatives(name) & self.open and not self._is_hidden(name)
        return match.group() if is_open else SOMEBODY

    def _full(self, match: re.Match[str]) -> str:
        """«Анне Петровне» is a person, whoever it is; only one who agreed stays."""
        first, second = match["first"], match["second"]
        if not is_given_name(first) or TITLE.search(match.string[max(match.start() - 40, 0) : match.start()]):
            return match.group()
        is_open = any(first_of in given_names(first) and _alike(of, second) for first_of, of in self.open_names)
        return match.group() if is_open else SOMEBODY

    def _alone(self, match: re.Match[str]) -> str:
        word, before = match.group(), match.string[max(match.start() - 40, 0) : match.start()]
        if PLACE.search(before):
            return word
        if self._is_hidden(word):
            return SOMEBODY
        if TITLE.search(before):
            return word
        return SOMEBODY if self._is_slip(word) or self._is_called(word, before, match) else word

    def _is_called(self, word: str, before: str, match: re.Match[str]) -> bool:
        """A first name of the meeting. «Вера в себя» opens a sentence with a word, not with a name."""
        if not given_names(word) & self.given:
            return False
        is_word = is_common(word) and SENTENCE.search(before) and PREPOSITION.match(match.string, match.end())
        return not is_word

    def _is_slip(self, word: str) -> bool:
        """«Ивонова», «Горсская»: a letter or two away from a hidden surname, and no word of the dictionary."""
        if word not in self._slips:
            self._slips[word] = len(word) >= SHORTEST and not is_common(word) and self._is_near(word)
        return self._slips[word]

    def _is_near(self, word: str) -> bool:
        forms = _nominatives(word) | {_plain(word)}
        if forms & self.open:
            return False
        return any(_slips(form, self.hidden) < _slips(form, self.open) for form in forms)

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


def _slips(form: str, surnames: set[str]) -> int:
    """Letters to the nearest surname; more than any allowed number when none is near."""
    allowed = 1 if len(form) < LONG else 2
    long_enough = [surname for surname in surnames if len(surname) >= SHORTEST]
    near = process.extractOne(form, long_enough, scorer=Levenshtein.distance, score_cutoff=allowed)
    return int(near[1]) if near else len(form)


def _alike(patronymic: str, word: str) -> bool:
    return bool(patronymic) and _plain(word).startswith(_stem(patronymic)[: max(len(_stem(patronymic)) - 1, 3)])


def by_hand(words: str) -> re.Pattern[str]:
    """The very words, their endings aside, wherever they stand together; Е and Ё are one letter."""
    parts = (
        re.escape(_stem(word)) + r"\w{0,3}" if len(word) > 3 and word.isalpha() else re.escape(_plain(word))
        for word in words.split()
    )
    return re.compile(r"(?<!\w)" + r"\s+".join(parts).replace("е", "[её]") + r"(?!\w)", re.IGNORECASE)


def _stem(name: str) -> str:
    word = _plain(name)
    return word.rstrip(VOWELS) if len(word.rstrip(VOWELS)) > 2 else word


def _plain(name: str) -> str:
    return name.strip().lower().replace("ё", "е")
