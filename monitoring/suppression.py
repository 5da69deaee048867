"""Small counts of people in open tables, hidden so that they can be neither subtracted nor narrowed down.

Rule (design of the portal, section 8; reference on monitoring, 4.6): counts from 1 to 4 and bases under 10 are hidden
(primary), then further figures (complementary), until for every hidden figure the reader is left with a range from
least to most of at least `WIDTH` people. Zeros stay printed, so the reader knows every hidden figure to be 1 or more.

Shape: a table has figures by (row, column), whole people; totals have the key `TOTAL` in place of a row or a column.
A table with totals is a network: rows and columns are nodes, figures are edges, and any other table the reader could
think of differs from the true one by circulations over hidden edges. A hidden figure is safe once circulations through
its edge, which keep every printed figure and every relation, move it by `WIDTH`: each of them is a table that fits what
is printed, so no solver can exclude it. Where they do not, the cheapest path of printed figures joins the hidden.
Totals are dear, so they are hidden last. Not covered: a reader who replays this algorithm, or compares releases.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

BELOW = 5
BASE_BELOW = 10
WIDTH = 5
TOTAL = None
FREE = 10**12

Label = str | int | None
Figure = tuple[Label, Label]
Node = tuple[str, Label]
OUTSIDE: Node = ("outside", TOTAL)


@dataclass(frozen=True)
class Relation:
    """The sum of some figures of a row cannot exceed the sum of other figures of that row."""

    parts: tuple[Figure, ...]
    wholes: tuple[Figure, ...]


@dataclass(frozen=True)
class Table:
    cells: Mapping[Figure, int]
    has_row_totals: bool = False
    has_column_totals: bool = True
    relations: tuple[Relation, ...] = ()
    beside: tuple[frozenset[Label], ...] = ()  # columns printed as one figure: hidden together
    small: frozenset[Figure] = frozenset()  # to be hidden for reasons of its own

    def figures(self) -> dict[Figure, int]:
        """Everything that would be printed: cells and totals."""
        sums: dict[Figure, int] = defaultdict(int)
        for (row, column), value in self.cells.items():
            if self.has_row_totals:
                sums[row, TOTAL] += value
            if self.has_column_totals:
                sums[TOTAL, column] += value
            if self.has_row_totals and self.has_column_totals:
                sums[TOTAL, TOTAL] += value
        return {**self.cells, **sums}


def primary(table: Table, below: int = BELOW) -> set[Figure]:
    """What is hidden for its own sake."""
    figures = table.figures()
    return {key for key, value in figures.items() if 0 < value < below or (value and key in table.small)}


def hidden_figures(table: Table, below: int = BELOW, width: int = WIDTH) -> frozenset[Figure]:
    """Keys of figures and totals to hide."""
    search = _Search(table, width)
    search.hide(primary(table, below))
    size = -1
    while size != len(search.hidden):
        size = len(search.hidden)
        for key in sorted(search.hidden, key=search.order):
            search.protect(key)
    return frozenset(search.hidden)


@dataclass
class _Search:
    table: Table
    width: int
    hidden: set[Figure] = field(default_factory=set)
    rising: set[Figure] = field(default_factory=set)  # two columns may contain each other: no endless climbing

    def __post_init__(self) -> None:
        self.figures = {key: value for key, value in self.table.figures().items() if value}
        self.edges = {key: self._ends(key) for key in self.figures}
        self.around: dict[Node, list[Figure]] = defaultdict(list)
        self.between: dict[frozenset[Node], list[Figure]] = defaultdict(list)
        for key, ends in self.edges.items():
            for node in ends:
                self.around[node].append(key)
        self.above: dict[Figure, list[tuple[int, Relation]]] = defaultdict(list)
        self.under: dict[Figure, list[int]] = defaultdict(list)
        for relation in self.table.relations:
            slack = self._sum(relation.wholes) - self._sum(relation.parts)
            if slack >= 0:
                self._limit(relation, slack)

    def _limit(self, relation: Relation, slack: int) -> None:
        # With row totals one circulation may move several figures of a relation: each gets its share of the slack.
        share = slack // len(relation.parts + relation.wholes) if self.table.has_row_totals else slack
        for key in relation.parts:
            self.above[key].append((share, relation))
        for key in relation.wholes:
            self.under[key].append(share)

    def _sum(self, keys: Iterable[Figure]) -> int:
        return sum(self.figures.get(key, 0) for key in keys)

    def _ends(self, key: Figure) -> tuple[Node, Node]:
        """Nodes that this edge leaves and enters; an unprinted line of totals ties nothing."""
        row, column = key
        ends: tuple[Node, Node] = (
            ("row", row) if self.table.has_row_totals else OUTSIDE,
            ("column", column) if self.table.has_column_totals else OUTSIDE,
        )
        return ends[::-1] if (row is TOTAL) != (column is TOTAL) else ends

    def order(self, key: Figure) -> tuple[int, str]:
        return self.figures[key], str(key)

    def hide(self, keys: Iterable[Figure]) -> None:
        for row, column in sorted(keys, key=str):
            group = next((group for group in self.table.beside if column in group), frozenset([column]))
            for key in sorted(((row, other) for other in group), key=str):
                if key in self.figures and key not in self.hidden:
                    self.hidden.add(key)
                    self.between[frozenset(self.edges[key])].append(key)

    def protect(self, key: Figure) -> None:
        """Hide what is still needed for this hidden figure to have its range."""
        have = self._moved(key, up=True, only_hidden=True) + self._moved(key, up=False, only_hidden=True)
        if have >= self.width:
            return
        fall = self._moved(key, up=False, only_hidden=True)
        rise = self._moved(key, up=True, only_hidden=False, need=self.width - fall)
        if fall + rise >= self.width:
            return
        self._moved(key, up=False, only_hidden=False, need=self.width - rise)
        self.hide(whole for _, relation in self.above[key] for whole in relation.wholes if whole in self.figures)

    def _moved(self, key: Figure, *, up: bool, only_hidden: bool, need: int | None = None) -> int:
        """By how much circulations move this figure; visible ones on the way are hidden unless told otherwise."""
        need = self.width if need is None else need
        limit = min(need, self._own_rise(key, need) if up else self._fall(key))
        tail, head = self.edges[key]
        if tail == head:
            return limit
        # The way goes from where the edge ends back to where it begins; outside meets every column, so start elsewhere.
        start, end, forward = (tail, head, not up) if head == OUTSIDE else (head, tail, up)
        shift: dict[Figure, int] = defaultdict(int)
        done = 0
        while done < limit:
            path = self._straight(start, end, key, shift, forward) or self._path(
                start, end, key, shift, forward, only_hidden
            )
            if not path:
                break
            step = min(limit - done, *(self._room(edge, ahead, shift) for edge, ahead in path))
            for edge, ahead in path:
                shift[edge] += step if ahead else -step
            self.hide(edge for edge, _ in path if edge not in self.hidden)
            done += step
        return done

    def _straight(
        self, start: Node, end: Node, without: Figure, shift: Mapping[Figure, int], forward: bool
    ) -> list[tuple[Figure, bool]]:
        """One hidden edge that joins the two nodes and can still move."""
        for edge in self.between[frozenset((start, end))]:
            ahead = (self.edges[edge][0] == start) is forward
            if edge != without and self._room(edge, ahead, shift) > 0:
                return [(edge, ahead)]
        return []

    def _path(
        self, start: Node, end: Node, without: Figure, shift: Mapping[Figure, int], forward: bool, only_hidden: bool
    ) -> list[tuple[Figure, bool]]:
        """The cheapest way along edges that can still move; each with the direction it is moved in."""
        ticket = count()
        queue: list[tuple[int, int, Node, list[tuple[Figure, bool]]]] = [(0, next(ticket), start, [])]
        seen: set[Node] = set()
        while queue:
            cost, _, node, path = heappop(queue)
            if node == end:
                return path
            if node in seen:
                continue
            seen.add(node)
            for edge in self.around[node]:
                if edge == without or (only_hidden and edge not in self.hidden):
                    continue
                begins = self.edges[edge][0] == node
                far, ahead = self.edges[edge][begins], begins is forward
                if far not in seen and self._room(edge, ahead, shift) > 0:
                    heappush(queue, (cost + self._cost(edge), next(ticket), far, [*path, (edge, ahead)]))
        return []

    def _cost(self, edge: Figure) -> int:
        if edge in self.hidden:
            return 0
        return self.figures[edge] + 1000 + (FREE if TOTAL in edge else 0)

    def _room(self, edge: Figure, ahead: bool, shift: Mapping[Figure, int]) -> int:
        moved = shift.get(edge, 0)
        return self._rise(edge) - moved if ahead else self._fall(edge) + moved

    def _rise(self, key: Figure) -> int:
        return min((slack for slack, _ in self.above[key]), default=FREE)

    def _fall(self, key: Figure) -> int:
        return min((self.figures[key] - 1, *self.under[key]))

    def _own_rise(self, key: Figure, need: int) -> int:
        """A part may also rise together with its hidden whole, in another column, where rows are not added up."""
        if self.table.has_row_totals or key in self.rising:
            return self._rise(key)
        self.rising.add(key)
        rooms = [FREE]
        for slack, relation in self.above[key]:
            rooms.append(slack + self._highest([whole for whole in relation.wholes if whole in self.hidden], need))
        self.rising.remove(key)
        return min(rooms)

    def _highest(self, wholes: Iterable[Figure], need: int) -> int:
        return max((self._moved(whole, up=True, only_hidden=True, need=need) for whole in wholes), default=0)
