"""JSON: one form, or a list of forms under `forms`. Numbers are read as they are written, never as binary fractions."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from monitoring.control_rules import Cell
from monitoring.exchange.answers import plain
from monitoring.exchange.facts import FLAG, Fault, Filled, Formula, Line, Passport, Placed, Raw, UnreadableFile
from monitoring.exchange.plain import decoded
from monitoring.exchange.template import STATES, Filling

KEYS = ("framework", "edition", "year", "oktmo")
MOST_FORMS, LONGEST = 3000, 100
SHAPE = "Нужен объект с полями framework, edition, year, oktmo и answers или список таких объектов в поле forms."


def write_json(filling: Filling) -> bytes:
    passport = filling.passport
    form = {
        "framework": passport.framework,
        "edition": int(passport.edition),
        "digest": passport.digest,
        "year": int(passport.year),
        "oktmo": passport.oktmo,
        "municipality": filling.place,
        "answers": {row.code: _plain(filling.cells.get(row.code), row.kind) for row in filling.questions},
    }
    return json.dumps(form, ensure_ascii=False, indent=2).encode()


def _plain(cell: Cell | None, kind: str) -> Any:
    if cell is None:
        return None
    if cell.amount is None:
        return STATES.get(cell.state)
    if kind == FLAG:
        return bool(cell.amount)
    whole = cell.amount == cell.amount.to_integral_value()
    return int(cell.amount) if whole else float(plain(cell.amount).replace(",", "."))


def read_json(data: bytes) -> list[Filled]:
    try:
        told = json.loads(
            decoded(data),
            parse_float=Decimal,
            parse_int=_whole,
            parse_constant=_no_constant,
            object_pairs_hook=_pairs,
        )
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"Файл JSON оборван или испорчен: строка {error.lineno}, знак {error.colno}.", "Сохраните файл целиком."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"Файл JSON не читается. {SHAPE}", "Возьмите за образец файл JSON с портала.") from error
    forms = told.get("forms", [told]) if isinstance(told, Pairs) else told
    if not isinstance(forms, list) or not forms or len(forms) > MOST_FORMS:
        raise UnreadableFile(SHAPE, "Возьмите за образец файл JSON с портала.")
    return [_form(form, number, len(forms)) for number, form in enumerate(forms, 1)]


class Pairs(dict[str, Any]):
    """An object that remembers the keys written twice."""

    twice: tuple[tuple[str, Any], ...] = ()


def _pairs(rows: Iterable[tuple[str, Any]]) -> Pairs:
    pairs, twice = Pairs(), []
    for key, value in rows:
        if key in pairs:
            twice.append((key, value))
        pairs[key] = value
    pairs.twice = tuple(twice)
    return pairs


def _whole(text: str) -> Decimal:
    if len(text) > LONGEST:
        raise ValueError(text[:LONGEST])
    return Decimal(text)


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _form(form: Any, number: int, of: int) -> Filled:
    start = f"форма {number}, " if of > 1 else ""
    place = start.rstrip(", ") or "форма"
    if not isinstance(form, Pairs) or not isinstance(form.get("answers"), Pairs):
        return Filled(place, Passport(), faults=[Placed(place, Fault(f"Это не форма. {SHAPE}", "Исправьте файл."))])
    claims = Passport(**{key: _text(form.get(key)) for key in (*KEYS, "digest")})
    filled = Filled(place, claims)
    if missing := [key for key in KEYS if not getattr(claims, key)]:
        fault = Fault(f"Не указано: {', '.join(missing)}.", "Допишите поля: без них непонятно, чья это форма.")
        filled.faults.append(Placed(place, fault))
    rows = [*form["answers"].items(), *form["answers"].twice]
    filled.lines = [Line(f"{start}поле {code}", code, _raw(value)) for code, value in rows]
    return filled


def _text(value: Any) -> str:
    return plain(value) if isinstance(value, Decimal) else value.strip() if isinstance(value, str) else ""


def _raw(value: Any) -> Raw:
    if value is None or isinstance(value, bool | Decimal):
        return value
    if isinstance(value, str):
        return Formula(value[1:]) if value.startswith("=") else value
    return f"{type(value).__name__}: вложенное значение"
