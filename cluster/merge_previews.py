"""What a merge would do, field by field, before anything is done."""

from dataclasses import dataclass, field
from typing import Any

from cluster.actions.merges import ORGANISATION_FIELDS, PERSON_FIELDS
from cluster.actions.moves import EMPTY, counts
from cluster.models import Organisation, Person
from cluster.names import name_of
from ui.words import day_in_words


@dataclass(frozen=True)
class FieldRow:
    label: str
    kept: str
    left: str
    result: str


@dataclass(frozen=True)
class MergePreview:
    """`obstacle` forbids the merge; `contradictions` ask for a second thought; `counts` are rows that will move."""

    fields: list[FieldRow]
    counts: dict[str, int]
    contradictions: list[str] = field(default_factory=list)
    obstacle: str = ""


def organisation_preview(left: Organisation, kept: Organisation) -> MergePreview:
    rows = [
        FieldRow("Полное название", kept.name, left.name, f"{kept.name}; второе станет другим написанием"),
        FieldRow("Вид", kept.get_kind_display(), left.get_kind_display(), kept.get_kind_display()),
        FieldRow("Регион", str(kept.region), str(left.region), str(kept.region)),
        *(_filled(name, left, kept) for name in ORGANISATION_FIELDS),
    ]
    contradictions = []
    if left.inn and kept.inn:
        contradictions.append("ИНН разные: это два юридических лица. Проверьте, не разные ли это организации.")
    if left.region_id != kept.region_id:
        contradictions.append("Организации записаны в разных регионах.")
    if left.kind != kept.kind:
        contradictions.append("Вид организаций разный.")
    return MergePreview(rows, counts(left), contradictions)


def person_preview(left: Person, kept: Person) -> MergePreview:
    mine, other = (name_of(one.surname, one.first_name, one.patronymic) for one in (kept, left))
    rows = [
        FieldRow("Фамилия", kept.surname, left.surname, kept.surname),
        *(_filled(name, left, kept, prefer_long=name != "may_be_published_until") for name in PERSON_FIELDS),
        FieldRow("Учётная запись", _text(kept.user), _text(left.user), _text(kept.user or left.user)),
    ]
    contradictions = []
    if mine.key[0] == other.key[0] and not mine.fits(other):
        contradictions.append("Имена противоречат друг другу: возможно, это однофамильцы.")
    elif mine.key[0] != other.key[0]:
        contradictions.append("Фамилии записаны по-разному.")
    obstacle = "У обоих есть учётные записи. Сначала администратор закрывает и отвязывает одну из них."
    both = left.user_id and kept.user_id
    return MergePreview(rows, counts(left), contradictions, obstacle if both else "")


def _filled(name: str, left: Any, kept: Any, *, prefer_long: bool = False) -> FieldRow:
    own, other = getattr(kept, name), getattr(left, name)
    result = other if own in EMPTY else own
    if prefer_long and len(own.rstrip(".")) < 2 <= len(other.rstrip(".")):
        result = other
    label = str(kept._meta.get_field(name).verbose_name)
    return FieldRow(label[:1].upper() + label[1:], _text(own), _text(other), _text(result))


def _text(value: Any) -> str:
    if value in EMPTY:
        return "не указано"
    return day_in_words(value) if hasattr(value, "toordinal") else str(value)
