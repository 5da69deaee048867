"""Which organisations look like one and the same. Pure: names in, scores and pairs out, no database."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from rapidfuzz import fuzz

from cluster.models.ordering import same_word

SIMILAR = 86
SAME_WORD = 84
BLOCK = 20
WINDOW = 4
PREFIX = 5
LEGAL_FORMS = (
    r"обществ\w* с ограниченной ответственностью",
    r"(?:публичн\w* |непубличн\w* |закрыт\w* |открыт\w* )?акционерн\w* обществ\w*",
    r"(?:федеральн\w* |областн\w* |краев\w* |муниципальн\w* |государственн\w* |частн\w* )+"
    r"(?:бюджетн\w* |автономн\w* |казенн\w* )*"
    r"(?:(?:профессиональн\w* |дошкольн\w* |высш\w* )?(?:обще)?образовательн\w* )?учрежден\w*"
    r"(?: (?:высш\w*|среднего профессионального|дополнительного) образования)?",
    r"(?:автономн\w* )?некоммерческ\w* организац\w*",
    r"индивидуальн\w* предпринимател\w*",
    r"(?:о|к|м|ф|ч)?г?(?:б|а|к)?п?оу(?: во)?",
    r"[фомк]?г?(?:б|а|к|у)у|[фомг]уп|м[бак]?доу|мб?оу|ма?оу",
    r"ооо|[зон]?п?ао|ип|нко|ано|нп|роо|мроо|кфх",
)
_LEGAL_FORM = re.compile(rf"(?<!\w)(?:{'|'.join(LEGAL_FORMS)})(?!\w)")
_QUOTED = re.compile(r"[«\"“„](.+)[»\"”“]")
_SMALL_WORDS = frozenset(
    [
        *("и", "в", "во", "на", "по", "при", "с", "со", "для", "из", "о", "об", "от"),
        *("имени", "им", "г", "город", "города", "область", "области", "край", "края"),
    ]
)


@dataclass(frozen=True)
class Named:
    """An organisation as the comparison sees it. Only records of one `place` are ever compared."""

    key: int
    spellings: tuple[str, ...]
    place: Hashable = None
    kind: str = ""

    @cached_property
    def bare(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(bare_name, self.spellings))))

    @cached_property
    def own(self) -> frozenset[str]:
        """What stands in quotation marks: the proper name of the organisation."""
        quoted = (_QUOTED.search(one) for one in self.spellings)
        return frozenset(bare_name(match[1]) for match in quoted if match) - {""}

    @cached_property
    def short_forms(self) -> frozenset[str]:
        """Abbreviations it is written with: «ИРПО»."""
        written = {re.sub(r"\W", "", one) for one in self.spellings}
        return frozenset(same_word(one) for one in written if one.isupper() and 3 <= len(one) <= 10)

    @cached_property
    def first_letters(self) -> frozenset[str]:
        """Abbreviations its full names would give, with or without the place at the end."""
        made = ["".join(word[0] for word in one.split() if word not in _SMALL_WORDS) for one in self.bare]
        begun = {one[:length] for one in made for length in range(4, len(one))}
        return frozenset(one for one in made if len(one) >= 3) | begun


def bare_name(name: str) -> str:
    """A name without legal form, quotation marks, capitals and the difference of Ё."""
    words = " ".join(re.sub(r"[^\w№]+", " ", same_word(name)).replace("№", " ").split())
    return " ".join(_LEGAL_FORM.sub(" ", words).split()) or words


def likeness(one: Named, other: Named) -> int:
    """0–100: how much two records look like one organisation; from `SIMILAR` on they are worth a look.

    Names are compared word by word: a changed letter is a slip, another word or number is another organisation.
    Organisations of one kind with the same proper name in quotation marks are similar whatever stands before it.
    """
    if one.short_forms & other.first_letters or other.short_forms & one.first_letters:
        return 90
    score = max((_by_words(a, b) for a in one.bare for b in other.bare), default=0)
    if score < SIMILAR and one.kind == other.kind and _same_own_name(one, other):
        return 88
    return score


def _same_own_name(one: Named, other: Named) -> bool:
    pairs = [(a, b) for a in one.own for b in other.own or other.bare]
    pairs += [(a, b) for a in one.bare for b in other.own if not one.own]
    return any(_by_words(a, b) >= 92 for a, b in pairs)


def _by_words(one: str, other: str) -> int:
    """Share of letters that stand in words both names have, in any order; one word more in a long name is a slip."""
    if one == other:
        return 100
    if fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) >= 97 and _numbers(one) == _numbers(other):
        return 97
    if fuzz.token_set_ratio(one, other) < 70 or _numbers(one) != _numbers(other):
        return 0
    mine, theirs = _telling_words(one), _telling_words(other)
    total = sum(map(len, mine)) + sum(map(len, theirs))
    shared, left = 0.0, []
    for word in sorted(mine, key=len, reverse=True):
        alike, best = max(((fuzz.ratio(word, their), their) for their in theirs), default=(0.0, ""))
        if alike >= SAME_WORD:
            shared += (len(word) + len(best)) * alike / 100
            theirs.remove(best)
        else:
            left.append(word)
    if len(left) + len(theirs) == 1 and len(mine) - len(left) >= 3:
        return max(SIMILAR, int(100 * shared / total))
    return int(100 * shared / total)


def _numbers(name: str) -> list[str]:
    return sorted(re.findall(r"\d+", name))


def _telling_words(name: str) -> list[str]:
    words = name.split()
    return [word for word in words if word not in _SMALL_WORDS] or words


def most_similar(one: Named, others: Iterable[Named], *, limit: int = 5) -> list[tuple[Named, int]]:
    """Records that look like this one, the most similar first."""
    near = (other for other in others if other.place == one.place and other.key != one.key)
    scored = [(other, score) for other in near if (score := likeness(one, other)) >= SIMILAR]
    return sorted(scored, key=lambda found: -found[1])[:limit]


def similar_pairs(records: Sequence[Named]) -> list[tuple[Named, Named, int]]:
    """Pairs worth a look, the most similar first. Only neighbours of a block are compared, never all with all."""
    seen: set[tuple[int, int]] = set()
    found = []
    for one, other in _neighbours(records):
        pair = (min(one.key, other.key), max(one.key, other.key))
        if pair not in seen:
            seen.add(pair)
            if (score := likeness(one, other)) >= SIMILAR:
                found.append((one, other, score) if one.key < other.key else (other, one, score))
    return sorted(found, key=lambda row: (-row[2], row[0].key, row[1].key))


def _neighbours(records: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Records of one place that share the beginning or the end of a word, or an abbreviation.

    A block that everybody is in («колледж») says nothing: there only neighbours by alphabet are compared.
    """
    blocks: dict[Hashable, dict[int, Named]] = defaultdict(dict)
    for record in records:
        for mark in _marks(record):
            blocks[record.place, mark][record.key] = record
    for members in blocks.values():
        rows = list(members.values())
        if len(rows) <= BLOCK:
            yield from combinations(rows, 2)
            continue
        rows.sort(key=lambda row: min(row.bare, default=""))
        for index, row in enumerate(rows):
            yield from ((row, other) for other in rows[index + 1 : index + 1 + WINDOW])


def _marks(record: Named) -> Iterator[str]:
    for name in record.bare:
        for word in name.split():
            if len(word) > 2 and word not in _SMALL_WORDS:
                yield word[:PREFIX]
                yield f"…{word[-PREFIX:]}"
    yield from record.short_forms
    yield from record.first_letters
