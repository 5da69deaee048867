"""Control rules: doubts about a filled form, each with advice. Pure: no database, no request, no Django models.

A rule is a function `find(form: Form) -> Iterator[Doubt]` in a module of its own; `check(form)` asks all of them and
leaves one leading doubt per cell. A doubt never forbids anything: it asks to look again or to explain.
"""

from monitoring.control_rules.catalogue import RULES, Rule, limits_of
from monitoring.control_rules.checking import check
from monitoring.control_rules.facts import Cell, Doubt, Element, Form, Peer, Relations, Total
from monitoring.control_rules.limits import Limits
from monitoring.control_rules.reference import base_doubts
from monitoring.control_rules.relations import elements_of, relations_of

__all__ = [
    "RULES",
    "Cell",
    "Doubt",
    "Element",
    "Form",
    "Limits",
    "Peer",
    "Relations",
    "Rule",
    "Total",
    "base_doubts",
    "check",
    "elements_of",
    "limits_of",
    "relations_of",
]
