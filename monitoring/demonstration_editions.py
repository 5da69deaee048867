"""Two editions on their way: the second waits for the methodologist's check, the third is the methodologist's draft."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from accounts.models import User
from accounts.roles import Role
from cluster.demonstration import PASSWORD
from monitoring.actions.frameworks import store_edition
from monitoring.actions.frameworks_review import clone_edition, send_edition
from monitoring.framework.definition import (
    Definition,
    ElementDefinition,
    Formula,
    IndicatorDefinition,
    SolutionDefinition,
)
from monitoring.framework.tables import definition_of
from monitoring.models import Edition

# Not one of the accounts offered for sign-in: the author whose edition the demonstration methodologist checks.
AUTHOR = ("second.methodologist@institute.example", "Ангарская Полина Сергеевна")
REMARKS = "Назначьте день следующего пересмотра: в черновике он не указан."
MEETING = ElementDefinition(
    "b_parents_ovz", 9, "flag", "Проводятся встречи для родителей детей с инвалидностью и ОВЗ", "Отдельные или общие."
)
MEETINGS = IndicatorDefinition(
    code="9.2",
    criterion=9,
    kind="flag",
    name="Наличие мероприятий для родителей детей с инвалидностью и ОВЗ",
    numerator=Formula("all", (MEETING.code,)),
    denominator=None,
    slices=(),
    region="count_yes",
    polarity="high",
    score="flag",
    target=None,
    unit="",
    period="school_year",
    decimals=0,
    statement="проводятся мероприятия для родителей детей с инвалидностью и ОВЗ",
    gap="мероприятий для родителей детей с инвалидностью и ОВЗ нет",
    why="Этим семьям нужны сведения, которых нет на общих встречах.",
    source="форма муниципалитета, планы мероприятий",
    broken_with=None,
    broken_note="",
)
SOLUTION = SolutionDefinition(
    "parents-ovz",
    "municipal",
    "Встреча для родителей детей с инвалидностью",
    "Раз в полугодие собрать родителей, колледж с инклюзивным центром, центр занятости и работодателя, у которого уже "
    "работают люди с инвалидностью. Дать возможность участвовать по видеосвязи.",
    "Показатель 9.2 становится «да».",
    "две встречи в год",
    ("9.2",),
)


def load_editions(first: Edition) -> None:
    author = User.objects.create_user(AUTHOR[0], PASSWORD, full_name=AUTHOR[1], role=Role.METHODOLOGIST)
    second = store_edition(_second(definition_of(first)), author=author, base=first)
    send_edition(second, by=author)
    draft = clone_edition(first, by=User.objects.get_by_natural_key("methodologist@demo.example"))
    draft.next_review, draft.remarks = None, REMARKS
    draft.save(update_fields=["next_review", "remarks"])


def _second(first: Definition) -> Definition:
    """Probes become a share, parents get one more question, head counts are doubted earlier."""
    return replace(
        first,
        edition=2,
        valid_from=2027,
        authored_by=AUTHOR[1],
        checked_by="",
        approved_by="",
        elements=(*first.elements, MEETING),
        indicators=tuple(one for row in first.indicators for one in _changed(row)),
        rules=tuple(
            replace(row, threshold=Decimal(8), advice="Сверьте число со сводом региона и напишите, откуда взято ваше.")
            if row.code == "reference"
            else row
            for row in first.rules
        ),
        solutions=(*first.solutions, SOLUTION),
    )


def _changed(row: IndicatorDefinition) -> list[IndicatorDefinition]:
    if row.code == "9.1":
        return [row, MEETINGS]
    if row.code == "6.1":
        share = Formula("sum", ("r6_11",))
        changes: dict[str, Any] = {
            "kind": "share",
            "region": "pooled",
            "score": "target",
            "target": Decimal(100),
            "decimals": 1,
        }
        return [replace(row, name="Доля обучающихся 6–11 классов, прошедших пробы", denominator=share, **changes)]
    if row.code == "1.1":
        return [replace(row, why="Семья пользуется той помощью, о которой узнала вовремя.")]
    return [row]
