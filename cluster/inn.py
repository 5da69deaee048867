"""Taxpayer numbers: ten digits of an organisation, twelve of an entrepreneur, the last ones check the others.

Rule: приказ ФНС России от 29.06.2012 № ММВ-7-6/435@; weights as published in the description of the number
(ten digits: one check digit; twelve digits: two), each digit = weighted sum modulo 11, then modulo 10.
"""

import re

ORGANISATION = (2, 4, 10, 3, 5, 9, 4, 6, 8)
PERSON_FIRST = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
PERSON_LAST = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def inn_problem(inn: str) -> str:
    """What is wrong with a number, in words for its reader; empty when nothing is."""
    if not re.fullmatch(r"(?!00)(?:[0-9]{10}|[0-9]{12})", inn):
        return "В ИНН должно быть 10 или 12 цифр."
    digits = [int(digit) for digit in inn]
    checks = (ORGANISATION,) if len(digits) == 10 else (PERSON_FIRST, PERSON_LAST)
    if all(_check_digit(digits, weights) == digits[len(weights)] for weights in checks):
        return ""
    return "Контрольные цифры ИНН не сходятся: в номере опечатка. Сверьте его с документом."


def _check_digit(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10
