"""`python -m bench [NAME …]`, started by `portal.py bench` with a prepared database."""

import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Cases = dict[str, dict[str, Any]]


def names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules([str(HERE)]) if not module.name.startswith("_"))


def lines(cases: Cases) -> list[str]:
    """One line per case and peer: how many times as long the peer takes."""
    told = []
    for title, case in cases.items():
        told.append(f"  {title}: {case['ours']:.4g} {case.get('unit', '')}".rstrip())
        for peer, value in case.get("peers", {}).items():
            ratio = f"{value / case['ours']:.2f}" if case["ours"] else "—"
            told.append(f"    {peer}: {value:.4g} {case.get('unit', '')} (×{ratio} к нашему)")
    return told


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - set(names())
    if unknown:
        print(f"Нет замера: {', '.join(sorted(unknown))}. Есть: {', '.join(names()) or 'ни одного'}.", file=sys.stderr)
        return 1
    import django

    django.setup()
    results = HERE / "results.json"
    kept = json.loads(results.read_text(encoding="utf-8")) if results.exists() else {}
    for name in wanted or names():
        print(name, flush=True)
        kept[name] = importlib.import_module(f"bench.{name}").main()
        print("\n".join(lines(kept[name])), flush=True)
        results.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
