"""A part is not greater than the whole. Source: subset pairs of the framework."""

from collections.abc import Iterator

from monitoring import printing
from monitoring.control_rules.facts import CERTAIN, FLAG, Doubt, Form

RULE = "subset"


def find(form: Form) -> Iterator[Doubt]:
    for part, whole in form.relations.subsets:
        less, more = form.amount(part), form.amount(whole)
        if FLAG in (form.elements[part].kind, form.elements[whole].kind) or less is None or more is None:
            continue
        if less > more:
            words = (
                f"{form.name(part)}: {printing.amount(less)} — больше, чем {form.name(whole)}: {printing.amount(more)}."
            )
            advice = "Часть не бывает больше целого: проверьте оба числа, не перепутаны ли они."
            yield Doubt(RULE, (part, whole), words, advice, CERTAIN)
