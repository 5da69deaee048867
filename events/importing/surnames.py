"""Russian surnames turned to the nominative by their endings; dictionaries know too few of them."""

from __future__ import annotations

from functools import lru_cache

_VOWELS = "аеёиоуыэюяАЕЁИОУЫЭЮЯ"
_POSSESSIVE = ("ов", "ев", "ёв", "ин", "ын")
_UNCHANGING = ("ко", "ых", "их", "аго", "яго", "ово", "дзе", "швили", "иа", "ли", "ши")


@lru_cache(maxsize=4096)
def nominative_surname(surname: str, case: str, gender: str = "") -> str:
    """Surname in the nominative when it stands in ``case``; each part of a double one apart."""
    if case in {"nomn", ""}:
        return surname
    return "-".join(_turn(part, case, gender) for part in surname.split("-"))


def _turn(word: str, case: str, gender: str) -> str:
    if len(word) < 4 or word.endswith(_UNCHANGING):
        return word
    turned = {"datv": _from_dative, "gent": _from_genitive, "accs": _from_accusative, "ablt": _from_instrumental}
    return turned.get(case, lambda w, g: w)(word, gender)


def _from_dative(word: str, gender: str) -> str:
    if word.endswith(("скому", "цкому")):
        return word[:-3] + "ий"
    if word.endswith(("ской", "цкой")):
        return word[:-2] + "ая"
    if word.endswith("ому"):
        return word[:-3] + ("ой" if word[:-3].endswith("т") else "ый")
    if word.endswith("ему"):
        return word[:-3] + "ий"
    if word.endswith("ой") and word[:-2].endswith(_POSSESSIVE):
        return word[:-2] + "а"
    if word.endswith("ой"):
        return word[:-2] + "ая"
    return _from_soft_or_hard(word, "у", "ю", "е")


def _from_genitive(word: str, gender: str) -> str:
    if word.endswith(("ского", "цкого")):
        return word[:-3] + "ий"
    if word.endswith("ого"):
        return word[:-3] + ("ой" if word[:-3].endswith("т") else "ый")
    if word.endswith(("ской", "цкой")):
        return word[:-2] + "ая"
    if word.endswith("ой") and word[:-2].endswith(_POSSESSIVE):
        return word[:-2] + "а"
    if word.endswith("а") and word[:-1].endswith(_POSSESSIVE):
        return word if gender == "femn" else word[:-1]
    if word.endswith("и") and word[-2] in "гкхжшчщ":
        return word[:-1] + "а"
    if word.endswith("ы"):
        return word[:-1] + "а"
    return _from_soft_or_hard(word, "а", "я", "и")


def _from_accusative(word: str, gender: str) -> str:
    if word.endswith(("скую", "цкую")):
        return word[:-2] + "ая"
    if word.endswith("ую"):
        return word[:-2] + "ая"
    if word.endswith("у") and (word[:-1].endswith(_POSSESSIVE) or gender == "femn"):
        return word[:-1] + "а"
    if word.endswith("у"):
        return word[:-1] + "а"
    if word.endswith("ю") and word[-2] not in _VOWELS:
        return word[:-1] + "я"
    return _from_genitive(word, "masc" if gender == "" else gender)


def _from_instrumental(word: str, gender: str) -> str:
    if word.endswith(("ским", "цким")):
        return word[:-1] + "й"
    if word.endswith(("ской", "цкой")):
        return word[:-2] + "ая"
    if word.endswith("ым") and word[:-2].endswith(_POSSESSIVE):
        return word[:-2]
    if word.endswith("ым"):
        return word[:-1] + "й"
    if word.endswith("ой") and word[:-2].endswith(_POSSESSIVE):
        return word[:-2] + "а"
    if word.endswith(("ом", "ем")):
        return word[:-2]
    return word[:-2] + "а" if word.endswith("ой") else word


def _from_soft_or_hard(word: str, hard: str, soft: str, feminine: str) -> str:
    """Endings of the other surnames: Апелю → Апель, Гайдаю → Гайдай, Бондарчуку → Бондарчук, Середе → Середа."""
    if word.endswith(soft) and soft != "и":
        if word[-2] in _VOWELS:
            return word[:-1] + "й"
        return word[:-1] + "ь"
    if word.endswith(hard):
        return word[:-1]
    if word.endswith(feminine):
        return word[:-1] + "а"
    return word
