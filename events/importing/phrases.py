"""Noun phrases that name an executor, turned to the nominative: only the head noun and its adjectives change."""

from __future__ import annotations

import re

from events.importing.morphology import parses

# Stems of nouns that can head an executor: bodies, institutions, posts, groups of people.
_BODIES = (
    "министерств|минист|мин[а-я]+[ауеы]?$|департамент|управлени|комитет|отдел|сектор|администраци|совет"
    "|комисси|групп|центр|служб|учреждени|организаци"
    "|школ|колледж|техникум|университет|институт|лице[йяюе]|гимнази|академи|училищ|предприяти|агентств"
    "|инспекци|фонд|ассоциаци|союз|палат"
    "|дум[аеыу]|правительств|орган|бюро|филиал|кафедр|деканат|обществ|объединени|редакци|муниципалитет"
    "|штаб|аппарат|секретариат|пресс-служб"
    "|библиотек|больниц|поликлиник|интернат|дирекци|парламент|фирм|компани|корпораци|банк|кластер"
    "|сад[уы]?$|клуб|музе|театр|дом[уы]?$|профсоюз|движени|отделени|координаци|секци|лаборатори|структур"
    "|субъект|образовани[яюе]м?$|муниципал|мфц|роно|гороно|район[ау]|город[ау]|област"
)
_ROLES = (
    "глав[аеыуо]|руководител|директор|начальник|заместител|председател|секретар|член|участник|работодател"
    "|представител|специалист|методист"
    "|координатор|куратор|ректор|проректор|декан|оператор|бухгалтер|юрист|юрисконсульт|завуч|педагог"
    "|воспитател|психолог|родител|учител|преподавател|модератор"
    "|заведующ|ответственн|присутствующ|докладчик|разработчик|эксперт|наставник|партнер|лид[еи]р|инженер"
    "|советник|помощник|консультант|депутат"
    "|врач|дежурн|сотрудник|работник|староста|старост|управляющ|исполнител|выпускник|студент|обучающ|тьютор"
    "|логопед|социальн\\w+ педагог|мэр|губернатор|министр|администратор|инспектор|менеджер|волонтер|владел"
    "|застройщик|подрядчик|собственник|жител|делопроизводител|библиотекар|хозяйств"
)
_BODY = re.compile(rf"(?:{_BODIES})")
_ROLE = re.compile(rf"(?:под|со|веб-|теле)?(?:{_ROLES})")
_ABBREVIATION = re.compile(r"[А-ЯЁ]{2,}[а-яё]?[А-ЯЁ]*(?:-\w+)?$|[А-ЯЁ][а-яё]{1,6}[А-ЯЁ]\w*$")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_FEW = {
    "двум": ("два", "две"), "трем": ("три", "три"), "трём": ("три", "три"), "четырем": ("четыре", "четыре"),
    "четырём": ("четыре", "четыре"),
}  # fmt: skip
_BROKEN_CASES = {"datv": "datv", "accs": "accs", "gent": "gent", "ablt": "ablt"}


def is_abbreviation(word: str) -> bool:
    return bool(_ABBREVIATION.match(word))


def is_body(word: str) -> bool:
    return bool(_BODY.match(word.lower().replace("ё", "е"))) or is_abbreviation(word)


def is_role(word: str) -> bool:
    return bool(_ROLE.match(word.lower().replace("ё", "е")))


def is_head(word: str) -> bool:
    return is_body(word) or is_role(word)


def stands_in(word: str, case: str) -> bool:
    """Whether a word may be read in the case; an abbreviated one may, «фото» and its like prove nothing."""
    cases = ("nomn", "datv") if case == "any" else (case,)
    return is_abbreviation(word) or any(
        one in p.tag and "Fixd" not in p.tag for p in parses(word.lower()) for one in cases
    )


def nominative(phrase: str, case: str) -> str:
    """«Координационному совету области» → «Координационный совет области»; the tail keeps its own cases."""
    if case == "nomn":
        return capital(phrase)
    words = list(_WORD.finditer(phrase))
    if case == "datv" and (counted := _counted(words)):
        return capital(" ".join(counted) + phrase[words[1].end() :])
    adjectives: list[re.Match[str]] = []
    for word in words[:6]:
        if is_abbreviation(word[0]) or phrase[: word.start()].rstrip().endswith("«"):
            break
        noun = _noun(word[0], case)
        if noun is not None and not (_adjective(word[0], case, "", "") and _followed_by_noun(words, word, case)):
            return capital(_replace(phrase, adjectives, word, noun, case))
        if _adjective(word[0], case, "", ""):
            adjectives.append(word)
            continue
        if _small(word[0]):
            continue
        break
    if adjectives:
        return capital(_replace(phrase, adjectives, None, None, case))
    return capital(phrase)


