"""Parts of a draft edition: moved among their like and removed when nothing rests on them."""

from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import transaction

from monitoring.framework.linter import code_key
from monitoring.models import Criterion, Element, Population, SubsetRule

Step = Literal["up", "down"]


@transaction.atomic
def move_part(part: Any, step: Step) -> bool:
    """Change places with the neighbour; False at the end of the list. Elements stay inside their criterion."""
    rows = type(part)._default_manager.select_for_update().filter(edition=part.edition_id)
    if isinstance(part, Element):
        rows = rows.filter(criterion=part.criterion_id)
    ordered = list(rows.order_by("position", "pk"))
    index = next(index for index, row in enumerate(ordered) if row.pk == part.pk)
    other = index + (-1 if step == "up" else 1)
    if not 0 <= other < len(ordered):
        return False
    one, two = ordered[index], ordered[other]
    one.position, two.position = two.position, one.position
    type(part)._default_manager.bulk_update([one, two], ["position"])
    return True


@transaction.atomic
def remove_part(part: Any) -> None:
    if uses := uses_of(part):
        raise ValidationError(f"Сначала уберите то, что на этом держится: {', '.join(uses)}.")
    part.delete()


def uses_of(part: Any) -> list[str]:
    """What would break without this part, in words; an empty list when it may go."""
    uses: list[str] = []
    if isinstance(part, Element | Population):
        codes = sorted(set(part.terms.values_list("indicator__code", flat=True)), key=lambda code: code_key(code) or [])
        uses += [f"формула показателя {code}" for code in codes]
    if isinstance(part, Element):
        pairs = SubsetRule.objects.filter(part=part) | SubsetRule.objects.filter(whole=part)
        uses += [f"правило «{pair}»" for pair in pairs.select_related("part", "whole")]
    if isinstance(part, Population) and part.edition.scale_code == part.code:
        uses.append("расчёт на 1000 обучающихся")
    if isinstance(part, Criterion):
        uses += [f"показатель {code}" for code in part.indicators.values_list("code", flat=True)]
        uses += [f"элемент данных «{name}»" for name in part.elements.values_list("name", flat=True)]
    return uses
