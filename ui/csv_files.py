"""Tables as CSV files that a Russian spreadsheet opens as they are: semicolons, UTF-8 with a mark, safe cells."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download called `name`; text that a spreadsheet would take for a formula is disarmed."""
    return lines_response(name, [head, *rows])


def lines_response(name: str, lines: Iterable[Sequence[Any]]) -> HttpResponse:
    """The same for lines of several tables and words between them."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_cell(value) for value in line] for line in lines)
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _number(value)
    return str(value)


def _number(value: int | Decimal) -> str:
    """A decimal comma and no zeros that only storage needs."""
    text = format(Decimal(value), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
