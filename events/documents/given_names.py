"""Given names and patronymics in running text: «Анне», «Аня», «Анны Петровны». Knows no people, only words."""

from functools import lru_cache

from cluster.models.ordering import same_word
from events.importing.morphology import parses

# What people call each other; forms that grammar turns («Ане», «Анечку») are found by their dictionary form.
SHORT = {
    "александр": "саша саня шура сашенька",
    "александра": "саша саня шура сашенька",
    "алексей": "лёша лёха алёша",
    "анастасия": "настя настенька ася",
    "анатолий": "толя толик",
    "андрей": "андрюша",
    "анна": "аня анюта нюра анечка",
    "антон": "антоша",
    "борис": "боря",
    "валентина": "валя",
    "валерий": "валера",
    "василий": "вася",
    "вера": "верочка",
    "виктор": "витя",
    "владимир": "вова володя",
    "вячеслав": "слава",
    "галина": "галя",
    "геннадий": "гена",
    "георгий": "гоша жора",
    "григорий": "гриша",
    "дарья": "даша",
    "дмитрий": "дима митя",
    "евгений": "женя",
    "евгения": "женя",
    "екатерина": "катя катюша",
    "елена": "лена леночка алёна",
    "елизавета": "лиза",
    "иван": "ваня",
    "игорь": "игорёк",
    "ирина": "ира иришка",
    "константин": "костя",
    "ксения": "ксюша",
    "лариса": "лара",
    "любовь": "люба",
    "людмила": "люда мила люся",
    "маргарита": "рита",
    "мария": "маша маруся машенька",
    "михаил": "миша",
    "надежда": "надя",
    "наталья": "наташа ната",
    "наталия": "наташа ната",
    "николай": "коля",
    "оксана": "ксюша",
    "ольга": "оля оленька",
    "павел": "паша",
    "пётр": "петя",
    "роман": "рома",
    "светлана": "света",
    "сергей": "серёжа",
    "софья": "соня",
    "станислав": "стас слава",
    "татьяна": "таня танюша",
    "юлия": "юля",
    "юрий": "юра",
    "яков": "яша",
}


def called(first_name: str) -> set[str]:
    """The name and what its bearer is called, without Ё."""
    short = SHORT_OF.get(same_word(first_name), "")
    return {same_word(first_name), *(same_word(one) for one in short.split())}


SHORT_OF = {same_word(name): short for name, short in SHORT.items()}


@lru_cache(maxsize=20_000)
def given_names(word: str) -> frozenset[str]:
    """Given names the word may be a form of, without Ё; a patronymic is none."""
    found = (parse for parse in parses(word.lower()) if "Name" in parse.tag)
    return frozenset({same_word(word), *(same_word(parse.normal_form) for parse in found)})


@lru_cache(maxsize=20_000)
def is_given_name(word: str) -> bool:
    return any("Name" in parse.tag and parse.is_known for parse in parses(word.lower()))


@lru_cache(maxsize=20_000)
def is_common(word: str) -> bool:
    """The dictionary knows the word as something else than a name of a person, or takes it for a place."""
    names = {"Surn", "Name", "Patr", "ADJS"}  # «рябинна» is a short adjective only in books
    return any(
        "Geox" in parse.tag or (parse.is_known and not names & set(parse.tag.grammemes))
        for parse in parses(word.lower())[:4]
    )
