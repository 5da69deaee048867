"""The only place where exact numbers become print: pages, documents and the command take their figures from here."""

from decimal import ROUND_HALF_UP, Decimal

from ui.blocks import NO_BREAK, number

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
    return "—" if value is None else f"{number(value)}{NO_BREAK}%"


def amount(value: Exact) -> str:
    """«58 576», «608,75», «19»: digits as they are, without the zeros that only storage needs."""
    exact = Decimal(value)
    whole = exact.to_integral_value()
    return number(whole if exact == whole else exact.normalize())


def points(value: Decimal, decimals: int = 1) -> str:
    """A difference of shares with its sign: «+9,7 п.п.»."""
    rounded = half_up(value, decimals)
    sign = "+" if rounded > 0 else ""
    return f"{sign}{number(rounded)}{NO_BREAK}п.п."


def signed(value: Exact) -> str:
    return f"{'+' if value > 0 else ''}{amount(value)}"


def plural(count: Exact, forms: str) -> str:
    """The form of a noun after a number: `forms` is «человек,человека,человек» or one unchanging word."""
    one, *rest = (form.strip() for form in forms.split(","))
    if len(rest) != 2:
        return one
    few, many = rest
    exact = Decimal(count)
    if exact != exact.to_integral_value():
        return few
    tens, units = int(abs(exact)) % 100, int(abs(exact)) % 10
    if units == 1 and tens != 11:
        return one
    return few if 2 <= units <= 4 and not 12 <= tens <= 14 else many


def counted(count: Exact, forms: str) -> str:
    return f"{amount(count)}{NO_BREAK}{plural(count, forms)}"
