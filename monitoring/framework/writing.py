"""From a definition to the TOML file that reads back as the same definition."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from monitoring.framework.definition import Definition, Formula, IndicatorDefinition
from monitoring.framework.vocabulary import Severity


def write(definition: Definition) -> str:
    return "\n".join(_lines(definition)) + "\n"


def digest_of(definition: Definition) -> str:
    """Equal definitions have equal digests, wherever they were typed."""
    return hashlib.sha256(write(definition).encode()).hexdigest()


def _lines(definition: Definition) -> Iterator[str]:
    yield from _table(
        "[framework]",
        code=definition.code,
        title=definition.title,
        edition=definition.edition,
        valid_from=definition.valid_from,
        valid_to=definition.valid_to,
        authored_by=definition.authored_by,
        checked_by=definition.checked_by,
        approved_by=definition.approved_by,
        next_review=definition.next_review,
        scale=definition.scale,
    )
    for population in definition.populations:
        yield from _table("[[populations]]", **vars(population))
    for criterion in definition.criteria:
        yield from _table("[[criteria]]", **vars(criterion))
    for element in definition.elements:
        yield from _table("[[elements]]", **vars(element))
    for indicator in definition.indicators:
        yield from _table("[[indicators]]", **_indicator(indicator))
    for part, whole in definition.subsets:
        yield from _table("[[subsets]]", part=part, whole=whole)
    for rule in definition.rules:
        words = vars(rule) | {"is_on": None if rule.is_on else False}
        yield from _table("[[rules]]", **words | {"severity": "" if rule.severity == Severity.ASK else rule.severity})
    for solution in definition.solutions:
        yield from _table("[[solutions]]", **vars(solution))


def _indicator(indicator: IndicatorDefinition) -> dict[str, Any]:
    words = dict(vars(indicator))
    edition, note = words.pop("broken_with"), words.pop("broken_note")
    if edition is not None:
        words["series_break"] = {"edition": edition, "note": note}
    return words | {"decimals": indicator.decimals or None}


def _table(head: str, **words: Any) -> Iterator[str]:
    """Empty words are left out: reading gives them back as empty."""
    yield ""
    yield head
    for key, value in words.items():
        if value is not None and value != "" and value != ():
            yield f"{key} = {_value(value)}"


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Decimal():
            return f"{value.normalize():f}"
        case tuple():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return f"{{ {', '.join(f'{key} = {_value(one)}' for key, one in value.items())} }}"
        case Formula():
            return _value(_formula(value))
        case date():
            return value.isoformat()
    return str(value)


def _formula(formula: Formula) -> dict[str, Any]:
    words: dict[str, Any] = {formula.operation: formula.operands} if formula.operation else {}
    if formula.comparison:
        words[formula.comparison] = formula.threshold
    return words
