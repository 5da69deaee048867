"""Contents of campaigns in memory: plain plans put into the shape that `gather` writes, without a database."""

from typing import Any

from monitoring.documents.definitions import exact
from monitoring.recalculation import recalculated
from tests.monitoring.random_campaigns import FRAMEWORK

Plain = dict[str, Any]
KEYS = [str(number) for number in range(1, 8)]


def framework() -> Plain:
    """The shipped framework as a snapshot carries it."""
    return {
        "code": "career-choice",
        "edition": 1,
        "title": "Показатели",
        "digest": "0" * 64,
        "scale": FRAMEWORK["framework"]["scale"],
        "criteria": [{name: row[name] for name in ("number", "name", "short")} for row in FRAMEWORK["criteria"]],
        "populations": [
            {"code": row["code"], "name": row["name"], "source": row.get("source", "")}
            for row in FRAMEWORK["populations"]
        ],
        "elements": [
            {"code": row["code"], "kind": row["kind"], "name": row["name"], "criterion": row["criterion"]}
            for row in FRAMEWORK["elements"]
        ],
        "indicators": [_indicator(row) for row in FRAMEWORK["indicators"]],
    }


def _indicator(row: Plain) -> Plain:
    formula = row["numerator"]
    operation = next(word for word in ("sum", "all", "any") if word in formula)
    comparison = next((word for word in ("above", "at_least", "equals", "at_most", "below") if word in formula), "")
    return {
        "code": row["code"],
        "criterion": row["criterion"],
        "kind": row["kind"],
        "name": row["name"],
        "operation": operation,
        "comparison": comparison,
        "threshold": exact(formula[comparison]) if comparison else "0",
        "region_rule": row["region"],
        "polarity": row["polarity"],
        "scoring": row["score"],
        "target": str(row["target"]) if "target" in row else None,
        "unit": row.get("unit", ""),
        "period": row.get("period", "calendar_year"),
        "decimals": row.get("decimals", 0),
        "statement": row["statement"],
        "gap": row.get("gap", ""),
        "why": row["why"],
        "source": row["source"],
        "numerator": formula[operation],
        "denominator": row.get("denominator", {}).get("sum", []),
        "slice": row.get("slices", []),
    }


DEFINITIONS = framework()


def content_of(plan: Plain, *, year: int = 2031, before: Plain | None = None) -> Plain:
    """A plan of `random_campaigns`; `before` is the content of the year before."""
    made: Plain = {
        "schema": 1,
        "engine": 1,
        "campaign": {
            "year": year,
            "region": {"name": "Пробная область", "genitive": "Пробной области", "oktmo": "99"},
            "opens_on": f"{year}-11-15",
            "closes_on": f"{year}-12-15",
            "basis": "",
            "operator": "Центр",
            "is_conditional": False,
        },
        "framework": DEFINITIONS,
        "skipped": sorted(plan["skipped"]),
        "places": [
            {"key": key, "oktmo": f"99{int(key):06d}", "name": f"Район {_letters(key)}", "form": _form(plan, key)}
            for key in plan["expected"]
        ],
        "heads": plan["heads"],
        "before": before and year_before(before),
        "texts": {},
        "recommendations": [],
        "measures": [],
        "look": {},
    }
    return made | {"results": recalculated(made)}


def year_before(content: Plain) -> Plain:
    return {
        "year": content["campaign"]["year"],
        "snapshot": None,
        "breaks": None,
        "accepted": sum(row["form"] is not None for row in content["places"]),
        "expected": len(content["places"]),
        "results": {name: content["results"][name] for name in ("municipal", "region", "scores")},
    }


def _form(plan: Plain, key: str) -> Plain | None:
    if key not in plan["counted"]:
        return None
    values = {
        code: [state, None if amount is None else exact(amount), ""]
        for code, (state, amount) in plan["counted"][key].items()
    }
    return {"status": "published", "filled_by": "", "accepted_by": "", "values": values}


def _letters(key: str) -> str:
    """Names without digits, so that every digit of a document is a figure."""
    return "АБВГДЕЖЗИК"[int(key) % 10] * (1 + int(key) // 10)
