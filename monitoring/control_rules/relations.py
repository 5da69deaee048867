"""Relations of cells as a framework definition implies them."""

from typing import TYPE_CHECKING

from monitoring.control_rules.facts import COUNT, Element, Relations

if TYPE_CHECKING:
    from monitoring.framework.definition import Definition


def elements_of(definition: "Definition") -> dict[str, Element]:
    """Elements by code, in the order of the form."""
    return {row.code: Element(row.code, row.kind, row.name, row.criterion) for row in definition.elements}


def relations_of(definition: "Definition") -> Relations:
    """Subsets as written; a share over populations bounds its numerator, the scale bounds each count by itself."""
    populations = {row.code for row in definition.populations}
    bounds = [
        (row.numerator.operands, row.denominator.operands)
        for row in definition.indicators
        if row.denominator is not None and set(row.denominator.operands) <= populations
    ]
    counts = [row.code for row in definition.elements if row.kind == COUNT]
    bounded = {code for codes, _ in bounds for code in codes}
    if definition.scale:
        bounds += [((code,), (definition.scale,)) for code in counts if code not in bounded]
    restated = {row.code: (row.restates,) for row in definition.elements if row.restates}
    return Relations(subsets=definition.subsets, bounds=tuple(bounds), restated=restated)
