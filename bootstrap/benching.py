"""`portal.py bench`: the benchmarks of `bench/` against this copy's database."""

import sys

from bootstrap.databases import database
from bootstrap.folder import Folder
from bootstrap.managing import call
from bootstrap.preparation import prepare
from bootstrap.secret_keys import secret_keys
from bootstrap.services import surroundings
from bootstrap.voice import aside


def bench(folder: Folder, names: list[str]) -> int:
    """Measurements fill tables with invented rows: they get a folder and a database of their own."""
    keys = secret_keys(folder)
    own = Folder(folder.root / "bench")
    own.prepare()
    with database(own, keys["POSTGRES_PASSWORD"]) as chosen:
        environment = surroundings(own, keys, chosen.url)
        prepare(own, environment, demonstration=True, say=aside)
        return call([sys.executable, "-m", "bench", *names], environment)
