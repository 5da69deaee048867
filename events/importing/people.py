"""Names of people in any of the written forms, brought to «Фамилия И.О.» in the nominative."""

from __future__ import annotations

import re
from dataclasses import dataclass

from events.importing.morphology import parses
from events.importing.surnames import nominative_surname

UP = "А-ЯЁӘҒҚҢӨҰҮҺІ"
LO = "а-яёәғқңөұүһі"
_SURNAME = rf"[{UP}][{LO}]+(?:-[{UP}][{LO}]+)?"
_CAPS = rf"[{UP}]{{3,}}(?:-[{UP}]{{3,}})?"
_INITIALS = rf"[{UP}]\s?[.,]\s?[{UP}]\s?[.,]?(?![{LO}{UP}])"
_PATRONYMIC = rf"[{UP}][{LO}]*(?:ович|евич|ьич|ич|овн|евн|ичн|иничн|ұлы|қызы|улы|кызы)[{LO}]{{0,3}}"
_NAME = rf"[{UP}][{LO}]+"
_END = r"(?![а-яёА-ЯЁ])"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<![{UP}{LO}])(?<![{UP}{LO}]-){pattern}"))
    for name, pattern in (
        ("full", rf"(?P<s>{_SURNAME}|{_CAPS})\s+(?P<f>{_NAME})\s+(?P<p>{_PATRONYMIC}(?:\s+(?:оглы|кызы))?){_END}"),
        (
            "full",
            rf"(?P<s>{_CAPS})\s+(?P<f>[{UP}]{{3,}})\s+(?P<p>[{UP}]{{4,}}(?:ВИЧ|ВН[АЫУОЕ][ЙЮ]?"
            rf"|ИЧН[АЫУОЕ][ЙЮ]?|ВИЧ[АУЕ]М?)){_END}",
        ),
        ("reversed", rf"(?P<f>{_NAME})\s+(?P<p>{_PATRONYMIC})\s+(?P<s>{_SURNAME}|{_CAPS}){_END}"),
        ("initials_first", rf"(?P<i>[{UP}])\s?\.\s?(?P<o>[{UP}])\s?\.\s?(?P<s>{_SURNAME}|{_CAPS}){_END}"),
        (
            "surname_first",
            rf"(?P<s>{_SURNAME}|{_CAPS})[ \u00a0]?(?P<i>[{UP}])\s?[.,]\s?(?P<o>[{UP}])(?:\s?\.|(?=[,;)\s]"
            rf"|$))(?![{LO}])",
        ),
        ("one_initial", rf"(?P<s>{_SURNAME})\s(?P<i>[{UP}])\.(?!\s?[{UP}{LO}]\.|\s?[{LO}])"),
        ("initial_surname", rf"(?P<i>[{UP}])\.\s?(?P<s>{_SURNAME}){_END}"),
        ("name_surname", rf"(?P<f>{_NAME})\s(?P<s>{_SURNAME}){_END}(?!\s[{UP}][{LO}]|\s?[{UP}]\.)"),
        ("surname_name", rf"(?P<s>{_SURNAME})\s(?P<f>{_NAME}){_END}(?!\s[{UP}][{LO}]|\s?[{UP}]\.)"),
    )
)
_IN_HONOUR = re.compile(r"(?:\bим\.|\bимени|\bул\.|улиц\w{1,2}|\bпр\.|проспект\w?|\bпер\.|памяти)\s*$")
_NOT_SURNAMES = frozenset(
    [
        "протокол",
        "слово",
        "коллеги",
        "председатель",
        "секретарь",
        "директор",
        "начальник",
        "глава",
        "заместитель",
        "министр",
        "руководитель",
        "член",
        "члены",
        "совет",
        "департамент",
        "управление",
        "министерство",
        "комитет",
        "отдел",
        "россия",
        "российская",
        "область",
        "района",
        "города",
        "присутствовали",
        "слушали",
        "решили",
        "г",
        "ул",
        "пр",
        "им",
        "рф",
        "нет",
        "да",
        "от",
        "до",
        "по",
        "за",
        "на",
        "для",
        "при",
    ]
)


@dataclass(frozen=True, slots=True)
class PersonMatch:
    start: int
    end: int
    surname: str
    initials: str  # «И.О.» or «И.»
    form: str
    first: str = ""
    patronymic: str = ""

    @property
    def as_written(self) -> str:
        return f"{titled(self.surname)} {self.initials}".strip()

    def name(self, case: str = "nomn") -> str:
        """«Фамилия И.О.» when the words stand in the given case (nomn, datv, gent, accs, ablt)."""
        return f"{nominative_surname(titled(self.surname), case, self.gender)} {self.initials}".strip()

    @property
    def gender(self) -> str:
        if self.patronymic:
            return "femn" if re.search(r"(?:вн|чн|қыз|кыз)", self.patronymic.lower()) else "masc"
        return ""

    @property
    def case(self) -> str:
        """Case of a full name, told by its patronymic or first name; empty when only initials are known."""
        ending = self.patronymic.lower()
        if not ending and self.first:
            return _case_of_name(self.first)
        for pattern, case in (
            (r"(?:вич|ьич|ич)$|(?:вна|чна)$", "nomn"),
            (r"ич[у]$|вне$|чне$", "datv"),
            (r"ича$|вны$|чны$", "gent"),
            (r"вну$|чну$", "accs"),
            (r"ичем$|вной$|чной$", "ablt"),
        ):
            if re.search(pattern, ending):
                return case
        return "nomn" if ending else ""


