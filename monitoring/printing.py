"""The only place where exact numbers become print: pages, documents and the command take their figures from here."""

from decimal import ROUND_HALF_UP, Decimal

from ui.words import NBSP, count, figure, plural

__all__ = ["amount", "count", "half_up", "percent", "percent_value", "places_locative", "plural", "points", "signed"]

Exact = Decimal | int


def half_up(value: Decimal, decimals: int = 0) -> Decimal:
    """Round as people do: a half goes away from zero. Python's own `round` goes to the even neighbour."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def percent_value(numerator: Exact, denominator: Exact, decimals: int = 0) -> Decimal | None:
    """Per cent of an exact pair; None when the base is zero, since 0 of 0 is not 0 %."""
    if not denominator:
        return None
    return half_up(Decimal(numerator) * 100 / Decimal(denominator), decimals)


def percent(numerator: Exact, denominator: Exact, decimals: int = 0) -> str:
    value = percent_value(numerator, denominator, decimals)
    return "—" if value is None else f"{figure(value)}{NBSP}%"


def amount(value: Exact) -> str:
    """«58 576», «608,75», «19»: digits as they are, without the zeros that only storage needs."""
    return figure(Decimal(value))


def signed(value: Exact) -> str:
    return f"{'+' if value > 0 else ''}{amount(value)}"


def points(value: Decimal, decimals: int = 1) -> str:
    """A difference of shares with its sign: «+9,7 п.п.»."""
    return f"{signed(half_up(value, decimals))}{NBSP}п.п."


def places_locative(number: Exact) -> str:
    """«в 21 муниципальном образовании», without the «в»."""
    forms = "муниципальном образовании,муниципальных образованиях,муниципальных образованиях"
    return count(number, forms)
