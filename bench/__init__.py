"""Benchmarks: each module is one, with `main() -> dict[str, dict]`.

`main` measures the portal and, in the same run, a peer doing the same work, since a figure without a neighbour says
nothing on another machine. It returns one entry per case, lower being better:

    {"search by condition": {"unit": "s", "ours": 0.012, "peers": {"ILIKE without index": 0.140}}}

`python3 portal.py bench [NAME]` prints the ratios and writes `bench/results.json`.
"""