def _case_of_name(first: str) -> str:
    """Case of a name without a patronymic: nominative when it can be, then dative."""
    cases = [p.tag.case for p in parses(first.lower())[:4] if "Name" in p.tag]
    if "nomn" in cases:
        return "nomn"
    return "datv" if "datv" in cases else cases[0] if cases else ""


def titled(surname: str) -> str:
    if not surname.isupper() or len(surname) < 2:
        return surname
    return "-".join(part.capitalize() for part in surname.split("-"))


def find_people(s: str) -> list[PersonMatch]:
    """All names of the line from left to right, without overlaps; longer forms win."""
    taken: list[PersonMatch] = []
    for form, pattern in _PATTERNS:
        for match in pattern.finditer(s):
            if any(match.start() < p.end and p.start < match.end() for p in taken):
                continue
            person = _person(form, match)
            if person is not None:
                taken.append(person)
    kept = [p for p in taken if not _IN_HONOUR.search(s[max(0, p.start - 14) : p.start])]
    return sorted(kept, key=lambda person: person.start)


def _person(form: str, match: re.Match[str]) -> PersonMatch | None:
    parts = match.groupdict()
    surname = parts["s"]
    if surname.lower() in _NOT_SURNAMES:
        return None
    if form in {"full", "reversed"}:
        first, patronymic = parts["f"], parts["p"]
        if first.lower() in _NOT_SURNAMES or _looks_like_prose(surname, first):
            return None
        initials = f"{first[0]}.{patronymic[0]}."
        return PersonMatch(match.start(), match.end(), surname, initials, form, first, patronymic)
    if form in {"name_surname", "surname_name"}:
        named = _is_first_name(parts["f"]) and not _common_word(surname) and not _is_first_name(surname)
        named = named and not re.search(r"(?:ович|евич|овн|евн)[а-яё]{0,2}$", surname)  # «Максим Викторович»
        return _named(form, match) if named else None
    if form in {"one_initial", "initial_surname"} and (
        surname.isupper() or (_common_word(surname) and not _in_list(match))
    ):
        return None
    if form == "initials_first" and _belong_before(match):
        return None
    initials = f"{parts['i']}." + (f"{parts['o']}." if parts.get("o") else "")
    end = match.end()
    return PersonMatch(match.start(), end, surname, initials, form)


def _named(form: str, match: re.Match[str]) -> PersonMatch:
    """«Мария Лапина», «Лапина Мария»: nobody wrote the patronymic, so one initial is all there is."""
    return PersonMatch(match.start(), match.end(), match["s"], f"{match['f'][0]}.", form, match["f"])


def _is_first_name(word: str) -> bool:
    """«Агафонов» may be many Агафоны, yet nobody is called so."""
    return any("Name" in p.tag and "plur" not in p.tag and p.is_known for p in parses(word.lower())[:3])


def _belong_before(match: re.Match[str]) -> bool:
    """«Карасёву О.О. Обследование …»: the initials end the name before them."""
    before = re.search(rf"([{UP}][{LO}-]+)\s?$", match.string[: match.start()])
    if before is None:
        return False
    office = any(parse.normal_form in _NOT_SURNAMES for parse in parses(before[1].lower())[:3])
    prose = _common_word(match["s"]) and re.match(r"\s[а-яё]", match.string[match.end() :])
    return not _common_word(before[1]) or bool(prose and not office)  # «Вишняк С.С. Кворум имеется»


def _in_list(match: re.Match[str]) -> bool:
    """«…, Бурый С., …»: between commas even a dictionary word is a name."""
    before, after = match.string[: match.start()].rstrip(), match.string[match.end() :]
    return before[-1:] in {",", "(", ";"} and after[:1] in {",", ")", ";"}


def _looks_like_prose(surname: str, first: str) -> bool:
    return _common_word(surname) and _common_word(first)


def _common_word(word: str) -> bool:
    """A dictionary word that is no name: «Школа А.» is a building, not a person."""
    if re.search(r"(?:ов|ев|ин|ын)(?:а|у|ым|ой)?$", word.lower()) and len(word) > 4:
        return False
    found = parses(word.lower())[:3]
    return (
        bool(found) and all(not ({"Name", "Surn", "Patr"} & set(p.tag.grammemes)) for p in found) and found[0].is_known
    )