def _counted(words: list[re.Match[str]]) -> list[str]:
    """«Двум учреждениям» → «Два учреждения»."""
    if len(words) < 2 or words[0][0].lower() not in _FEW:
        return []
    noun = _noun(words[1][0], "datv")
    single = noun.inflect({"sing", "gent"}) if noun is not None else None
    if noun is None or single is None:
        return []
    masculine, feminine = _FEW[words[0][0].lower()]
    return [feminine if single.tag.gender == "femn" else masculine, single.word]


def _followed_by_noun(words: list[re.Match[str]], word: re.Match[str], case: str) -> bool:
    index = words.index(word)
    if index + 1 >= len(words) or _noun(words[index + 1][0], case) is None:
        return False
    following = words[index + 1][0]
    return is_head(following) or (parses(following.lower())[0].tag.POS == "NOUN")


def _small(word: str) -> bool:
    return word.lower() in {"и", "же", "всем", "а", "также"}


def _noun(word: str, case: str):
    """The best noun parse of the word in the case; a head-like animate or plain one first."""
    found = [
        p
        for p in parses(word.lower())
        if p.tag.POS == "NOUN" and case in p.tag and not {"Surn", "Name", "Patr"} & set(p.tag.grammemes)
    ]
    found = found or [p for p in parses(word.lower()) if p.tag.POS in {"NOUN", "NPRO"} and case in p.tag]
    return found[0] if found else None


def _adjective(word: str, case: str, gender: str, number: str):
    found = [p for p in parses(word.lower()) if p.tag.POS in {"ADJF", "PRTF"} and case in p.tag]
    fitting = [
        p
        for p in found
        if (not number or p.tag.number == number) and (not gender or number == "plur" or p.tag.gender == gender)
    ]
    return (fitting or found or [None])[0]


def _replace(phrase: str, adjectives: list[re.Match[str]], head: re.Match[str] | None, noun, case: str) -> str:
    changes = []
    gender = (noun.tag.gender or "") if noun is not None else ""
    number = (noun.tag.number or "") if noun is not None else ""
    for word in adjectives:
        parse = _adjective(word[0], case, gender, number)
        turned = parse.inflect({"nomn", *([parse.tag.number] if parse.tag.number else [])})
        changes.append((word, turned.word if turned else word[0]))
    if head is not None:
        changes.append((head, _turned(head[0], noun, case)))
    changes += _participle(phrase, head, case, number)
    for word, new in sorted(changes, key=lambda change: -change[0].start()):
        phrase = phrase[: word.start()] + _like(new, word[0]) + phrase[word.end() :]
    return phrase


def _turned(word: str, noun, case: str) -> str:
    """The nominative; in «учителям-предметникам» each half that bends is turned by itself."""
    wanted = {"nomn", noun.tag.number} if noun.tag.number else {"nomn"}
    left, dash, right = word.partition("-")
    halves = [_noun(left, case), _noun(right, case)] if dash else []
    if all(halves) and len({half.tag.number for half in halves}) == 1 and halves:
        return "-".join(_modern(half.inflect(wanted).word) for half in halves)
    turned = noun.inflect(wanted)
    return _modern(turned.word) if turned else word


def _modern(word: str) -> str:
    """The dictionary puts the bookish plural first."""
    return {"учители": "учителя"}.get(word, word)


def _participle(phrase: str, head: re.Match[str] | None, case: str, number: str) -> list[tuple[re.Match[str], str]]:
    """«Предприятиям, получившим льготу»: the participle agrees with the head noun."""
    match = re.compile(r"(?:(?<=,\s)|(?<=,\sне\s))(?!не\s)[а-яё]+(?=\s)").search(phrase, head.end()) if head else None
    if match is None:
        return []
    fitting = [p for p in parses(match[0]) if p.tag.POS == "PRTF" and case in p.tag and p.tag.number == number]
    turned = fitting[0].inflect({"nomn", number}) if fitting else None
    return [(match, turned.word)] if turned is not None else []


def _like(word: str, sample: str) -> str:
    if sample.isupper() and len(sample) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if sample[:1].isupper() else word


def capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
