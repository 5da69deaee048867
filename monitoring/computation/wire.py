"""Whole tables to and from PostgreSQL as arrays of integers, in the binary form of COPY.

A million cells as Python objects would cost more than all the arithmetic on them; as arrays they cost nothing.
Numbers travel as whole hundredths or millionths, so nothing is ever rounded on the way.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

Ints = NDArray[np.int64]
NOTHING = -1  # stands for NULL: no number of the computation is ever negative
HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TAIL = b"\xff\xff"
GROUP = 10_000  # a `numeric` travels as digits of base 10 000


def read(select: str, columns: int, parameters: dict[str, Any]) -> Ints:
    """Rows of a query whose columns are all `bigint` and never NULL, as an array of that many columns."""
    with connection.cursor() as cursor:
        statement = f"COPY ({cursor.mogrify(select, parameters)}) TO STDOUT (FORMAT BINARY)"
        with connection.wrap_database_errors, cursor.copy(statement) as copy:
            data = b"".join(copy)
    fields = [field for n in range(columns) for field in ((f"size{n}", ">i4"), (f"column{n}", ">i8"))]
    rows = np.frombuffer(data, np.dtype([("fields", ">i2"), *fields]), offset=len(HEAD), count=_count(data, columns))
    found = np.empty((len(rows), columns), np.int64)
    for n in range(columns):
        found[:, n] = rows[f"column{n}"]
    return found


def _count(data: bytes, columns: int) -> int:
    return (len(data) - len(HEAD) - len(TAIL)) // (2 + 12 * columns)


def write(table: str, keys: dict[str, Ints], small: dict[str, Ints], numbers: dict[str, tuple[Ints, int]]) -> None:
    """Append rows: `bigint` keys, `smallint` columns and `numeric` ones as (whole number of parts, decimals of a part).

    NOTHING becomes NULL. Rows with the same columns empty have the same length in bytes and are made in one go.
    """
    names = ", ".join([*keys, *small, *numbers])
    length = len(next(iter(keys.values())))
    pattern = np.zeros(length, np.int64)
    for bit, (whole, _) in enumerate(numbers.values()):
        pattern |= (whole == NOTHING).astype(np.int64) << bit
    statement = f"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        copy.write(HEAD)
        for empty in np.unique(pattern):
            chosen = np.flatnonzero(pattern == empty)
            copy.write(_rows(chosen, keys, small, numbers, int(empty)))
        copy.write(TAIL)


def _rows(
    chosen: Ints, keys: dict[str, Ints], small: dict[str, Ints], numbers: dict[str, tuple[Ints, int]], empty: int
) -> bytes:
    layout: list[Any] = [("fields", ">i2")]
    layout += [field for name in keys for field in ((f"{name} size", ">i4"), (name, ">i8"))]
    layout += [field for name in small for field in ((f"{name} size", ">i4"), (name, ">i2"))]
    for bit, name in enumerate(numbers):
        layout += [(f"{name} size", ">i4")]
        if not empty >> bit & 1:
            layout += [(name, ">i2", 10)]
    rows = np.empty(len(chosen), np.dtype(layout))
    rows["fields"] = len(keys) + len(small) + len(numbers)
    for columns, size in ((keys, 8), (small, 2)):
        for name, column in columns.items():
            rows[f"{name} size"], rows[name] = size, column[chosen]
    for bit, (name, (whole, decimals)) in enumerate(numbers.items()):
        if empty >> bit & 1:
            rows[f"{name} size"] = NOTHING
        else:
            rows[f"{name} size"], rows[name] = 20, _numeric(whole[chosen], decimals)
    return rows.tobytes()


def _numeric(whole: Ints, decimals: int) -> NDArray[np.int16]:
    """A `numeric` as the server reads it: number of digits, weight of the first, sign, scale, six digits."""
    fraction_groups = -(-decimals // 4)
    scaled = whole // 10**decimals
    fraction = (whole % 10**decimals) * 10 ** (4 * fraction_groups - decimals)
    digits = [(scaled // GROUP**power) % GROUP for power in range(5 - fraction_groups, -1, -1)]
    digits += [(fraction // GROUP**power) % GROUP for power in range(fraction_groups - 1, -1, -1)]
    made = np.empty((len(whole), 10), np.int16)
    made[:, 0], made[:, 1], made[:, 2], made[:, 3] = 6, 5 - fraction_groups, 0, decimals
    for place, digit in enumerate(digits, start=4):
        made[:, place] = digit
    return made


def delete(table: str, keys: Sequence[str], rows: Ints) -> None:
    """Take rows away by a composite key, one column of `rows` a part."""
    parts = ", ".join(f"%(key{n})s::bigint[]" for n in range(len(keys)))
    condition = " AND ".join(f"kept.{key} = gone.{key}" for key in keys)
    statement = f"DELETE FROM {table} kept USING unnest({parts}) AS gone({', '.join(keys)}) WHERE {condition}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, {f"key{n}": rows[:, n].tolist() for n in range(len(keys))})
