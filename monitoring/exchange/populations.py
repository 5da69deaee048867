"""A table of head counts from an independent source: a line for each municipality, a column for each population."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitoring.exchange.answers import read, typed
from monitoring.exchange.facts import COUNT, Fault, Placed, Question, Raw, UnreadableFile
from monitoring.exchange.plain import decoded, table_of
from monitoring.exchange.reading import MOST_BYTES, Sent
from monitoring.exchange.workbook import sheets_of

OKTMO, NAME = "октмо", "муниципалитет"
SEARCHED = 20
SAMPLE = "Возьмите за образец таблицу, которую можно скачать на этой странице."
HEADS = Question("head", COUNT, "Численность", "", 0, "")


@dataclass
class Heads:
    """`amounts` by population code and OKTMO; only for columns that stand in the file."""

    amounts: dict[str, dict[str, int]] = field(default_factory=dict)
    faults: list[Placed] = field(default_factory=list)


def read_heads(sent: Sent, populations: Mapping[str, str], places: Mapping[str, str]) -> Heads:
    """`populations`: names by code; `places`: names by OKTMO. Raises UnreadableFile for a file without a table."""
    grid, where = _grid(sent)
    head, columns = _head(grid, populations)
    told = [code for code in columns if code in populations and _is_told(grid[head + 1 :], columns[code])]
    if not told:
        raise UnreadableFile("В таблице нет ни одного числа.", SAMPLE)
    heads = Heads({code: {} for code in told})
    seen: dict[str, int] = {}
    by_name = {_plain(name): oktmo for oktmo, name in places.items()}
    for number, row in enumerate(grid[head + 1 :], head + 2):
        if all(map(_is_blank, row)):
            continue
        place = f"{where}строка {number}"
        oktmo = _oktmo(row, columns, by_name)
        if oktmo not in places:
            fault = Fault("Такого муниципалитета в кампании нет.", "Проверьте код ОКТМО и название; итоги уберите.")
            heads.faults.append(Placed(place, fault, typed=_first(row)))
        elif oktmo in seen:
            fault = Fault(f"Муниципалитет уже был в строке {seen[oktmo]}.", "Оставьте одну строку.")
            heads.faults.append(Placed(place, fault, typed=_first(row)))
        else:
            seen[oktmo] = number
            _amounts(heads, row, columns, oktmo, place)
    for oktmo in places.keys() - seen.keys():
        fault = Fault(
            f"Нет строки муниципалитета: {places[oktmo]}.", "Численности заменяются целиком: допишите строку."
        )
        heads.faults.append(Placed("файл", fault))
    return heads


def _grid(sent: Sent) -> tuple[list[list[Raw]], str]:
    if not sent.data or len(sent.data) > MOST_BYTES:
        raise UnreadableFile("Файл пустой или больше 3 МБ.", SAMPLE)
    if sent.kind == "csv":
        return [[cell.strip() or None for cell in row] for row in table_of(decoded(sent.data))], ""
    if sent.kind != "xlsx":
        raise UnreadableFile("Подойдёт только таблица Excel (.xlsx) или CSV.", SAMPLE)
    sheet = next((one for one in sheets_of(sent.data) if one.is_visible), None)
    if sheet is None:
        raise UnreadableFile("В книге нет видимых листов.", SAMPLE)
    return sheet.grid, f"лист «{sheet.name}», "


def _head(grid: Sequence[Sequence[Raw]], populations: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """The row of headings and the column of each known heading; a population is known by its code or its name."""
    known = {OKTMO: OKTMO, NAME: NAME, "муниципальное образование": NAME}
    known |= {_plain(name): code for code, name in populations.items()} | {code: code for code in populations}
    for number, row in enumerate(grid[:SEARCHED]):
        named = [(known[_plain(str(cell))], at) for at, cell in enumerate(row) if _plain(str(cell)) in known]
        columns = dict(named)
        if len(columns) < len(named):
            raise UnreadableFile("Один и тот же столбец стоит дважды.", "Оставьте один.")
        if (OKTMO in columns or NAME in columns) and populations.keys() & columns.keys():
            return number, columns
    codes = ", ".join(f"«{code}»" for code in populations)
    raise UnreadableFile(f"Нет строки заголовков: нужны «ОКТМО» и хотя бы один столбец из {codes}.", SAMPLE)


def _amounts(heads: Heads, row: Sequence[Raw], columns: Mapping[str, int], oktmo: str, place: str) -> None:
    for code in heads.amounts:
        raw = row[columns[code]] if columns[code] < len(row) else None
        reading = read(raw, HEADS)
        if reading.cell is not None and reading.cell.amount is not None:
            heads.amounts[code][oktmo] = int(reading.cell.amount)
        else:
            fault = reading.fault or Fault("Численность не указана.", "Впишите число; если людей нет, напишите 0.")
            heads.faults.append(Placed(place, fault, code, typed(raw)))


def _oktmo(row: Sequence[Raw], columns: Mapping[str, int], by_name: Mapping[str, str]) -> str:
    """The code as eight digits (Excel drops a leading zero), or the code of the name."""
    told = {name: row[columns[name]] for name in (OKTMO, NAME) if name in columns and columns[name] < len(row)}
    if told.get(OKTMO) is not None:
        return typed(told[OKTMO]).replace(" ", "").zfill(8)
    return by_name.get(_plain(str(told.get(NAME) or "")), "")


def _is_told(rows: Sequence[Sequence[Raw]], column: int) -> bool:
    """A column without a single number says nothing: its population stays as it is."""
    return any(column < len(row) and not _is_blank(row[column]) for row in rows)


def _is_blank(cell: Raw) -> bool:
    return cell is None or not str(cell).strip()


def _first(row: Sequence[Raw]) -> str:
    return next((typed(cell) for cell in row if cell is not None), "")


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())
