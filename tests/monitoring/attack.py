"""An attack on hidden figures: exact linear programming over what the reader of a table knows.

Unknowns are the hidden figures, each at least 1 since zeros are printed. Every printed line of totals is an equation,
every relation an inequality. Simplex over fractions with Bland's rule: slow, but exact and always finished.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction

from monitoring.suppression import TOTAL, Figure, Table

Row = list[Fraction]
Line = tuple[dict[Figure, int], int]  # coefficients of hidden figures, right-hand side
ZERO = Fraction(0)


def ranges(table: Table, hidden: Collection[Figure]) -> dict[Figure, tuple[Fraction, Fraction | None]]:
    """The least and the greatest value of each hidden figure; None for no upper bound."""
    program = Program(*lines(table, hidden), sorted(hidden, key=str))
    return {key: program.range_of({key: 1}) for key in program.keys}


def width(found: tuple[Fraction, Fraction | None]) -> Fraction:
    return Fraction(10**9) if found[1] is None else found[1] - found[0]


def lines(table: Table, hidden: Collection[Figure]) -> tuple[list[Line], list[Line]]:
    figures = table.figures()
    rows = {row for row, _ in figures}
    columns = {column for _, column in figures}
    sums = []
    if table.has_row_totals:
        sums += [[(row, column) for column in columns if (row, column) in figures] for row in rows]
    if table.has_column_totals:
        sums += [[(row, column) for row in rows if (row, column) in figures] for column in columns]
    equations = [known(figures, hidden, {key: -1 if _closes(key, line) else 1 for key in line}) for line in sums]
    limits = [
        known(figures, hidden, dict.fromkeys(relation.parts, 1) | dict.fromkeys(relation.wholes, -1))
        for relation in table.relations
    ]
    return [line for line in equations if line[0]], [line for line in limits if line[0]]


def _closes(key: Figure, line: list[Figure]) -> bool:
    """Is this the total of the line it stands in?"""
    is_of_row = len({row for row, _ in line}) == 1
    return key[1] is TOTAL if is_of_row and len({column for _, column in line}) > 1 else key[0] is TOTAL


def known(figures: Mapping[Figure, int], hidden: Collection[Figure], signs: dict[Figure, int]) -> Line:
    """Printed figures go to the right; what is hidden is 1 and an unknown over it."""
    right = -sum(sign * (1 if key in hidden else figures[key]) for key, sign in signs.items())
    return {key: sign for key, sign in signs.items() if key in hidden}, right


class Program:
    def __init__(self, equations: list[Line], limits: list[Line], keys: list[Figure]) -> None:
        self.keys = keys
        self.place = {key: number for number, key in enumerate(keys)}
        real = len(keys) + len(limits)
        self.rows: list[Row] = []
        self.basis: list[int] = []
        for number, (signs, right) in enumerate(equations + limits):
            row = [ZERO] * (real + len(equations) + len(limits) + 1)
            for key, sign in signs.items():
                row[self.place[key]] = Fraction(sign)
            if number >= len(equations):
                row[len(keys) + number - len(equations)] = Fraction(1)
            row[-1] = Fraction(right)
            if right < 0:
                row = [-cell for cell in row]
            row[real + number] = Fraction(1)
            self.rows.append(row)
            self.basis.append(real + number)
        self._become_feasible(real)

    def _become_feasible(self, real: int) -> None:
        goal = [ZERO] * real + [Fraction(-1)] * (len(self.rows[0]) - real - 1) if self.rows else []
        assert not self.rows or self._climb(self.rows, self.basis, goal) == 0, "no table fits what is printed"
        for number, column in enumerate(self.basis):
            entering = next((place for place in range(real) if self.rows[number][place]), None)
            if column >= real and entering is not None:
                self._pivot(self.rows, self.basis, number, entering)
        kept = [number for number, column in enumerate(self.basis) if column < real]
        self.rows = [self.rows[number][:real] + self.rows[number][-1:] for number in kept]
        self.basis = [self.basis[number] for number in kept]
        self.real = real

    def range_of(self, weights: Mapping[Figure, int]) -> tuple[Fraction, Fraction | None]:
        """Least and greatest of a weighted sum of hidden figures."""
        base = sum(weights.values())
        goal = [ZERO] * self.real
        for key, weight in weights.items():
            goal[self.place[key]] = Fraction(weight)
        highest = self._climb([row[:] for row in self.rows], self.basis[:], goal)
        lowest = self._climb([row[:] for row in self.rows], self.basis[:], [-cell for cell in goal])
        assert lowest is not None
        return base - lowest, None if highest is None else base + highest

    def _climb(self, rows: list[Row], basis: list[int], goal: Row) -> Fraction | None:
        """The greatest value of the goal, or None without a bound."""
        prices = [*goal, ZERO]
        for row, column in zip(rows, basis, strict=True):
            self._subtract(prices, row, prices[column])
        while (entering := next((place for place, price in enumerate(prices[:-1]) if price > 0), None)) is not None:
            ratios = [
                (row[-1] / row[entering], basis[number], number) for number, row in enumerate(rows) if row[entering] > 0
            ]
            if not ratios:
                return None
            number = min(ratios)[2]
            self._pivot(rows, basis, number, entering)
            self._subtract(prices, rows[number], prices[entering])
        return -prices[-1]

    def _pivot(self, rows: list[Row], basis: list[int], number: int, entering: int) -> None:
        lead = rows[number][entering]
        rows[number] = [cell / lead if cell else cell for cell in rows[number]]
        for other, row in enumerate(rows):
            if other != number:
                self._subtract(row, rows[number], row[entering])
        basis[number] = entering

    @staticmethod
    def _subtract(row: Row, other: Row, times: Fraction) -> None:
        if times:
            for place, cell in enumerate(other):
                if cell:
                    row[place] -= times * cell
